"""What is put in the place of something else in a workbook (`mutants.py`): values, names, namespaces."""

import random
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FOREIGN = "urn:somebody-else"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


Draw = random.Random

_NUMBERS = (
    "0|1|-1|0.1|0.95|55|2|0.5|1e-3|1E2|+5|.5|5.|007|1e309|NaN|INF|-0|0x10|1_000|1,000|１|٣| 0.25|0.25 |45000|45000.5|60"
)
_PEOPLE = (
    "是|否|Yes|A|AC|ABE|无|50%|5%|3.2万|2025年3月1日|2025-03-01|2025-03-01T00:00:00Z|true|false|TRUE|#N/A|#REF!|#SPILL!"
)
_FORMULAS = '=1+1|DISPIMG("a",1)|=DISPIMG("a",1)'
_ODD = "合计|x|_x0031_|_x000D_|_x5F_x0031_|{}|:si :c :row <!DOCTYPE| |\n|\u200b5|县级|省级"
TYPED = (*_NUMBERS.split("|"), *_PEOPLE.split("|"), *_ODD.format(_FORMULAS).split("|"))
"""As a cell may hold it."""

VALUES: dict[str, tuple[str, ...]] = {
    "t": ("s", "n", "str", "b", "e", "d", "inlineStr", "S", "", "x", " n", "shared", "array"),
    "s": ("0", "1", "2", "3", "5", "7", "9", "11", "13", "99999", "-1", "", "01", " 1", "x"),
    "si": ("0", "1", "99", ""),
    "ref": (
        "A1:E4",
        "E4:F4",
        "E4:E9",
        "D5:E6",
        "B6:C8",
        "E5",
        "A1:XFD1048576",
        "E5:E5",
        "$E$4:$E$6",
        "e4:e6",
        "",
        "E:E",
    ),
    "hidden": ("1", "true", "0", "on", "TRUE", "x"),
    "state": ("hidden", "veryHidden", "visible", "", "Hidden"),
    "numFmtId": ("0", "1", "2", "9", "10", "14", "22", "27", "46", "49", "164", "165", "166", "999", "x"),
    "fontId": ("0", "1", "2", "5", "99", "-1"),
    "xfId": ("0", "1", "99"),
    "formatCode": (
        *(
            "General",
            "0%",
            "0.00%",
            "yyyy-mm-dd",
            '"10.00%"',
            '"否"',
            '0.00"%"',
            "@",
            "0,",
            ";;;",
            '[>1]"大";0',
            "aaaa",
        ),
        *("m/d", "[h]:mm", "General;General", '0"万"', '@"否"', "0.0E+00", "[$-804]yyyy", "#", "?/?", "h:mm:ss", "\\0"),
    ),
    "min": ("1", "5", "4", "0", "x"),
    "max": ("1", "5", "9", "16384", "0"),
    "ht": ("0", "0.0", "15", "0.5", "", "-1"),
    "width": ("0", "0.0", "13", "0.1"),
    "val": ("0", "1", "true", "false", "superscript", "subscript", "baseline", "x"),
    "name": ("问卷", "问卷 ", "Questions", "_convergence", "机构信息", "表", "", "_x95EE_卷", "问 卷", "Sheet1"),
    "sheetId": ("1", "2", "99", "x"),
    "TargetMode": ("External", "Internal", "external"),
    "spans": ("1:9", "2:3", "x"),
    "customFormat": ("1", "0"),
    "date1904": ("1", "0", "true"),
    "fullCalcOnLoad": ("1", "0"),
    "vm": ("1",),
    "zeroHeight": ("1", "0"),
    "Type": (
        *(f"{OFFICE}/{kind}" for kind in ("worksheet", "styles", "sharedStrings", "chartsheet", "officeDocument")),
        *("http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet", "urn:x/worksheet", ""),
    ),
    "ContentType": (
        *(
            f"application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"
            for kind in ("worksheet", "sheet.main", "styles", "sharedStrings", "chartsheet", "template.main")
        ),
        *("application/xml", "", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    ),
    "Extension": ("xml", "XML", "rels", "bin"),
}
LOCALS = (
    "v",
    "t",
    "is",
    "f",
    "c",
    "row",
    "sheetData",
    "r",
    "rPr",
    "si",
    "extLst",
    "C",
    "V",
    "mergeCell",
    "sheet",
    "xf",
)


def sub(parent: Any, name: str, text: str | None = None, **given: str) -> Any:
    """One child more, of the namespace of sheets."""
    made = etree.SubElement(parent, f"{{{MAIN}}}{name}", **given)
    made.text = None if text is None else safe(text)
    return made


def safe(text: str) -> str:
    """A text without what no XML can hold."""
    return text.replace("\0", "")
