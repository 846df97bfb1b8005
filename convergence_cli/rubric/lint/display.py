"""The scale that scores are printed on: it rises, in whole units of its last decimal, and not too many of them."""

from collections.abc import Iterator

from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import MOST_DECIMALS
from convergence_cli.model.numbers import LAST_BITS
from convergence_cli.rubric.lint.fault import FRAMEWORK_FILE, Fault, fault

MOST_UNITS = 100_000
"""More would tell apart what no questionnaire measures, and ranks are counted by units."""


def lint_display(framework: Framework) -> Iterator[Fault]:
    """Rules of `display`."""
    display = framework.display
    if not 0 <= display.decimals <= MOST_DECIMALS:
        bounds = f"0 - {MOST_DECIMALS}"
        yield fault(
            FRAMEWORK_FILE, ("display", "decimals"), "display-decimals", found=str(display.decimals), bounds=bounds
        )
        return
    if display.from_ >= display.to:
        yield fault(
            FRAMEWORK_FILE, ("display", "to"), "display-not-rising", from_=f"{display.from_:g}", to=f"{display.to:g}"
        )
        return
    ends = (display.from_ * 10**display.decimals, display.to * 10**display.decimals)
    if any(abs(end - round(end)) > LAST_BITS for end in ends):
        yield fault(FRAMEWORK_FILE, ("display",), "display-not-whole", decimals=str(display.decimals))
    elif display.full > MOST_UNITS:
        found = {"found": f"{display.full:,}", "bound": f"{MOST_UNITS:,}"}
        yield fault(FRAMEWORK_FILE, ("display",), "display-too-fine", **found)
