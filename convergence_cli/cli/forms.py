"""Questionnaires that are to be written: one form, or one for each department."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from convergence_cli.cli.targets import Target, check_targets
from convergence_cli.errors import ConfigError, ExportError, problem
from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answered
from convergence_cli.questionnaire.carry import Carried
from convergence_cli.questionnaire.departments import Part, parts
from convergence_cli.value import value


@value
class Form:
    """All that a form is made of; see `write_template`."""

    framework: Framework
    language: Language
    known: Mapping[str, Answered]
    chapter: str | None = None
    carried: Carried | None = None
    targets: bool = False
    part: Part | None = None
    due: str | None = None

    def made(self) -> bytes:
        """The workbook."""
        from convergence_cli.questionnaire.template import write_template

        return write_template(
            self.framework,
            self.language,
            self.known,
            self.chapter,
            self.carried,
            targets=self.targets,
            part=self.part,
            due=self.due,
        )

    @property
    def parts(self) -> tuple["Form", ...]:
        """The form of each department."""
        from convergence_cli.questionnaire.template import asked

        items = asked(self.framework, self.known, self.chapter)
        return tuple(replace(self, part=part) for part in parts(self.framework, items))


def write_parts(target: Target, form: Form, sources: Sequence[Path], *, quiet: bool) -> None:
    """Write the form of each department into the folder `target`, under the department's name.

    Raises ConfigError, before any is written, for every reason against one of them, or ExportError.
    """
    from convergence_cli.cli.writing import write_all
    from convergence_cli.cohort.report_names import report_names

    if "who" not in form.framework.says:
        raise ConfigError(problem("no-departments", found=form.framework.id))
    each = form.parts
    # A name with a slash or a point is no path, and has no suffix yet.
    titles = [part.part.who.in_(form.language) for part in each if part.part is not None]
    names = report_names([title.replace("/", "_") + ".xlsx" for title in titles], ".xlsx")
    targets = [replace(target, path=target.path / name) for name in names]
    try:
        target.path.mkdir(exist_ok=True)
    except OSError as error:
        raise ExportError(problem("export-failed", found=error.strerror or type(error).__name__)) from error
    check_targets(targets, sources)
    write_all(zip(targets, (part.made for part in each), strict=True), form.language, quiet=quiet)
