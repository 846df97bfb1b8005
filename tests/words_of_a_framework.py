"""Every word that a framework says."""

from pathlib import Path

import openpyxl


def words_of(path: Path) -> str:
    """Every text and every name of a sheet in a workbook."""
    workbook = openpyxl.load_workbook(path)
    cells = (cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row)
    return "\n".join([*workbook.sheetnames, *(str(value) for value in cells if value is not None)])
