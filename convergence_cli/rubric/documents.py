"""A whole framework in one file: `framework.yaml` first, then each measure, as documents of one YAML stream.

That is what `rubrics resolve` prints, so that a framework made of several folders can be kept, sent and loaded
as one. In YAML a line of three hyphens can be nothing but the end of a document, so the file is cut there.
"""

import re
from itertools import islice, pairwise

# Beyond these the rest stays one document, which the parser then refuses.
_MOST = 200
_CUT = re.compile(r"^---[ \t]*$", re.MULTILINE)
_NOTHING = re.compile(r"(?:[ \t]*(?:#.*)?\n)*")
_ID = re.compile(r"^id:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def joined(files: dict[str, str]) -> str:
    """The files one after the other, each under its name."""
    return "---\n".join(f"# {name}\n{text}" for name, text in files.items())


def divided(text: str, first: str) -> dict[str, str]:
    """File name -> text; the first document is called `first`, each other one by its id.

    Each text begins with as many blank lines as stand before it, so that a line keeps its number.
    """
    marks = list(islice(_CUT.finditer(text), _MOST))
    # A mark with nothing but comments before it begins the first document and ends none.
    if marks and _NOTHING.fullmatch(text, 0, marks[0].start()):
        text = text[: marks[0].start()] + text[marks[0].end() :]
        return _documents(text, [mark.end() - len(marks[0][0]) for mark in marks[1:]], first)
    return _documents(text, [mark.end() for mark in marks], first)


def _documents(text: str, cuts: list[int], first: str) -> dict[str, str]:
    files: dict[str, str] = {}
    for number, (start, end) in enumerate(pairwise([0, *cuts, len(text)])):
        document = text[start:end] if end == len(text) else text[start : text.rindex("---", start, end)]
        found = _ID.search(document)
        name = f"{found[1]}.yaml" if found else ""
        name = first if number == 0 else name if name and name not in files else f"{number + 1}.yaml"
        files[name] = "\n" * text.count("\n", 0, start) + document
    return files
