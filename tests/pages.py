"""Pages of the HTML report for tests: made of the examples, of hostile text, of many stations; and read as text."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path

from lxml import html

from convergence_cli.compare.pair import series
from convergence_cli.errors import Location, Problem, problem
from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.comparison import Judged
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.plan import Goal, Outlook
from convergence_cli.plan.plan import plan
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.report.page import render
from convergence_cli.report.subjects import report
from convergence_cli.rubric.load import find, load

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
STATIONS = ("central-body", "strong-province", "typical-city", "typical-city-2024", "county-centre")
ALL = (*STATIONS, "broken")
HOSTILE = (
    '=HYPERLINK("http://evil.example/","x")',
    "[/bold]",
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran = 2">',
    "]]>",
    "</title></style></script><svg onload='window.ran = 3'>",
    "{{ 7 * 7 }}{% raw %}",
    "javascript:window.ran=4",
    "&lt;b&gt; &amp;",
    "a\x00b\x07c\x1b[2Jd\x85e\ud800f",
    "שלום\u200f \u202eתקץ\u2066 end",
    "<!-- --><base href='http://evil.example/'>",
    "长" * 30_000,
)
_BLOCKS = frozenset(
    {"address", "caption", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "header", "footer", "label", "li",
     "main", "nav", "ol", "p", "section", "summary", "table", "tr", "ul"}
)  # fmt: skip
_UNREAD = frozenset({"script", "style", "option", "desc", "head"})
_CHECKSUM = re.compile(r"\b[0-9a-f]{64}\b")


@cache
def shipped() -> Framework:
    return load(find())


@cache
def judged(name: str) -> Assessment | Failure:
    """An example station judged, or why it could not be."""
    from convergence_cli.judging import judge_workbook

    return judge_workbook(EXAMPLES / f"{name}.xlsx", shipped(), Bounds())[0]


def station(name: str) -> Assessment:
    entry = judged(name)
    assert isinstance(entry, Assessment)
    return entry


def cohort(*entries: Assessment | Failure, language: Language = "zh") -> Cohort:
    return Cohort(framework=shipped(), language=language, entries=entries)


@cache
def page(language: Language, *names: str) -> str:
    """The page of one example or of several."""
    return render(cohort(*map(judged, names), language=language))


def hostile() -> Assessment:
    """A station whose every free field is hostile, each text at least once in each of them."""
    fair = station("typical-city")
    read = fair.questionnaire

    def text(place: int) -> str:
        return HOSTILE[place % len(HOSTILE)]

    answers = {
        name: replace(
            answer,
            evidence=text(place),
            note=text(place + 1),
            raw=text(place + 2),
            location=Location(file=text(place), sheet=text(place + 3)[:50], cell="E9"),
        )
        for place, (name, answer) in enumerate(read.answers.items())
    }
    spoilt = replace(
        read,
        file=HOSTILE[2],
        sha256="",
        answers=answers,
        profile=read.profile | {"province": replace(read.profile["province"], value=" ".join(HOSTILE[:12]))},
    )
    problems: Iterable[Problem] = (
        problem("unknown-option", Location(sheet=each[:50], cell="A1"), "warning", found=each, nearest=each, known=each)
        for each in HOSTILE
    )
    results = tuple(
        replace(result, answer=answers.get(result.id), value=HOSTILE[place % len(HOSTILE)])
        for place, result in enumerate(fair.results)
    )
    name = " ".join(HOSTILE[:12])
    return replace(fair, station=name, questionnaire=spoilt, problems=tuple(problems), results=results)


def many(count: int) -> tuple[Assessment, ...]:
    """So many stations: the examples again and again, each with a name and an index of its own."""
    fair = [station(name) for name in STATIONS]
    return tuple(
        replace(
            one := fair[at % len(fair)],
            station=f"{one.station} {at + 1}",
            index=replace(one.index, score=(one.index.score or 0.0) - at / 100),
        )
        for at in range(count)
    )


def tree(document: str) -> html.HtmlElement:
    """A page as a browser's parser would read it, to be asked with XPath."""
    return html.document_fromstring(document)


def text_of(document: str) -> str:
    """What a page says, a block a line, the cells of a row side by side; without checksums and choices.

    A picture is said by its title, in brackets.
    """
    words: list[str] = []
    _gather(tree(document).body, words)
    lines = (" ".join(line.split()).strip("| ") for line in "".join(words).split("\n"))
    return _CHECKSUM.sub("(sha256)", "\n".join(line for line in lines if line)) + "\n"


def _gather(element: html.HtmlElement, words: list[str]) -> None:
    tag = element.tag if isinstance(element.tag, str) else "comment"
    if tag in _UNREAD or tag == "comment":
        pass
    elif tag == "svg":
        words.append(f" [{' / '.join(title.text or '' for title in element.iter('title'))}] ")
    else:
        words.append("\n" + "#" * int(tag[1]) + " " if re.fullmatch(r"h\d", tag) else "\n" if tag in _BLOCKS else "")
        _inside(element, words)
        words.append(" | " if tag in ("td", "th") else "\n" if tag in _BLOCKS or tag == "br" else "")
    words.append((element.tail or "").replace("\n", " "))


def _inside(element: html.HtmlElement, words: list[str]) -> None:
    inside: list[str] = [(element.text or "").replace("\n", " ")]
    for child in element:
        _gather(child, inside)
    told = "".join(inside)
    # What stands in one cell stays on one line.
    words.append(told.replace("\n", " ") if element.tag in ("td", "th") and _is_plain(element) else told)


def _is_plain(cell: html.HtmlElement) -> bool:
    return cell.find(".//ol") is None and cell.find(".//ul") is None


def roadmap(name: str) -> str:
    """The page of the plan that leads an example to level L3."""
    found = plan(shipped(), station(name), Goal(level="L3"))
    return report("plan", (Outlook(framework=shipped(), language="zh", plan=found),), "html").decode()


def comparison(old: str, new: str) -> str:
    """The page of what changed between two examples."""
    moments = tuple(Judged(framework=shipped(), assessment=each, carried=each) for each in map(station, (old, new)))
    return report("comparison", (series(moments), "en"), "html").decode()
