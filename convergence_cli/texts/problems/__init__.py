"""Every code, in one catalogue: `code` what is wrong, `code/hint` what to do, `code/title` its name, `code/why`
what it means and why it is so. One file for each kind of thing that can be at fault.
"""

from convergence_cli.texts.problems import answers, files, options, overlays, rubrics, workbook

WORDS: dict[str, tuple[str, str]] = (
    options.WORDS | rubrics.WORDS | overlays.WORDS | files.WORDS | workbook.WORDS | answers.WORDS
)
