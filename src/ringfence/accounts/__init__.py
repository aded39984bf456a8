"""Accounts: users, their sessions, and the tokens that live and die with a session."""
