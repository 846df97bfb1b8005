"""JUnit XML: a suite for each station, a case for each indicator, as test reporters of CI services read it.

Below target is a failure (red lines first); waived, not applicable, out of scope and not scored are skipped; a
workbook that could not be judged is an error.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from convergence_cli.model.assessment import BELOW_TARGET, Assessment, Cohort, Failure, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.standing import Standing
from convergence_cli.report.figures import loss, points, score
from convergence_cli.report.findings import blanks, findings, gap_words, lapse_words, red_line_mark, scored_words
from convergence_cli.report.progress import provisional_words
from convergence_cli.report.verdict import waived_words
from convergence_cli.report.withheld import why_none
from convergence_cli.texts import hint, message, say

# What XML 1.0 cannot hold, not even escaped.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(cohort: Cohort) -> str:
    """The document; without times, which the same input would not repeat."""
    root = ET.Element("testsuites", name="convergence")
    for entry in cohort.entries:
        if isinstance(entry, Failure):
            _failed(root, entry, cohort.language)
        else:
            _suite(root, cohort, entry)
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, cohort: Cohort, entry: Assessment | Standing) -> None:
    framework, language = cohort.framework, cohort.language
    suite = _element(root, "testsuite", name=entry.station)
    facts = {
        "file": entry.file,
        "sha256": entry.sha256,
        "framework": f"{framework.id} {framework.version}",
        "framework sha256": framework.sha256,
        "index": score(entry.index.score),
        "floor": score(entry.index.floor),
        "ceiling": score(entry.index.ceiling),
        "level": entry.level or "",
    }
    provisional = provisional_words(framework, entry, language) if isinstance(entry, Assessment) else ""
    if provisional:
        facts["provisional"] = provisional
    if entry.index.withheld is not None:
        facts["why no index"] = why_none(framework, entry, entry.index, language)
    properties = _element(suite, "properties")
    for name, fact in facts.items():
        _element(properties, "property", name=name, value=fact)
    said = _said(cohort, entry)
    pairs = sorted(zip(framework.indicators, entry.results, strict=True), key=lambda pair: _ORDER[pair[1].red_line])
    for item, result in pairs:
        _case(suite, framework, item, result, said.get(item.id), language)
    failed = sum(not gap.waived for gap in said.values())
    skipped = len(pairs) - failed - entry.counts["met"]
    for key, count in {"tests": len(pairs), "failures": failed, "errors": 0, "skipped": skipped}.items():
        suite.set(key, str(count))


_ORDER = {"missed": 0, "unanswered": 1, None: 2}


class _Gap(NamedTuple):
    """What is to be said of an indicator below its target."""

    waived: str
    words: str


def _said(cohort: Cohort, entry: Assessment | Standing) -> dict[str, _Gap]:
    """The gaps and blanks by indicator; of a station that was packed its numbers alone are known."""
    language = cohort.language
    if isinstance(entry, Assessment):
        return {
            gap.item.id: _Gap(gap.waived, gap_words(gap, language))
            for gap in (*findings(cohort, entry), *blanks(cohort, entry))
        }
    waived = cohort.verdict.waived.get((entry.station, entry.file), {})
    found = {}
    for result in entry.results:
        if result.outcome in BELOW_TARGET:
            facts = {"points": points(result.points), "target": points(result.target)}
            waiver = waived.get(result.id)
            words = waived_words(waiver, language) if waiver else ""
            found[result.id] = _Gap(words, say(language, "findings.numbers", **facts))
    return found


def _case(
    suite: ET.Element, framework: Framework, item: Indicator, result: Result, gap: _Gap | None, language: Language
) -> None:
    case = _element(suite, "testcase", classname=item.measure, name=f"{item.id} {item.title.in_(language)}")
    outcome = say(language, f"terms.{result.outcome}")
    if gap and gap.waived:
        _element(case, "skipped", message=gap.waived)
    elif gap:
        facts = {"outcome": outcome, "lost": loss(result.lost)}
        if result.red_line:
            brief = say(language, "findings.brief-red-line", mark=red_line_mark(result.red_line, language), **facts)
        else:
            brief = say(language, "findings.brief-gap", **facts)
        kind = f"red-line-{result.red_line}" if result.red_line else "gap"
        _element(case, "failure", type=kind, message=brief).text = _fit(gap.words)
    elif result.outcome != "met":
        told = lapse_words(framework, item, result, language) or scored_words(framework, item, result, language)
        shown = result.outcome == "not_scored" or result.is_lapsed
        words = say(language, "terms.fact", label=outcome, text=told) if told and shown else outcome
        _element(case, "skipped", message=words)


def _failed(root: ET.Element, failure: Failure, language: Language) -> None:
    """A workbook that could not be judged: one case, in error, with all its problems."""
    errors = failure.errors
    suite = _element(root, "testsuite", name=failure.file, tests="1", failures="0", errors="1", skipped="0")
    case = _element(suite, "testcase", classname=failure.file, name=failure.file)
    first = errors[0]
    error = _element(case, "error", type=first.code, message=message(language, first))
    error.text = _fit("\n".join(_lines(failure, language)))


def _lines(failure: Failure, language: Language) -> Iterator[str]:
    for item in failure.errors:
        parts = (item.location.place, message(language, item), hint(language, item))
        yield f"{item.code}: " + " | ".join(part for part in parts if part)


def _element(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, {name: _fit(text) for name, text in attributes.items()})


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
