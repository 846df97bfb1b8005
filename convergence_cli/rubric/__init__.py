"""Strict YAML -> Framework. `load.py` is the way in; it raises every fault of every file at once."""
