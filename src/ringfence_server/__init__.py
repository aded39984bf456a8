"""The Ringfence server: the shipped apps, their settings and their start."""
