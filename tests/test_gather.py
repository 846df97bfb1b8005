"""What came of all submissions becomes one cohort: in the order of the submissions, with what only all of them show."""

from collections.abc import Mapping
from dataclasses import replace

from running import ROOT

from convergence_cli.cohort.gather import Gathered, first_language, gather
from convergence_cli.cohort.submission import Done, Submission
from convergence_cli.errors import Problem, problem
from convergence_cli.model.assessment import Failure
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.standing import Packed, Standing, pack
from convergence_cli.questionnaire.read import read
from convergence_cli.scoring.engine import assess

_PACKED: dict[str, Packed] = {}


def station(framework: Framework, file: str, **changed: object) -> Done:
    """A station that was judged; what is named is said otherwise, profile questions among it."""
    if framework.sha256 not in _PACKED:
        workbook = ROOT / "examples" / "county-centre.xlsx"
        _PACKED[framework.sha256] = pack(assess(framework, read(workbook, framework), steps=False), "")
    packed = _PACKED[framework.sha256]
    fields = {name: changed.pop(name) for name in ("station", "sha256") if name in changed}
    return Done(entry=replace(packed, file=file, profile=packed.profile | changed, **fields), language="zh")  # type: ignore[arg-type]


def failed(file: str, code: str, language: Language | None = None) -> Done:
    return Done(entry=Failure(file=file, problems=(problem(code),)), language=language)


def gathered(framework: Framework, *done: Done, **attributes: Mapping[str, str]) -> Gathered:
    """All of them, found in a folder; `attributes` are what the list says, by the file's stem."""
    submissions = [
        Submission(
            path=one.entry.file, file=one.entry.file, named=False, attributes=attributes.get(one.entry.file[:1], {})
        )
        for one in done
    ]
    return gather(framework, "zh", submissions, dict(reversed(list(enumerate(done)))))


def remarks(found: Gathered) -> dict[str, list[tuple[str, dict[str, object]]]]:
    """File -> the codes and values of what was said of it beside others."""

    def said(item: Problem) -> tuple[str, dict[str, object]]:
        return item.code, dict(item.values)

    return {
        item.file: [said(remark) for remark in item.remarks]
        for item in found.cohort.stations
        if isinstance(item, Standing)
    }


def test_the_order_is_that_of_the_submissions(framework: Framework) -> None:
    """Whoever finished first; failures stand among the stations."""
    done = (station(framework, "a.xlsx", name="甲"), failed("b.xlsx", "file-empty"), station(framework, "c.xlsx"))
    assert [entry.file for entry in gathered(framework, *done).cohort.entries] == ["a.xlsx", "b.xlsx", "c.xlsx"]


def test_a_workbook_that_came_twice_is_said_of_both(framework: Framework) -> None:
    """With the other's path, and only once: that it is the same station is said already."""
    found = gathered(framework, station(framework, "a.xlsx"), station(framework, "b.xlsx"))
    assert remarks(found) == {
        "a.xlsx": [("workbook-twice", {"others": "b.xlsx"})],
        "b.xlsx": [("workbook-twice", {"others": "a.xlsx"})],
    }
    assert all(item.problems[-1].code == "workbook-twice" for item in found.cohort.stations)


def test_a_station_that_came_twice_is_said_of_both(framework: Framework) -> None:
    """Two drafts: by name, level and province, however the name is spaced; both are kept."""
    found = gathered(
        framework,
        station(framework, "a.xlsx", sha256="1", station="云桥县融媒体中心"),
        station(framework, "b.xlsx", sha256="2", station=" 云桥县  融媒体中心"),
        station(framework, "c.xlsx", sha256="3", station="云桥县融媒体中心", province="别省"),
        station(framework, "d.xlsx", sha256="4", station="云桥县融媒体中心", level="municipal"),
    )
    assert {file: [code for code, _ in said] for file, said in remarks(found).items()} == {
        "a.xlsx": ["station-twice"],
        "b.xlsx": ["station-twice"],
        "c.xlsx": [],
        "d.xlsx": [],
    }
    assert remarks(found)["b.xlsx"][0][1]["others"] == "a.xlsx"


def test_of_several_years_of_a_station_the_latest_counts(framework: Framework) -> None:
    """The others are its history, and named; where a year is not said, nothing is put aside."""
    found = gathered(
        framework,
        station(framework, "a.xlsx", sha256="1", period=2024.0),
        station(framework, "b.xlsx", sha256="2", period=2025.0),
        station(framework, "c.xlsx", sha256="3", period=2025.0, level="municipal"),
        station(framework, "d.xlsx", sha256="4", period=2023.0),
        failed("e.xlsx", "file-empty"),
    )
    assert [entry.file for entry in found.cohort.entries] == ["b.xlsx", "c.xlsx", "e.xlsx"]
    assert found.earlier == ("a.xlsx", "d.xlsx")
    assert remarks(found)["b.xlsx"] == [("station-earlier-years", {"others": ("a.xlsx、d.xlsx", "a.xlsx, d.xlsx")})]
    assert remarks(found)["c.xlsx"] == []


def test_what_the_list_says_is_held_against_the_workbook(framework: Framework) -> None:
    """A wrong file in a line of the list shows; what the workbook leaves blank, or says in other spaces, does not."""
    told = {"level": "municipal", "period": "2024", "province": " 浙江 省", "staff": "12", "region": "east"}
    done = station(framework, "a.xlsx", level="county", period=2025.0, province="浙江省", staff=None)
    found = gathered(framework, done, a=told)
    assert [(code, values["listed"], values["found"]) for code, values in remarks(found)["a.xlsx"]] == [
        ("manifest-differs", ("市级", "Municipal"), ("县级", "County")),
        ("manifest-differs", "2024", "2025"),
    ]
    (standing,) = found.cohort.stations
    assert isinstance(standing, Standing)
    assert dict(standing.attributes) == told


def test_reports_of_ours_are_neither_judged_nor_at_fault(framework: Framework) -> None:
    """Where they lay in a folder; one that was named is a failure like any other."""
    report = failed("b.xlsx", "file-is-report")
    found = gathered(framework, station(framework, "a.xlsx"), report)
    assert (len(found.cohort.stations), found.cohort.failures, found.reports) == (1, (), ("b.xlsx",))
    named = gather(framework, "zh", [Submission(path="b.xlsx", file="b.xlsx")], {0: report})
    assert [failure.file for failure in named.cohort.failures] == ["b.xlsx"]
    assert named.reports == ()


def test_the_language_is_that_of_the_first_workbook_that_has_one(framework: Framework) -> None:
    """In the order of the submissions."""
    done = {2: failed("c.xlsx", "profile-missing", "en"), 0: failed("a.xlsx", "file-empty"), 1: station(framework, "b")}
    assert first_language(done) == "zh"
    assert first_language({0: done[0]}) is None


def test_what_was_not_done_is_left_out(framework: Framework) -> None:
    """A run that was interrupted has some of the submissions."""
    submissions = [Submission(path="a.xlsx", file="a.xlsx"), Submission(path="b.xlsx", file="b.xlsx")]
    assert [
        entry.file for entry in gather(framework, "zh", submissions, {1: failed("b.xlsx", "x")}).cohort.entries
    ] == ["b.xlsx"]
