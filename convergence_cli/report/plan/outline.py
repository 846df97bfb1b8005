"""A plan as sections: the roadmap, every next step, scores before and after, what was supposed."""

from collections.abc import Iterator

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.framework import Indicator
from convergence_cli.model.plan import Goal, Outlook, Prospect, Task, WhatIf
from convergence_cli.report.figures import change, fine_gain, score
from convergence_cli.report.plan.sayings import (
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
from convergence_cli.report.sections import Section, Table
from convergence_cli.texts import message, say

_STEPS = {
    "number": 11,
    "terms.indicator": 28,
    "what": 30,
    "terms.gain": 17,
    "index-after": 13,
    "planned": 28,
    "owner": 23,
}
_PROSPECTS = {"number": 10, "terms.indicator": 26, "sheet-steps": 52, "rate-column": 14, "owner": 24}
_INDENT = "\u3000"


def outline(outlook: Outlook) -> tuple[Section, ...]:
    """The sections, in the order in which they are read."""
    return tuple(_Outline(outlook).sections())


class _Outline:
    """One outlook, its indicators and results by id."""

    def __init__(self, outlook: Outlook) -> None:
        self.outlook, self.plan, self.language = outlook, outlook.plan, outlook.language
        self.items: dict[str, Indicator] = {item.id: item for item in outlook.framework.indicators}
        self.results: dict[str, Result] = {result.id: result for result in outlook.plan.before.results}

    def word(self, key: str, **values: object) -> str:
        return say(self.language, key if "." in key else f"plan.{key}", **values)

    def sections(self) -> Iterator[Section]:
        if self.outlook.what_if is not None:
            yield self.supposed(self.outlook.what_if)
        if self.outlook.what_if is None or self.plan.goal != Goal():
            yield self.roadmap()
            yield self.prospects()
            yield Section(
                title=self.word("sheet-chapters"),
                paragraphs=(self.word("about-chapters"),),
                table=self.nodes("when-done", self.plan.before, self.plan.after),
            )

    def table(self, spec: dict[str, int], rows: Iterator[tuple[str, ...]]) -> Table:
        return Table(heads=tuple(map(self.word, spec)), rows=tuple(rows), widths=tuple(spec.values()))

    def roadmap(self) -> Section:
        said = [self.word("goal", goal=goal_words(self.outlook))]
        if self.plan.tasks:
            said.append(leads_words(self.outlook))
        said.append(costs_words(self.plan, self.language))
        said += (message(self.language, item) for item in self.plan.problems)
        if self.plan.tasks and self.plan.goal != Goal():
            said.append(proof_words(self.plan, self.language))
        said.append(self.word("effort-note"))
        table = self.table(_STEPS, self.tasks()) if self.plan.tasks else None
        return Section(title=self.word("sheet-roadmap"), paragraphs=tuple(said), table=table)

    def tasks(self) -> Iterator[tuple[str, ...]]:
        for number, task in enumerate(self.plan.tasks, 1):
            item = self.items[task.move.id]
            yield (
                str(number),
                self.named(item),
                from_to_words(self.outlook.framework, item, task.move, self.results[item.id], self.language),
                fine_gain(task.move.gain),
                score(task.index),
                self.planned(task),
                item.who.in_(self.language),
            )

    def planned(self, task: Task) -> str:
        """The phase, effort and months, and what has to be done before."""
        # What a phase means stands in brackets; here its name is enough.
        parts = [self.word(f"phase-{task.phase}").partition("（")[0].partition(" (")[0]]
        parts += [self.word("takes", effort=task.move.effort), span_words(task.start, task.end, self.language)]
        if task.needs:
            before = [str(number) for number, each in enumerate(self.plan.tasks, 1) if each.move.id in task.needs]
            parts.append(self.word("after-steps", needs=self.word("terms.list-separator").join(before)))
        return self.word("separator").join(parts)

    def named(self, item: Indicator) -> str:
        red = [self.word("terms.red-line")] if self.results[item.id].red_line else []
        return self.word("separator").join(
            (self.word("labelled", id=item.id, title=item.title.in_(self.language)), *red)
        )

    def prospects(self) -> Section:
        plan = self.plan
        said = [self.word("prospects", count=len(plan.prospects)) if plan.prospects else self.word("no-prospects")]
        if plan.stuck:
            ids = self.word("terms.list-separator").join(plan.stuck)
            said.append(self.word("stuck", count=len(plan.stuck), ids=ids))
        rows = (self.prospect(number, prospect) for number, prospect in enumerate(plan.prospects, 1))
        table = self.table(_PROSPECTS, rows) if plan.prospects else None
        return Section(title=self.word("sheet-steps"), paragraphs=tuple(said), table=table)

    def prospect(self, number: int, prospect: Prospect) -> tuple[str, ...]:
        item = self.items[prospect.id]
        steps = onward_words(self.outlook.framework, item, prospect, self.results[item.id], self.language)
        return str(number), self.named(item), "\n".join(steps), fine_gain(prospect.rate), item.who.in_(self.language)

    def nodes(self, then: str, before: Assessment, after: Assessment) -> Table:
        def rows() -> Iterator[tuple[str, ...]]:
            for depth, name, old, new in node_rows(self.outlook.framework, before, after, self.language):
                yield _INDENT * depth + name, score(old.score), score(new.score), change(old.score, new.score)

        return self.table({"node": 44, "before": 12, then: 12, "change": 12}, rows())

    def supposed(self, what_if: WhatIf) -> Section:
        old, new = ({result.id: result for result in each.results} for each in (what_if.before, what_if.after))
        said = []
        for name in (*(each.id for each in what_if.supposed), *(result.id for _, result in side_effects(what_if))):
            item = self.items[name]
            answers = [value_words(self.outlook.framework, item, each[name], self.language) for each in (old, new)]
            facts = {"before": answers[0], "after": answers[1], "have": points_now(old[name].points, self.language)}
            facts |= {"points": points_now(new[name].points, self.language), "id": name}
            said.append(self.word("supposed", indicator=item.title.in_(self.language), **facts))
        said += verdict_lines(self.outlook.framework, what_if, self.language)
        failing = new_problems(what_if)
        said += [self.word("new-problems")] if failing else []
        said += (message(self.language, item) for item in failing)
        table = self.nodes("if", what_if.before, what_if.after)
        return Section(title=self.word("sheet-what-if"), paragraphs=tuple(said), table=table)
