"""One file per scoring function: all that is particular to it, from its points to its words.

Who scores, checks, tightens, tests or explains asks the function; nobody else tells one function from another.
A new one is a file here with its line in `registry.py`, and its key in `model/score.py`, from which the schema comes.
"""
