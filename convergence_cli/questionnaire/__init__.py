"""The workbook: `template.py` writes a blank one, `read.py` reads a filled-in one."""
