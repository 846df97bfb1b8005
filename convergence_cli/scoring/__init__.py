"""(Framework, Questionnaire) -> Assessment: arithmetic and nothing else.

The meaning of every number is fixed by the framework's format; each function says which rule it is.
"""
