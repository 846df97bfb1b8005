"""Records of released versions (`versions/*.yaml`): whether what a station could fill in then can be read today.

The version map says what became of ids and words, but only a record of the earlier version can tell whether it says
so of all of them.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from string import ascii_uppercase

from convergence_cli.errors import Location, Problem, Word, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.question import Ask, Column, ProfileQuestion, Text, limits
from convergence_cli.model.record import Asked, Record
from convergence_cli.model.versions import Moves, Options, moves_from
from convergence_cli.rubric.lint.fault import folded
from convergence_cli.rubric.load import texts_of, validated
from convergence_cli.rubric.strict_yaml import Path as Place
from convergence_cli.rubric.strict_yaml import locate
from convergence_cli.rubric.write import as_tree, as_yaml

FOLDER = "versions"
Fault = tuple[Place, str, dict[str, Word]]
Found = Iterator[tuple[Place, str, str]]
"""Where in a record, of which id, and what of it cannot be read."""


def record_of(framework: Framework) -> Record:
    """What this version of a framework asks."""
    asked = {question.id: _asked(question, question.options) for question in framework.profile}
    for item in framework.indicators:
        own = _asked(item.ask, framework.options(item) if item.ask.cell is None else {})
        computed, apart = item.ask.compute is not None, item.evidence.per_option
        asked[item.id] = replace(own, computed=computed, per_option=apart, reasons=item.not_applicable)
    titles: dict[str, Text] = {}
    for table in framework.tables:
        titles[table.id] = table.title
        titles |= {f"{table.id}.{name}": row.title for name, row in table.fixed.items()}
        for column in table.columns:
            titles[f"{table.id}.{column.id}"] = column.title
            asked[f"{table.id}.{column.id}"] = _asked(column, column.options)
    return Record(id=framework.id, version=framework.version, reasons=framework.reasons, titles=titles, asked=asked)


def _asked(question: Ask | ProfileQuestion | Column, options: dict[str, Text]) -> Asked:
    least, most = limits(question)
    return Asked(type=question.type, options=options, min=least, max=most)


def as_text(framework: Framework) -> str:
    """The record of this version as YAML."""
    return as_yaml(as_tree(record_of(framework)))


def record_problems(framework: Framework, folder: Path) -> list[Problem]:
    """What of the recorded versions cannot be read today, each at its place, and versions that have no record."""
    from convergence_cli.rubric.schema import RECORD

    paths = {f"{FOLDER}/{path.name}": path for path in sorted((folder / FOLDER).glob("*.yaml"))}
    texts, problems = texts_of(paths)
    recorded: set[str] = set()
    for name, text in texts.items():
        record = validated(text, name, RECORD, problems)
        if record is not None:
            recorded.add(record.version)
            faults = list(_faults(framework, record, Path(name).stem))
            places = locate(text, name, [path for path, _, _ in faults]) if faults else {}
            problems += [problem(code, places[path], **values) for path, code, values in faults]
    missing = dict.fromkeys(step.earlier for step in framework.changes if step.earlier not in recorded)
    place = Location(file=FOLDER)
    return [*problems, *(problem("version-unrecorded", place, "warning", version=version) for version in missing)]


def _faults(framework: Framework, record: Record, stem: str) -> Iterator[Fault]:
    if (record.id, record.version) != (framework.id, stem):
        yield ("version",), "record-misnamed", {"found": f"{record.id} {record.version}", "expected": framework.id}
        return
    moves = Moves() if record.version == framework.version else moves_from(framework, record.version)
    if moves is None:
        yield ("version",), "change-no-way", {"found": record.version, "expected": framework.version}
        return
    today = record_of(framework)
    for found in (_titles(record, today, moves), _options(record, today, moves), _questions(record, today, moves)):
        for path, name, what in found:
            yield path, "old-answer-unread", {"version": record.version, "id": name, "found": what}
    known = {now for name in record.asked for now in _today(name, moves)}
    for name in today.asked:
        if name not in known and not moves.is_new(name):
            yield ("asked",), "change-added-missing", {"version": record.version, "id": name}


def _today(name: str, moves: Moves) -> tuple[str, ...]:
    """What an old id is today; a column of a renamed table keeps its own name."""
    table, dot, column = name.partition(".")
    if name in moves.to or not dot:
        return moves.to.get(name, (name,))
    return tuple(f"{now}.{column}" for now in moves.to.get(table, (table,)))


def _titles(record: Record, today: Record, moves: Moves) -> Found:
    """Titles by which nobody would find a table or a column."""
    for name, title in record.titles.items():
        # A table or a column that is no longer asked is known by its title: what a station listed there is told.
        table = name.partition(".")[0]
        listed = name == table or (name in record.asked and table not in moves.because)
        retired = listed and name in moves.because
        for now in (name,) if retired else _today(name, moves):
            own = (today.titles.get(now), *moves.titles.get(now, ()))
            known = {word for text in own if text for word in _folded(text)}
            if not known.issuperset(_folded(title)):
                yield ("titles", name), name, title.zh


def _options(record: Record, today: Record, moves: Moves) -> Found:
    """Options that have other words, or another letter, than those that an old form is read by."""
    for name, was in record.asked.items():
        names = _today(name, moves)
        if len(names) == 1 and names[0] in today.asked:
            here = moves.options.get(names[0])
            yield from (
                (("asked", name), name, each) for each in _lost(was.options, today.asked[names[0]].options, here)
            )
    reasons = _lost(record.reasons, today.reasons, moves.options.get("reasons"), lettered=False)
    yield from ((("reasons",), "reasons", each) for each in reasons)


def _lost(
    was: dict[str, Text], now: dict[str, Text], earlier: Options | None, *, lettered: bool = True
) -> Iterator[str]:
    """What became of options that the map lists is for its own lint; here is whether it lists all, as they were."""
    listed = list((earlier.was if earlier else now).items())
    for at, (option, text) in enumerate(was.items()):
        same = dict(listed).get(option)
        if same is None or _folded(same) != _folded(text):
            yield text.zh
        elif lettered and at < len(ascii_uppercase) and listed[at : at + 1] != [(option, same)]:
            yield f"{ascii_uppercase[at]}. {text.zh}"


def _questions(record: Record, today: Record, moves: Moves) -> Found:
    """Questions that are there no more, and what they took and the question that they are today does not take."""
    for name, was in record.asked.items():
        names = _today(name, moves)
        if len(names) != 1:
            continue
        now = today.asked.get(names[0])
        if now is None:
            yield ("asked", name), name, name
            continue
        earlier = moves.options.get("reasons")
        gone = [each for each in was.reasons if (earlier.now.get(each, each) if earlier else each) not in now.reasons]
        kept = [each for each in gone if not (earlier and each in earlier.because)]
        if now.per_option and not was.per_option and names[0] not in moves.per_option:
            yield ("asked", name), name, "evidence"
        narrower = () if was.computed else _narrower(was, now)
        yield from ((("asked", name), name, each) for each in (*kept, *narrower))


def _narrower(was: Asked, now: Asked) -> Iterator[str]:
    if now.computed or was.type != now.type:
        yield was.type
        return
    if now.min is not None and (was.min is None or was.min < now.min):
        yield f"min {'-' if was.min is None else f'{was.min:g}'}"
    if now.max is not None and (was.max is None or was.max > now.max):
        yield f"max {'-' if was.max is None else f'{was.max:g}'}"


def _folded(text: Text) -> tuple[str, str]:
    return folded(text.zh), folded(text.en)
