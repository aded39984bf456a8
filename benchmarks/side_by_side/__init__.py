"""Ringfence beside other ways of serving the same tables: rates, latencies and CPU, all from one run."""
