"""Whether a migration can be applied while servers of the version before it are still serving."""
