"""A person's own account over HTTP: sessions, factors, tokens, activity."""
