"""Mutated workbooks: whatever happens to a file, reading ends with answers or with a ConvergenceError, in time.

    python tests/fuzzing.py [--cases 10000] [--seed 1] [--jobs 2]

Each case changes one of a few workbooks: bytes of the file, bytes of one part (packed again, its checksum
right), elements and attributes of a sheet, or what is typed in a cell. A fault is a traceback, more than 5 s of
processor time or 500 MB, a process that dies, and a silent change: an answer that differs from the unchanged
workbook's while no problem names its place and an independent reader finds the same in the cell as before.
"""

import argparse
import io
import random
import re
import resource
import signal
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from xlsb import xlsb  # noqa: E402

from convergence_cli.errors import ConvergenceError, Problem  # noqa: E402
from convergence_cli.model.framework import Framework  # noqa: E402
from convergence_cli.model.questionnaire import Questionnaire  # noqa: E402
from convergence_cli.questionnaire.read import examine  # noqa: E402
from convergence_cli.rubric.load import find, load  # noqa: E402

SECONDS, MEGABYTES = 5.0, 500
CHUNK = 25
_MOST_CHUNKS = 4  # then a process has kept so much that what a case takes cannot be told
T = TypeVar("T")
Judged = Callable[[int, int], T]
"""What is done with a case, given the seed and its number."""
_PEOPLE = " |0|1|55|0.5|１２|3.2万|50%|５０％|-1|1e309|nan|是|否|√|无|/|待定|A|ACZ|2025年3月1日|0000-00-00|1,2,3|+|．"
_SHEETS = '#REF!|=1+1|=HYPERLINK("x")|M16.studios|编号|填报值|合计|]]>|&#0;|百分之'
TYPED = ["", *_PEOPLE.split("|"), *_SHEETS.split("|"), "\u202e\u200b", "x" * 300, "9" * 400, "长" * 40_000]


class Outcome(NamedTuple):
    """What came of one case: `read`, `refused` or the name of a fault, with the facts of a fault."""

    kind: str
    told: str = ""


# --- mutations -----------------------------------------------------------------------------------


def mutate(base: bytes, draw: random.Random) -> bytes:
    """One changed workbook."""
    if not base.startswith(b"PK"):
        return _bytes(base, draw)
    way = draw.random()
    if way < 0.2:
        return _bytes(base, draw)
    parts = _parts(base)
    names = [name for name in parts if name.endswith((".xml", ".bin", ".rels"))]
    sheets = [name for name in names if "worksheets/sheet" in name]
    if way < 0.5:
        name = draw.choice(names if draw.random() < 0.4 else sheets)
        return _zip(parts | {name: _bytes(parts[name], draw)})
    name = draw.choice(sheets[1:12])
    if not name.endswith(".xml"):
        return _zip(parts | {name: _bytes(parts[name], draw)})
    change = _typed if way < 0.8 else _structure
    body = parts[name]
    for _ in range(draw.choice((1, 1, 2, 5))):
        body = change(body, draw)
    return _zip(parts | {name: body})


def _bytes(body: bytes, draw: random.Random) -> bytes:
    """Bytes changed, taken out, put in, doubled or cut off."""
    data = bytearray(body)
    for _ in range(draw.choice((1, 1, 1, 2, 4, 16))):
        if not data:
            break
        at = draw.randrange(len(data))
        length = draw.choice((1, 1, 2, 8, 64))
        match draw.randrange(5):
            case 0:
                data[at] = draw.randrange(256)
            case 1:
                data[at] ^= 1 << draw.randrange(8)
            case 2:
                del data[at : at + length]
            case 3:
                data[at:at] = draw.randbytes(length)
            case _:
                data[at:at] = data[at : at + length]
    return bytes(data[: draw.randrange(len(data))]) if data and draw.random() < 0.05 else bytes(data)


_TEXT = re.compile(rb"<t[^>]*>[^<]*</t>|<v>[^<]*</v>")
_CELL = re.compile(rb"<c r=\"[A-Z]+[0-9]+\"[^>]*?(?:/>|>.*?</c>)", re.DOTALL)
_TAG = re.compile(rb"<[a-zA-Z][^>]*>")
_ATTRIBUTE = re.compile(rb" ([a-z]+)=\"([^\"]*)\"")


def _typed(body: bytes, draw: random.Random) -> bytes:
    """Something else is typed in a cell."""
    found = list(_CELL.finditer(body))
    if not found:
        return body
    cell = draw.choice(found)
    place = re.match(rb'<c r="([A-Z]+[0-9]+)"(?: s="([0-9]+)")?', cell[0])
    assert place
    style = b' s="%s"' % place[2] if place[2] else b""
    text = draw.choice(TYPED)
    if draw.random() < 0.3 and re.fullmatch(r"-?\d+(\.\d+)?", text):
        new = b'<c r="%s"%s><v>%s</v></c>' % (place[1], style, text.encode())
    else:
        shown = text.replace("&", "&amp;").replace("<", "&lt;").replace("]]>", "]]&gt;").encode("utf-8", "replace")
        new = b'<c r="%s"%s t="inlineStr"><is><t>%s</t></is></c>' % (place[1], style, shown)
    return body[: cell.start()] + new + body[cell.end() :]


def _structure(body: bytes, draw: random.Random) -> bytes:
    """A cell or a tag doubled, removed or moved; an attribute changed."""
    found = list((_CELL if draw.random() < 0.5 else _TAG).finditer(body))
    if not found:
        return body
    one = draw.choice(found)
    match draw.randrange(4):
        case 0:
            return body[: one.start()] + body[one.end() :]
        case 1:
            return body[: one.end()] + one[0] + body[one.end() :]
        case 2:
            other = draw.choice(found)
            return body[: one.start()] + other[0] + body[one.end() :]
        case _:
            names = list(_ATTRIBUTE.finditer(one[0]))
            if not names:
                return body
            attribute = draw.choice(names)
            new = draw.choice([b"", b"0", b"s", b"e", b"str", b"A1", b"XFD1048576", b"99999999999", b"E14", b"b"])
            changed = one[0][: attribute.start(2)] + new + one[0][attribute.end(2) :]
            return body[: one.start()] + changed + body[one.end() :]


def _parts(base: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(base)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, body in parts.items():
            file.writestr(name, body)
    return target.getvalue()


# --- judging -------------------------------------------------------------------------------------


@cache
def framework() -> Framework:
    return load(find())


@cache
def bases() -> tuple[tuple[str, bytes], ...]:
    """The workbooks that are mutated: name and content."""
    examples = [ROOT / "examples" / f"{name}.xlsx" for name in ("county-centre", "strong-province", "typical-city")]
    found = [(path.name, path.read_bytes()) for path in examples]
    found.append(("county-centre.xlsb", xlsb(examples[0].read_bytes())))
    binary = ROOT / "tests" / "cases" / "accept" / "spreadsheet.et"
    return (*found, (binary.name, binary.read_bytes()))


@cache
def unchanged(number: int) -> Questionnaire:
    name, content = bases()[number]
    return _read(name, content)


def _read(name: str, content: bytes) -> Questionnaire:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return examine(path, framework())


def drawn(seed: int, case: int) -> tuple[int, bytes]:
    """One case: which workbook, and what it was changed to."""
    draw = random.Random(f"{seed}/{case}")
    number = draw.choices(range(5), (5, 3, 2, 1, 1))[0]
    return number, mutate(bases()[number][1], draw)


def judge(seed: int, case: int) -> Outcome:
    """Make one case and read it."""
    number, content = drawn(seed, case)
    name, base = bases()[number]
    unchanged(number)
    started = time.process_time()
    try:
        with in_time():
            questionnaire = _read(name, content)
    except ConvergenceError as error:
        outcome = Outcome("refused" if error.problems else "error without a problem")
    except LateError:
        outcome = Outcome("hang")
    except BaseException as error:  # noqa: BLE001 - any other exception is what is being looked for
        outcome = Outcome("traceback", f"{type(error).__name__}: {error}"[:300])
    else:
        outcome = Outcome("read", "; ".join(silent_changes(unchanged(number), questionnaire, base, content)))
        if outcome.told:
            outcome = Outcome("silent change", outcome.told)
    taken = time.process_time() - started
    if outcome.kind in ("read", "refused") and taken > SECONDS:
        return Outcome("hang", f"{taken:.1f} s")
    grown = peak()
    return Outcome("memory", f"{grown} MB") if grown > MEGABYTES else outcome


def peak() -> int:
    """What this process has had in memory at most, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not by `getrusage`, whose peak begins with that of the process that started this one.
        (peak,) = re.findall(r"^VmHWM:\s*(\d+) kB", status.read_text(), re.MULTILINE)
        return int(peak) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


class LateError(BaseException):
    """What takes twice as long as it may."""


@contextmanager
def in_time() -> Iterator[None]:
    """End what takes too much of the processor's time, because a busy machine makes everything late."""
    signal.signal(signal.SIGPROF, _late)
    signal.setitimer(signal.ITIMER_PROF, 2 * SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _late(*_: object) -> None:
    raise LateError


def silent_changes(was: Questionnaire, now: Questionnaire, base: bytes, content: bytes) -> Iterator[str]:
    """Answers that are not what they were, without a problem that names them and without cause in the cell."""
    if any(not item.location.sheet for item in now.problems if item.severity == "error"):
        return
    shown = cache(lambda: (_shown(base), _shown(content)))
    for name, before, after in _pairs(was, now):
        if before[1] == after[1] or _named(now.problems, name, before[0], after[0]):
            continue
        if not _differs(shown, before[0]):
            yield f"{name} at {before[0]}: {before[1]!r} -> {after[1]!r}"[:200]


Place = tuple[str, str]
Said = tuple[Place, Any]


def _pairs(was: Questionnaire, now: Questionnaire) -> Iterator[tuple[str, Said, Said]]:
    """Everything that was said before and after, with its place."""
    for mine, theirs in ((was.profile, now.profile), (was.answers, now.answers)):
        for name, answer in mine.items():
            other = theirs.get(name)
            place = (answer.location.sheet, answer.location.cell)
            there = (other.location.sheet, other.location.cell) if other else ("", "")
            said = (answer.value, answer.reason, answer.evidence)
            yield name, (place, said), (there, (other.value, other.reason, other.evidence) if other else None)
    for name, table in was.tables.items():
        rows = {row.number: row.values for row in table.rows}
        theirs_ = {row.number: row.values for row in now.tables[name].rows}
        for number in rows.keys() | theirs_.keys():
            place = (table.sheet, f"{number}")
            yield (
                f"{name}[{number}]",
                (place, rows.get(number)),
                ((now.tables[name].sheet, f"{number}"), theirs_.get(number)),
            )
        confirmed = [((each.tables[name].sheet, "3"), each.tables[name].confirmed_empty) for each in (was, now)]
        yield f"{name} confirmed", confirmed[0], confirmed[1]


_OF_THE_WHOLE = {
    "sheet-ambiguous",
    "table-missing",
    "no-station-sheet",
    "no-question-sheet",
    "profile-missing",
    "sheet-not-read",
}
# A column that is not read is named once, at its first cell; columns of one name, at the header.
_OF_THE_SHEET = {"column-not-read", "header-misspelt", "column-twice"}


def _named(problems: tuple[Problem, ...], name: str, *places: Place) -> bool:
    """Whether a problem names a cell of the row, the whole sheet, or the question or table itself."""
    table = name.partition("[")[0].partition(" ")[0]
    for item in problems:
        if dict(item.values).get("id") in (name, table):
            return True
        if item.code in _OF_THE_WHOLE:
            return True
        for sheet, cell in places:
            if item.location.sheet != sheet:
                continue
            if not item.location.cell or _row(item.location.cell) == _row(cell):
                return True
            if item.code in _OF_THE_SHEET:
                return True
    return False


def _row(cell: str) -> str:
    return cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _differs(shown: Callable[[], tuple[Any, Any]], place: Place) -> bool:
    """Whether another reader finds anything else in the row than before: then the file itself says so."""
    before, after = shown()
    if before is None or after is None:
        # Not an .xlsx, or one that the other reader cannot open: nothing can be said against it.
        return True
    return bool(before.get((place[0], _row(place[1]))) != after.get((place[0], _row(place[1]))))


def _shown(content: bytes) -> dict[tuple[str, str], list[Any]] | None:
    """Each row of each sheet as openpyxl shows it."""
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        return {
            (sheet.title, str(row[0].row)): [(cell.column, cell.value, cell.number_format) for cell in row]
            for sheet in workbook
            for row in sheet.iter_rows()
        }
    except Exception:  # noqa: BLE001 - openpyxl raises anything on a broken file
        return None


# --- running -------------------------------------------------------------------------------------


def _chunk(judged: Judged[T], seed: int, cases: list[int]) -> list[T]:
    return [judged(seed, case) for case in cases]


def each_case(judged: Judged[T], cases: int, seed: int, jobs: int) -> Iterator[tuple[int, T | None]]:
    """The number of each case and what came of it in a process of its own kind; None where that process died."""
    chunks = [list(range(at, min(at + CHUNK, cases))) for at in range(0, cases, CHUNK)]
    while chunks:
        # New processes for each few: `max_tasks_per_child` of Python 3.11 can wait for ever (python/cpython#115634).
        some, chunks = chunks[: _MOST_CHUNKS * jobs], chunks[_MOST_CHUNKS * jobs :]
        # Spawned: a forked process has the memory of the tests.
        with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
            waiting = [(chunk, pool.submit(_chunk, judged, seed, chunk)) for chunk in some]
            for chunk, future in waiting:
                try:
                    yield from zip(chunk, future.result(timeout=600 + cases * SECONDS), strict=True)
                except BrokenProcessPool:
                    # One case killed its process: the chunks that were lost are run again, smaller.
                    if len(chunk) == 1:
                        yield chunk[0], None
                    else:
                        chunks += [[case] for case in chunk]


def run(cases: int, seed: int, jobs: int) -> tuple[Counter[str], list[str]]:
    """How many cases ended in which way, and every fault with the number of its case."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for case, found in each_case(judge, cases, seed, jobs):
        outcome = found or Outcome("process died")
        counts[outcome.kind] += 1
        if outcome.kind not in ("read", "refused"):
            faults.append(f"case {case}: {outcome.kind} {outcome.told}")
    return counts, faults


def main() -> int:
    """Run and print; 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    started = time.perf_counter()
    counts, faults = run(given.cases, given.seed, given.jobs)
    print(f"{given.cases} cases, seed {given.seed}: {dict(counts)}, {time.perf_counter() - started:.0f} s")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
