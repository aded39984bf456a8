"""Transactions: what was earned and spent, exact to the cent."""
