"""A batch taken up again: what an earlier report says of unchanged workbooks need not be judged once more.

Such a report holds points without the answers that they came from, and anybody can write a file of the same shape. So
it is taken at its word only where this program wrote it, for this user, to the byte: of every report that it writes it
keeps a record, under a key that nobody else has.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from convergence_cli import shelf as shelves
from convergence_cli.cohort.submission import Done, Submission
from convergence_cli.errors import WorkbookError
from convergence_cli.files import read_bytes
from convergence_cli.imprint import bare
from convergence_cli.model.assessment import Assessment, Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.standing import Packed, Standing, pack
from convergence_cli.questionnaire.bounds import Bounds
from convergence_cli.saved.restore import entries_of
from convergence_cli.saved.shape import SavedReport
from convergence_cli.shelf import Shelf

_KIND = "report"


def remembering(shelf: Shelf, pieces: Iterable[bytes], bounds: Bounds) -> Iterator[bytes]:
    """A JSON report piece by piece; of one that is whole a record is kept, with the bounds of its workbooks."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
        yield piece
    shelves.put(shelf, digest.hexdigest(), _KIND, repr(bounds).encode())


def is_remembered(shelf: Shelf, content: bytes, bounds: Bounds) -> bool:
    """Whether this program wrote just these bytes for this user, marked as a file or not, within the same bounds.

    A workbook that was read within wider bounds may have to be refused now, and the other way round.
    """
    kept = shelves.get(shelf, hashlib.sha256(bare(content, ".json") or content).hexdigest(), _KIND)
    return kept == repr(bounds).encode()


def resumed(
    submissions: Sequence[Submission], earlier: SavedReport, file: str, framework: Framework, bounds: Bounds
) -> dict[int, Done]:
    """Submission by place to what the earlier report, which is remembered, says of it.

    Only where the framework is the same to the byte, the workbook has the same path and content, its station was
    judged then, and no gap report of its own is wanted: one that lies in its place may be an earlier year's, and only
    an assessment can write it. Raises ConfigError as `entries_of` does.
    """
    if earlier.framework.sha256 != framework.sha256:
        return {}
    entries = entries_of(earlier, file, framework)
    known = {entry.file: entry for entry in entries if not isinstance(entry, Failure)}
    languages = {station.file: station.language for station in earlier.stations}
    return {
        at: Done(entry=_packed(known[submission.file], framework), language=languages[submission.file])
        for at, submission in enumerate(submissions)
        if submission.file in known
        if not submission.reports
        if _sha256(submission.path, bounds) == known[submission.file].sha256
    }


def _packed(entry: Assessment | Standing, framework: Framework) -> Packed:
    return entry.packed if isinstance(entry, Standing) else pack(entry, entry.file, framework.read_by_levels)


def _sha256(path: str, bounds: Bounds) -> str:
    try:
        return hashlib.sha256(read_bytes(Path(path), WorkbookError, bounds.max_size)).hexdigest()
    except WorkbookError:
        return ""
