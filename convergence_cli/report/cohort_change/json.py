"""Two runs compared for programs: every number in full precision, stations by key, everything else by id."""

from typing import Any

from convergence_cli.model.cohort_change import (
    CohortChange,
    IndicatorMoved,
    LevelMove,
    LineMoved,
    Middle,
    PartMoved,
    PeersMoved,
    PeersOverTime,
    RunMean,
    StationChange,
)
from convergence_cli.model.comparison import Split
from convergence_cli.model.judged import Judged
from convergence_cli.model.language import Language
from convergence_cli.model.ranking import Place
from convergence_cli.model.run import Run
from convergence_cli.report.comparison.json import COMPARABILITY
from convergence_cli.report.wording import FRAMEWORK
from convergence_cli.saved.mapping import Document, Shape, every_field
from convergence_cli.saved.shape import PROBLEM, Words
from convergence_cli.value import value


def render(change: CohortChange, language: Language, over: float = 0.0) -> str:  # noqa: ARG001
    """The whole change as one JSON document; `over` is what people list, and here nothing is left out."""
    return COHORT_CHANGE.text(change, Words(language=language))


@value
class _Ranked:
    """Among the stations of both runs."""

    rank: int
    low: int
    """The better bound of the rank interval."""
    high: int


def _ranked(place: Place | None) -> _Ranked | None:
    if place is None or place.rank is None or place.low is None or place.high is None:
        return None
    return _Ranked(rank=place.rank, low=place.low, high=place.high)


@value
class _Alone:
    """A station of one run alone."""

    key: str
    station: str
    file: str
    index: float | None


def _alone(found: tuple[tuple[str, Judged], ...]) -> tuple[_Alone, ...]:
    return tuple(_Alone(key=key, station=it.station, file=it.file, index=it.index.score) for key, it in found)


def _side(which: str, read: Any) -> Any:
    """What is said of a station before or after."""
    return lambda station, _: read(getattr(station, which))


COHORT_CHANGE = Document(
    Shape(
        CohortChange,
        "before=old after=new comparability panel_before panel_after whole_before whole_after split split_of stations",
        ("appeared", tuple[_Alone, ...], "Only in the later run.", lambda change, _: _alone(change.appeared)),
        ("vanished", tuple[_Alone, ...], "Only in the earlier run.", lambda change, _: _alone(change.vanished)),
        "parts indicators red_lines levels peers trend peers_trend problems",
        name="CohortChange",
    ),
    Shape(
        Run,
        "label framework=cohort.framework",
        ("stations", int, "How many were judged.", lambda run, _: len(run.cohort.stations)),
        ("failures", int, "How many workbooks could not be.", lambda run, _: len(run.cohort.failures)),
        name="ComparedRun",
    ),
    FRAMEWORK,
    COMPARABILITY,
    every_field(Middle),
    every_field(Split),
    Shape(
        StationChange,
        "key",
        ("station", str, "By its name in the later run.", _side("after", lambda it: it.station)),
        ("file_before", str, "The workbook.", _side("before", lambda it: it.file)),
        ("file_after", str, "The workbook.", _side("after", lambda it: it.file)),
        ("before", float | None, "The index.", _side("before", lambda it: it.index.score)),
        ("after", float | None, "The index.", _side("after", lambda it: it.index.score)),
        "change split unsplit",
        ("effects", dict[str, float], "What each answer did to the index, by id.", lambda it, _: dict(it.effects)),
        ("level_before", str | None, "The level reached.", _side("before", lambda it: it.level)),
        ("level_after", str | None, "The level reached.", _side("after", lambda it: it.level)),
        ("rank_before", _Ranked | None, "Null: not ranked.", _side("place_before", _ranked)),
        ("rank_after", _Ranked | None, "Null: not ranked.", _side("place_after", _ranked)),
        "opened closed open",
        name="MovedStation",
    ),
    Shape(_Ranked, "rank low high", name="RankAmong"),
    Shape(_Alone, "key station file index", name="StationOfOneRun"),
    Shape(PartMoved, "id stations before after rose fell whole_before whole_after", name="MovedPart"),
    Shape(
        IndicatorMoved,
        "id stations before after rose fell below_before below_after effect",
        name="MovedIndicator",
    ),
    Shape(LineMoved, "id whole_before whole_after opened closed open", name="MovedLine"),
    Shape(LevelMove, "before after stations", name="MovedLevel"),
    Shape(PeersMoved, "by answers stations_before stations_after before after", name="MovedPeers"),
    every_field(RunMean),
    every_field(PeersOverTime),
    PROBLEM,
)
