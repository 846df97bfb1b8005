"""Our reader beside another one on changed workbooks: where the two differ in an answer, ours has to say why.

    python tests/differential.py [--cases 20000] [--seed 1] [--jobs 2] [--third 40] [--keep FOLDER]

Each case changes the XML of a filled-in questionnaire (`mutants.py`) as our template, openpyxl, LibreOffice and Excel
save it, and reads it three times: in our two ways, plain and careful, which must say the same of every sheet and
of the whole; and by openpyxl, whose cells go through the same reading of answers. An answer, a reason, an evidence
or a row of a table that differs is a fault unless a problem or note names its cell, its row or its sheet, or one of
the two refuses the file. For a sample, what LibreOffice makes of the file is held against ours as well.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import fields
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from lxml import etree  # noqa: E402
from mutants import MAIN, mutate, packed, unpacked  # noqa: E402
from saved_by import bases, convert  # noqa: E402
from seen_by_others import OpenpyxlError, as_calamine_reads, as_openpyxl_reads  # noqa: E402
from told import silent  # noqa: E402

from convergence_cli.errors import ConvergenceError, Problem  # noqa: E402
from convergence_cli.model.framework import Framework  # noqa: E402
from convergence_cli.model.questionnaire import Questionnaire  # noqa: E402
from convergence_cli.questionnaire.bounds import Bounds, RefusalError  # noqa: E402
from convergence_cli.questionnaire.guard import guard  # noqa: E402
from convergence_cli.questionnaire.read import examine  # noqa: E402
from convergence_cli.questionnaire.workbook import xlsx_sheet, xlsx_texts  # noqa: E402
from convergence_cli.questionnaire.workbook.sheet import Sheet  # noqa: E402
from convergence_cli.questionnaire.workbook.xlsx import Xlsx  # noqa: E402
from convergence_cli.rubric.load import find, load  # noqa: E402

CHUNK = 50
_THOROUGH = 4  # of so many cases one is read as a whole in both ways
# Of every thirty files one is a whole questionnaire: the others are of one chapter, which costs a third.
_WEIGHTS = {"template": 8, "openpyxl": 7, "libreoffice": 7, "excel": 7, "whole": 1}

# Where the other reader is known to be the one that is wrong.
EXCEPTIONS: dict[str, Callable[[dict[str, bytes]], bool]] = {
    # `si` is a child of `sst` alone ([ECMA-376], part 1, 18.4.8); openpyxl counts those in others as well.
    "shared text in a shared text": lambda parts: _has(parts, "sharedStrings", "//m:si//m:si"),
    # A number without a format of its own is General (18.8.30); openpyxl takes the format of another number.
    "number of no format": lambda parts: _has(
        parts, "styles", "//m:cellXfs/m:xf[@numFmtId >= 164 and not(@numFmtId = //m:numFmts/m:numFmt/@numFmtId)]"
    ),
    # calamine drops the blanks at the ends of each piece of a text.
    "blanks at the end of a piece": lambda parts: _has(parts, "xl/", "//m:r/m:t[normalize-space(.) != string(.)]"),
}

Refused = tuple[Problem, ...]


class Outcome(NamedTuple):
    """What came of one case: `read alike …`, `named`, `refused …` or the name of a fault, with its facts."""

    kind: str
    told: str = ""


@cache
def framework() -> Framework:
    """The shipped framework."""
    return load(find())


@cache
def parts_of(folder: Path, name: str) -> dict[str, bytes]:
    """The parts of one of the workbooks that are changed."""
    return unpacked((folder / name).read_bytes())


@cache
def unchanged(folder: Path, name: str) -> Questionnaire:
    """What we read in it before."""
    return examine(folder / name, framework())


def mutant(folder: Path, seed: int, case: int) -> tuple[str, bytes]:
    """The workbook of one case, and the name of what it was made from."""
    draw = random.Random(f"{seed}/{case}")
    names = sorted(path.name for path in folder.glob("*.xlsx"))
    name = draw.choices(names, [_WEIGHTS[Path(each).stem] for each in names])[0]
    return name, packed(mutate(parts_of(folder, name), draw))


def judge(folder: Path, seed: int, case: int) -> Outcome:
    """Make one case and read it in every way."""
    name, content = mutant(folder, seed, case)
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / name
        path.write_bytes(content)
        try:
            return _judged(path, folder, name, is_thorough=case % _THOROUGH == 0)
        except Exception as error:  # noqa: BLE001 - any exception that is no refusal is what is being looked for
            return Outcome("traceback", f"{name}: {type(error).__name__}: {error}"[:300])


def _judged(path: Path, folder: Path, name: str, *, is_thorough: bool) -> Outcome:
    ours = read(path)
    difference = _plain_and_careful(path, _changed(path, parts_of(folder, name)))
    if not difference and is_thorough:
        with carefully():
            difference = "" if ours == read(path) else "what is read of the whole"
    if difference:
        return Outcome("plain differs", f"{name}: {difference}")
    if not isinstance(ours, Questionnaire):
        return Outcome("refused", ours[0].code)
    by = "openpyxl"
    try:
        theirs = as_openpyxl_reads(path, framework())
    except OpenpyxlError:
        theirs, by = as_calamine_reads(path, framework()), "calamine"
        if theirs is None:
            return Outcome("refused by both")
    found = list(silent(unchanged(folder, name), ours, theirs))
    if any(difference.is_silent for difference in found):
        if reason := next((reason for reason, holds in EXCEPTIONS.items() if holds(unpacked(path.read_bytes()))), ""):
            return Outcome(f"excepted: {reason}")
        return Outcome("silent", f"{name}, {by}: " + "; ".join(str(each) for each in found if each.is_silent)[:600])
    if found:
        return Outcome("named")
    is_changed = any(silent(unchanged(folder, name), ours, unchanged(folder, name)))
    return Outcome("read alike, other answers" if is_changed else "read alike, the same answers")


def _has(parts: dict[str, bytes], name: str, path: str) -> bool:
    """Whether something stands in one of the parts with this in their name."""
    trees = [etree.fromstring(body) for part, body in parts.items() if name in part and part.endswith(".xml")]
    return any(tree.xpath(path, namespaces={"m": MAIN}) for tree in trees)


def read(path: Path) -> Questionnaire | Refused:
    """What we read, or why not."""
    try:
        return examine(path, framework())
    except ConvergenceError as error:
        return error.problems


# --- plain against careful -----------------------------------------------------------------------


def _changed(path: Path, before: dict[str, bytes]) -> frozenset[str] | None:
    """The sheets that were changed, by their parts; None where something was changed that all sheets share."""
    now = unpacked(path.read_bytes())
    changed = frozenset(name for name in now.keys() | before.keys() if now.get(name) != before.get(name))
    return changed if all(name.startswith("xl/worksheets/sheet") for name in changed) else None


def _plain_and_careful(path: Path, changed: frozenset[str] | None) -> str:
    """Where the two ways of reading differ in a sheet; "" where they do not."""
    plain = sheets(path, changed)
    with carefully():
        careful = sheets(path, changed)
    if plain != careful:
        pairs = ((key, plain.get(key), careful.get(key)) for key in sorted(plain | careful))
        return next(f"{key}: {_difference(one, other)}"[:600] for key, one, other in pairs if one != other)
    return ""


def _difference(one: Any, other: Any) -> str:
    for field in fields(Sheet) if one and other and isinstance(one[0], Sheet) and isinstance(other[0], Sheet) else ():
        mine, theirs = getattr(one[0], field.name), getattr(other[0], field.name)
        if mine != theirs:
            return f"{field.name}: {mine!r:.200} / {theirs!r:.200}"
    return f"{one!r:.200} / {other!r:.200}"


def carefully() -> ExitStack:
    """Read without taking sheets and texts apart."""
    stack = ExitStack()
    stack.enter_context(patch.object(xlsx_sheet, "take_apart", lambda _: None))
    stack.enter_context(patch.object(xlsx_texts, "_take_apart", lambda *_: None))
    return stack


def sheets(path: Path, parts: frozenset[str] | None = None) -> dict[str, Any]:
    """Each sheet (or those of some parts), or why it is refused, by name; with the types of values: 1 is not True."""
    try:
        guarded = guard(path, Bounds())
        opened = Xlsx(guarded.package, Bounds())
    except ConvergenceError as error:
        return {"": error.problems}
    except RefusalError as refusal:
        return {"": (refusal.code, refusal.values)}
    found: dict[str, Any] = {}
    for name in opened.names:
        if parts is not None and opened.parts[name] not in parts:
            continue
        try:
            sheet = opened.sheet(name)
        except RefusalError as refusal:
            found[name] = refusal.code, refusal.values
            # What comes after a refusal is not read by anybody.
            break
        found[name] = sheet, [[type(cell) for cell in line] for line in sheet.grid]
    return found


# --- running -------------------------------------------------------------------------------------


def same_both_ways(data: bytes, folder: Path) -> dict[str, Any]:
    """What is parsed as a whole; what is cut out of sheets at once has to say the same, refusals included."""
    path = folder / "both.xlsx"
    path.write_bytes(data)
    plain = sheets(path)
    with carefully():
        careful = sheets(path)
    assert careful == plain
    return careful


def _chunk(folder: Path, seed: int, cases: list[int]) -> list[Outcome]:
    return [judge(folder, seed, case) for case in cases]


FAULTS = frozenset({"silent", "plain differs", "traceback"})


def run(folder: Path, cases: int, seed: int, jobs: int) -> tuple[Counter[str], list[str]]:
    """How many cases ended in which way, and every fault with the number of its case."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    chunks = [list(range(at, min(at + CHUNK, cases))) for at in range(0, cases, CHUNK)]
    # Spawned: a forked process has the memory of the tests.
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = [(chunk, pool.submit(_chunk, folder, seed, chunk)) for chunk in chunks]
        for chunk, future in waiting:
            for case, outcome in zip(chunk, future.result(), strict=True):
                counts[outcome.kind] += 1
                if outcome.kind in FAULTS:
                    faults.append(f"case {case}: {outcome.kind}: {outcome.told}")
    return counts, faults


def third_opinion(folder: Path, cases: int, seed: int) -> tuple[Counter[str], list[str]]:
    """As `run`, with what LibreOffice makes of the files in the place of openpyxl's reading."""
    counts: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        made: list[tuple[int, str, Path]] = []
        for case in range(cases):
            name, content = mutant(folder, seed, case)
            path = Path(place) / f"{case}.xlsx"
            path.write_bytes(content)
            made.append((case, name, path))
        converted = convert([path for _, _, path in made], Path(place) / "converted")
        for case, name, path in made:
            ours = read(path)
            if not isinstance(ours, Questionnaire) or path.name not in converted:
                counts["refused" if not isinstance(ours, Questionnaire) else "refused by LibreOffice"] += 1
                continue
            theirs = as_openpyxl_reads(converted[path.name], framework())
            found = list(silent(unchanged(folder, name), ours, theirs))
            told = [str(each) for each in found if each.is_silent]
            counts["silent" if told else "named" if found else "same"] += 1
            faults += [f"case {case}: {name}: {'; '.join(told)[:600]}"] if told else []
    return counts, faults


def main() -> int:
    """Run and print; 1 if there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--third", type=int, default=0, help="how many of them LibreOffice opens as well")
    parser.add_argument("--keep", type=Path, help="write the files of the faults, and what they were made from, here")
    given = parser.parse_args()
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        bases(framework(), folder)
        counts, faults = run(folder, given.cases, given.seed, given.jobs)
        if given.third:
            third, more = third_opinion(folder, given.third, given.seed)
            print(f"LibreOffice: {dict(third)}")
            faults += more
        if given.keep:
            given.keep.mkdir(parents=True, exist_ok=True)
            for fault in faults:
                case = int(fault.split()[1].rstrip(":"))
                name, content = mutant(folder, given.seed, case)
                (given.keep / f"{case}-{name}").write_bytes(content)
            for path in folder.iterdir():
                shutil.copy(path, given.keep)
    print(f"{given.cases} cases, seed {given.seed}: {dict(counts)}, {time.perf_counter() - started:.0f} s")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
