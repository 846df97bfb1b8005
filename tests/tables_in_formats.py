"""The tables of a report as a person sees them, out of every format: rows of displayed words."""

import csv
import io
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

import docx
import openpyxl

Row = tuple[str, ...]
_DECIMALS = re.compile(r"([+-]?)(#,##)?0(?:\.(0+))?(%?)")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """One line, its spaces single."""
    return _SPACES.sub(" ", text.replace("\u3000", " ")).strip()


def of_markdown(content: bytes) -> Iterator[Row]:
    for line in content.decode().splitlines():
        if line.startswith("|") and not set(line) <= set("|-: "):
            yield tuple(plain(cell.replace("\\", "")) for cell in re.split(r"(?<!\\)\|", line)[1:-1])


def of_csv(content: bytes) -> Iterator[Row]:
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))):
        yield tuple(plain(cell) for cell in row)


def of_word(content: bytes) -> Iterator[Row]:
    for table in docx.Document(io.BytesIO(content)).tables:
        for row in table.rows:
            yield tuple(plain(cell.text) for cell in row.cells)


def of_excel(content: bytes) -> Iterator[Row]:
    """Every cell as its number format shows it."""
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield tuple(plain(displayed(cell.value, cell.number_format)) for cell in row)


def displayed(value: object, number_format: str) -> str:
    """A cell as its number format shows it: half away from zero of fifteen digits, a minus before what is below."""
    if value is None or isinstance(value, bool | str) or not isinstance(value, int | float):
        return "" if value is None else str(value)
    if number_format.startswith('"'):
        return number_format.strip('"')
    of_sign = number_format.split(";")
    section = of_sign[min(len(of_sign) - 1, 1)] if value < 0 else of_sign[0]
    found = _DECIMALS.fullmatch(section)
    if not found:
        return f"{value:g}"
    sign, grouped, decimals, percent = found.groups()
    size = Decimal(f"{abs(value):.15g}") * (100 if percent else 1)
    shown = size.quantize(Decimal(1).scaleb(-len(decimals or "")), ROUND_HALF_UP)
    return f"{'-' if value < 0 else sign}{shown:{',' if grouped else ''}f}{percent}"


class _Tables(HTMLParser):
    """Rows of tables, whose cells may be marked up."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.open = False
        self.deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in ("svg", "details"):
            self.deep += 1
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("svg", "details"):
            self.deep -= 1
        if tag in ("td", "th", "tr"):
            self.open = False

    def handle_data(self, data: str) -> None:
        if self.open and self.rows and self.rows[-1] and not self.deep:
            self.rows[-1][-1] += data + " "


def of_page(content: bytes) -> Iterator[Row]:
    reader = _Tables()
    reader.feed(content.decode())
    for row in reader.rows:
        yield tuple(plain(cell) for cell in row)


READERS = {".md": of_markdown, ".csv": of_csv, ".docx": of_word, ".xlsx": of_excel, ".html": of_page}
