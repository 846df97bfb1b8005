"""Every report, format and language on museums that hold every kind of cell, word for word.

After a wanted change: `pytest tests/test_goldens.py --update-goldens`, and read the diff. What the shipped examples
add to this is held by `test_examples.py` (their content, once) and by the rules of `test_same_content.py`
and `test_gaps_told.py`.
"""

import pytest
from conftest import GOLDEN
from content import KEPT
from museums import REPORTS
from shown import as_text

from convergence_cli.model.language import Language

CASES = [(report, form) for report, (_, forms) in REPORTS.items() for form in forms]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("report", "form"), CASES)
def test_the_report_says_what_the_golden_file_says(
    report: str, form: str, language: Language, request: pytest.FixtureRequest
) -> None:
    make, _ = REPORTS[report]
    found = as_text(form, make(language, form))
    golden = GOLDEN / f"{report}.{language}.{form}.txt"
    if request.config.getoption("--update-goldens"):
        golden.write_bytes(found.encode())
    assert found == golden.read_bytes().decode()


def test_golden_files_stay_few_enough_to_be_read() -> None:
    """A difference that nobody reads guards nothing: what is said often is held once, and by a rule."""
    assert sum(path.stat().st_size for path in GOLDEN.iterdir()) < 2_000_000


def test_every_golden_file_is_read_by_a_test() -> None:
    """None is left over from a report, a format or an example that is gone."""
    known = {f"{report}.{language}.{form}.txt" for report, form in CASES for language in ("zh", "en")}
    assert {path.name for path in GOLDEN.iterdir()} == known | KEPT


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("report", [name for name, (_, forms) in REPORTS.items() if "markdown" in forms])
def test_no_two_sections_of_a_report_have_one_title(report: str, language: Language) -> None:
    """Whoever is sent to “Indicators” finds one."""
    made = REPORTS[report][0](language, "markdown").decode()
    titles = [line for line in made.splitlines() if line.startswith("## ")]
    assert titles
    assert sorted({title for title in titles if titles.count(title) > 1}) == []
