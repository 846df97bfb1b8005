"""A document as Markdown: for an issue, a pull request, or the summary of a CI job."""

from convergence_cli.report.document import Document
from convergence_cli.report.marked import safe, section_blocks


def render(document: Document) -> str:
    """The whole document, each section under its heading."""
    blocks = [f"# {safe(document.heading)}"]
    for section in document.on("paper"):
        blocks += section_blocks(section, "#" * (1 + section.depth))
    return "\n\n".join(blocks) + "\n"
