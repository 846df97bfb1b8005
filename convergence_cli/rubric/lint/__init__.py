"""What the types cannot say: references that resolve, bands in order, clauses covered, nothing without effect.

Each rule yields faults at a path in a file; line and column are looked up once, at the end, for the files
that have any. Scoring relies on every error here: it does not check again.
"""

from dataclasses import replace

from convergence_cli.errors import Problem, problem
from convergence_cli.model.expression import Expression
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.lint.asked import lint_asked
from convergence_cli.rubric.lint.cells import lint_cells
from convergence_cli.rubric.lint.changes import lint_changes
from convergence_cli.rubric.lint.display import lint_display
from convergence_cli.rubric.lint.expressions import lint_expressions
from convergence_cli.rubric.lint.fault import Fault
from convergence_cli.rubric.lint.identity import lint_identity
from convergence_cli.rubric.lint.languages import lint_texts, lint_words, spoken
from convergence_cli.rubric.lint.levels import lint_levels
from convergence_cli.rubric.lint.measure import lint_measure
from convergence_cli.rubric.lint.obligations import lint_obligations
from convergence_cli.rubric.lint.times import lint_horizons, lint_minutes
from convergence_cli.rubric.lint.tree import lint_clauses, lint_needs, lint_tree
from convergence_cli.rubric.lint.weights import lint_weights
from convergence_cli.rubric.rows import with_rows
from convergence_cli.rubric.strict_yaml import locate


def lint(framework: Framework, stems: dict[str, str], files: dict[str, str]) -> tuple[Framework, list[Problem]]:
    """The framework, a question for each row, with its expressions parsed; every broken rule with its line and column.

    `stems` maps each measure's file to the id that stands in it.
    """
    made = with_rows(framework)
    framework, faults = faults_of(made.framework, stems)
    return framework, placed(made.written(faults), files)


def faults_of(framework: Framework, stems: dict[str, str]) -> tuple[Framework, list[Fault]]:
    """The framework with its expressions parsed and its texts in its languages, and every broken rule at its path."""
    expressions: dict[str, Expression] = {}
    faults = [
        *lint_identity(framework, stems),
        *lint_asked(framework),
        *lint_cells(framework),
        *lint_texts(framework),
        *lint_words(framework),
        *lint_tree(framework, stems),
        *lint_clauses(framework),
        *lint_display(framework),
        *lint_weights(framework),
        *lint_levels(framework, expressions),
        *lint_horizons(framework),
        *lint_minutes(framework),
        *lint_expressions(framework, expressions),
        *(found for measure in framework.measures for found in lint_measure(framework, measure)),
        *lint_needs(framework),
        *lint_changes(framework),
    ]
    if all(found.severity != "error" for found in faults):
        faults += lint_obligations(framework)
    return spoken(replace(framework, expressions=expressions)), faults


def placed(faults: list[Fault], files: dict[str, str]) -> list[Problem]:
    """Faults with line and column, in the order of the files."""
    found: list[Problem] = []
    for file, text in files.items():
        own = [item for item in faults if item.file == file]
        places = locate(text, file, [item.path for item in own]) if own else {}
        located = [problem(item.code, places[item.path], item.severity, **dict(item.values)) for item in own]
        found.extend(sorted(located, key=lambda item: (item.location.line or 0, item.location.column or 0)))
    return found
