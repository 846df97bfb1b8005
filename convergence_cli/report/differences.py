"""Two frameworks compared, as text and as JSON."""

from collections.abc import Callable

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.problems import printable
from convergence_cli.report.wording import FRAMEWORK
from convergence_cli.rubric.differences import Difference, KeyChange, Scalar, differences
from convergence_cli.saved.mapping import Document, Shape
from convergence_cli.saved.shape import Words
from convergence_cli.texts import say

_MARKS = {"added": "+", "removed": "-", "changed": "~"}


def as_text(old: Framework, new: Framework, language: Language) -> str:
    """One line for each item (+ came, - went, ~ changed), below it one for each key: old → new; then the sum."""
    found = differences(old, new)
    lines = [f"{old.id} {old.version} → {new.id} {new.version}", *([""] if found else [])]
    for item in found:
        kind = say(language, f"overlays.kind-{item.kind}")
        title = f"  {item.title.in_(language)}" if item.title else ""
        lines.append(f"{_MARKS[item.change]} {kind} {item.id}{title}")
        lines += [f"    {change.key}: {_shown(change.old)} → {_shown(change.new)}" for change in item.keys]
    counts = {change: sum(item.change == change for item in found) for change in _MARKS}
    lines += ["", say(language, "overlays.difference-sum" if found else "overlays.no-difference", **counts)]
    return "\n".join(printable(line) for line in lines) + "\n"


def as_json(old: Framework, new: Framework, language: Language) -> str:
    """The same for a program; a key that one side does not have is null there."""
    return DIFFERENCES.text((old, new), Words(language=language))


def _title(item: Difference, told: Words) -> str:
    return item.title.in_(told.language) if item.title else ""


DIFFERENCES = Document(
    Shape(
        tuple,
        ("old", Framework, "Compared with it.", lambda pair, _: pair[0]),
        ("new", Framework, "The other.", lambda pair, _: pair[1]),
        ("differences", tuple[Difference, ...], "The framework itself first.", lambda pair, _: differences(*pair)),
        name="Differences",
        meaning="What differs between two frameworks, by id.",
    ),
    FRAMEWORK,
    Shape(Difference, "kind id", ("title", str, "Empty where an item has none.", _title), "change keys"),
    Shape(KeyChange, "key old new"),
)


def _shown(plain: Scalar) -> str:
    """A value as YAML has it; a dash where there is none."""
    if plain is None:
        return "—"
    if isinstance(plain, bool):
        return "true" if plain else "false"
    return plain.replace("\n", " ") if isinstance(plain, str) else f"{plain:.15g}"


FORMATS: dict[str, Callable[[Framework, Framework, Language], str]] = {"text": as_text, "json": as_json}
