"""Ringfence's tables as an ordinary Django app sees them."""
