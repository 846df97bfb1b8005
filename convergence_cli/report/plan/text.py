"""A plan on the terminal: plain lines of a given width."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.plan import PHASES, Goal, Outlook, Phase, Prospect, Task, WhatIf
from convergence_cli.policy import heading
from convergence_cli.report.figures import change, fine_gain, points, score
from convergence_cli.report.findings import red_line_mark
from convergence_cli.report.plan.sayings import (
    blank_words,
    blanks_words,
    costs_words,
    from_to_words,
    goal_words,
    leads_words,
    new_problems,
    node_rows,
    onward_words,
    points_now,
    proof_words,
    side_effects,
    span_words,
    value_words,
    verdict_lines,
)
from convergence_cli.report.problems import printable
from convergence_cli.texts import message, say
from convergence_cli.texts.width import cut, display_width, pad, wrap
from convergence_cli.value import value

_NUMBER = 9


@value
class Look:
    """How the report is shown."""

    width: int = 80
    top: int | None = 10
    """How many next steps; None: all."""


def render(outlook: Outlook, look: Look | None = None) -> str:
    """The plan in words: what was supposed, then the roadmap to the goal or, without a goal, every next step.

    With suppositions and no goal, only what they change.
    """
    return "\n".join(printable(line) for line in _Page(outlook, look or Look()).lines()) + "\n"


class _Page:
    """One outlook, its indicators and results by id."""

    def __init__(self, outlook: Outlook, look: Look) -> None:
        self.outlook, self.look = outlook, look
        self.language, self.framework, self.plan = outlook.language, outlook.framework, outlook.plan
        self.items: dict[str, Indicator] = {item.id: item for item in outlook.framework.indicators}
        self.results: dict[str, Result] = {result.id: result for result in outlook.plan.before.results}

    def say(self, key: str, **values: object) -> str:
        return say(self.language, f"plan.{key}", **values)

    def indented(self, text: str, by: int = 2) -> Iterator[str]:
        return (" " * by + line for line in wrap(text.replace("\n", " "), self.look.width - by))

    def lines(self) -> Iterator[str]:
        yield from self.head()
        if self.outlook.what_if is not None:
            yield ""
            yield from self.what_if(self.outlook.what_if)
            if self.plan.goal == Goal():
                return
        yield ""
        if self.plan.goal == Goal():
            yield from self.blanks()
            yield ""
            yield from self.prospects()
            yield ""
            yield from self.all_together()
        else:
            yield from self.roadmap()
            if self.plan.problems:
                yield ""
                yield from self.prospects()
        yield from self.notes()

    def head(self) -> Iterator[str]:
        yield self.plan.before.station.replace("\n", " ")
        yield from wrap(heading(self.framework, self.language), self.look.width)

    # --- the roadmap --------------------------------------------------------------------------------

    def roadmap(self) -> Iterator[str]:
        yield from wrap(self.say("goal", goal=goal_words(self.outlook)), self.look.width)
        if self.plan.tasks:
            yield from self.indented(leads_words(self.outlook))
        yield from self.indented(costs_words(self.plan, self.language))
        if self.plan.tasks:
            yield from self.indented(proof_words(self.plan, self.language))
        yield from self.blanks()
        numbered = {task.move.id: number for number, task in enumerate(self.plan.tasks, 1)}
        for phase in PHASES:
            tasks = [task for task in self.plan.tasks if task.phase == phase]
            if tasks:
                yield ""
                yield from self.phase(phase, tasks)
                for task in tasks:
                    yield from self.task(numbered[task.move.id], task)

    def blanks(self) -> Iterator[str]:
        """What is to be answered first; and in any case at which coverage the plan was made."""
        for said in blanks_words(self.plan, self.language):
            yield from wrap(said, self.look.width)
        shown = self.plan.blanks if self.look.top is None else self.plan.blanks[: self.look.top]
        for blank in shown:
            item = self.items[blank.id]
            red = [red_line_mark("unanswered", self.language)] if blank.red_line else []
            yield from self.indented(self.say("step", indicator=item.title.in_(self.language), id=item.id))
            said = self.say("separator").join((*red, blank_words(self.plan, blank, self.language)))
            yield from self.indented(said, 4)
        if len(shown) < len(self.plan.blanks):
            yield from self.indented(self.say("more-blanks", count=len(self.plan.blanks) - len(shown)))

    def phase(self, phase: Phase, tasks: list[Task]) -> Iterator[str]:
        span = span_words(min(task.start for task in tasks), max(task.end for task in tasks), self.language)
        facts = {"steps": len(tasks), "effort": sum(task.move.effort for task in tasks), "span": span}
        yield from wrap(self.say("phase", phase=self.say(f"phase-{phase}"), **facts), self.look.width)

    def task(self, number: int, task: Task) -> Iterator[str]:
        move, item = task.move, self.items[task.move.id]
        right = self.say("adds", gain=fine_gain(move.gain), index=score(task.index))
        yield from self.titled(number, item, right)
        result = self.results[item.id]
        yield from self.indented(from_to_words(self.framework, item, move, result, self.language), 4)
        parts = [red_line_mark("missed", self.language)] if task.red_line else []
        parts += [self.say("takes", effort=move.effort), span_words(task.start, task.end, self.language)]
        if item.who:
            parts.append(item.who.in_(self.language))
        if task.needs:
            parts.append(self.say("after", needs=say(self.language, "terms.list-separator").join(task.needs)))
        yield from self.indented(self.say("separator").join(parts), 4)

    def titled(self, number: int, item: Indicator, right: str) -> Iterator[str]:
        """The title, with a few figures at the right edge of its first line."""
        title = f"{number:>2}. " + self.say("step", indicator=item.title.in_(self.language), id=item.id)
        lines = wrap(title, self.look.width - display_width(right) - 2)
        yield pad(lines[0], self.look.width - display_width(right) - 1) + " " + right
        yield from (f"    {line.lstrip()}" for line in lines[1:])

    # --- every next step ----------------------------------------------------------------------------

    def prospects(self) -> Iterator[str]:
        every = self.plan.prospects
        if not every:
            yield self.say("no-prospects")
            return
        shown = every if self.look.top is None else every[: self.look.top]
        key = "prospects" if len(shown) == len(every) else "prospects-shown"
        yield from wrap(self.say(key, count=len(every), shown=len(shown)), self.look.width)
        for number, prospect in enumerate(shown, 1):
            yield from self.prospect(number, prospect)
        if len(shown) < len(every):
            yield from self.indented(self.say("more", count=len(every) - len(shown)))

    def prospect(self, number: int, prospect: Prospect) -> Iterator[str]:
        item = self.items[prospect.id]
        yield from self.titled(number, item, self.say("rate", rate=fine_gain(prospect.rate)))
        for line in onward_words(self.framework, item, prospect, self.results[item.id], self.language):
            yield from self.indented(line, 4)

    def all_together(self) -> Iterator[str]:
        plan = self.plan
        if not plan.tasks:
            yield costs_words(plan, self.language)
            return
        scores = {"before": score(plan.before.index.score), "after": score(plan.after.index.score)}
        facts = {"steps": len(plan.tasks), "effort": plan.effort}
        yield from wrap(self.say("all-together", **scores, **facts), self.look.width)

    def notes(self) -> Iterator[str]:
        yield ""
        yield from wrap(self.say("effort-note"), self.look.width)
        if self.plan.stuck:
            ids = say(self.language, "terms.list-separator").join(self.plan.stuck)
            yield from wrap(self.say("stuck", count=len(self.plan.stuck), ids=ids), self.look.width)

    # --- what if ------------------------------------------------------------------------------------

    def what_if(self, what_if: WhatIf) -> Iterator[str]:
        yield self.say("what-if")
        old, new = ({result.id: result for result in each.results} for each in (what_if.before, what_if.after))
        for supposed in what_if.supposed:
            item = self.items[supposed.id]
            answers = [value_words(self.framework, item, each[item.id], self.language) for each in (old, new)]
            yield from self.indented(
                self.say(
                    "supposed",
                    id=item.id,
                    indicator=item.title.in_(self.language),
                    before=answers[0],
                    after=answers[1],
                    have=points(old[item.id].points),
                    points=points(new[item.id].points),
                )
            )
        yield from self.effects(what_if)
        yield ""
        yield from self.nodes(what_if)
        yield ""
        yield from self.verdicts(what_if)

    def effects(self, what_if: WhatIf) -> Iterator[str]:
        changed = side_effects(what_if)
        if changed:
            yield from self.indented(self.say("side-effects"))
        for old, new in changed:
            facts = {"have": points_now(old.points, self.language), "points": points_now(new.points, self.language)}
            title = self.items[old.id].title.in_(self.language)
            yield from self.indented(self.say("side-effect", id=old.id, indicator=title, **facts), 4)

    def nodes(self, what_if: WhatIf) -> Iterator[str]:
        room = self.look.width - 3 * _NUMBER
        heads = [self.say(key) for key in ("before", "if", "change")]
        yield pad(self.say("node"), room) + "".join(_right(head) for head in heads)
        for depth, name, old, new in node_rows(self.framework, what_if.before, what_if.after, self.language):
            numbers = (score(old.score), score(new.score), change(old.score, new.score))
            yield pad("  " * depth + cut(name, room - 2 * depth - 1), room) + "".join(map(_right, numbers))

    def verdicts(self, what_if: WhatIf) -> Iterator[str]:
        yield from verdict_lines(self.framework, what_if, self.language)
        found = new_problems(what_if)
        if found:
            yield self.say("new-problems")
        for item in found:
            yield from self.indented(message(self.language, item))


def _right(text: str) -> str:
    return " " * (_NUMBER - display_width(text)) + text
