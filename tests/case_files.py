"""The cases under `cases/`: one file each."""

from pathlib import Path

CASES = Path(__file__).resolve().parent / "cases"
PATHS = sorted(path for path in CASES.rglob("*") if path.suffix in (".md", ".xlsx", ".xls", ".xlsb", ".ods", ".et"))
