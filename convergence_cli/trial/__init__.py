"""A framework's unit tests: what they expect, and how much of the scoring they reach."""
