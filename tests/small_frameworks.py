"""Frameworks and answers as objects, as small as a rule needs, and hypothesis strategies over them."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from convergence_cli.errors import Location
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.framework import Chapter, Evidence, Framework, Indicator, Measure, RedLine, Source
from convergence_cli.model.question import Ask, Column, ProfileQuestion, Scale, ScaleStep, Table, Text
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire, Row, TableRead
from convergence_cli.model.score import Band, Capped, Checklist, Deduct, Ramp, Score
from convergence_cli.rubric.expression import Names, parse
from convergence_cli.rubric.lint.levels import names_of
from convergence_cli.scoring.engine import assess

WORDS = Text(zh="字", en="word")
LADDER = Scale(title=WORDS, steps={name: ScaleStep(text=WORDS, points=25.0 * at) for at, name in enumerate("abcde")})
BANDS = Score(bands=(Band(above=0.5, points=100.0), Band(from_=0.3, points=60.0), Band(otherwise=0.0)))
RAMP = Score(ramp=Ramp(from_=0.0, to=100.0))
"""Points are the answer itself."""
RED = RedLine(unless="met")
FLOOR = RedLine(below=0.5)
"""A red line that is kept by anything but nothing."""
TYPES: dict[str, Any] = {
    "bands": "percent",
    "ramp": "number",
    "capped": "number",
    "deduct": "number",
    "choices": "one_of",
    "scale": "one_of",
    "checklist": "many_of",
    "expect": "yes_no",
    "by": "number",
}


def indicator(name: str, weight: float = 1.0, score: Score = RAMP, **more: Any) -> Indicator:
    """An indicator `M01.a`; evidence is not required unless the test says so."""
    function = next(key for key in TYPES if getattr(score, key) is not None)
    compute, when_empty = more.pop("compute", None), more.pop("when_empty", None)
    effort = more.pop("effort", 1)
    who = more.pop("who", WORDS)
    more.setdefault("evidence", Evidence(required=False, hint=WORDS))
    options = dict.fromkeys([*(score.choices or ()), *(score.checklist.items if score.checklist else ())], WORDS)
    return Indicator(
        id=name,
        title=WORDS,
        clauses=("01.1",),
        quote="引",
        obligation="should",
        weight=weight,
        ask=Ask(type=TYPES[function], question=WORDS, compute=compute, when_empty=when_empty, options=options),
        score=score,
        advice=(WORDS,),
        effort=effort,
        basis="clause",
        who=who,
        **more,
    )


def measure(
    name: str, *indicators: Indicator, weight: float = 1.0, aggregate: Any = None, horizon: Any = "progress"
) -> Measure:
    return Measure(
        id=name,
        title=WORDS,
        weight=weight,
        because=WORDS,
        horizon=horizon,
        clauses=("01.1",),
        aggregate=aggregate,
        indicators=indicators,
    )


def chapter(name: str, *measures: str, weight: float = 1.0, aggregate: Any = None) -> Chapter:
    return Chapter(id=name, title=WORDS, weight=weight, because=WORDS, measures=measures, aggregate=aggregate)


TABLE = Table(
    id="kpi",
    title=WORDS,
    hint=WORDS,
    columns=(
        Column(id="weight", title=WORDS, type="percent"),
        Column(id="mobile", title=WORDS, type="yes_no"),
    ),
)


def framework(chapters: tuple[Chapter, ...], measures: tuple[Measure, ...], **more: Any) -> Framework:
    """A framework of these parts, with a level that is city or county and a table `kpi`."""
    texts = [item.ask.compute for each in measures for item in each.indicators if item.ask.compute is not None]
    texts += [check.that for check in more.get("checks", ())]
    asked = {item.id.replace("-", "_"): (item.id, item.ask.type) for each in measures for item in each.indicators}
    names = Names(answers=asked, profile={}, tables={"kpi": {"weight": "percent", "mobile": "yes_no"}}, options={})
    level = ProfileQuestion(
        id="level", title=WORDS, type="one_of", required=True, options={"city": WORDS, "county": WORDS}
    )
    made = Framework(
        id="small",
        version="1.0.0",
        title=WORDS,
        source=Source(title=WORDS, number="1", issuer=WORDS, date="2020-11-13"),
        profile=(ProfileQuestion(id="name", title=WORDS, required=True), level),
        scales={"ladder": LADDER},
        tables=(TABLE,),
        chapters=chapters,
        measures=measures,
        sha256="0" * 64,
        expressions={text: parse(text, names)[0] for text in texts},
        **more,
    )
    named = [level for level in made.levels if level.that is not None]
    asked = {level.key: parse(level.that or "", names_of(made))[0] for level in named}
    return replace(made, expressions=made.expressions | asked)


def flat(*indicators: Indicator, **more: Any) -> Framework:
    """One chapter `one` with one measure `M01`."""
    return framework((chapter("one", "M01"),), (measure("M01", *indicators),), **more)


class NotApplicable:
    """Stands for the reason `why` in place of an answer."""


NA = NotApplicable()
Given = Answered | NotApplicable | None


def answers(
    judged: Framework,
    given: dict[str, Given],
    level: str = "city",
    evidence: tuple[str, ...] = (),
    rows: list[dict[str, Answered]] | None = None,
) -> Questionnaire:
    """The questionnaire of a station; an answer of None, or none at all, is blank. `rows` None: not filled in."""
    place = Location(file="a.xlsx", sheet="问卷", cell="E5")
    read = {
        item.id: Answer(
            id=item.id,
            location=place,
            value=None if isinstance(given.get(item.id), NotApplicable) else given.get(item.id),  # type: ignore[arg-type]
            reason="why" if isinstance(given.get(item.id), NotApplicable) else None,
            evidence="file.pdf" if item.id in evidence else "",
        )
        for item in judged.indicators
    }
    table = TableRead(
        id="kpi",
        sheet="表",
        rows=tuple(Row(number=at, values=row) for at, row in enumerate(rows or [], 2)),
        confirmed_empty=rows == [],
    )
    return Questionnaire(
        file="a.xlsx",
        sha256="0" * 64,
        language="zh",
        profile={
            name: Answer(id=name, location=place, value=word) for name, word in (("name", "台"), ("level", level))
        },
        answers=read,
        tables={"kpi": table},
    )


def judged(scored: Framework, given: dict[str, Given], **more: Any) -> Assessment:
    """The station with these answers, judged."""
    return assess(scored, answers(scored, given, **more))


# --- strategies ----------------------------------------------------------------------------------

_WEIGHTS = st.one_of(st.integers(1, 10).map(float), st.floats(0.01, 1000, allow_nan=False))
_LIMITS = st.lists(st.integers(-50, 150), min_size=1, max_size=3, unique=True)
_POINTS = st.lists(st.integers(1, 99), min_size=3, max_size=3, unique=True).map(lambda found: sorted(found)[::-1])


@st.composite
def _bands(draw: st.DrawFn) -> Score:
    limits, points, rising = sorted(draw(_LIMITS)), draw(_POINTS), draw(st.booleans())
    keys = ("above", "from_") if rising else ("below", "up_to")
    ordered = limits[::-1] if rising else limits
    earned = [100.0, *map(float, points)]
    bands = [Band(points=earned[at], **{draw(st.sampled_from(keys)): float(limit)}) for at, limit in enumerate(ordered)]
    return Score(bands=(*bands, Band(otherwise=draw(st.sampled_from([0.0, float(min(points) - 1)])))))


@st.composite
def _ramps(draw: st.DrawFn) -> Score:
    low, high = draw(st.lists(st.integers(1, 100), min_size=2, max_size=2, unique=True))
    return Score(ramp=Ramp(from_=float(low), to=float(high), log=draw(st.booleans())))


@st.composite
def _checklists(draw: st.DrawFn) -> Score:
    weights = draw(st.lists(_WEIGHTS, min_size=2, max_size=4))
    items = {f"o{at}": weight for at, weight in enumerate(weights)}
    must = draw(st.sampled_from([(), ("o0",), ("o0", "o1")]))
    return Score(checklist=Checklist(items=items, must_have=must, cap=float(draw(st.integers(0, 100)))))


_CHOICES = st.lists(st.integers(0, 99), min_size=1, max_size=3).map(
    lambda points: Score(choices={"o0": 100.0} | {f"o{at}": float(worth) for at, worth in enumerate(points, 1)})
)
_CAPPED = st.integers(1, 100).map(lambda at: Score(capped=Capped(at=float(at))))
_DEDUCT = st.builds(
    Deduct, per=st.sampled_from([1.0, 7.0]), points=st.sampled_from([5.0, 25.0]), down_to=st.sampled_from([0.0, 30.0])
)
_DEDUCTED = _DEDUCT.map(lambda part: Score(deduct=part))
_SCALE = st.just(Score(scale="ladder"))
_EXPECT = st.sampled_from([Score(expect="yes"), Score(expect="no")])
_BY = st.tuples(_CAPPED, _ramps()).map(lambda pair: Score(by={"level": {"city": pair[0], "county": pair[1]}}))
SCORES = st.one_of(_bands(), _ramps(), _checklists(), _CHOICES, _CAPPED, _DEDUCTED, _SCALE, _EXPECT, _BY)


def answers_to(item: Indicator, judged_by: Framework) -> st.SearchStrategy[Answered]:
    """Every answer that the reader could give for this indicator."""
    kind, options = item.ask.type, list(judged_by.options(item))
    if kind == "yes_no":
        return st.booleans()
    if kind == "one_of":
        return st.sampled_from(options)
    if kind == "many_of":
        return st.lists(st.sampled_from(options), unique=True).map(tuple)
    return st.one_of(st.integers(-60, 160).map(float), st.floats(-60, 160, allow_nan=False))


@st.composite
def indicators(draw: st.DrawFn, name: str) -> Indicator:
    """An indicator of any kind: red line or not, with a target or two, in scope for one level or for both."""
    return indicator(
        name,
        draw(_WEIGHTS),
        draw(SCORES),
        red_line=draw(st.sampled_from([None, RED, RedLine(below=1.0), RedLine(below=40.0)])),
        evidence=Evidence(required=draw(st.booleans()), hint=WORDS),
        target=float(draw(st.integers(40, 100))),
        target_by=draw(st.sampled_from([None, {"level": {"city": 40.0}}])),
        applies=draw(st.sampled_from([{}, {}, {"level": ("city",)}, {"level": ("county",)}])),
        not_applicable=("why",),
    )


HOWS: tuple[Any, ...] = ("arithmetic", "geometric", "harmonic", "minimum", "sum", "deduction")


@st.composite
def frameworks(draw: st.DrawFn, arithmetic: bool = False) -> Framework:
    """Up to three chapters of up to two measures of up to three indicators, with any aggregates."""
    hows = st.just(None) if arithmetic else st.sampled_from([None, None, *HOWS])
    chapters: list[Chapter] = []
    measures: list[Measure] = []
    for at in range(draw(st.integers(1, 3))):
        inside: list[str] = []
        for _ in range(draw(st.integers(1, 2))):
            name = f"M{len(measures) + 1:02}"
            items = [draw(indicators(f"{name}.i{place}")) for place in range(draw(st.integers(1, 3)))]
            measures.append(measure(name, *items, weight=draw(_WEIGHTS), aggregate=draw(hows)))
            inside.append(name)
        chapters.append(chapter(f"c{at}", *inside, weight=draw(_WEIGHTS), aggregate=draw(hows)))
    made = framework(tuple(chapters), tuple(measures))
    whole: Any = "arithmetic" if arithmetic else draw(st.sampled_from(HOWS))
    return replace(made, missing=draw(st.sampled_from(["zero", "redistribute"])), aggregate=whole)


@st.composite
def filled(draw: st.DrawFn, scored: Framework) -> dict[str, Given]:
    """Some answers, some blanks, some not applicable."""
    return {
        item.id: draw(st.one_of(st.none(), answers_to(item, scored), answers_to(item, scored), st.just(NA)))
        for item in scored.indicators
    }


def unbounded(scored: Framework) -> Framework:
    """The framework with questions that take any number: the strategies give shares below 0 and above 1."""

    def wide(item: Indicator) -> Indicator:
        return replace(item, ask=replace(item.ask, min=-1e9, max=1e9)) if item.ask.type == "percent" else item

    return replace(
        scored,
        measures=tuple(replace(each, indicators=tuple(map(wide, each.indicators))) for each in scored.measures),
    )
