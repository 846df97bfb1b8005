"""Workbooks of every format opened: each sheet as a person sees it, values and all that is told about them in one pass."""
