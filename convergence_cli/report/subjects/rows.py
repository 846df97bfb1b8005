"""What a question in SQL found: a table as it is, without a word of ours."""

from collections.abc import Sequence

from convergence_cli.model.framework import Framework
from convergence_cli.model.language import Language
from convergence_cli.report.document import Column, Document, Row, Section, Table

Content = str | float | None


def document(
    columns: Sequence[str], rows: Sequence[Sequence[Content]], framework: Framework, language: Language
) -> Document:
    """The rows under the names of their columns; a number has as many digits as it needs, up to 15."""
    kinds = [any(isinstance(row[at], str) for row in rows) for at in range(len(columns))]
    titled = (
        Column(title=name, kind="text" if is_text else "middle", share=1, in_list=True)
        for name, is_text in zip(columns, kinds, strict=True)
    )
    table = Table(columns=tuple(titled), rows=tuple(Row(cells=tuple(map(_said, row))) for row in rows), is_list=True)
    return Document(framework=framework, language=language, sections=(Section(title="", blocks=(table,)),))


def _said(content: Content) -> str:
    if content is None:
        return ""
    # A line break in a name would begin a row that is none.
    return " ".join(content.splitlines()) if isinstance(content, str) else f"{content:.15g}"
