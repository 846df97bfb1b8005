"""What a batch prints where nobody but a log sees it: totals first and last, the worst stations, each problem once."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from batches import NAMES, called, compared, packed
from reports import example
from running import ROOT, convergence

from convergence_cli.cli.rendering import text_of
from convergence_cli.cohort.duplicates import mark_duplicates
from convergence_cli.errors import problem
from convergence_cli.gate.gates import Gates, Thresholds, judge
from convergence_cli.model.assessment import Cohort, Failure
from convergence_cli.model.language import Language
from convergence_cli.report.subjects.cohort.screen import SHOWN, SORTS, Listing, Sort
from convergence_cli.report.verdict import lines as verdict_lines
from convergence_cli.texts.width import display_width

COPIES, DAMAGED = 30, 12


@cache
def many(language: Language = "en") -> Cohort:
    """Forty stations, thirty copies of one of them, and fourteen files that could not be judged."""
    stations = [called(packed(NAMES[at % 4]), f"台{at:02}", f"in/{at:02}.xlsx") for at in range(40)]
    stations = [replace(each, packed=replace(each.packed, sha256=f"{at:064}")) for at, each in enumerate(stations)]
    stations += [called(stations[2], "台02", f"copies/{at:02}.xlsx") for at in range(COPIES)]
    stations = mark_duplicates(example("central-body").framework, stations)
    codes = ["file-damaged"] * DAMAGED + ["file-is-lock"] * 2
    failures = [Failure(file=f"bad/{at:02}.xlsx", problems=(problem(code),)) for at, code in enumerate(codes)]
    cohort = compared(*stations, *failures, language=language)
    return replace(
        cohort,
        verdict=judge(
            Gates(thresholds=Thresholds(fail_under=60.0, min_coverage=90.0)), cohort.stations, cohort.framework
        ),
    )


def printed(cohort: Cohort, width: int = 120, **listing: object) -> list[str]:
    return text_of(cohort, "never", None, None, width, listing=Listing(**listing)).splitlines()  # type: ignore[arg-type]


def listed(lines: list[str]) -> list[str]:
    """The stations of the list, by their names."""
    return [line.split()[0] for line in lines if line.startswith("  台")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_begins_and_ends_with_what_it_comes_to(language: Language) -> None:
    """Files, levels and each gate with how many stations failed it."""
    lines = printed(many(language))
    totals = lines[: lines.index("")]
    assert len(totals) == 3
    assert lines[-3:] == totals
    failed = sum(not gate.passed for gate in many().verdict.gates if gate.gate == "fail-under")
    assert str(failed) in totals[2]
    assert "fail-under" in totals[2]
    assert "min-coverage" in totals[2]


def test_the_worst_are_listed_and_the_others_counted() -> None:
    """With the file, as several have one name; all of them where that is asked for."""
    cohort = many()
    by_index = sorted(cohort.stations, key=lambda entry: entry.index.score or 0.0)
    lines = printed(cohort)
    assert listed(lines) == [entry.station for entry in by_index[:SHOWN]]
    assert f"{len(by_index) - SHOWN} more not shown; --all shows every one" in lines
    assert sum(entry.file in "\n".join(lines) for entry in by_index[:SHOWN]) == SHOWN
    assert len(listed(printed(cohort, top=None))) == len(by_index)
    assert listed(printed(cohort, top=0)) == []


def test_a_file_stands_beside_its_station_only_where_names_are_not_enough() -> None:
    cohort = compared(*(packed(name) for name in NAMES), language="en")
    assert "File" not in "".join(printed(cohort))


def test_only_those_that_failed() -> None:
    cohort = many()
    failed = {gate.station for gate in cohort.verdict.gates if not gate.passed}
    shown = listed(printed(cohort, top=None, only_failed=True))
    assert set(shown) == failed
    assert len(shown) < len(cohort.stations)


@pytest.mark.parametrize("sort", SORTS)
def test_they_stand_in_the_order_that_was_asked_for(sort: Sort) -> None:
    cohort = many()
    assert cohort.overview is not None
    found = {entry.file: entry for entry in cohort.stations}
    ranks = {
        entry.file: place.rank or 999
        for entry, place in zip(cohort.stations, cohort.overview.ranking.places, strict=True)
    }
    keys = {
        "index": lambda file: found[file].index.score or 0.0,
        "rank": lambda file: ranks[file],
        "name": lambda file: found[file].station,
        "file": lambda file: file,
        "red-lines": lambda file: -list(found[file].not_kept.values()).count("missed"),
    }
    text = printed(cohort, 160, top=None, sort=sort)
    files = [word for line in text[: text.index("")] + text for word in line.split() if word in found]
    ordered = [keys[sort](file) for file in files[: len(found)]]  # type: ignore[no-untyped-call]
    assert len(ordered) == len(found)
    assert all(one <= other for one, other in pairwise(ordered))


def test_copies_of_one_station_are_one_line_and_so_is_what_many_files_have() -> None:
    """With how many they are and the first of them; a few of a kind keep their own words."""
    lines = printed(many(), 400)
    (copies,) = (line for line in lines if "[workbook-twice]" in line)
    assert copies.startswith(f"  {COPIES + 1} files ")
    assert copies.endswith("in/02.xlsx, copies/00.xlsx, copies/01.xlsx, copies/02.xlsx, copies/03.xlsx, …")
    (damaged,) = (line for line in lines if "[file-damaged]" in line)
    assert damaged.startswith(f"  {DAMAGED} files ")
    assert sum("[file-is-lock]" in line for line in lines) == 2
    assert f"Could not be judged: {DAMAGED + 2} files" in lines
    every = printed(many(), 400, top=None)
    assert sum("[file-damaged]" in line for line in every) == DAMAGED


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_its_reader_has_room(width: int) -> None:
    assert max(map(display_width, printed(many("zh"), width))) <= width


def test_the_log_of_gates_names_twenty_stations() -> None:
    lines = list(verdict_lines(many().verdict, "en"))
    failed = len({(gate.station, gate.file) for gate in many().verdict.gates if not gate.passed})
    assert failed > 20
    assert sum(line.startswith("gates failed: ") for line in lines) == 20
    assert f"{failed - 20} more stations failed: see the report" in lines


def test_a_pipe_is_a_hundred_and_twenty_columns_wide_unless_it_says_otherwise() -> None:
    """The list of a batch; and an order that there is not is refused."""
    words = ("batch", ROOT / "examples" / "typical-city.xlsx", ROOT / "examples" / "broken.xlsx", "--lang", "en")
    wide, narrow = (convergence(*words, COLUMNS=columns).stdout for columns in ("", "60"))
    widths = [max(map(display_width, text.splitlines())) for text in (wide, narrow)]
    assert 80 < widths[0] <= 120
    assert widths[1] <= 60
    for words, code in ((("--sort", "colour"), "option-value"), (("--only-failed",), "option-needs")):
        run = convergence("batch", ROOT / "examples", *words, "--lang", "en")
        assert (run.returncode, f"error[{code}]" in run.stderr) == (2, True)
