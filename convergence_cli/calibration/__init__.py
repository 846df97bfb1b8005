"""Thresholds from what stations answer: how answers with evidence lie, and the overlay that follows from it."""
