"""The head of a station's paper, and where the station stands: in prose, without ids, cells and hashes."""

from collections import Counter
from collections.abc import Iterator, Sequence

from convergence_cli.model.assessment import Assessment, BlockerKind, Outcome
from convergence_cli.model.kind import PERIOD
from convergence_cli.model.numbers import FULL
from convergence_cli.policy import report_title, source_named
from convergence_cli.report import figures
from convergence_cli.report.findings import (
    blocker_words,
    counts_besides,
    level_names,
    level_reached,
    red_lines_held,
    red_lines_not_kept,
)
from convergence_cli.report.paper.sheet import Writer
from convergence_cli.report.profile import profile_answer
from convergence_cli.report.progress import provisional_words
from convergence_cli.report.withheld import why_none

_COUNTED: tuple[Outcome, ...] = ("met", "partial", "unmet", "unanswered")
_TITLE_COLUMNS = 40
"""What one line of a title has room for."""
_CONDITIONS = 5
"""Conditions of the next level that are told, besides red lines; all stand in the first attachment."""
_RED_LINES: dict[BlockerKind, str] = {"red_line": "mend-red-lines", "unanswered_red_line": "answer-red-lines"}
_FEW = 2


def write_head(paper: Writer, judged: Assessment) -> None:
    """Title, addressee, and why and how the assessment was made; that it is provisional, where it is."""
    paper.title(*title_lines(paper, judged))
    paper.placed(paper.word("at-head"))
    paper.text(paper.field("addressee"), paper.word("addressed"), indent=False)
    framework = paper.framework
    # A broadcaster calls itself 台; others are what the framework calls them, or a unit.
    we = paper.word("we-unit" if framework.words.unit else "we" if "台" in judged.station else "we-other")
    facts = {"framework": framework.title.in_(paper.language), "policy": source_named(framework, paper.language)}
    opening = paper.word("opening", we=we, year=_year(paper, judged, "for-year"), **facts)
    provisional = provisional_words(framework, judged, paper.language)
    paper.text(opening + (paper.word("provisional", said=provisional) if provisional else ""))


def title_lines(paper: Writer, judged: Assessment) -> tuple[str, ...]:
    """What the paper is called, in lines that end where the sense does."""
    year = _year(paper, judged, "year")
    report, ending = report_title(paper.framework, paper.language), paper.word("report")
    about = paper.word("called", station=judged.station, year=year)
    # “…报告” becomes “关于…情况的报告”; a title that is no 报告 stands as it is.
    is_report = paper.language == "zh" and report.endswith(ending)
    call = paper.word("call", name=report.removesuffix(ending)) if is_report else report
    in_one = paper.language == "zh" and 2 * len(about + call) <= _TITLE_COLUMNS
    return (about + call,) if in_one else (about, call)


def _year(paper: Writer, judged: Assessment, key: str) -> str:
    year = judged.profile.get(PERIOD)
    return paper.word(key, year=f"{year:.0f}") if isinstance(year, int | float) else ""


def write_situation(paper: Writer, judged: Assessment) -> None:
    """What the station is, how it came out, and what the next level takes."""
    paper.heading(paper.word("situation"))
    said = _profile(paper, judged)
    about = (paper.word("ends", said=said),) if said else ()
    paper.text(paper.lead(paper.word("about-station")), *about, paper.field("introduction"))
    paper.text(paper.lead(paper.word("conclusion")), "".join(_result(paper, judged)).strip())
    level = _next_level(paper, judged)
    if level:
        paper.text(paper.lead(paper.word("next-level")), level)


def _profile(paper: Writer, judged: Assessment) -> str:
    """What the station chose and counted about itself; texts, which may name people, stand in the attachments."""
    told = [
        paper.word("is", title=question.title.in_(paper.language), answer=words)
        for question in paper.framework.profile
        if question.type not in ("text", "yes_no")
        and question.id != PERIOD
        and (answer := judged.questionnaire.profile.get(question.id))
        and (words := _listed(paper, profile_answer(question, answer, paper.language)))
    ]
    return paper.word("terms.comma").join(told)


def _listed(paper: Writer, words: str) -> str:
    """Options between which there are no clauses."""
    return words.replace(paper.word("terms.clause-separator"), paper.word("terms.list-separator"))


def _result(paper: Writer, judged: Assessment) -> Iterator[str]:
    framework, node, word = paper.framework, judged.index, paper.word
    if node.withheld is not None:
        yield word("ends", said=why_none(framework, judged, node, paper.language))
    else:
        facts = {"score": figures.score(node.score), "evidenced": figures.score(node.evidenced)}
        yield word("result", full=figures.threshold(FULL), **facts)
        if framework.levels:
            reached = level_reached(framework, judged, paper.language)
            yield word("at-level" if judged.level else "at-no-level", level=reached)
    counts = {each: judged.counts[each] for each in _COUNTED}
    parts = [
        word("in-play-part", outcome=word(f"terms.{each}").lower(), count=count)
        for each, count in counts.items()
        if count or each != "unanswered"
    ]
    yield word("in-play", total=sum(counts.values()), parts=word("terms.list-separator").join(parts))
    yield from (word("ends", said=each) for each in counts_besides(framework, judged, paper.language))
    yield _chapters(paper, judged)
    yield _red_lines(paper, judged)


def _chapters(paper: Writer, judged: Assessment) -> str:
    """The best and the weakest, or all of a few."""
    scored = [node for node in judged.chapters if node.score is not None]
    ordered = sorted(scored, key=lambda node: -(node.score or 0.0))

    def named(nodes: Sequence[object]) -> str:
        return paper.word("terms.list-separator").join(
            paper.word("chapter-score", title=titles[node.id], score=figures.score(node.score))
            for node in ordered
            if node in nodes
        )

    titles = {each.id: each.title.in_(paper.language) for each in paper.framework.chapters}
    if not ordered:
        return ""
    if len(ordered) <= 2 * _FEW:
        return paper.word("all-chapters", all=named(ordered))
    return paper.word("chapters", best=named(ordered[:_FEW]), worst=named(ordered[-_FEW:]))


def _red_lines(paper: Writer, judged: Assessment) -> str:
    held, states = red_lines_held(paper.framework, judged), Counter(judged.not_kept.values())
    if not states:
        return paper.word("red-lines-kept", held=held) if held else ""
    facts = {"missed": states["missed"], "unanswered": states["unanswered"]}
    missed = [each.id for each in red_lines_not_kept(judged) if each.red_line == "missed"]
    titles = (paper.framework.indicator[name].title.in_(paper.language) for name in missed)
    named = paper.word("red-lines-named", titles=paper.word("terms.list-separator").join(titles)) if missed else ""
    return paper.word("red-lines-held", held=held, **facts) + named


def _next_level(paper: Writer, judged: Assessment) -> str:
    """The conditions of the next level that are not fulfilled; empty where there are no levels, or none is given."""
    names = level_names(paper.framework, paper.language)
    if not names or judged.index.withheld is not None:
        return ""
    reached = level_reached(paper.framework, judged, paper.language)
    if judged.next_level is None:
        return paper.word("level-top", level=reached)
    # Red lines were named already.
    kinds = Counter(each.kind for each in judged.blockers)
    others = [each for each in judged.blockers if each.kind not in _RED_LINES]
    told = [blocker_words(paper.framework, each, paper.language, with_ids=False) for each in others]
    left = len(told) - _CONDITIONS
    told = [*told[:_CONDITIONS], *([paper.word("more-conditions", count=left)] if left > 0 else [])]
    told += [paper.word(key, count=kinds[kind]) for kind, key in _RED_LINES.items() if kinds[kind]]
    said = paper.word("terms.clause-separator").join(told)
    key = "level-next" if judged.level else "no-level-next"
    return paper.word(key, level=reached, next=names[judged.next_level], conditions=said)
