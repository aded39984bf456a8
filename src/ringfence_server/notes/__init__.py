"""Notes: short texts with tags, each its owner's alone."""
