"""Ringfence: JSON APIs in which every row has an owner and nobody else can reach it."""

from importlib.metadata import version

__version__ = version("ringfence")
