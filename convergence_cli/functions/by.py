"""`by`: one profile question, and a function for each of its options; it decides which function, and scores nothing."""

from collections.abc import Iterator, Mapping

from convergence_cli.functions.function import Found
from convergence_cli.model.score import Score


def each(score: Score) -> Iterator[tuple[tuple[str, ...], Score]]:
    """Every function with its path below `score`: itself, or that of each option."""
    if score.by is None:
        yield (), score
    for question, functions in (score.by or {}).items():
        yield from ((("by", question, option), own) for option, own in functions.items())


def own(score: Score, profile: Mapping[str, object]) -> Score | None:
    """The function that holds for a station, itself never a `by`; None where it has none for such a station."""
    for question, functions in (score.by or {}).items():
        return functions.get(str(profile.get(question)))
    return score


def function_for(score: Score, profile: Mapping[str, object]) -> Score:
    """The function that holds for a station in scope: lint has proved that there is one."""
    found = own(score, profile)
    if found is None:
        raise LookupError(f"no function for this station among {list(score.by or ())}")
    return found


def lint(by: dict[str, dict[str, Score]]) -> Iterator[Found]:
    """One question, and no `by` within another."""
    if len(by) != 1:
        yield "by-not-one", (), {"found": ", ".join(by)}
        return
    for question, functions in by.items():
        for option, function in functions.items():
            if function.by is not None:
                yield "by-not-one", (question, option), {"found": "by"}
