"""Ownership: who acts, which rows that reaches, and the database rules that say the same.

Promises that a model derived from :class:`~ringfence.ownership.models.OwnedModel` cannot be read or
written without a scope, nor outside the scope's own rows. Depends on Django only.
"""
