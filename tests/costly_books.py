"""The costliest workbooks of .ods, .xls and .xlsb that are still read, made anew each time.

Each is made in a process of its own, from what its own format is written with.
"""

from collections.abc import Callable


def filled_ods() -> object:
    """As many cells of every attribute as may be parsed."""
    from ods_parts import content, opened

    attributes = 'table:style-name="ce1" office:value-type="float" office:value="1.5" calcext:value-type="float"'
    cells = f"<table:table-cell {attributes}><text:p>1.5</text:p></table:table-cell>" * 20
    row = f"<table:table-row>{cells}</table:table-row>"
    return opened(content(f'<table:table table:name="Q">{row * 10_000}</table:table>'))


def repeated_ods() -> object:
    """One cell that stands for as many as may be filled."""
    from ods_parts import content, opened

    cell = '<table:table-cell office:value-type="percentage" office:value="1" table:number-columns-repeated="20"/>'
    row = f'<table:table-row table:number-rows-repeated="20000">{cell}</table:table-row>'
    return opened(content(f'<table:table table:name="Q">{row}</table:table>'))


def formulas_xls() -> object:
    """Formulas whose results are texts in records of their own."""
    from hostile import record
    from xls_records import formula, opened, stream, words

    return opened(stream(("Q", b"".join(
        formula(at // 20, at % 20, b"\0") + record(0x207, words("ab")) for at in range(150_000)
    ))))  # fmt: skip


def texts_xlsb() -> object:
    """A shared text for each of many cells."""
    import struct

    from xlsb_parts import cell, opened, page, parts, rich, row, strings

    lines = (
        row(at) + b"".join(cell(7, to, struct.pack("<I", 20 * at + to)) for to in range(20)) for at in range(20_000)
    )
    return opened(parts({"Q": page(*lines)}, strings=strings(*(rich(f"{at:08}") for at in range(200_000)))))


CASES: dict[str, Callable[[], object]] = {
    made.__name__: made for made in (filled_ods, repeated_ods, formulas_xls, texts_xlsb)
}
