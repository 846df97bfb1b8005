"""The tables that analysts get, from which every statistic of a batch is taken."""

import numpy as np
import pytest
from reports import example

from convergence_cli.frames import frames
from convergence_cli.model.assessment import BELOW_TARGET, IN_PLAY, OUTCOMES, Assessment

NAMES = ("central-body", "strong-province", "typical-city", "county-centre")


def stations() -> list[Assessment]:
    return [judged for name in NAMES for judged in example(name).assessments]


def test_the_tables_say_what_the_assessments_say() -> None:
    """Every number of every node and indicator, and none where there is none."""
    framework, many = example(NAMES[0]).framework, stations()
    found = frames(framework, many)
    for row, judged in enumerate(many):
        for node in (judged.index, *judged.chapters, *judged.measures):
            for key in ("score", "coverage"):
                number = getattr(node, key)
                assert found.nodes[key, node.id][row] == pytest.approx(
                    np.nan if number is None else number, nan_ok=True
                )
        for result in judged.results:
            one = {key: found.indicators[key, result.id][row] for key in found.indicators.columns.levels[0]}
            assert OUTCOMES[one["outcome"]] == result.outcome
            assert one["points"] == pytest.approx(np.nan if result.points is None else result.points, nan_ok=True)
            assert one["lost"] == result.lost
            assert (one["in_play"], one["below"]) == (result.outcome in IN_PLAY, result.outcome in BELOW_TARGET)
            assert one["red_line_missed"] == (result.red_line == "missed")
            assert one["red_line_unanswered"] == (result.red_line == "unanswered")
            assert one["evidence_missing"] == result.evidence_missing


def test_columns_and_types_are_those_of_the_description() -> None:
    """In the framework's order, one row for each station, of no station too."""
    framework = example(NAMES[0]).framework
    nodes = ["index", *(each.id for each in framework.chapters), *(each.id for each in framework.measures)]
    for many in (stations(), []):
        found = frames(framework, many)
        assert list(found.nodes.index) == list(found.indicators.index) == list(range(len(many)))
        assert {key: list(found.nodes[key]) for key in ("score", "coverage")} == {"score": nodes, "coverage": nodes}
        assert set(found.nodes.dtypes.astype(str)) == {"float64"}
        kinds = {"outcome": "int8", "points": "float64", "lost": "float64"}
        kinds |= dict.fromkeys(
            ("in_play", "below", "red_line_missed", "red_line_unanswered", "evidence_missing"), "bool"
        )
        for key, kind in kinds.items():
            assert list(found.indicators[key]) == [item.id for item in framework.indicators]
            assert set(found.indicators[key].dtypes.astype(str)) == {kind}
