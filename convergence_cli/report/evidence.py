"""Evidence that was looked for in a folder, in words; every report says it so."""

from collections import Counter
from dataclasses import replace

from convergence_cli.model.assessment import Assessment, Result
from convergence_cli.model.evidence import EvidenceFile, EvidenceStage, Staged
from convergence_cli.model.framework import Framework, Indicator
from convergence_cli.model.language import Language
from convergence_cli.model.questionnaire import Answer
from convergence_cli.questionnaire.layout import letters_of
from convergence_cli.report.document import Column, Paragraph, Row, Section, Table
from convergence_cli.texts import say

_SHOWN_DIGITS = 12


def evidence_sum(looked: tuple[EvidenceFile, ...], language: Language) -> str:
    """How many files were named and found, and how much was named that is no file."""
    counts = Counter(item.state for item in looked)
    facts = {"found": counts["found"], "links": counts["link"], "documents": counts["document"]}
    files = len(looked) - counts["link"] - counts["document"]
    return say(language, "evidence.sum", files=files, **facts)


def file_words(item: EvidenceFile, language: Language) -> str:
    """A file as it was named and what became of it, with the beginning of its sha256."""
    if item.sha256:
        state = say(language, "evidence.found-as", digits=item.sha256[:_SHOWN_DIGITS])
    else:
        state = say(language, f"evidence.{item.state}")
    return say(language, "evidence.file", named=item.named, state=state)


# --- how far it goes --------------------------------------------------------------------------------


def evidence_words(framework: Framework, item: Indicator, answer: Answer | None, language: Language) -> str:
    """What an answer names as evidence; option by option, each by its letter, and what is ticked without any."""
    if answer is None:
        return ""
    if not item.evidence.per_option:
        return answer.evidence
    ticked = answer.value if isinstance(answer.value, tuple) else ()
    named = {each.option: each.evidence for each in answer.option_evidence}
    none = say(language, "lists.none-named")
    lines = [
        say(language, "evidence.of-option", letter=letter, named=named.get(option, none))
        for option, letter in letters_of(framework.options(item)).items()
        if option in named or option in ticked
    ]
    return "\n".join((answer.evidence, *lines) if answer.evidence else lines)


def lacking(judged: Assessment, language: Language) -> tuple[str, ...]:
    """How many answers have no evidence, and how many have it for some of their options: a sentence each, if any."""
    missing = [result for result in judged.results if result.evidence_missing]
    partly = sum(result.evidenced is not None for result in missing)
    counts = (("evidence-missing", len(missing) - partly), ("evidence-partly", partly))
    return tuple(say(language, f"station.{key}", count=count) for key, count in counts if count)


def options_lacking(framework: Framework, item: Indicator, result: Result) -> str:
    """The letters of ticked options without evidence of their own; empty where evidence is of the whole answer."""
    if not item.evidence.per_option or not isinstance(result.value, tuple):
        return ""
    named = result.answer.options_proven if result.answer else frozenset[str]()
    letters = letters_of(framework.options(item)).items()
    return "".join(letter for option, letter in letters if option in result.value and option not in named)


def stage_word(stage: EvidenceStage | None, language: Language) -> str:
    """A stage by its name; empty for none."""
    return say(language, f"evidence.stage-{stage}") if stage else ""


def stage_table(stages: tuple[Staged, ...], language: Language) -> Table:
    """Every stage with its answers and the index by them."""

    def word(key: str) -> str:
        return say(language, f"evidence.{key}")

    columns = (
        Column(title=word("stage"), width=26, share=18),
        Column(title=word("answers"), kind="count", width=44, share=12),
        Column(title=word("of"), kind="count", width=13, share=10),
        Column(title=say(language, "terms.index"), kind="score", width=13, share=12),
        Column(title=word("meaning"), width=26, share=48, across=2),
    )
    rows = (
        (stage_word(each.stage, language), each.answers, each.of, each.score, word(f"means-{each.stage}"))
        for each in stages
    )
    return Table(columns=columns, rows=tuple(Row(cells=cells) for cells in rows), title=word("stages"))


def sections(judged: Assessment, language: Language, depth: int = 1) -> tuple[Section, ...]:
    """On paper, where somebody looked: how many files were found, and how far the evidence goes."""
    if judged.evidence is None or judged.backing is None:
        return ()
    blocks = (
        Paragraph(text=evidence_sum(judged.evidence, language)),
        Paragraph(text=say(language, "evidence.about-stages")),
        replace(stage_table(judged.backing.stages, language), title=""),
    )
    section = Section(title=say(language, "evidence.stages"), blocks=blocks, where="paper", depth=depth)
    return (section.on("paper"),)
