"""A test app with every kind of owned model that the shipped apps do not have yet."""
