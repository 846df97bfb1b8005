"""Cohort -> str | bytes, pure; one file per format. Formats do not know each other."""
