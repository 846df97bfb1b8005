"""Whatever can be explained, as cards of facts: each fact in words for people, and as data for machines."""

from collections.abc import Iterable, Iterator, Mapping
from string import Formatter

from convergence_cli import policy
from convergence_cli.model.display import shown as scale
from convergence_cli.model.framework import Framework, Indicator, Level, Measure, NotScored
from convergence_cli.model.language import Language
from convergence_cli.model.numbers import FULL, score_tenths
from convergence_cli.model.question import Text, said
from convergence_cli.report import figures
from convergence_cli.report.explanation.example import example
from convergence_cli.report.explanation.weights import ANY, kind_question, kinds, printed_by_kind, weights_by_kind
from convergence_cli.report.levels import condition_words
from convergence_cli.report.rules import option_name, rule_in_words, target_in_words
from convergence_cli.texts import say
from convergence_cli.texts.meanings import WORDS as MEANINGS
from convergence_cli.texts.problems import WORDS as CODES
from convergence_cli.texts.terms import WORDS as TERMS
from convergence_cli.value import value


@value
class Fact:
    """One thing that is said about an item."""

    key: str
    """Names the label, and the fact in JSON."""
    text: str
    steps: tuple[str, ...] = ()
    """Numbered steps, after the text."""
    data: object = None
    """The same for a machine, where that is more than the text or the steps."""


@value
class Card:
    """One item explained: a level, a measure, an indicator, a clause, a term or a code."""

    kind: str
    id: str
    title: str
    facts: tuple[Fact, ...]


def cards(framework: Framework, what: str, language: Language) -> tuple[Card, ...]:
    """The cards of a level, a measure, an indicator, a clause, a term or an error code; none if it is none of these."""
    name = what.removeprefix("clause ").strip()
    if name in CODES and "/" not in name:
        return (_code(name, language),)
    if name in MEANINGS:
        return (_term(name, language),)
    dealer = _Dealer(framework, language)
    if name in framework.level:
        return (dealer.level(framework.level[name]),)
    for measure in framework.measures:
        if measure.id == name:
            return (dealer.measure(measure), *(dealer.indicator(item) for item in measure.indicators))
        if name in measure.clauses or name in measure.units:
            return (dealer.clause(measure, name), *map(dealer.indicator, framework.covering(name)))
        for item in measure.indicators:
            if item.id == name:
                return (dealer.indicator(item),)
    return ()


def known_names(framework: Framework) -> dict[str, Text]:
    """Everything that can be explained: id to title."""
    clauses = [name for each in framework.measures for name in dict.fromkeys((*each.clauses, *each.units))]
    titles = {name: CODES[f"{name}/title"] for name in CODES if "/" not in name}
    titles |= {name: TERMS[name] for name in MEANINGS}
    return {
        **{name: Text(zh=zh, en=en) for name, (zh, en) in titles.items()},
        **dict.fromkeys(clauses, Text()),
        **{each.id: each.title for each in framework.levels},
        **{each.id: each.title for each in framework.measures},
        **{each.id: each.title for each in framework.indicators},
    }


def _term(name: str, language: Language) -> Card:
    """A word of the reports, and what it means."""
    meaning = Fact(key="meaning", text=say(language, f"meanings.{name}", **figures.scale()))
    return Card(kind="term", id=name, title=say(language, f"terms.{name}"), facts=(meaning,))


def _code(name: str, language: Language) -> Card:
    """A code's title, what its message says, why, and the remedy."""
    spoken = 0 if language == "zh" else 1
    parts = {"message": name, "why": f"{name}/why", "remedy": f"{name}/hint"}
    said = {key: _pattern(CODES[entry][spoken]) for key, entry in parts.items()}
    facts = tuple(Fact(key=key, text=text) for key, text in said.items() if text)
    return Card(kind="code", id=name, title=CODES[f"{name}/title"][spoken], facts=facts)


def _pattern(words: str) -> str:
    """A pattern as people read it: what differs from case to case is left out, what is counted in the plural."""
    said = (
        (text, "" if field is None else f"… {many}" if (many := (form or "").partition("|")[2]) else "…")
        for text, field, form, _ in Formatter().parse(words)
    )
    return "".join(part for each in said for part in each)


def _is_part(unit: str, clause: str) -> bool:
    """Whether it is a part of a clause, or that part itself."""
    return "/" in unit and clause in (unit, unit.partition("/")[0])


class _Dealer:
    """Makes the cards of one framework in one language; a class because the weights are worked out once."""

    def __init__(self, framework: Framework, language: Language) -> None:
        self.framework = framework
        self.language: Language = language
        self.weights, self.printed = weights_by_kind(framework), printed_by_kind(framework)

    def measure(self, measure: Measure) -> Card:
        facts = [self._weights(measure.id, said(measure.because, self.language))]
        if measure.needs_all:
            facts.append(Fact(key="needs-all", text=self._say("needs-all"), data=True))
        if measure.horizon:
            words = policy.horizon(self.framework, measure.id, self.language)
            facts.append(Fact(key="horizon", text=words, data=measure.horizon))
        if measure.clauses:
            facts.append(Fact(key="clauses", text=self._list(measure.clauses), data=measure.clauses))
        facts += self._excused(measure.not_scored)
        return Card(kind="measure", id=measure.id, title=measure.title.in_(self.language), facts=tuple(facts))

    def clause(self, measure: Measure, clause: str) -> Card:
        title = f"{measure.id} {measure.title.in_(self.language)}"
        names = tuple(item.id for item in self.framework.covering(clause))
        parts = {unit: words for unit, words in measure.units.items() if _is_part(unit, clause)}
        facts = [Fact(key="parts", text="", steps=tuple(self._part(*each) for each in parts.items()))] * bool(parts)
        facts += [Fact(key="covered-by", text=self._list(names), data=names)] if names else []
        excused = (item for item in measure.not_scored if item.clause == clause or item.clause in parts)
        facts += self._excused(tuple(excused))
        return Card(kind="clause", id=clause, title=title, facts=tuple(facts))

    def _part(self, unit: str, words: Text | None) -> str:
        names = self._list(item.id for item in self.framework.covering(unit))
        title = f"{unit} {said(words, self.language)}"
        return self._say("part-covered", part=title, indicators=names) if names else title

    def level(self, level: Level) -> Card:
        conditions = condition_words(self.framework, level, self.language)
        facts = [Fact(key="conditions", text="", steps=conditions)]
        if level.that is not None:
            facts.append(Fact(key="that", text=level.that, data=level.that))
        return Card(kind="level", id=level.id, title=level.title.in_(self.language), facts=tuple(facts))

    def indicator(self, item: Indicator) -> Card:
        scored = self._scored(item) if item.scored else self._unscored(item)
        facts = (*self._asked(item), *scored, *self._improved(item))
        return Card(kind="indicator", id=item.id, title=item.title.in_(self.language), facts=facts)

    def _asked(self, item: Indicator) -> Iterator[Fact]:
        """What is asked of whom, and why."""
        line = item.red_line
        if line is not None:
            key, points = ("red-line-met", "") if line.below is None else ("red-line-below", figures.plain(line.below))
            data = {"unless": line.unless} if line.below is None else {"below": line.below}
            yield Fact(key="red-line", text=self._say(key, points=points), data=data)
            yield from self._matching("red-line-for", line.for_)
        if item.clauses or item.quote:
            yield Fact(key="quote", text=policy.quote(item, self.language), data=item.quote)
        if item.clauses:
            yield Fact(key="clauses", text="", data=item.clauses)
        if item.obligation:
            yield Fact(key="obligation", text=policy.obligation(item, self.language), data=item.obligation)
        yield from self._matching("applies", item.applies)
        if item.who:
            yield Fact(key="who", text=item.who.in_(self.language))
        yield Fact(key="question", text=item.ask.question.in_(self.language))
        if item.ask.criteria:
            yield Fact(key="criteria", text=item.ask.criteria.in_(self.language))
        yield Fact(key="type", text="", data=item.ask.type)
        yield from self._cell(item)
        if item.ask.compute is not None:
            tables = self.framework.tables_of(item)
            words = self._say(
                "compute",
                tables=self._list(table.title.in_(self.language) for table in tables),
                compute=item.ask.compute,
            )
            yield Fact(key="compute", text=words, data=item.ask.compute)
            yield Fact(key="tables", text="", data=tuple(table.id for table in tables))
            if item.ask.when_empty is not None:
                words = say(self.language, f"findings.empty-{self.framework.emptied(item)}")
                yield Fact(key="when-empty", text=words, data=item.ask.when_empty)
        options = self.framework.options(item)
        if options:  # in words they stand in the rule, with their points
            yield Fact(key="options", text="", data={key: text.in_(self.language) for key, text in options.items()})

    def _cell(self, item: Indicator) -> Iterator[Fact]:
        """Where in a table it is asked."""
        cell = item.ask.cell
        if cell is None or cell.row is None:
            return
        table = self.framework.table[cell.table]
        column = table.column(cell.column)
        named = {"table": table.title, "row": table.fixed[cell.row].title}
        named |= {"column": column.title} if column else {}
        words = self._say("cell", id=cell.row, **{key: text.in_(self.language) for key, text in named.items()})
        yield Fact(key="cell", text=words, data={"table": cell.table, "row": cell.row, "column": cell.column})

    def _scored(self, item: Indicator) -> Iterator[Fact]:
        """How the answer becomes points, and what they weigh."""
        yield Fact(key="rule", text=rule_in_words(self.framework, item, None, self.language))
        target = target_in_words(self.framework, item, None, self.language)
        yield Fact(key="target", text=self._say("target", target=target), data=item.target_for({}))
        yield self._example(item)
        yield self._weights(item.id)
        yield from self._reasons(item)
        if item.not_applicable or item.ask.when_empty == "not_applicable":
            lapsed = self.framework.lapsed(item)
            if lapsed != "excluded":
                yield Fact(key="not-applicable-counts", text=say(self.language, f"terms.lapsed-{lapsed}"), data=lapsed)
        if basis := policy.basis_because(item, self.language):
            data = {"basis": item.basis, "because": said(item.because, self.language)}
            yield Fact(key="basis", text=basis, data=data)
        if sources := policy.sources(self.framework, item, self.language):
            yield Fact(key="sources", text="", steps=sources)

    def _unscored(self, item: Indicator) -> Iterator[Fact]:
        """That nothing is earned by the answer; else what is said of any."""
        yield Fact(key="scored", text=say(self.language, "terms.not_scored"), data=False)
        yield from self._reasons(item)
        if sources := policy.sources(self.framework, item, self.language):
            yield Fact(key="sources", text="", steps=sources)

    def _reasons(self, item: Indicator) -> Iterator[Fact]:
        if item.not_applicable:
            words = (self.framework.reasons[reason].in_(self.language) for reason in item.not_applicable)
            yield Fact(key="not-applicable", text=self._list(words), data=item.not_applicable)

    def _improved(self, item: Indicator) -> Iterator[Fact]:
        """What a reviewer wants to see, and how a station gets there."""
        if item.evidence.hint:
            apart = self._say("evidence-by-option") if item.evidence.per_option else ""
            hint = item.evidence.hint.in_(self.language)
            text = say(self.language, "terms.clause-separator").join((hint, apart)) if apart else hint
            yield Fact(key="evidence", text=text)
        if item.advice:
            yield Fact(key="advice", text="", steps=tuple(step.in_(self.language) for step in item.advice))
        if item.effort:
            yield Fact(key="effort", text=policy.effort(item, self.language), data=item.effort)
        if item.needs:
            yield Fact(key="needs", text=self._list(item.needs), data=item.needs)

    def _example(self, item: Indicator) -> Fact:
        """Of the first kind of station that is asked, preferably one for which it is a red line."""
        asked = [pair for pair in kinds(self.framework).items() if item.id in self.weights[pair[0]]]
        kind, profile = next((pair for pair in asked if item.can_be_red_line(pair[1])), asked[0])
        made = example(self.framework, item, kind, profile, self.weights[kind][item.id])
        options = {
            key: Text(zh=option_name(text.zh), en=option_name(text.en))
            for key, text in self.framework.options(item).items()
        }
        answer = figures.answer(item, made.answer, options, self.language)
        # As they are printed: who multiplies them finds what is printed as lost.
        points, weight = score_tenths(made.points) / 10, self.printed[kind][item.id]
        shown = {
            "answer": self._say("quoted", answer=answer) if isinstance(made.answer, bool | tuple | str) else answer,
            "arithmetic": f"{made.arithmetic} = " if made.arithmetic else "",
            "points": figures.plain(points),
            "weight": figures.share(weight),
            "lost": figures.measured(scale().stretched(weight * (FULL - points)), "number"),
            "per": figures.scale()["per"],
        }
        data = {
            "station": kind,
            "answer": made.answer,
            "points": made.points,
            "weight": made.weight,
            "lost": made.lost,
        }
        return Fact(key="example", text=self._say("example", station=self._of_kind(kind), **shown), data=data)

    def _weights(self, name: str, because: str = "") -> Fact:
        own = {kind: weights[name] for kind, weights in self.weights.items() if name in weights}
        words = self._list(
            self._say("weight-of", station=self._kind(kind), weight=figures.share(self.printed[kind][name]))
            for kind in own
        )
        text = self._say("weights-because", weights=words, because=because) if because else words
        return Fact(key="weights", text=text, data=own)

    def _kind(self, kind: str) -> str:
        question = kind_question(self.framework)
        return self._say("any-station") if kind == ANY or not question else question.options[kind].in_(self.language)

    def _of_kind(self, kind: str) -> str:
        return self._kind(kind) if kind == ANY else self._say("station-of-kind", kind=self._kind(kind))

    def _matching(self, key: str, conditions: Mapping[str, tuple[str, ...]]) -> Iterator[Fact]:
        """The stations that a condition on the profile names."""
        questions = {question.id: question for question in self.framework.profile}
        words = [
            self._list(questions[name].options[option].in_(self.language) for option in options)
            for name, options in conditions.items()
        ]
        if words:
            yield Fact(key=key, text=say(self.language, "terms.clause-separator").join(words), data=dict(conditions))

    def _excused(self, clauses: tuple[NotScored, ...]) -> list[Fact]:
        data = [{"clause": item.clause, "because": item.because.in_(self.language)} for item in clauses]
        lines = [self._say("excused-clause", **reason) for reason in data]
        return [Fact(key="not-scored", text="\n".join(lines), data=data)] if data else []

    def _list(self, words: Iterable[str]) -> str:
        return say(self.language, "terms.list-separator").join(words)

    def _say(self, key: str, **values: object) -> str:
        return say(self.language, f"catalogue.{key}", **values)
