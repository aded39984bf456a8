"""Tasks: what is to be done, by when, each its owner's alone."""
