"""Benchmarks: each prints both sides of a claim, measured in one run. Compare the ratios, not the milliseconds."""
