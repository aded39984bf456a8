"""Dialects: outside contracts (paths, envelopes, messages), each a thin file over the same services."""
