"""A review on paper: the workbook that a reviewer fills in, and the report on what it leaves of the scores."""
