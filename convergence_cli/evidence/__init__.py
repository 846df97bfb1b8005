"""The files that answers name as evidence: are they there, is there something in them, what is their sha256.

Names come from a workbook, which is a stranger's. None of them ever becomes a path: the folder is walked once,
links that leave it are not followed, and a name is only compared with the names that the walk found.
"""
