"""What LibreOffice is asked to save, and for whom."""

FORMATS = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "ods": "ods", "xls": "xls:MS Excel 97"}
LEVELS = ("central", "provincial", "municipal", "county")
