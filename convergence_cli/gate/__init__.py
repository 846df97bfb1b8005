"""Entries of a cohort -> Verdict: thresholds, an earlier report to be held to, gaps that were accepted.

`gates.judge` is the way in. It reads no file and no clock: `waivers.load` and `baseline.load` read what the options
name, and the day by which a waiver has expired is passed in.
"""
