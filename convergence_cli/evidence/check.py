"""(Assessment, folder) -> the assessment, saying of each named file whether it is there."""

from dataclasses import replace
from itertools import islice
from pathlib import Path

from convergence_cli.errors import Location, Problem, Word, problem
from convergence_cli.evidence.folder import Entry, Folder
from convergence_cli.evidence.naming import Named, leads_out, names_in
from convergence_cli.files import MEGABYTE, megabytes
from convergence_cli.model.assessment import Assessment
from convergence_cli.model.evidence import EvidenceFile, EvidenceState
from convergence_cli.model.questionnaire import Answer

MAX_SIZE = 2048 * MEGABYTE
"""The largest file that is read unless the user says otherwise: an hour of video, but no image of a disk."""
MOST_NAMES = 100
"""Names in one cell that are looked for."""
_LONGEST_SHOWN = 80
_CODES: dict[EvidenceState, str] = {
    "missing": "evidence-missing",
    "empty": "evidence-empty",
    "ambiguous": "evidence-ambiguous",
    "outside": "evidence-outside",
    "not_a_file": "evidence-not-a-file",
    "unreadable": "evidence-unreadable",
    "too_large": "evidence-too-large",
}
CODES = frozenset(_CODES.values()) | {"evidence-too-many"}
"""Of the problems that looking for evidence adds to an assessment."""


def check_evidence(judged: Assessment, folder: Path, max_size: int = MAX_SIZE) -> Assessment:
    """The assessment with `evidence`, and with a warning for each named file that does not stand as evidence.

    No score changes: `evidenced` counts what was named. `max_size` is in bytes. Raises ConfigError where the
    folder cannot be walked.
    """
    walked = Folder(folder, max_size)
    looked: list[EvidenceFile] = []
    problems: list[Problem] = []
    cells = (
        (answer, text, place)
        for answer in judged.questionnaire.answers.values()
        for text, place in answer.cells_of_evidence
    )
    for answer, text, place in cells:
        names = names_in(text, lambda name: bool(walked.entries(name)))
        found = [_looked_for(walked, answer, place, named, max_size) for named in islice(names, MOST_NAMES)]
        looked += found
        problems += (item.problem for item in found if item.problem)
        if any(True for _ in names):
            problems.append(problem("evidence-too-many", place, "warning", id=answer.id, bound=str(MOST_NAMES)))
    return replace(judged, evidence=tuple(looked), problems=(*judged.problems, *problems))


def _looked_for(folder: Folder, answer: Answer, place: Location, named: Named, max_size: int) -> EvidenceFile:
    kind, name = named
    state: EvidenceState = "link" if kind == "link" else "document"
    found = EvidenceFile(indicator=answer.id, named=name, state=state, location=place)
    if kind != "file":
        return found
    entries = folder.entries(name)
    values: dict[str, Word]
    if len(entries) > 1:
        found = replace(found, state="ambiguous")
        values = {"paths": ", ".join(entry.path for entry in entries[:5])}
    elif entries:
        found, values = _read(folder, found, entries[0], max_size)
    else:
        found = replace(found, state="outside" if leads_out(name) else "missing")
        values = {"nearest": folder.nearest(name)}
    return replace(found, problem=_problem(found, values))


def _read(folder: Folder, found: EvidenceFile, entry: Entry, max_size: int) -> tuple[EvidenceFile, dict[str, Word]]:
    if entry.kind != "file":
        return replace(found, state=entry.kind), {"nearest": ""}
    content = folder.read(entry)
    found = replace(found, state=content.fault or "found", path=entry.path, sha256=content.sha256, size=content.size)
    return found, {"reason": content.reason, "bound": megabytes(max_size)}


def _problem(found: EvidenceFile, values: dict[str, Word]) -> Problem | None:
    if found.state == "found":
        return None
    shown = found.named if len(found.named) <= _LONGEST_SHOWN else found.named[: _LONGEST_SHOWN - 1] + "…"
    place, code = found.location, _CODES[found.state]
    return problem(code, place, "warning", id=found.indicator, found=shown, **values)
