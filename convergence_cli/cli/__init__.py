"""The command line: parses, calls, presents. The only room that prints, exits and reads the environment.

Every command imports what it needs inside its function, so that `--help` loads nothing but typer.
"""
