"""From a template to a page: what every template may say, and how text from outside is made harmless.

Every value is escaped for HTML by the template engine. What HTML has no escape for is replaced before: control
characters, which no parser accepts, and the characters that turn the direction of the text after them.
"""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from markupsafe import Markup, escape

from convergence_cli import __version__, policy
from convergence_cli.model.assessment import OUTCOMES, Cohort
from convergence_cli.model.display import printed
from convergence_cli.model.language import Language
from convergence_cli.model.question import Text
from convergence_cli.report import figures
from convergence_cli.report.page.drawing import at
from convergence_cli.report.verdict import audit, gate_words
from convergence_cli.texts import say

_TEMPLATES = Path(__file__).parent / "templates"
_TEXTS_AT_ONCE = 2_000
# Marks of direction (U+200E, U+200F, U+061C) stay: Uyghur and Arabic names need them, and <bdi> confines them.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


def harmless(text: str) -> str:
    """Text without the characters for which HTML has no escape, its line ends as one character."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def clip(text: str, most: int) -> str:
    """The beginning of a text, where it is longer than `most` characters."""
    return text if len(text) <= most else text[: most - 1] + "…"


def safe(text: str) -> str:
    """Text as HTML that says it and does nothing else."""
    return str(escape(harmless(text)))


def given(text: str, most: int = 240) -> str:
    """Text that came from outside, as HTML: its direction confined, a long one folded."""
    if len(text) <= most:
        return f"<bdi>{safe(text)}</bdi>"
    begins, whole = safe(clip(text, 120)), safe(text)
    return f'<details class="long"><summary><bdi>{begins}</bdi></summary><bdi class="whole">{whole}</bdi></details>'


def fill(template: str, cohort: Cohort, facts: Mapping[str, object]) -> str:
    """The page that a template makes of a cohort and of the facts that were prepared for it."""
    return "".join(filled(template, cohort, facts))


def filled(template: str, cohort: Cohort, facts: Mapping[str, object]) -> Iterator[str]:
    """The same in pieces: of thousands of stations some lines at a time."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    def shown(item: object) -> object:
        return harmless(item) if isinstance(item, str) and not isinstance(item, Markup) else item

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(_filters(cohort.language))
    environment.globals.update(_common(cohort))
    stream = environment.get_template(template).stream(**facts)
    stream.enable_buffering(_TEXTS_AT_ONCE)
    return iter(stream)


def _filters(language: Language) -> dict[str, Callable[..., object]]:
    """How templates print numbers and texts."""

    def said(text: Text | None) -> str:
        return text.in_(language) if text else ""

    def folded(text: str, most: int = 240) -> Markup:
        return Markup(given(text, most))  # noqa: S704 - it is escaped there

    names = ("score", "loss", "share", "marks")
    numbers = {name: getattr(figures, name) for name in names}
    return {**numbers, "printed": printed, "said": said, "at": at, "clip": clip, "given": folded}


def _common(cohort: Cohort) -> dict[str, object]:
    """What every template may ask for: words, the framework, and the frame of the page."""
    style, script = (_TEMPLATES.joinpath(name).read_text("utf-8") for name in ("style.css", "script.js"))
    language = cohort.language

    def word(key: str, **values: object) -> str:
        return say(language, key if "." in key else f"page.{key}", **values)

    return {
        "word": word,
        "framework": cohort.framework,
        "source": policy.source_line(cohort.framework, cohort.language),
        "above": policy.eyebrow(cohort.framework, cohort.language),
        "language": language,
        "version": __version__,
        "outcomes": OUTCOMES,
        "scale": figures.scale(),
        "gates": cohort.verdict.gates,
        "gate_words": partial(gate_words, language=cohort.language),
        "waivers": audit(cohort.verdict, cohort.language),
        "style": style,
        "script": script,
        "policy": f"default-src 'none'; style-src {_fingerprint(style)}; script-src {_fingerprint(script)}; "
        "base-uri 'none'; form-action 'none'",
    }


def _fingerprint(text: str) -> str:
    """An inline style or script as a content security policy names it."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
