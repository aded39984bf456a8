"""Models with columns of every type, in every relation."""
