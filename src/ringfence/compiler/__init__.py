"""Serializers compiled to SQL: a row's JSON is made by the database, byte for byte as REST framework renders it."""
