"""Whole stations of each level for the framework that ships: the best one, the worst one, the silent one."""

from typing import Any

from convergence_cli.errors import Location
from convergence_cli.functions.by import function_for
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.questionnaire import Answer, Answered, Questionnaire, Row, TableRead
from convergence_cli.model.score import Score
from convergence_cli.rubric.trials import with_evidence
from convergence_cli.scoring.points import points

LEVELS = ("central", "provincial", "municipal", "county")
DUTIES = ("emergency", "transmission")

_FORMS = ("short_video", "vertical", "audio", "uhd", "immersive", "interactive", "vr_ar_mr")
_FIELDS = ("education", "city", "meetings", "health", "iot", "practice", "rural", "urban", "other")
_STAGES = ("topics", "gathering", "production", "review", "distribution", "interaction", "rights", "transmission")
_METHODS = {"classroom": "newcomers", "online": "experienced", "hands_on": "heads", "contest": "changing"}
"""Each with an audience of its own."""
BEST_TABLES: dict[str, list[dict[str, Any]]] = {
    "channels": [
        {
            "name": "综合",
            "kind": "tv",
            "type": "general",
            "reach": 500,
            "first_run": 400,
            "assessed": True,
            "weak": False,
            "decision": "kept",
        }
    ],
    "accounts": [
        {
            "platform": "douyin",
            "name": f"号{n}",
            "followers": 20000,
            "posts_week": 50,
            "median_views": 1000000,
            "decision": "kept",
            "reviewer": True,
        }
        for n in range(200)
    ],
    "platforms": [
        {
            "name": "端",
            "kind": "app",
            "registered": 100000,
            "monthly_active": 90000,
            "owned": True,
            "data": True,
            "code": True,
            "admin": True,
            "targeted": True,
        }
    ],
    "services": [
        {"name": f"{field}{kind}{n}", "field": field, "kind": kind, "cases": 200000}
        for field in _FIELDS
        for kind in ("party", "government", "public", "value_added")
        for n in range(3)
    ],
    "programmes": [
        {
            "name": "栏目",
            "channel": "综合",
            "assessed": True,
            "twin": False,
            "weak": False,
            "decision": "kept",
            "mobile": True,
        }
    ],
    "centres": [
        {
            "name": "县",
            "trained": 9,
            "active_months": 12,
            "tech_support": 90,
            "content_used": 900,
            "adopted": 900,
        }
    ],
    "brands": [
        {"name": f"{field}{n}", "field": field, "followers": 5000, "evaluated": True}
        for field in ("content", "service", "platform", "technology", "event")
        for n in range(20)
    ],
    "works": [
        {"title": f"{form}{n}", "form": form, "items": 50000, "hours": 4000, "mobile_native": True, "plays": 900}
        for form in _FORMS
        for n in range(20)
    ],
    "kpi": [
        {"name": "移动端首发率", "department": "共用", "staff": 500, "weight": 1, "mobile": "first", "applied": True}
    ],
    "trainings": [
        {
            "name": mode,
            "date": "2025-03-01",
            "hours": 20,
            "participants": 500,
            "kind": "production",
            "mode": mode,
            "audience": audience,
        }
        for mode, audience in _METHODS.items()
    ],
    "personnel": [
        {"post": "content", "people": 200, "mobile_main": 200, "all_media": 200, "chief": 10},
        {"post": "technology", "people": 200, "mobile_main": 0, "all_media": 0, "chief": 10},
        {"post": "product", "people": 100, "mobile_main": 100, "all_media": 0, "chief": 5},
    ],
    "projects": [
        {
            "name": f"{field}{n}",
            "field": field,
            "approved_by": "national",
            "stage": "running",
            "funds": 90000,
            "fiscal": 90000,
            "young_lead": True,
        }
        for field in ("network", "audiovisual", "data", "platform", "base")
        for n in range(20)
    ],
    "licences": [{"service": "全部频道", "kind": "broadcast", "state": "valid"}],
    "tools": [
        {"name": f"{stage}{kind}{n}", "stage": stage, "kind": kind, "assessed": True, "output": "none"}
        for stage in _STAGES
        for kind in ("ai", "cloud", "data", "iot")
        for n in range(4)
    ],
}
WORST_TABLES: dict[str, list[dict[str, Any]]] = {
    "channels": [
        {
            "name": "综合",
            "kind": "tv",
            "type": "general",
            "reach": 0,
            "first_run": 0,
            "assessed": False,
            "weak": True,
            "decision": "none",
        }
    ],
    "accounts": [
        {
            "platform": "douyin",
            "name": "号",
            "followers": 0,
            "posts_week": 0,
            "median_views": 0,
            "decision": "none",
            "reviewer": False,
        }
    ],
    "platforms": [
        {
            "name": "端",
            "kind": "app",
            "registered": 0.0001,
            "monthly_active": 0,
            "owned": False,
            "data": False,
            "code": False,
            "admin": False,
            "targeted": False,
        }
    ],
    "services": [],
    "programmes": [
        {
            "name": "栏目",
            "channel": "综合",
            "assessed": False,
            "twin": True,
            "weak": True,
            "decision": "none",
            "mobile": False,
        }
    ],
    "centres": [],
    "brands": [],
    "works": [],
    "kpi": [{"name": "收视率", "department": "共用", "staff": 500, "weight": 1, "mobile": "no", "applied": False}],
    "trainings": [
        {
            "name": "讲座",
            "date": "2025-03-01",
            "hours": 0.5,
            "participants": 1,
            "kind": "other",
            "mode": "classroom",
            "audience": "everybody",
        }
    ],
    "personnel": [
        {"post": "content", "people": 500, "mobile_main": 0, "all_media": 0, "chief": 0},
    ],
    "projects": [],
    "licences": [{"service": "全部频道", "kind": "broadcast", "state": "missing"}],
    "tools": [{"name": "器", "stage": "production", "kind": "other", "assessed": False, "output": "unreviewed"}],
}


def best(framework: Framework, level: str) -> Questionnaire:
    """Every question answered as well as can be, with evidence."""
    return _station(framework, level, BEST_TABLES, 100.0)


def worst(framework: Framework, level: str) -> Questionnaire:
    """Every question answered as badly as can be."""
    return _station(framework, level, WORST_TABLES, 0.0)


def silent(framework: Framework, level: str) -> Questionnaire:
    """Nothing answered but what the station is."""
    return _made(framework, level, {}, {})


def _station(framework: Framework, level: str, tables: dict[str, list[dict[str, Any]]], wanted: float) -> Questionnaire:
    profile = {"level": level}
    answers = {
        item.id: _answer_worth(framework, item, function_for(item.score, profile), wanted)
        for item in framework.indicators
        if item.in_scope(profile) and item.ask.compute is None
    }
    return _made(framework, level, answers, tables)


def _made(
    framework: Framework, level: str, answers: dict[str, Answered], tables: dict[str, list[dict[str, Any]]]
) -> Questionnaire:
    place = Location(file="a.xlsx")
    known = {
        "name": "台",
        "level": level,
        "province": "省",
        "period": 2025.0,
        "staff": 500.0,
        "population": 5000.0,
        "duties": DUTIES,
    }
    return Questionnaire(
        file="a.xlsx",
        sha256="",
        language="zh",
        profile={name: Answer(id=name, location=place, value=word) for name, word in known.items()},
        answers={
            item.id: with_evidence(item, Answer(id=item.id, location=place, value=answers.get(item.id)), "附件.pdf")
            for item in framework.indicators
        },
        tables={
            table.id: TableRead(
                id=table.id,
                sheet=table.id,
                rows=tuple(Row(number=at, values=row) for at, row in enumerate(tables.get(table.id, []), 2)),
                confirmed_empty=tables.get(table.id) == [],
            )
            for table in framework.tables
        },
    )


def answers_of(framework: Framework, item: Indicator, score: Score) -> list[Answered]:
    """Answers that a station may give, the interesting ones: every step, both ends of a slope, within the bounds."""
    if score.expect is not None:
        return [True, False]
    if score.checklist is not None:
        items = tuple(score.checklist.items)
        return [(), *((one,) for one in items), *(items[:n] for n in range(2, len(items) + 1))]
    if score.choices is not None or score.scale is not None:
        return list(framework.options(item))
    low, high = item.ask.min or 0.0, item.ask.max if item.ask.max is not None else 1e9
    ends = [score.ramp.from_, score.ramp.to] if score.ramp else [score.capped.at] if score.capped else []
    bands = score.bands or ()
    ends += [
        float(limit)
        for band in bands
        for limit in (band.above, band.from_, band.below, band.up_to)
        if isinstance(limit, int | float)
    ]
    near = [limit * factor for limit in ends for factor in (0.5, 0.99, 1.0, 1.01, 2.0)]
    return [min(high, max(low, number)) for number in (low, high, *near)]


def _answer_worth(framework: Framework, item: Indicator, score: Score, wanted: float) -> Answered:
    """The answer whose points are nearest to those wanted."""
    return min(answers_of(framework, item, score), key=lambda given: abs(points(score, given, framework) - wanted))
