"""Believable rows of every app for ``ringfence demo``: made through the models, in the account's own scope."""
