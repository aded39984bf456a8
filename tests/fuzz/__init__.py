"""Schemathesis against a real server: see ``run``."""

# Names the file that the counts of a run are written to when it ends.
COUNTS = "RINGFENCE_FUZZ_COUNTS"
