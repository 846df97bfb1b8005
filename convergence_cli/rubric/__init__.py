"""Strict YAML -> Framework. `load.py` is the way in; it raises every fault of every file at once."""

SHIPPED = "nrta-2020-79"
"""The framework that is meant where none is named."""
