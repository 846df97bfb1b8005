"""What changed between assessments: on the terminal, for programs, as a workbook.

The formats share what the sentences say (`sayings`), not how they are set.
"""
