"""Conduit: the RealWorld blogging API over published rows."""
