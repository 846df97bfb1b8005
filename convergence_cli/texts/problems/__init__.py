"""Every code, in one catalogue: `code` what is wrong, `code/hint` what to do, `code/title` its name, `code/why`
what it means and why it is so. One file for each kind of thing that can be at fault.
"""

from convergence_cli.texts.problems import (
    answers,
    archive,
    batch,
    cells,
    compare,
    evidence,
    files,
    gates,
    horizons,
    inputs,
    options,
    overlays,
    plans,
    reports,
    review,
    rubrics,
    sight,
    usage,
    workbook,
)

WORDS: dict[str, tuple[str, str]] = {
    code: words
    for catalogue in (
        *(usage, options, overlays, gates, rubrics, cells, horizons, inputs, files, workbook, sight, answers),
        *(batch, archive, compare, evidence, review, reports, plans),
    )
    for code, words in catalogue.WORDS.items()
}
