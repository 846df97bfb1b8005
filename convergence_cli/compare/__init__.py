"""Two assessments of one station, or a whole series: what changed, and through what.

Everything is worked out by scoring again, never by a formula beside the engine.
"""
