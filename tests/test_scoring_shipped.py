"""The promises of the rubric format, kept by the framework that ships."""

import math
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from score_properties import LAST_BITS, in_bounds, on_a_slope, same, same_nodes
from shipped_stations import shipped_station

from convergence_cli.model.framework import Framework
from convergence_cli.scoring.engine import assess


def test_the_shipped_framework_keeps_its_promises(framework: Framework) -> None:
    """Bounds, counts, the sum that re-adds, next steps by a full run, blanks never worth more than answers."""

    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        station = assess(framework, data.draw(shipped_station(framework)))
        in_bounds(station, len(framework.indicators))
        lost = math.fsum(item.lost for item in station.results)
        assert station.additive
        assert station.index.score is not None
        assert same(station.index.score + lost, 100.0)
        item = data.draw(st.sampled_from([each for each in station.results if not each.computed]))
        asked = station.questionnaire.answers
        blank = {**asked, item.id: replace(asked[item.id], value=None, reason=None)}
        silent = assess(framework, replace(station.questionnaire, answers=blank))
        if item.outcome not in ("not_applicable", "out_of_scope"):
            assert (silent.index.score or 0.0) <= station.index.score + LAST_BITS
        for step in (item.next_step, item.to_target):
            if step is not None:
                moved = {**asked, item.id: replace(asked[item.id], value=step.points)}
                again = assess(on_a_slope(framework, item.id), replace(station.questionnaire, answers=moved))
                assert same(station.index.score + step.gain, again.index.score)

    holds()


def test_the_order_of_files_and_rows_changes_nothing_in_the_shipped_framework(framework: Framework) -> None:
    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        asked = data.draw(shipped_station(framework))
        backwards = replace(
            framework,
            chapters=framework.chapters[::-1],
            measures=framework.measures[::-1],
            tables=framework.tables[::-1],
        )
        tables = {name: replace(table, rows=table.rows[::-1]) for name, table in asked.tables.items()}
        turned = replace(asked, tables=tables, answers=dict(reversed(asked.answers.items())))
        same_nodes(assess(framework, asked), assess(backwards, turned))

    holds()
