"""Reports on a few invented museums that hold every kind of cell: what a golden file has to see, in little space.

`frameworks/museums` has one indicator of each scoring function and answer type; the museums answer them well, badly,
in part, not at all and as not applicable, with texts that are long, of two languages and hostile.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from conftest import ROOT
from filling import NOTE, cell_of, fill
from shown import on_terminal

from convergence_cli.cohort.overview import overview
from convergence_cli.compare.pair import series
from convergence_cli.errors import Location
from convergence_cli.evidence.check import check_evidence
from convergence_cli.gate.allowance import Allowance
from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.judging import judge_workbook
from convergence_cli.model.assessment import Assessment, Cohort, Failure
from convergence_cli.model.comparison import Judged
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.ledger import Ledger, LedgerEntry, LedgerRow
from convergence_cli.model.plan import Goal, Outlook
from convergence_cli.model.review import Review, Ruled, Ruling
from convergence_cli.model.standing import Standing, pack
from convergence_cli.model.waiver import Waiver, Waivers
from convergence_cli.plan.plan import plan
from convergence_cli.plan.whatif import read_supposed, suppose
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.report import FORMATS, rendered
from convergence_cli.report.check import Checked
from convergence_cli.report.formats import SUFFIXES
from convergence_cli.report.review.blank import blank_review
from convergence_cli.report.subjects import Subject, laid_out, report
from convergence_cli.review.form import claimed
from convergence_cli.review.standing import reviewed
from convergence_cli.rubric.load import load
from convergence_cli.scoring.backing import with_backing
from convergence_cli.scoring.overdue import mark_overdue
from convergence_cli.sensitivity import sensitivity

LONG = "消防改造分三期，一期换电线，二期装喷淋，三期改疏散通道；" * 8 + "Rewiring comes first, sprinklers next. " * 6
HOSTILE = '=HYPERLINK("http://evil.example","x")<script>1</script>|[b](javascript:x)::error::%0A[/bold]'
AS_OF = "2025-06-01"
_SHOWS = (
    ("馆藏瓷器", date(2025, 3, 1), 18.5, 0.255, "是", "艺术"),
    ("Rivers and roads", date(2025, 6, 1), 1234.56, 0.75, "否", "历史"),
    (HOSTILE, date(2025, 12, 31), 0, 0.045, "是", "历史"),
)
_MUSEUMS: dict[str, dict[str, Any]] = {
    # A red line missed, another one partial, a blank, what does not apply, readings that are noted.
    "青石馆": {
        "answers": {"level": "市级馆", "A1.weeks": "４８", "A2.ways": "语音导览", "B1.fire": "×", "B1.spent": "３.４％",
                    "B1.checked": "2024/5/6", "staff": 1234},
        "evidence": {"A1.own": "票房.pdf；缺的.pdf", "A2.ways": "文博〔2024〕9号", "B1.fire": HOSTILE},
        "reasons": {"B1.shop": "馆内没有商店"},
        "notes": {"B1.fire": LONG, "A2.children": HOSTILE},
        "shows": _SHOWS,
    },
    "青石馆 2": {
        "answers": {"level": "市级馆", "A1.weeks": 50, "A2.ways": "讲解员：每天有场次\n语音导览",
                    "A2.children": "没有开始", "B1.fire": "是", "B1.spent": 0.0799, "B1.checked": date(2025, 1, 1),
                    "B1.shop": "外包"},
        "evidence": {"A1.own": "票房.pdf", "B1.fire": "https://museum.example/fire"},
        "shows": (*_SHOWS[1:], ("开箱", date(2025, 9, 9), 12, 0.505, "是", "艺术")),
    },
    # Everything met, with evidence, and nothing to remark.
    "Model museum": {
        "answers": {"level": "县级馆", "A1.weeks": 52, "A2.ways": "ABC", "A2.children": "全馆实行",
                    "B1.fire": "是", "B1.spent": 0.08,
                    "B1.checked": date(2025, 2, 2), "B1.shop": "自营"},
        "evidence": dict.fromkeys(
            ("A1.own", "A1.weeks", "A2.ways", "A2.children", "C1.boxes", "B1.fire", "B1.spent", "B1.checked",
             "B1.shop"), "证明.pdf",
        ),
        "shows": (("All", date(2025, 1, 1), 30, 1, "是", "历史"),),
        "boxes": tuple((f"村{at}",) for at in range(12)),
    },
    # Almost nothing answered.
    HOSTILE: {"answers": {"level": "县级馆", "B1.shop": "已停业"}, "confirmed": ("boxes",)},
    # Cannot be judged.
    "坏馆": {"answers": {"level": "市级馆", "A1.weeks": 99, "A2.children": "大概", "B1.spent": "#DIV/0!"}},
}  # fmt: skip


@cache
def framework() -> Framework:
    return load(ROOT / "tests" / "frameworks" / "museums")


@cache
def _entries() -> tuple[Assessment | Failure, ...]:
    with TemporaryDirectory() as folder:
        evidence = Path(folder) / "evidence"
        evidence.mkdir()
        (evidence / "票房.pdf").write_bytes(b"%PDF")
        (evidence / "证明.pdf").touch()
        return tuple(_judged(name, given, Path(folder), at) for at, (name, given) in enumerate(_MUSEUMS.items(), 1))


def _judged(name: str, given: dict[str, Any], folder: Path, number: int) -> Assessment | Failure:
    """As the command judges a filled-in form, with all that may be looked at besides."""

    def noted(workbook: Any) -> None:
        for key, words in given.get("notes", {}).items():
            cell_of(workbook, key, NOTE).value = words
        # Typed with an apostrophe before it: text, whatever it looks like.
        for cell in (cell for sheet in workbook for row in sheet.iter_rows() for cell in row if cell.value == HOSTILE):
            cell.data_type = "s"

    path = fill(
        framework(),
        level=None,
        answers={"name": name, "province": "临江省", **given["answers"]},
        evidence=given.get("evidence"),
        reasons=given.get("reasons"),
        tables={name: given[name] for name in ("shows", "boxes") if name in given},
        confirmed=given.get("confirmed", ()),
        edit=noted,
        path=folder / f"museum-{number}.xlsx",
    )
    entry, _ = judge_workbook(path, framework(), Bounds())
    if isinstance(entry, Failure):
        return entry
    looked = with_backing(framework(), check_evidence(mark_overdue(framework(), entry, AS_OF), folder / "evidence"))
    return replace(looked, sensitivity=sensitivity(framework(), looked))


def stations() -> tuple[Assessment, ...]:
    """Those that could be judged."""
    return tuple(entry for entry in _entries() if isinstance(entry, Assessment))


def _waivers() -> Waivers:
    items = tuple(
        Waiver(id=name, station=station, reason=reason, approved_by="文博协会", expires=date(2025, month, 1))
        for name, station, reason, month in (
            ("B1.fire", "青石馆", LONG, 12), ("A1.own", "*", HOSTILE, 12), ("B1.shop", "青石馆", "过期", 1),
        )
    )  # fmt: skip
    return Waivers(items=items, places=(Location(file="waivers.yaml"),) * len(items), today=date(2025, 6, 1))


def station(language: Language) -> Cohort:
    """The museum with the most to say, judged with every option."""
    entry = stations()[0]
    gates = Gates(
        thresholds=Thresholds(fail_under=30.0, min_coverage=99.0, min_level="L1"),
        fail_on="red-line",
        waivers=_waivers(),
    )
    rows = (
        LedgerRow(
            station="",
            id="A2.children",
            words="A2.children",
            entry=LedgerEntry(owner=HOSTILE, due="2025-09-30", status="doing", own=(("督办", LONG),)),
        ),
        LedgerRow(station="", id="", words="馆里自己的事", entry=LedgerEntry(owner="周")),
        LedgerRow(station="", id="A1.gone", words="A1.gone", entry=LedgerEntry(owner="赵"), closed="2025-01-31"),
    )
    return Cohort(
        framework=framework(),
        language=language,
        entries=(entry,),
        verdict=judge(gates, (entry,), framework()),
        as_of=AS_OF,
        with_sensitivity=True,
        ledger=Ledger(rows=rows),
    )


def alone(at: int, language: Language) -> Cohort:
    """One of them judged without any option: the best one or the one that answered least."""
    entry = replace(stations()[at], sensitivity=None, evidence=None, backing=None)
    entry = replace(entry, problems=entry.questionnaire.problems, results=tuple(
        replace(result, overdue_since=None) for result in entry.results
    ))  # fmt: skip
    return Cohort(framework=framework(), language=language, entries=(entry,))


def several(language: Language) -> Cohort:
    """All that could be judged, without anything that compares them."""
    return Cohort(framework=framework(), language=language, entries=stations())


def batch(language: Language) -> Cohort:
    """All of them beside each other: equals, peers enough to be compared, one without a rank and one unreadable."""
    second = stations()[1]
    branches = (
        replace(second, station=f"分馆{at}", questionnaire=replace(second.questionnaire, file=f"branch-{at}.xlsx"))
        for at in range(3)
    )
    entries = tuple(
        Standing(packed=pack(entry, entry.file), framework=framework()) for entry in (*stations(), *branches)
    )
    gates = Gates(thresholds=Thresholds(fail_under=50.0), waivers=_waivers(), max_failing=Allowance(count=1))
    return Cohort(
        framework=framework(),
        language=language,
        entries=(*entries, _entries()[-1]),
        verdict=judge(gates, entries, framework()),
        overview=overview(framework(), entries, draws=50),
    )


def failure(language: Language) -> Cohort:
    """The one that could not be judged."""
    return Cohort(framework=framework(), language=language, entries=_entries()[-1:])


def _of_station(language: Language, form: str) -> bytes:
    cohort = station(language)
    return on_terminal(cohort).encode() if form == "text" else rendered(cohort, form)


def _of_best(language: Language, form: str) -> bytes:
    return rendered(alone(2, language), form)


def _of_silent(language: Language, form: str) -> bytes:
    cohort = alone(3, language)
    return on_terminal(cohort, 40, 2).encode() if form == "text" else rendered(cohort, form)


def _of_several(language: Language, form: str) -> bytes:
    return rendered(several(language), form)


def _of_batch(language: Language, form: str) -> bytes:
    return rendered(batch(language), form)


def _of_failure(language: Language, form: str) -> bytes:
    return rendered(failure(language), form)


def _made(subject: Subject, about: tuple[Any, ...], form: str) -> bytes:
    return laid_out(subject, about, 80).encode() if form == "text" else report(subject, about, form)


def _of_plan(language: Language, form: str) -> bytes:
    before = stations()[0]
    what_if = suppose(framework(), before, read_supposed(("B1.fire=是", "A2.ways=讲解员"), framework(), before))
    found = plan(framework(), what_if.after, Goal(level="L3", budget=4))
    outlook = Outlook(framework=framework(), language=language, plan=found, what_if=what_if)
    return _made("plan", (outlook,), form)


def _of_comparison(language: Language, form: str) -> bytes:
    moments = [Judged(framework=framework(), assessment=each, carried=each) for each in stations()[:2]]
    found = series(tuple(moments))
    return _made("comparison", (found, language), form)


def _of_review(language: Language, form: str) -> bytes:
    """The first answer upheld, the next refuted, one whose answer is another by now, the others pending."""
    judged = stations()[0]
    said: tuple[Ruling | None, ...] = ("upheld", "refuted", "upheld", "pending")
    ruled = [
        Ruled(id=result.id, ruling="pending" if at == 2 else ruling or "pending", said=ruling, reviewer="李评审",
              date="2025-06-01", remark=(LONG, HOSTILE)[at % 2], stale=at == 2,
              location=Location(file="review.xlsx", sheet="核查表", cell=f"J{at + 4}"))
        for at, (result, ruling) in enumerate(zip_longest(claimed(judged), said))
    ]  # fmt: skip
    review = Review(file="review.xlsx", sha256="0" * 64, ruled=tuple(ruled), problems=())
    if form == "workbook":
        return blank_review(framework(), judged, language, review)
    about = reviewed(framework(), judged, review), framework(), language
    return _made("review", about, form)


def _of_check(language: Language, form: str) -> bytes:
    files = tuple(Checked(path=f"in/{entry.file}", problems=entry.problems) for entry in _entries())
    about = files, framework(), language
    return _made("check", about, form)


_READ = tuple(form for form in FORMATS if form != "pdf")
"""A PDF holds what Word holds (`test_pdf.py`), and is not read back without a program of its own."""
_DOCUMENTS = ("text", *(form for form in SUFFIXES.values() if form != "pdf"))
REPORTS: dict[str, tuple[Callable[[Language, str], bytes], tuple[str, ...]]] = {
    "station": (_of_station, _READ),
    "best": (_of_best, ("text", "markdown", "excel", "html", "word")),
    "silent": (_of_silent, ("text", "markdown", "excel", "html", "word")),
    "several": (_of_several, ("html",)),
    "batch": (_of_batch, tuple(form for form in _READ if form != "word")),
    "failure": (_of_failure, _READ),
    "plan": (_of_plan, _DOCUMENTS),
    "review": (_of_review, (*_DOCUMENTS, "workbook")),
    "check": (_of_check, ("text", "json", "github")),
    "comparison": (_of_comparison, _DOCUMENTS),
}
"""How each report is made in a language and a format, and its formats."""
