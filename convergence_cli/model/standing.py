"""One station of a batch, packed small: what a worker sends, and what thousands of stations leave in memory.

An `Assessment` holds every answer with its cell and takes some 300 KB. A `Standing` is read in the same way,
takes about 4 KB and what is to be said of its workbook, and knows no answer, no cell and no next step.
"""

import pickle
from array import array
from collections.abc import Iterable, Mapping
from dataclasses import field
from math import isnan, nan
from typing import Any

from zlib_ng import zlib_ng

from convergence_cli.errors import Problem
from convergence_cli.model.assessment import IN_PLAY, OUTCOMES, Assessment, Blocker, Node, Outcome, Result, Withheld
from convergence_cli.model.framework import Framework, Indicator, RedLineState
from convergence_cli.model.language import Language
from convergence_cli.model.own_target import OwnSum
from convergence_cli.model.questionnaire import Answered
from convergence_cli.value import value

LETTERS: dict[Outcome, str] = {**dict(zip(OUTCOMES, "MPUBNO", strict=True)), "not_scored": "S"}
"""One for each outcome, where many stand side by side."""
_OUTCOMES: dict[str, Outcome] = {letter: outcome for outcome, letter in LETTERS.items()}
_FASTEST = 1


@value
class Packed:
    """What is known of one station, without the framework that gives the numbers their names.

    Numbers are 8-byte floats of this machine, not-a-number for none, in the framework's order. What is long is
    compressed as it is made: it goes to the parent, and stays there until all exports are written.
    """

    station: str
    file: str
    """The path as it was given."""
    sha256: str
    language: Language | None
    profile: dict[str, Answered | None]
    answers: dict[str, Answered | None]
    """Those that levels read, of indicators that are not scored."""
    nodes: bytes
    """The numbers of a `Node`, in its order, for the whole, for each chapter and for each measure."""
    withheld: tuple[Withheld | None, ...]
    """Why there is no score, of the same."""
    outcomes: str
    """One letter for each indicator."""
    results: bytes
    """Three numbers for each indicator: points, weight, lost."""
    without_evidence: bytes
    """One byte for each indicator: whether its evidence is missing."""
    evidenced: dict[int, float]
    """By place: `Result.evidenced` of those indicators that have it."""
    level: str | None
    next_level: str | None
    blockers: tuple[Blocker, ...]
    additive: bool
    own_sum: OwnSum | None
    problems: bytes
    """Pickled: as objects, those of a workbook with many remarks would take ten times as much as its scores."""


Counted = tuple[Outcome, float | None, float, float, bool, float | None]
"""Of one indicator: outcome, points, weight, lost, whether evidence is missing, and what is evidenced all the same."""


_MEASURED = tuple(name for name in Node.__dataclass_fields__ if name not in ("id", "withheld"))


def packed(nodes: Iterable[Node], results: Iterable[Counted], problems: Iterable[Problem], **facts: Any) -> Packed:
    """A station packed: nodes and results in the framework's order; `facts` are the fields that stay as they are."""
    every = tuple(nodes)
    outcomes: list[str] = []
    numbers: list[float | None] = []
    missing: list[bool] = []
    evidenced: dict[int, float] = {}
    for at, (outcome, points, weight, lost, without, partly) in enumerate(results):
        outcomes.append(LETTERS[outcome])
        numbers += (points, weight, lost)
        missing.append(without)
        if partly is not None:
            evidenced[at] = partly
    return Packed(
        nodes=_numbers([getattr(node, name) for node in every for name in _MEASURED]),
        withheld=tuple(node.withheld for node in every),
        outcomes="".join(outcomes),
        results=_numbers(numbers),
        without_evidence=bytes(missing),
        evidenced=evidenced,
        problems=packed_problems(tuple(problems)),
        **facts,
    )


def pack(judged: Assessment, file: str, read: Iterable[str] = ()) -> Packed:
    """The same station, small; `file` is the path by which reports name it, and levels read the answers of `read`."""
    return packed(
        (judged.index, *judged.chapters, *judged.measures),
        [
            (item.outcome, item.points, item.weight, item.lost, item.evidence_missing, item.evidenced)
            for item in judged.results
        ],
        judged.problems,
        station=judged.station,
        file=file,
        sha256=judged.sha256,
        language=judged.questionnaire.language,
        profile=dict(judged.profile),
        answers={name: judged.result[name].value for name in read},
        level=judged.level,
        next_level=judged.next_level,
        blockers=judged.blockers,
        additive=judged.additive,
        own_sum=judged.own_sum,
    )


@value
class Standing:
    """One station of a batch; reads like an `Assessment`."""

    framework: Framework = field(repr=False)
    packed: Packed
    attributes: Mapping[str, str] = field(default_factory=dict)
    """What the list of workbooks says of the station, by column."""
    remarks: tuple[Problem, ...] = ()
    """What only all stations together show, such as that one came twice."""
    told: Mapping[str, Answered | None] | None = field(default=None, repr=False)
    """In a run without names: what may be told of its profile, which still settles what it is held to."""

    @property
    def station(self) -> str:
        """The station's name."""
        return self.packed.station

    @property
    def file(self) -> str:
        """The workbook's path as it was given."""
        return self.packed.file

    @property
    def sha256(self) -> str:
        """Of the workbook."""
        return self.packed.sha256

    @property
    def language(self) -> Language | None:
        """The workbook's language, where it is known."""
        return self.packed.language

    @property
    def profile(self) -> Mapping[str, Answered | None]:
        """What the station said about itself, by profile question."""
        return self.packed.profile if self.told is None else self.told

    @property
    def index(self) -> Node:
        """The whole."""
        return self._node(_floats(self.packed.nodes), 0, "index")

    @property
    def chapters(self) -> tuple[Node, ...]:
        """Every chapter, in the framework's order."""
        numbers = _floats(self.packed.nodes)
        return tuple(self._node(numbers, at, chapter.id) for at, chapter in enumerate(self.framework.chapters, 1))

    @property
    def measures(self) -> tuple[Node, ...]:
        """Every measure, in the framework's order."""
        numbers, first = _floats(self.packed.nodes), 1 + len(self.framework.chapters)
        return tuple(self._node(numbers, at, measure.id) for at, measure in enumerate(self.framework.measures, first))

    @property
    def results(self) -> tuple[Result, ...]:
        """Every indicator, in the framework's order; made anew each time, without answer, value and next steps."""
        numbers = _floats(self.packed.results)
        chapters = self.framework.chapter_of
        return tuple(
            self._result(item, chapters[item.measure].id, at, numbers[3 * at : 3 * at + 3])
            for at, item in enumerate(self.framework.indicators)
        )

    @property
    def result(self) -> dict[str, Result]:
        """Every result by the id of its indicator, in the same order; made anew each time."""
        return {result.id: result for result in self.results}

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many indicators had each outcome; they add up to all that are scored."""
        return {outcome: self.packed.outcomes.count(LETTERS[outcome]) for outcome in OUTCOMES}

    @property
    def not_kept(self) -> dict[str, RedLineState]:
        """The red lines that it does not keep, by id, and whether they are missed or unanswered."""
        numbers = _floats(self.packed.results)
        return {
            item.id: state
            for at, item in enumerate(self.framework.indicators)
            if item.red_line is not None and (state := self._red_line(item, at, _known(numbers[3 * at])))
        }

    @property
    def level(self) -> str | None:
        """The level reached."""
        return self.packed.level

    @property
    def next_level(self) -> str | None:
        """The level after it."""
        return self.packed.next_level

    @property
    def blockers(self) -> tuple[Blocker, ...]:
        """What keeps the station from the next level."""
        return self.packed.blockers

    @property
    def additive(self) -> bool:
        """Every aggregate is arithmetic: index + all points lost = 100."""
        return self.packed.additive

    @property
    def own_sum(self) -> OwnSum | None:
        """How many targets the station set itself, and how many it reached; None where it set none."""
        return self.packed.own_sum

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Warnings and notes of reading, of cross-checks, and of the batch as a whole."""
        read: tuple[Problem, ...] = pickle.loads(_whole(self.packed.problems))  # noqa: S301 - our own worker wrote it
        return read + self.remarks

    def _red_line(self, item: Indicator, at: int, points: float | None) -> RedLineState | None:
        """What is wrong with a red line that the station does not keep."""
        in_play = _OUTCOMES[self.packed.outcomes[at]] in IN_PLAY
        return item.not_kept(points, self.packed.profile) if in_play else None

    def _node(self, numbers: "memoryview[float]", at: int, name: str) -> Node:
        size = len(_MEASURED)
        own = numbers[size * at : size * at + size]
        known: dict[str, Any] = dict(zip(_MEASURED, map(_known, own), strict=True))
        return Node(id=name, withheld=self.packed.withheld[at], **known)

    def _result(self, item: Indicator, chapter: str, at: int, numbers: "memoryview[float]") -> Result:
        points, weight, lost = _known(numbers[0]), numbers[1], numbers[2]
        outcome = _OUTCOMES[self.packed.outcomes[at]]
        target = item.target_for(self.packed.profile)
        return Result(
            id=item.id,
            measure=item.measure,
            chapter=chapter,
            outcome=outcome,
            value=self.packed.answers.get(item.id),
            points=points,
            target=target,
            gap=max(0.0, target - (points or 0.0)) if outcome in IN_PLAY else 0.0,
            weight=weight,
            lost=lost,
            red_line=self._red_line(item, at, points),
            computed=item.ask.compute is not None,
            evidence_missing=bool(self.packed.without_evidence[at]),
            evidenced=self.packed.evidenced.get(at),
        )


def _numbers(numbers: list[float | None]) -> bytes:
    """Floats of this machine one after the other, not-a-number for None."""
    return _small(array("d", [nan if number is None else number for number in numbers]).tobytes())


def _floats(numbers: bytes) -> "memoryview[float]":
    return memoryview(_whole(numbers)).cast("d")


def packed_problems(problems: tuple[Problem, ...]) -> bytes:
    """As a worker sends them."""
    return _small(pickle.dumps(problems, protocol=5))


def _small(content: bytes) -> bytes:
    return zlib_ng.compress(content, _FASTEST)


def _whole(compressed: bytes) -> bytes:
    return zlib_ng.decompress(compressed)


def _known(number: float) -> float | None:
    return None if isnan(number) else number
