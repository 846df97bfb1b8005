"""One overlay on one sound framework: read, laid on, linted as a whole, compared, and made into a framework."""

from collections.abc import Iterator
from dataclasses import replace

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import VERSION, is_like
from convergence_cli.model.language import Language
from convergence_cli.model.overlay import Overlay, PartKind
from convergence_cli.rubric.lint import faults_of, placed
from convergence_cli.rubric.lint.fault import Fault, fault, measure_file
from convergence_cli.rubric.lint.languages import text_faults
from convergence_cli.rubric.load import validated
from convergence_cli.rubric.overlay.kinds import places
from convergence_cli.rubric.overlay.lay import Gathered, lay
from convergence_cli.rubric.overlay.origins import entries, shown
from convergence_cli.rubric.overlay.step import layer
from convergence_cli.rubric.overlay.strictness import strictness
from convergence_cli.rubric.schema import OVERLAY
from convergence_cli.rubric.strict_yaml import Path


def resolve(
    base: Framework, file: str, text: str, names: int | None = 0, lowest: Framework | None = None
) -> tuple[Framework | None, list[Problem]]:
    """The framework that an overlay makes of its base, and every problem of the overlay.

    `names` says how far below the overlay lies what it extends, 0 being `base` itself; with None the user has put it
    there, and only the id can tell. `lowest` is the framework at the bottom, where `base` is an overlay itself: a chain
    of small steps may not lead where one step may not. The sha256 is still the base's: that of a stack goes over all
    its files. The framework is None where something was so wrong that none came out.
    """
    problems: list[Problem] = []
    overlay: Overlay | None = validated(text, file, OVERLAY, problems)
    if overlay is None:
        return None, problems
    faults = [*_base_faults(base, overlay, file, names), *_words(overlay, file, base.languages)]
    gathered = Gathered(file=file, text=text, faults=faults, problems=problems, spoilt=set())
    framework = lay(base, overlay, gathered)
    framework, broken = faults_of(framework, {measure_file(each): each.id for each in framework.measures})
    gathered.faults.extend(shown(broken, base, framework, overlay, file))
    unsound = gathered.spoilt | _unsound(broken, framework)
    gathered.faults.extend(strictness(base, lowest or base, framework, overlay, unsound, file))
    found = [*gathered.problems, *placed(list(dict.fromkeys(gathered.faults)), {file: text})]
    found.sort(key=lambda item: (item.location.line or 0, item.location.column or 0))
    return replace(framework, extends=(layer(base, framework, overlay), *base.extends)), found


def _base_faults(base: Framework, overlay: Overlay, file: str, names: int | None) -> Iterator[Fault]:
    """The base is the one that the overlay was written for, in a version that it was written for."""
    below = {base.id: base.version, **{layer.id: layer.version for layer in base.extends}}
    said = overlay.extends.replace("\\", "/").rstrip("/").rpartition("/")[2]
    name = said if names is None else list(below)[names]
    if overlay.id in below:
        yield fault(file, ("id",), "overlay-circle", found=overlay.id)
    if name not in below:
        yield fault(file, ("extends",), "overlay-other-base", found=name, known=", ".join(below))
        return
    for key, bound in (("since", overlay.since), ("before", overlay.before)):
        if bound is not None and not is_like(VERSION, bound):
            yield fault(file, (key,), "version-malformed", found=bound)
        elif bound is not None and (_number(below[name]) < _number(bound)) == (key == "since"):
            facts = {"found": below[name], "since": overlay.since or "", "before": overlay.before or ""}
            yield fault(file, (key,), "overlay-base-version", base=name, **facts)


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _words(overlay: Overlay, file: str, languages: tuple[Language, ...]) -> Iterator[Fault]:
    """Reasons are for people; the words of what is set and added are looked at in the whole."""
    for group in ("set", "add", "hide"):
        for _, path, entry in entries(overlay, group):
            yield from text_faults(file, entry.because, (*path, "because"), languages)


# Faults in other keys of an indicator do not keep it from being compared.
_COMPARED = frozenset({"ask", "score", "scored", "target", "target_by", "applies", "red_line", "not_applicable"})


def _unsound(broken: list[Fault], framework: Framework) -> set[tuple[PartKind, str]]:
    """The items in which lint found errors that a comparison would stumble over."""
    wrong = [(item.file, item.path) for item in broken if item.severity == "error"]

    def stumbles(kind: PartKind, rest: Path) -> bool:
        return rest[:1] != ("indicators",) and (kind != "indicators" or not rest or rest[0] in _COMPARED)

    return {
        (kind, name)
        for (kind, name), (file, at) in places(framework).items()
        if any(file == where and path[: len(at)] == at and stumbles(kind, path[len(at) :]) for where, path in wrong)
    }
