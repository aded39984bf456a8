"""Everybody's rows, taken out of one database and put into another, with proof that they are the same.

A row has one form here, whichever database it lies in (:mod:`values`), so that a table's count and digest can be
compared between an SQLite file, a backup and PostgreSQL. The commands ``backup``, ``restore`` and ``move`` are thin.
"""
