"""The guide for stations: its table of messages is the catalogue's, its commands exist, its pictures are our sheets.

`pytest tests/test_stations_guide.py --update-goldens` writes the table and, where LibreOffice is, the pictures.
"""

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from filling import cell_of, fill, found
from running import ROOT, convergence

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.questionnaire.guard import guard
from convergence_cli.questionnaire.mark import AskedAt, mark
from convergence_cli.questionnaire.read import examine
from convergence_cli.texts.problems import answers, files, sight, workbook

GUIDES: dict[Language, Path] = {"zh": ROOT / "docs" / "stations.md", "en": ROOT / "docs" / "stations.en.md"}
PICTURES = ROOT / "docs" / "pictures"
AREAS = {
    ("填报值", "Answers"): answers.WORDS,
    ("看到的和填写的", "What is seen"): sight.WORDS,
    ("工作簿", "The workbook"): workbook.WORDS,
    ("文件", "The file"): files.WORDS,
}
HEADS = {
    "zh": "| 提示 | 含义 | 怎么办 |\n|---|---|---|\n",
    "en": "| message | what it means | what to do |\n|---|---|---|\n",
}
_CODES = re.compile(r"<!-- codes -->\n.*?<!-- /codes -->", re.DOTALL)
_COMMAND = re.compile(r"^convergence (.+)$", re.MULTILINE)


def table(language: Language) -> str:
    """Every code that a workbook can earn, by area."""
    at = 0 if language == "zh" else 1
    parts = []
    for titles, words in AREAS.items():
        rows = "".join(row(words, code, at) for code in words if "/" not in code)
        parts.append(f"### {titles[at]}\n\n{HEADS[language]}{rows}")
    return "<!-- codes -->\n" + "\n".join(parts) + "<!-- /codes -->"


def row(words: dict[str, tuple[str, str]], code: str, at: int) -> str:
    """Placeholders are shown as dots; an upright would end the cell."""
    title, why, hint = (words[f"{code}/{part}"][at] for part in ("title", "why", "hint"))
    shown = re.sub(r"--?\{\w+\}|\{\w+\}", "…", hint).replace("|", "\\|")
    return f"| **{title}** `{code}` | {why} | {shown} |\n"


@pytest.mark.parametrize("language", GUIDES)
def test_every_message_is_explained_in_the_guide(language: Language, request: pytest.FixtureRequest) -> None:
    text = GUIDES[language].read_text("utf-8")
    done = _CODES.sub(lambda _: table(language), text)
    if request.config.getoption("--update-goldens"):
        GUIDES[language].write_text(done, "utf-8")
    assert done == text


def test_both_guides_have_the_same_parts_pictures_and_commands() -> None:
    texts = [path.read_text("utf-8") for path in GUIDES.values()]
    for pattern in (r"^#+ ", r"^!\[", r"^\d+\. ", r"^```", r"^convergence (\w+)"):
        one, other = ([match[0] for match in re.finditer(pattern, text, re.MULTILINE)] for text in texts)
        assert one == other


@pytest.mark.parametrize("language", GUIDES)
def test_every_command_of_the_guide_runs(language: Language, framework: Framework, tmp_path: Path) -> None:
    """In the order of the guide, in a folder with a filled-in questionnaire under each name that it reads."""
    commands = [line.split() for line in _COMMAND.findall(GUIDES[language].read_text("utf-8"))]
    assert len(commands) >= 8
    for words in commands:
        for before, name in pairwise(words):
            is_written = before in ("template", "-o", "--export", "--mark")
            if name.endswith(".xlsx") and not is_written and not (tmp_path / name).exists():
                fill(framework, language, "municipal", path=tmp_path / name)
        run = convergence(*words, cwd=tmp_path)
        assert run.returncode == 0, (words, run.stdout, run.stderr)
        if words[0] == "template" and words[1].endswith(".xlsx"):
            # Between one command and the next the station fills it in.
            fill(framework, language, "municipal", path=tmp_path / words[1])


# --- pictures ------------------------------------------------------------------------------------

SHEETS: dict[str, tuple[str, str]] = {
    "station": ("机构信息", "Station"),
    "questions": ("问卷", "Questions"),
    "table": ("表-考核指标表", "Table-Appraisal indicators"),
    "marked": ("问卷", "Questions"),
    "check": ("检查结果", "Check"),
}


# Pixels of the page that show something.
HEIGHTS = {"station": 420, "questions": 470, "table": 260, "marked": 470, "check": 100}


def sample(framework: Framework, language: Language, path: Path) -> Path:
    """A station half-way through, with some of the usual slips."""
    yes = {"zh": "是", "en": "Yes"}[language]
    words = {
        "zh": ["移动端首发率", "新闻中心", 120, 0.6, "首发", yes],
        "en": ["First on mobile", "News centre", 120, 0.6, "First", yes],
    }[language]
    answers_ = {"M01.coordination": "/", "M01.mobile-budget": "３４％"}
    evidence = {"M01.mobile-budget": "2025.pdf"}
    return fill(framework, language, "municipal", answers_, evidence, tables={"kpi": [words]}, path=path)


def only(name: str, edit: Any, source: Path, target: Path) -> Path:
    """A workbook with one sheet to be seen; the others stay, because drop-downs refer to them."""
    import openpyxl

    book = openpyxl.load_workbook(source)
    for sheet in book:
        sheet.sheet_state = "visible" if sheet.title == name else "hidden"
    book.active = book.sheetnames.index(name)
    edit(book[name])
    book.save(target)
    return target


def first_rows(sheet: Any) -> None:
    """The first page is enough for a picture: of the questions one that is computed, and those that are answered, with
    the rows of their options."""
    if sheet["A1"].value in ("编号", "ID") and sheet.max_row > 60:
        rows = {cell.row: str(cell.value) for cell in sheet["A"]}
        for row in (5, 6, 7, 9):
            sheet.row_dimensions[row].hidden = True
        last = max(row for row, name in rows.items() if name.startswith("M01.coordination"))
        sheet.print_area = f"A1:{sheet.cell(1, sheet.max_column).column_letter}{last}"
        return
    if sheet.max_row > 60 or sheet.title in ("表-考核指标表", "Table-Appraisal indicators"):
        last = 9 if sheet.max_row > 60 else 12
        sheet.print_area = f"A1:{sheet.cell(1, sheet.max_column).column_letter}{last}"


@pytest.mark.xdist_group("libreoffice")
@pytest.mark.parametrize("language", GUIDES)
def test_the_pictures_are_of_our_sheets(
    language: Language, framework: Framework, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Each is made anew from the program's own workbooks; the text of its page shows that it is the right sheet."""
    program, painter = shutil.which("soffice"), shutil.which("pdftoppm")
    if program is None or painter is None:
        pytest.skip("LibreOffice (soffice) or poppler (pdftoppm) is not installed")
    at = 0 if language == "zh" else 1
    plain = sample(framework, language, tmp_path / "plain.xlsx")
    questionnaire, asked = examine(plain, framework), AskedAt()
    problems = questionnaire.problems
    asked.read(framework, questionnaire, language)
    marked = tmp_path / "marked.xlsx"
    marked.write_bytes(mark(guard(plain, Bounds()), problems, language, ".xlsx", Bounds(), asked=asked))
    sources = {name: marked if name in ("marked", "check") else plain for name in SHEETS}
    books = [only(SHEETS[name][at], first_rows, sources[name], tmp_path / f"{language}-{name}.xlsx") for name in SHEETS]
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, *map(str, books)], check=True, capture_output=True, timeout=300)
    for name, book in zip(SHEETS, books, strict=True):
        page = book.with_suffix(".pdf")
        # LibreOffice prints a hidden sheet too if it has a print range: the page is found by its words.
        text = subprocess.run(["pdftotext", page, "-"], check=True, capture_output=True, text=True).stdout
        pages = [re.sub(r"\s+", "", each) for each in text.split("\f")]
        number = next(at for at, each in enumerate(pages, 1) if wanted(name, language) in each)
        picture = PICTURES / book.with_suffix(".png").name
        if request.config.getoption("--update-goldens"):
            PICTURES.mkdir(exist_ok=True)
            stem = str(picture.with_suffix(""))
            area = ["-x", "20", "-y", "25", "-W", "840", "-H", str(HEIGHTS[name])]
            options = ["-r", "75", "-png", "-singlefile", "-f", str(number), "-l", str(number), *area]
            subprocess.run([painter, *options, str(page), stem], check=True, timeout=60)
        assert picture.read_bytes().startswith(b"\x89PNG")


def wanted(name: str, language: Language) -> str:
    """Words that this sheet alone shows."""
    words = {
        "station": ("星河广播电视台", "星河广播电视台"),
        "questions": ("M01.coordination", "M01.coordination"),
        "table": ("移动端首发率", "Firstonmobile"),
        "marked": ("M01.coordination", "M01.coordination"),
        "check": ("处理办法", "Whattodo"),
    }
    return words[name][0 if language == "zh" else 1]


def test_every_picture_of_the_guide_is_there_and_none_is_left_over() -> None:
    named = {name for path in GUIDES.values() for name in re.findall(r"\(pictures/([^)]+)\)", path.read_text("utf-8"))}
    assert named == {path.name for path in PICTURES.glob("*.png")}


def test_the_sample_shows_an_error(framework: Framework, tmp_path: Path) -> None:
    """Else the picture of a marked copy would show nothing."""
    import openpyxl

    path = sample(framework, "zh", tmp_path / "a.xlsx")
    assert cell_of(openpyxl.load_workbook(path), "M01.coordination").value == "/"
    assert [item.code for item in found(path, framework)[1] if item.severity == "error"] == ["placeholder"]
