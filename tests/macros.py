"""A workbook with macros."""

import zipfile
from pathlib import Path


def as_xlsm(path: Path, target: Path) -> Path:
    """The same workbook as one that may have macros."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    types = parts["[Content_Types].xml"].decode()
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = types.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml").encode()
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 macros"
    with zipfile.ZipFile(target, "w") as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return target
