"""The command line in the language of the run: names, help, and whatever is wrong with it."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from running import ROOT
from speaking import english

from convergence_cli.cli.main import command_line
from convergence_cli.cli.usage import _KNOWN
from convergence_cli.model.framework import Framework
from convergence_cli.questionnaire.names import meant, shown
from convergence_cli.questionnaire.normalise import read_day
from convergence_cli.report.explanation.cards import known_names
from convergence_cli.texts.width import display_width

CITY = str(ROOT / "examples" / "typical-city.xlsx")

# Many command lines in one process, each with what it says and its exit code.
CHILD = """
import contextlib, io, json, sys
from convergence_cli.cli.main import main
done = []
for words in json.load(sys.stdin):
    sys.argv[1:] = words
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main()
        except SystemExit as ended:
            done.append([int(ended.code or 0), out.getvalue(), err.getvalue()])
json.dump(done, sys.stdout)
"""


def runs(language: str, lines: list[list[str]], here: Path) -> list[tuple[int, str, str]]:
    """Exit code, stdout and stderr of each command line, under a locale."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "CONVERGENCE_LANG"))}
    env |= {"LANG": f"{language}.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "COLUMNS": "80"}
    done = subprocess.run(
        [sys.executable, "-c", CHILD], input=json.dumps(lines), capture_output=True, encoding="utf-8",
        env=env, cwd=here, timeout=300, check=True,
    )  # fmt: skip
    return [tuple(each) for each in json.loads(done.stdout)]


WRONG: list[tuple[str, str]] = [
    ("asess", "usage-no-command"),
    ("rubrics lst", "usage-no-command"),
    ("assess", "usage-missing"),
    ("check", "usage-missing"),
    ("merge a.xlsx", "usage-missing"),
    ("--lang zh", "usage-no-command-given"),
    ("assess a.xlsx --exprt b.json", "usage-no-option"),
    ("assess a.xlsx --fail-under 很高", "usage-not-a-number"),
    ("assess a.xlsx --top 1.5", "usage-not-a-number"),
    ("assess a.xlsx --fail-under 101", "usage-out-of-range"),
    ("batch . --jobs 0", "usage-out-of-range"),
    ("assess a.xlsx --export", "usage-needs-value"),
    ("assess a.xlsx --quiet=1", "usage-takes-no-value"),
    ("assess a.xlsx b.xlsx", "usage-too-many"),
    ("none.xlsx", "file-not-found"),
    ("check none.xlsx", "file-not-found"),
    ("batch nowhere", "file-not-found"),
    ("report none.json", "file-not-found"),
    ("assess {city} --format yaml", "option-value"),
    ("assess {city} --color pink", "option-value"),
    ("assess {city} --lang fr", "language-unknown"),
    ("--lang fr assess {city}", "language-unknown"),
    ("assess {city} --rubrics nowhere", "framework-not-found"),
    ("assess {city} --min-level 高级", "name-unknown"),
    ("assess {city} --fail-on 黄线", "name-unknown"),
    ("assess {city} --min-coverage 很高", "option-value"),
    ("assess {city} --chapter 没有的", "name-unknown"),
    ("assess {city} --as-of 昨天", "option-value"),
    ("assess {city} --export a.odt", "export-suffix"),
    ("assess {city} --today 2026-01-01", "option-needs"),
    ("assess {city} --brief --all", "options-exclude"),
    ("assess {city} --brief --chapter 体制机制改革", "options-exclude"),
    ("assess {city} --brief --sensitivity", "options-exclude"),
    ("plan {city} --level 高级", "name-unknown"),
    ("plan {city} --set 没有的=1", "set-unknown-id"),
    ("plan {city} --set x", "set-malformed"),
    ("template a.docx", "export-suffix"),
    ("template a.xlsx --level 村级", "name-unknown"),
    ("template a.xlsx --profile 籍贯=浙江", "profile-not-asked"),
    ("explain 没有的东西", "nothing-to-explain"),
    ("rubrics schema 没有的", "option-value"),
]


def test_whatever_is_wrong_with_a_command_line_is_said_in_chinese(tmp_path: Path) -> None:
    """With a code and a hint, exit code 2, no word on stdout, no file, and no English sentence."""
    lines = [[word.format(city=CITY) for word in line.split()] for line, _ in WRONG]
    failed = []
    for (line, code), (ended, out, err) in zip(WRONG, runs("zh_CN", lines, tmp_path), strict=True):
        reports = line.startswith(("check", "batch nowhere"))  # which list what they could not read
        said = out + err
        right = ended == 2 and (reports or not out) and f"[{code}]" in said and not english(said)
        right = right and (reports or "提示" in said)
        failed += [] if right else [(line, code, ended, said)]
    assert failed == []
    assert list(tmp_path.iterdir()) == []


def test_the_way_from_the_form_to_a_report_is_in_chinese(tmp_path: Path) -> None:
    """Names in Chinese, loosely spelt; each command says what comes next; a workbook alone is assessed."""
    lines = [
        ["template", "a.xlsx", "--level", "市级", "--chapter", "体制机制改革"],
        ["template", "b.xlsx", "--level", "市", "--profile", "所在省=浙江省"],
        ["check", CITY],
        ["--lang", "zh", CITY, "--as-of", "2026年11月25日", "--min-level", "起步", "--chapter", "体制机制改革", "-q"],
        ["assess", CITY, "--fail-on", "红线", "-q"],
        ["plan", CITY, "--level", "良好", "--all"],
        ["explain", "移动优先考核权重"],
        ["explain", "可达分"],
        ["explain", "placeholder"],
    ]
    done = runs("zh_CN", lines, tmp_path)
    for line, (ended, out, err) in zip(lines, done, strict=True):
        assert ended in (0, 1), (line, err)
        assert english(out + err) == [], line
    assert "下一步：填好后运行 convergence check a.xlsx" in done[0][2]
    assert "name-guessed" not in done[0][2]
    assert "municipal 市级" in done[1][2]
    assert "下一步：运行 convergence assess" in done[2][2]
    assert "{" not in done[-1][1]


@pytest.mark.parametrize("language", ["zh_CN", "en_GB"])
def test_help_is_whole_at_80_columns(language: str, tmp_path: Path) -> None:
    """Of every command: no line is too wide, none is cut; what hardly anyone needs is folded."""
    from convergence_cli.cli.main import _COMMANDS, application

    groups = {
        name: typer.main.get_command(application(name)).commands[name].commands  # type: ignore[attr-defined]
        for name in ("rubrics", "archive")
    }
    lines = [["--help"], *([name, "--help"] for name in _COMMANDS)]
    lines += [[group, name, "--help"] for group, names in groups.items() for name in names]
    lines += [["assess", "--help-all"]]
    for line, (ended, out, err) in zip(lines, done := runs(language, lines, tmp_path), strict=True):
        assert (ended, err) == (0, ""), line
        assert max(map(display_width, out.splitlines())) <= 80, line
        assert "…" not in out.replace("命令 …", "").replace("COMMAND …", ""), line
        if language == "zh_CN":
            assert english(out) == [], line
    folded, every = done[lines.index(["assess", "--help"])][1], done[-1][1]
    assert "--help-all" in folded
    assert "--max-cells" not in folded
    assert "--max-cells" in every


# --- the sentences of typer -----------------------------------------------------------------------

COVERED = {
    *("No such option: {}", "No such command {}.", "Missing command.", "Option {} requires an argument."),
    *("Option {} requires {}", "Option {} does not take a value.", "Got unexpected extra argument(s) ({})"),
    *("{} is not a valid {}.", "{} is not in the range {}."),
}
"""What `usage` knows the sentence of."""
NEVER = {
    *("Argument {} takes {} values.", "Value must be an iterable.", "Takes {} values but {} given."),
    *(
        "{} is not a valid boolean.",
        "{} is not a valid UUID.",
        "{} is not one of {}.",
        "'{}': {}",
        "{} does not match the format {}.",
    ),
    *("{} {} does not exist.", "{} {} is a file.", "{} {} is a directory.", "{} {} is not writable."),
    *("{} {} is not readable.", "{} {} is not executable.", "{} values are required, but {} was given."),
    *(
        "{} does not match the formats {}.",
        "{} is not a valid boolean. Recognized values: {}",
        "Only Deadpool is allowed",
        "{}: {}",
    ),
    *(
        "{} values are required, but {} given.",
        "Shell {} is not supported.",
        "Shell {} not supported.",
        "Couldn't import {}",
    ),
}
"""What no option or argument of ours can earn: no flag takes words, typer checks no path, nothing has `nargs`."""
_RAISED = {"fail", "UsageError", "BadParameter", "NoSuchOption", "BadOptionUsage", "BadArgumentUsage"}


def _sentence(node: ast.expr) -> str:
    """A text, its values as braces; empty for what is no text that is written out."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(each.value if isinstance(each, ast.Constant) else "{}" for each in node.values)  # type: ignore[misc]
    if isinstance(node, ast.Call):  # _("…").format(…), ngettext("…", "…", n)
        inner = node.func.value if isinstance(node.func, ast.Attribute) else next(iter(node.args), node)
        return re.sub(r"\{[^}]*\}", "{}", _sentence(inner)) if inner is not node else ""
    return ""


def _said_by_typer() -> set[str]:
    found = set()
    for path in Path(typer.__file__).parent.rglob("*.py"):
        if path.name in ("params.py", "cli.py"):  # examples in docstrings, and typer's own command
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in _RAISED:
                found |= {said for each in node.args for said in [_sentence(each)] if " " in said}
    return found


def test_every_sentence_of_typer_is_known() -> None:
    """A new version that says a thing in other words, or a new thing, is found here and not by a station."""
    assert _said_by_typer() - COVERED - NEVER == set()
    examples = {re.sub(r"\{\}", "'x'", each) for each in COVERED if not each.startswith("{}")}
    values = ("'1'", "int")
    examples = {each.replace("requires 'x'", "requires an argument.") for each in examples}
    examples |= {"Invalid value for '--x': " + each.format(*values) for each in COVERED if each[:1] == "{"}
    for example in examples:
        assert [code for code, pattern in _KNOWN.items() if pattern.match(example)], example


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("M16.mobile-kpi-weight", "M16.mobile-kpi-weight"),
        ("m16.Mobile-KPI-weight", "M16.mobile-kpi-weight"),
        ("移动优先考核权重", "M16.mobile-kpi-weight"),
        ("移动优先考核权", "~M16.mobile-kpi-weight"),
        ("移动优先考合权重", "~M16.mobile-kpi-weight"),
        ("M16.mobile-kpi-wieght", "~M16.mobile-kpi-weight"),
        ("M17.mobile-kpi-weight", ""),
        ("可达分", "ceiling"),
        ("Ceiling", "ceiling"),
        ("M99", ""),
        ("天气", ""),
    ],
)
def test_a_name_is_taken_where_one_thing_can_be_meant(typed: str, what: str, framework: Framework) -> None:
    """By id, title or close spelling (`~`: a guess, which is told); a number is never taken for another."""
    found = meant(typed, known_names(framework))
    assert ("~" * found.guessed) + found.id == what


def test_every_part_is_found_by_its_id_and_titles(framework: Framework) -> None:
    """Or, where titles are the same, all that have it are named."""
    parts: list[dict[str, Any]] = [
        {each.id: each.title for each in listed}
        for listed in (framework.levels, framework.chapters, framework.indicators, framework.profile)
    ]
    for names in parts:
        for name, title in names.items():
            assert meant(name, names).id == name
            for words in (title.zh, title.en, title.zh.replace("的", " 的 "), title.en.upper()):
                found = meant(words, names)
                assert found.id == name or name in found.near, words
        assert shown(names, names)[0].startswith(next(iter(names)))


def test_a_day_is_read_as_in_a_form() -> None:
    days = ("2026-11-25", "2026/11/25", "2026.11.25", "2026年11月25日", "20261125", "２０２６/11/25")
    assert set(map(read_day, days)) == {"2026-11-25"}


@pytest.mark.parametrize("typed", ["2026-02-30", "昨天", "26-1-1", "2026-W53-4", ""])
def test_what_is_no_day_is_refused(typed: str) -> None:
    assert read_day(typed) is None


def test_a_workbook_alone_is_assessed() -> None:
    """So that a file can be dropped on the program; the language may stand before it, options after."""
    assert command_line(["A.XLSX"]) == (["assess", "A.XLSX"], "assess")
    assert command_line(["--lang", "en", "台.ods", "-q"]) == (["--lang", "en", "assess", "台.ods", "-q"], "assess")
    assert command_line(["--lang=zh", "check", "a.xlsx"])[1] == "check"
    assert command_line(["report"]) == (["report"], "report")
    assert command_line([])[1] == ""
