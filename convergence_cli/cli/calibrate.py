"""`convergence rubrics calibrate`: thresholds from what the stations of a province answer."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from convergence_cli.cli.bounds import bounded
from convergence_cli.cli.declaring import argument, declared, formatted
from convergence_cli.cli.options import BY_DEFAULT, Debug, Lang, Overwrite, Quiet, Rubrics
from convergence_cli.cli.output import show_as
from convergence_cli.errors import ConfigError, WorkbookError, problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from convergence_cli.calibration.overlay import Origin
    from convergence_cli.calibration.proposal import Shares
    from convergence_cli.model.framework import Framework
    from convergence_cli.model.language import Language
    from convergence_cli.model.questionnaire import Answered, Questionnaire
    from convergence_cli.questionnaire.bounds import Bounds
    from convergence_cli.report.subjects.calibration import Calibration

_FORMATS = ("text", "markdown")


@bounded
def calibrate(
    places: Annotated[list[str], argument("places", "DIR|GLOB|FILE...")],
    level: Annotated[str | None, declared("level", "LEVEL")] = None,
    profile: Annotated[list[str] | None, declared("profile", "QUESTION=VALUE", text="profile-kind")] = None,
    zero: Annotated[str, declared("zero", "pN")] = "p10",
    met: Annotated[str, declared("met", "pN")] = "p50",
    full: Annotated[str, declared("full", "pN")] = "p80",
    out: Annotated[Path | None, declared("output", "FOLDER", short="-o", text="folder")] = None,
    format_: Annotated[str, formatted(_FORMATS)] = "text",
    rubrics: Rubrics = BY_DEFAULT,
    lang: Lang = None,
    overwrite: Overwrite = False,
    quiet: Quiet = False,
    debug: Debug = False,
    *,
    bounds: "Bounds",
) -> None:
    from convergence_cli.calibration.overlay import FILE
    from convergence_cli.cli.folders import check_parent, write_folder
    from convergence_cli.cli.loading import framework_of, language_of
    from convergence_cli.cli.names import profile_of
    from convergence_cli.cli.targets import Target
    from convergence_cli.files import real
    from convergence_cli.questionnaire.known import known_profile
    from convergence_cli.rubric.load import find
    from convergence_cli.rubric.scaffold import extended, overlay_id

    shares = _shares(zero, met, full)
    if out is not None:
        check_parent(out)
    framework = framework_of(rubrics, lang)
    language = language_of(lang, None, framework.languages)
    kind = known_profile(profile_of(framework, level, profile), framework)
    folder = Path() if out is None else out
    name, named = overlay_id(real(folder).name, framework), extended(find(rubrics[-1]), folder)
    calibration = _calibration(places, framework, kind, shares, bounds, named, name)
    show_as(format_, _rendered(calibration, format_, language))
    if out is not None:
        target = Target(path=out, kind=None, overwrite=overwrite)
        write_folder(target, {FILE: calibration.made.text}, language, quiet=quiet)


def _shares(*given: str) -> "Shares":
    """The three percentiles, in order; raises ConfigError."""
    import re

    from convergence_cli.calibration.proposal import Shares

    found = []
    for option, text in zip(("--zero", "--met", "--full"), given, strict=True):
        match = re.fullmatch(r"[pP]([0-9]|[1-9][0-9]|100)", text.strip())
        if match is None:
            raise ConfigError(problem("option-value", option=option, found=text, known="p0-p100"))
        found.append(int(match[1]))
    zero, met, full = found
    if not zero < met < full:
        known = "--zero < --met < --full"
        raise ConfigError(problem("option-value", option="--met", found=" ".join(given), known=known))
    return Shares(zero=zero, met=met, full=full)


def _calibration(
    places: list[str],
    framework: "Framework",
    kind: "Mapping[str, Answered]",
    shares: "Shares",
    bounds: "Bounds",
    named: str,
    name: str,
) -> "Calibration":
    from convergence_cli.calibration.answers import answers
    from convergence_cli.calibration.overlay import calibrated
    from convergence_cli.calibration.proposal import Proposal, propose
    from convergence_cli.report.figures import limit
    from convergence_cli.report.subjects.calibration import Calibration, Change
    from convergence_cli.scoring.engine import Scored, score

    stations, others = _stations(places, framework, kind, bounds)
    scored = [score(framework, each) for each in stations]
    found = propose(framework, answers(framework, scored, kind), shares, kind)
    origin = _origin(stations, kind, shares)
    made = calibrated(framework, name, named, (each for each in found if isinstance(each, Proposal)), origin, limit)

    def standing(each: Scored) -> tuple[float | None, str | None]:
        return each.nodes["index"].score, each.level

    changes = tuple(
        Change(station=before.station, before=standing(before), after=standing(score(made.framework, each)))
        for before, each in zip(scored, stations, strict=True)
    )
    return Calibration(framework=framework, origin=origin, others=others, found=found, made=made, changes=changes)


def _stations(
    places: list[str], framework: "Framework", kind: "Mapping[str, Answered]", bounds: "Bounds"
) -> "tuple[list[Questionnaire], int]":
    """The latest questionnaire of each station of a kind, by name, and how many files were left out."""
    from convergence_cli.cohort.discover import discover
    from convergence_cli.questionnaire.read import read

    latest: dict[str, Questionnaire] = {}
    files = discover(places).submissions
    for file in files:
        try:
            found = read(Path(file.path), framework, bounds)
        except WorkbookError:
            continue
        known = {question: answer.value for question, answer in found.profile.items()}
        if any(known.get(question) != answer for question, answer in kind.items()):
            continue
        station = str(known[framework.name_question])
        if station not in latest or _period(latest[station]) < _period(found):
            latest[station] = found
    return [latest[station] for station in sorted(latest)], len(files) - len(latest)


def _period(questionnaire: "Questionnaire") -> int:
    """The year assessed; 0 where the framework does not ask."""
    from convergence_cli.model.kind import year_assessed

    return int(year_assessed(questionnaire.station) or 0)


def _origin(stations: "list[Questionnaire]", kind: "Mapping[str, Answered]", shares: "Shares") -> "Origin":
    from convergence_cli.calibration.overlay import Origin

    years = sorted({year for year in map(_period, stations) if year})
    period = "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return Origin(kind=kind, period=period, shares=shares)


def _rendered(calibration: "Calibration", format_: str, language: "Language") -> str:
    from convergence_cli.report.formats import markdown, text
    from convergence_cli.report.subjects.calibration import document

    made = document(calibration, language)
    return markdown.render(made) if format_ == "markdown" else text.render(made, text.Look())
