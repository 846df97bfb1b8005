"""Evidence that was looked for in a folder, in words; every report says it so."""

from collections import Counter

from convergence_cli.model.assessment import Assessment
from convergence_cli.model.evidence import NOT_FILES, EvidenceFile
from convergence_cli.model.language import Language
from convergence_cli.texts import say

_SHOWN_DIGITS = 12


def evidence_sum(looked: tuple[EvidenceFile, ...], language: Language) -> str:
    """How many files were named and found, and how much was named that is no file."""
    counts = Counter(item.state for item in looked)
    facts = {"found": counts["found"], "links": counts["link"], "documents": counts["document"]}
    files = len(looked) - counts["link"] - counts["document"]
    return say(language, "evidence.sum", files=files, **facts)


def files_of(judged: Assessment, indicator: str) -> tuple[EvidenceFile, ...]:
    """The files that the answer to one indicator names."""
    return tuple(item for item in judged.evidence or () if item.indicator == indicator and item.state not in NOT_FILES)


def file_words(item: EvidenceFile, language: Language) -> str:
    """A file as it was named and what became of it, with the beginning of its sha256."""
    if item.sha256:
        state = say(language, "evidence.found-as", digits=item.sha256[:_SHOWN_DIGITS])
    else:
        state = say(language, f"evidence.{item.state}")
    return say(language, "evidence.file", named=item.named, state=state)
