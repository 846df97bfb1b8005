"""Both languages say the same; every fault has its words; no words are left over."""

import ast
import errno
import os
import re
import string
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from conftest import ROOT

from convergence_cli.errors import problem
from convergence_cli.texts import filled, hint, message, say
from convergence_cli.texts.problems import WORDS

PACKAGE = ROOT / "convergence_cli"
SOURCES = {path: path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")) if "texts" not in path.parts}
CATALOGUES = sorted(
    name
    for _, name, _ in iter_modules([str(PACKAGE / "texts")])
    if hasattr(import_module(f"convergence_cli.texts.{name}"), "WORDS")
)
ENTRIES = [(name, key) for name in CATALOGUES for key in import_module(f"convergence_cli.texts.{name}").WORDS]
CODES = sorted(key for key in WORDS if "/" not in key)


def words(name: str, key: str) -> tuple[str, str]:
    found: tuple[str, str] = import_module(f"convergence_cli.texts.{name}").WORDS[key]
    return found


def placeholders(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}


def test_there_are_catalogues() -> None:
    """Else the tests below would pass over nothing."""
    assert {"problems", "run", "terms", "workbook", "station", "lists", "catalogue"} <= set(CATALOGUES)


def test_both_languages_have_the_same_placeholders() -> None:
    """And neither is empty alone."""
    pairs = {(name, key): words(name, key) for name, key in ENTRIES}
    assert [at for at, (chinese, english) in pairs.items() if placeholders(chinese) != placeholders(english)] == []
    assert [at for at, (chinese, english) in pairs.items() if bool(chinese.strip()) != bool(english.strip())] == []


def test_english_is_english() -> None:
    """No Chinese character and no full-width punctuation in the English words."""
    chinese = re.compile(r"[\u4e00-\u9fff\uff01-\uff5e\u3001\u3002]")
    assert [(name, key) for name, key in ENTRIES if chinese.search(words(name, key)[1])] == []


def test_every_code_has_a_message_a_hint_a_title_and_an_explanation() -> None:
    """A hint may be empty where there is nothing to do, but it has to be there."""
    parts = {key: [code for code in CODES if f"{code}/{key}" not in WORDS] for key in ("hint", "title", "why")}
    assert parts == {"hint": [], "title": [], "why": []}
    told = [f"{code}{part}" for code in CODES for part in ("", "/title", "/why")]
    assert [key for key in told if not all(words("problems", key))] == []


def test_nothing_is_said_of_a_code_without_a_message() -> None:
    assert {key.partition("/")[0] for key in WORDS} == set(CODES)


def test_titles_tell_codes_apart() -> None:
    """A station looks its message up by title: no two have the same."""
    for language in (0, 1):
        titles = [WORDS[f"{code}/title"][language] for code in CODES]
        assert sorted({title for title in titles if titles.count(title) > 1}) == []


def _strings(source: str) -> set[str]:
    return {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


# Functions whose argument is the code of a Problem, and at which place it stands.
RAISING = {"problem": 0, "fault": 2, "Refusal": 0, "ExpressionError": 0}


def _codes_of(node: ast.AST) -> set[str]:
    """Codes in one call or one `yield code, path, values`; of a choice of two, both."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISING:
        place = RAISING[node.func.id]
        found: ast.AST | None = node.args[place] if len(node.args) > place else None
    elif isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple) and len(node.value.elts) == 3:
        found = node.value.elts[0]
    else:
        return set()
    constants = [each for each in ast.walk(found) if isinstance(each, ast.Constant)] if found else []
    if isinstance(found, ast.Constant | ast.IfExp):
        return {each.value for each in constants if isinstance(each.value, str) and "-" in each.value}
    return set()


def raised() -> dict[str, Path]:
    """Every code that stands in the source where a Problem is made."""
    return {
        code: path
        for path, source in SOURCES.items()
        for node in ast.walk(ast.parse(source))
        for code in _codes_of(node)
    }


def test_every_code_that_is_raised_has_words() -> None:
    """A code without words is a crash in place of an error message."""
    found = raised()
    assert len(found) > 80
    assert {code: path.name for code, path in found.items() if code not in WORDS} == {}


def test_no_words_are_left_over_from_a_code_that_is_gone() -> None:
    used = set().union(*map(_strings, SOURCES.values()))
    assert [code for code in CODES if code not in used] == []


def test_every_key_that_is_said_exists() -> None:
    """`say(language, "run.wrote")` and its like, wherever the key is written out."""
    known = {f"{name}.{key}" for name, key in ENTRIES}
    pattern = re.compile(rf'"((?:{"|".join(CATALOGUES)})\.[a-z][a-z0-9_/-]*)"')
    said = {key for source in SOURCES.values() for key in pattern.findall(source)}
    assert len(said) > 20
    assert said - known == set()


# Words after a number that are no plurals, and `points`, which are printed with a decimal: 1.0 points.
_NO_PLURALS = {
    *("is", "was", "has", "names", "earns", "covers", "differs", "applies", "accepts", "asks", "says", "stands"),
    *("merges", "does", "its", "this", "across", "unless", "afterwards", "reaches", "holds", "points"),
}
_LITERAL = {("problems", "effort-out-of-range/hint"), ("scaffold", "about-effort")}
"""They say what the efforts 1 to 5 stand for."""
_WORDS = {("problems", "points-out-of-range"), ("rules", "must-have-all"), ("overlays", "rise")}
_WORDS |= {("workbook", "error-range")}
"""What is counted is not the number."""


def test_one_thing_is_not_spoken_of_in_the_plural() -> None:
    """`{count:file|files}`: with 1 in every place there is no “1 files” in any English words.

    A bound of ours is more than one, and so is what is beyond it.
    """
    wrong = []
    for name, key in ENTRIES:
        pattern = words(name, key)[1]
        given = dict.fromkeys(placeholders(pattern), "1")
        if "bound" in given:
            given |= {"found": "9", "bound": "8"}
        said = filled(pattern, given)
        nouns = [noun for noun in re.findall(r"\b1 (?:more |new )?([a-z]+s|are)\b", said) if noun not in _NO_PLURALS]
        if nouns and (name, key) not in _LITERAL | _WORDS:
            wrong.append((name, key, nouns))
    assert wrong == []


def test_a_number_and_what_it_counts() -> None:
    assert filled("{count:file|files}", {"count": 1}) == "1 file"
    assert filled("{count:file|files}", {"count": 0}) == "0 files"
    assert filled("{count:file|files} of {of}", {"count": "1,001", "of": "a|b"}) == "1,001 files of a|b"
    assert filled("{count:is|are} met", {"count": "1"}) == "1 is met"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_code_is_spoken_with_its_values(language: str) -> None:
    """Whatever the values are called, `key` and `language` included, and whatever braces they hold."""
    for code in CODES:
        spoken_in_full(code, language)


def spoken_in_full(code: str, language: str) -> None:
    names = {name for part in (code, f"{code}/hint") for name in placeholders(words("problems", part)[0])}
    found = problem(code, **dict.fromkeys(names, "{x}"))
    for spoken, key in ((message(language, found), code), (hint(language, found), f"{code}/hint")):
        pattern = words("problems", key)[0 if language == "zh" else 1]
        assert spoken.count("{x}") == len([1 for _, name, _, _ in string.Formatter().parse(pattern) if name])


def test_a_clause_of_a_hint_without_a_value_is_left_out() -> None:
    """“nearest: …” is said only where there is a nearest."""
    with_nearest = problem("yaml-unknown-key", key="qoute", nearest="quote", known="id, quote")
    without = problem("yaml-unknown-key", key="zzz", nearest="", known="id, quote")
    assert hint("en", with_nearest) == "nearest: “quote”; known: id, quote"
    assert hint("en", without) == "known: id, quote"
    assert hint("zh", without) == "可用：id, quote"


def test_what_a_system_says_is_said_in_the_language_of_the_run() -> None:
    """Its own sentences are keys; one that is none of them stays as it is."""
    usual = (errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EROFS, errno.EIO, errno.ENAMETOOLONG)
    for number in usual:
        fault = problem("export-failed", found=os.strerror(number))
        assert message("zh", fault).isascii() is False
        assert not re.search("[A-Za-z]", message("zh", fault))
    assert "Strange" in message("zh", problem("export-failed", found="Strange"))


def test_a_value_in_two_languages_is_said_in_one() -> None:
    found = problem("profile-missing", question=("机构名称", "Name of the station"))
    assert message("zh", found) == "“机构名称”没有填"
    assert message("en", found) == "“Name of the station” is not answered"


def test_an_unknown_key_is_an_error_and_not_silence() -> None:
    with pytest.raises(KeyError):
        say("zh", "run.no-such-words")


BANNED = {
    "没有填 0": "没有的填 0", "没有就填 0": "没有的填 0", "拖低": "扣减", "算得：": "经核算为", "距离 L": "距 L",
    "再做到": "补齐", "达到50.01%": "高于 50%", "速办": "立行立改", "团队月": "人力投入（月）", "触碰": "未达标",
    "各结论的指标数": "指标评定结果",
    "前填报值": "2024年填报", "后填报值": "2025年填报", "进一档提升": "提高一档可增分", "去留了结率": "优化调整完成率",
    "不能评估": "无法评估", "未填报计 0 分为": "保底分", "计满分为": "可达分",
    "propaganda department": "Publicity Department", "station station": "station",
}  # fmt: skip
"""Words that no official would write, and what is said in their place."""


def test_nobody_says_what_an_official_report_would_not() -> None:
    """In messages, reports, guides, rubrics and examples; what was released or decided stays as it was said then."""
    found = []
    for pattern in ("convergence_cli/texts/**/*.py", "*.md", "docs/*.md", "rubrics/*/*.yaml", "examples/README.md"):
        for path in sorted(ROOT.glob(pattern)):
            if path.name != "CHANGELOG.md":
                text = path.read_text("utf-8")
                found += [(path.name, word, better) for word, better in BANNED.items() if word in text]
    assert found == []


OF_POINTS = {
    *("batch.bounds", "catalogue.example", "findings.empty-met", "lists.means-points", "lists.means-ceiling"),
    *("lists.means-lost", "scaffold.about-target", "self_assessment.method-text", "workbook.target-many-of"),
}
"""Entries that say how many points an answer earns: 0-100 whatever the scale of the scores that are made of them."""


def test_a_score_is_not_said_to_be_of_100() -> None:
    """A framework prints scores on a scale of its own; words that speak of the scale have its ends as values."""
    found = {
        f"{name}.{key}"
        for name, key in ENTRIES
        for pattern in words(name, key)
        if name not in ("problems", "rules", "run") and re.search(r"\b100\b", pattern)
    }
    assert found == OF_POINTS
