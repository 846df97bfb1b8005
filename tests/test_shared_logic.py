"""Three small faults that copies of one piece of logic had hidden."""

from dataclasses import replace

from shown import on_terminal

from convergence_cli.model.assessment import Cohort
from convergence_cli.model.expression import Apply, Reference
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Ask, Text
from convergence_cli.model.trial import Trial
from convergence_cli.questionnaire.normalise import read_cell
from convergence_cli.rubric.trials import questionnaire
from convergence_cli.scoring.engine import assess

ASKED = Text(zh="问", en="Asked")


def test_a_bound_of_zero_is_named_as_zero() -> None:
    """A change that may only be a fall: 5 is refused with the bound 0."""
    question = Ask(type="number", question=ASKED, max=0.0)
    assert read_cell(5.0, question, {}).words == {"found": "5", "low": "-∞", "high": "0"}


def test_a_profile_question_named_like_a_table_is_not_the_table(framework: Framework) -> None:
    """Only references to a table or to its columns make an indicator computed from it."""
    item = next(item for item in framework.indicators if item.ask.compute is not None)
    staff = Reference(kind="profile", id="kpi")
    text = str(item.ask.compute)
    expressions = framework.expressions | {text: Apply(function="+", arguments=(staff, staff))}
    assert replace(framework, expressions=expressions).tables_of(item) == ()
    assert framework.tables_of(item) != ()


def test_an_escape_in_a_title_never_reaches_the_terminal(framework: Framework) -> None:
    """A rubric is input too: only our own colours are escapes, and without colour there is none."""
    title = Text(zh="\x1b]0;别人的\x07标题", en="\x1b[2JTitle")
    measures = tuple(replace(measure, title=title) for measure in framework.measures)
    hostile = replace(framework, measures=measures, title=title)
    judged = assess(hostile, questionnaire(hostile, Trial(name="station", profile={"level": "county"})))
    for colour in (True, False):
        shown = on_terminal(Cohort(framework=hostile, language="en", entries=(judged,)), colour=colour)
        assert "\x1b[2J" not in shown
        assert "\x07" not in shown
        assert ("\x1b[" in shown) is colour
