"""JUnit XML as test reporters of CI services read it: a suite for each station, a case for each gate.

A case is red where a gate fails the run, and only then. Where no gate was asked for, a station has one case that it
was judged; a workbook that could not be is an error. In detail every indicator is a case as well, and never red: what
a station falls short of is for a gate to judge, and one thing is red once.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from convergence_cli.model.assessment import BELOW_TARGET, Assessment, Cohort, Failure, GateResult, Result
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.kind import PROVINCE, peer_questions
from convergence_cli.model.language import Language
from convergence_cli.model.standing import Standing
from convergence_cli.report.figures import answer, loss, points, score
from convergence_cli.report.findings import lapse_words, red_line_mark, scored_words
from convergence_cli.report.progress import provisional_words
from convergence_cli.report.subjects.station.gap import gaps_of, unanswered_of
from convergence_cli.report.subjects.station.words import Words
from convergence_cli.report.verdict import gate_words, waived_words
from convergence_cli.report.withheld import why_none
from convergence_cli.texts import hint, message, say

# What XML 1.0 cannot hold, not even escaped.
_UNFIT = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_JUDGED = "judged"
"""The case of what is held to no gate."""


def render(cohort: Cohort) -> str:
    """The document; without times, which the same input would not repeat."""
    return _document(cohort, detail=False)


def render_detail(cohort: Cohort) -> str:
    """The same with every indicator of every station."""
    return _document(cohort, detail=True)


class _Run(NamedTuple):
    """What every suite is made of."""

    cohort: Cohort
    gates: dict[tuple[str, str], list[GateResult]]
    """By station and file."""
    twice: Counter[tuple[str, str]]
    """How many stations have one group and name."""
    waived: dict[tuple[str, str], dict[str, str]]
    """By station and file, how the gap of an indicator is accepted."""

    def name(self, entry: Assessment | Standing) -> str:
        """`group.station`, by which a reporter makes a tree; with the file where several have one name."""
        group, station = _named(self.cohort, entry)
        return f"{group}.{station if self.twice[group, station] == 1 else _part(f'{entry.station} ({entry.file})')}"


def _document(cohort: Cohort, *, detail: bool) -> str:
    gates: dict[tuple[str, str], list[GateResult]] = {}
    for gate in cohort.verdict.gates:
        gates.setdefault((gate.station, gate.file), []).append(gate)
    waived = {
        station: {name: waived_words(waiver, cohort.language) for name, waiver in found.items()}
        for station, found in cohort.verdict.waived.items()
    }
    run = _Run(cohort, gates, Counter(_named(cohort, entry) for entry in cohort.stations), waived)
    root = ET.Element("testsuites", name="convergence")
    if cohort.verdict.overall:
        _over_all(root, cohort)
    for entry in cohort.entries:
        if isinstance(entry, Failure):
            _failed(root, entry, cohort.language, allowed=cohort.verdict.unreadable_allowed)
        else:
            _suite(root, run, entry, detail=detail)
    for key in ("tests", "failures", "errors"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ET.indent(root, "")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _named(cohort: Cohort, entry: Assessment | Standing) -> tuple[str, str]:
    """The group of a station, its province where there is one, and its name."""
    asked = peer_questions(cohort.framework)
    for question in (PROVINCE, *asked) if PROVINCE in asked else asked:
        if given := entry.profile.get(question):
            item = cohort.framework.question[question]
            return _part(answer(item, given, item.options, cohort.language)), _part(entry.station)
    return _part(cohort.framework.id), _part(entry.station)


def _part(text: str) -> str:
    """A part of a name, in which a full stop would begin the next one."""
    return text.replace(".", "．")


def _over_all(root: ET.Element, cohort: Cohort) -> None:
    """The gates over the whole run."""
    suite = _element(root, "testsuite", name=cohort.framework.id)
    for gate in cohort.verdict.overall:
        _gate(suite, cohort, gate, cohort.framework.id)
    _count(suite)


def _suite(root: ET.Element, run: _Run, entry: Assessment | Standing, *, detail: bool) -> None:
    framework, language = run.cohort.framework, run.cohort.language
    name = run.name(entry)
    suite = _element(root, "testsuite", name=name)
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
    for key, fact in facts.items():
        _element(properties, "property", name=key, value=fact)
    gates = run.gates.get((entry.station, entry.file), [])
    for gate in gates:
        _gate(suite, run.cohort, gate, name)
    if not gates:
        _element(suite, "testcase", classname=name, name=_JUDGED, file=entry.file)
    if detail:
        _indicators(suite, run, entry, name)
    _count(suite)


def _gate(suite: ET.Element, cohort: Cohort, gate: GateResult, name: str) -> None:
    case = _element(suite, "testcase", classname=name, name=gate.gate, **({"file": gate.file} if gate.file else {}))
    if not gate.passed:
        words = gate_words(gate, cohort.language)
        if cohort.verdict.fails(gate):
            _element(case, "failure", type=gate.gate.split()[0], message=words)
        else:
            _element(case, "skipped", message=words)


def _count(suite: ET.Element) -> None:
    found = Counter(part.tag for case in suite.iter("testcase") for part in case)
    for key, count in {
        "tests": len(suite.findall("testcase")),
        "failures": found["failure"],
        "errors": found["error"],
        "skipped": found["skipped"],
    }.items():
        suite.set(key, str(count))


# --- every indicator --------------------------------------------------------------------------------


_ORDER = {"missed": 0, "unanswered": 1, None: 2}


class _Gap(NamedTuple):
    """What is to be said of an indicator below its target."""

    waived: str
    words: str


def _indicators(suite: ET.Element, run: _Run, entry: Assessment | Standing, name: str) -> None:
    framework, said = run.cohort.framework, _said(run, entry)
    pairs = sorted(zip(framework.indicators, entry.results, strict=True), key=lambda pair: _ORDER[pair[1].red_line])
    for item, result in pairs:
        case = _element(suite, "testcase", classname=name, name=f"{item.id} {item.title.in_(run.cohort.language)}")
        case.set("file", _fit(entry.file))
        _outcome(case, framework, item, result, said.get(item.id), run.cohort.language)


def _said(run: _Run, entry: Assessment | Standing) -> dict[str, _Gap]:
    """The gaps and blanks by indicator; of a station that was packed its numbers alone are known."""
    if isinstance(entry, Assessment):
        words = Words(run.cohort)
        every = (*gaps_of(words, entry), *unanswered_of(words, entry))
        return {gap.item.id: _Gap(gap.waived, gap.told) for gap in every}
    waived = run.waived.get((entry.station, entry.file), {})
    found = {}
    for result in entry.results:
        if result.outcome in BELOW_TARGET:
            facts = {"points": points(result.points), "target": points(result.target)}
            found[result.id] = _Gap(waived.get(result.id, ""), say(run.cohort.language, "findings.numbers", **facts))
    return found


def _outcome(
    case: ET.Element, framework: Framework, item: Indicator, result: Result, gap: _Gap | None, language: Language
) -> None:
    outcome = say(language, f"terms.{result.outcome}")
    if gap and gap.waived:
        _element(case, "skipped", message=gap.waived)
    elif gap:
        facts = {"outcome": outcome, "lost": loss(result.lost)}
        if result.red_line:
            brief = say(language, "findings.brief-red-line", mark=red_line_mark(result.red_line, language), **facts)
        else:
            brief = say(language, "findings.brief-gap", **facts)
        _element(case, "skipped", message=brief)
        _element(case, "system-out").text = _fit(gap.words)
    elif result.outcome != "met":
        told = lapse_words(framework, item, result, language) or scored_words(framework, item, result, language)
        shown = result.outcome == "not_scored" or result.is_lapsed
        words = say(language, "terms.fact", label=outcome, text=told) if told and shown else outcome
        _element(case, "skipped", message=words)


# --- what could not be judged -----------------------------------------------------------------------


def _failed(root: ET.Element, failure: Failure, language: Language, *, allowed: bool) -> None:
    """A workbook that could not be judged: one case with all its problems, in error unless so many may be."""
    suite = _element(root, "testsuite", name=failure.file)
    case = _element(suite, "testcase", classname=failure.file, name=_JUDGED, file=failure.file)
    first = failure.errors[0]
    error = _element(case, "skipped" if allowed else "error", type=first.code, message=message(language, first))
    error.text = _fit("\n".join(_lines(failure, language)))
    _count(suite)


def _lines(failure: Failure, language: Language) -> Iterator[str]:
    for item in failure.errors:
        parts = (item.location.place, message(language, item), hint(language, item))
        yield f"{item.code}: " + " | ".join(part for part in parts if part)


def _element(parent: ET.Element, tag: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, tag, {name: _fit(text) for name, text in attributes.items()})


def _fit(text: str) -> str:
    return _UNFIT.sub("\ufffd", text)
