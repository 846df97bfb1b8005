"""A reviewer's rulings on a station's answers: what is put before the reviewer, read back, and made of it.

The workbook that a reviewer fills in says in a hidden sheet whose answers it is about and what each of them
was, so that a ruling never lands on another station or on an answer that has changed since.
"""
