"""The beginning of a framework or of an overlay: files that pass `rubrics check`, with comments that say what to do.

In the patterns `<<key>>` stands for a text of the catalogue: in a comment for its words in the author's language,
elsewhere for the mapping of both languages that the format wants.
"""

import json
import os
import re
from pathlib import Path

from convergence_cli.files import real
from convergence_cli.model.framework import Framework
from convergence_cli.model.keywords import KEBAB, is_like
from convergence_cli.model.language import Language
from convergence_cli.rubric.load import shipped_root
from convergence_cli.texts import say

_MARK = re.compile(r"<<([a-z-]+)>>")
_UNNAMED = "my-framework"

_FRAMEWORK = """\
# yaml-language-server: $schema=schema/framework.schema.json
# <<about-framework>>
id: {id}
version: 0.1.0
title: <<title>>
source:
  # <<about-source>>
  title: <<source-title>>
  number: "1"
  issuer: <<issuer>>
  date: 2025-01-01
missing: zero          # <<about-missing>>
aggregate: arithmetic  # <<about-aggregate>>
profile:
  # <<about-profile>>
  - {{id: name, title: <<name>>, required: true}}
  - id: size
    title: <<size>>
    type: one_of
    required: true
    options: {{small: <<small>>, large: <<large>>}}
reasons:
  # <<about-reasons>>
  not-offered: <<not-offered>>
chapters:
  # <<about-chapters>>
  - id: first
    title: <<chapter>>
    weight: 1
    because: <<only-one>>
    measures: [M01]
levels:
  # <<about-levels>>
  - {{id: L1, title: <<level-one>>, index: 40, red_lines: false}}
  - {{id: L2, title: <<level-two>>, index: 80}}
"""

_MEASURE = """\
# yaml-language-server: $schema=schema/measure.schema.json
# <<about-measure>>
id: M01
title: <<measure>>
weight: 1
because: <<only-one>>
horizon: progress      # progress, breakthrough, long-term
clauses: ["01.1", "01.2"]
not_scored:
  - clause: "01.2"
    because: <<statement>>
indicators:
  - id: M01.share      # <<about-id>>
    title: <<share>>
    clauses: ["01.1"]
    quote: "..."       # <<about-quote>>
    obligation: should # must, should, may
    weight: 1
    who: <<who>>
    ask:
      type: percent    # <<about-type>>
      question: <<share-question>>
      criteria: <<share-criteria>>
    score:             # <<about-score>>
      bands:
        - {{from: 80%, points: 100}}
        - {{from: 50%, points: 60}}
        - {{otherwise: 0}}
    target: 60         # <<about-target>>
    not_applicable: [not-offered]
    evidence: {{hint: <<evidence>>}}
    advice: [<<advice>>]
    effort: 2          # <<about-effort>>
    basis: calibrated  # <<about-basis>>
    because: <<threshold>>
  - id: M01.rule
    title: <<rule>>
    clauses: ["01.1"]
    quote: "..."
    obligation: must
    weight: 1
    red_line: {{unless: met}}  # <<about-red-line>>
    who: <<who>>
    ask: {{type: yes_no, question: <<rule-question>>}}
    score: {{expect: "yes"}}
    evidence: {{hint: <<evidence>>}}
    advice: [<<advice>>]
    effort: 1
    basis: clause
"""

_TESTS = """\
# yaml-language-server: $schema=../schema/test.schema.json
# <<about-tests>>
profile: {{size: small}}
tests:
  - name: four in five are full
    answers: {{M01.share: 80%}}
    expect: {{M01.share: {{points: 100, outcome: met}}}}
  - name: half is the middle step, and the target
    answers: {{M01.share: 50%}}
    expect: {{M01.share: {{points: 60, outcome: met}}}}
  - name: less than half earns nothing
    answers: {{M01.share: 49.9%}}
    expect: {{M01.share: {{points: 0, outcome: unmet}}}}
  - name: a rule alone, of two that weigh the same
    answers: {{M01.rule: true}}
    expect: {{M01.share: {{outcome: unanswered}}, M01.rule: {{points: 100, outcome: met}}}}
    index: 50
    level: L1
  - name: half and a rule
    like: a rule alone, of two that weigh the same
    answers: {{M01.share: 50%}}
    index: 80
    level: L2
  - name: the rule is all that is asked of those that do not offer it
    like: a rule alone, of two that weigh the same
    not_applicable: {{M01.share: not-offered}}
    index: 100
    level: L2
  - name: no rule is a missed red line
    answers: {{M01.share: 100%, M01.rule: false}}
    expect: {{M01.rule: {{points: 0, outcome: unmet}}}}
    level: L1
  - name: nothing at all
    expect: {{M01.rule: {{outcome: unanswered}}}}
"""

_OVERLAY = """\
# yaml-language-server: $schema=schema/overlay.schema.json
# <<about-overlay>>
id: {id}
version: 0.1.0
title: <<overlay-title>>
source:
  # <<about-source>>
  title: <<source-title>>
  number: "1"
  issuer: <<issuer>>
  date: 2025-01-01
extends: {base}
since: {version}  # <<about-since>>

# <<about-set>>
# set:
#   indicators:
#     - id: {indicator}
#       to: {{target: 100}}
#       because: <<because>>

# <<about-add>>
# add:
#   reasons:
#     - {{id: my-reason, text: <<not-offered>>, because: <<because>>}}

# <<about-hide>>
# hide:
#   indicators:
#     - {{id: {indicator}, relax: true, because: <<because>>}}
"""

_OVERLAY_TESTS = """\
# yaml-language-server: $schema=../schema/test.schema.json
# <<about-tests>>
tests:
  - name: what is left blank is unanswered
    expect: {{{indicator}: {{outcome: unanswered}}}}
"""


def framework_files(name: str, language: Language) -> dict[str, str]:
    """File name -> text of a small framework of its own; its id is the folder's name if that can be one."""
    facts = {"id": name if is_like(KEBAB, name) else _UNNAMED}
    patterns = {"framework.yaml": _FRAMEWORK, "M01.yaml": _MEASURE, "tests/M01.yaml": _TESTS}
    return _written(patterns, facts, language) | _schemas("framework", "measure", "test")


def overlay_files(name: str, base: Framework, named: str, language: Language) -> dict[str, str]:
    """File name -> text of an overlay on a base that `extends` calls `named`; it changes nothing yet."""
    item = next((item for item in base.indicators if not item.applies), base.indicators[0])
    facts = {
        "id": overlay_id(name, base),
        "base": json.dumps(named, ensure_ascii=False),
        "version": base.version,
        "indicator": item.id,
    }
    patterns = {"overlay.yaml": _OVERLAY, "tests/overlay.yaml": _OVERLAY_TESTS}
    return _written(patterns, facts, language) | _schemas("overlay", "test")


def overlay_id(name: str, base: Framework) -> str:
    """The id of an overlay in a folder of this name: the name, if it can be one."""
    return name if is_like(KEBAB, name) and name != base.id else f"{base.id}-overlay"


def extended(base: Path, folder: Path) -> str:
    """What an overlay in a folder calls the framework that it lies on: a shipped one by name, else from the folder."""
    if real(base).parent == real(shipped_root()):
        return base.name
    return Path(os.path.relpath(real(base), real(folder))).as_posix()


def _written(patterns: dict[str, str], facts: dict[str, str], language: Language) -> dict[str, str]:
    return {
        name: "".join(_line(line, language) for line in pattern.format(**facts).splitlines(keepends=True))
        for name, pattern in patterns.items()
    }


def _line(line: str, language: Language) -> str:
    """One line with its words: those after a `#` for the author, those before for the readers of the rubric."""
    value, hash_, comment = line.partition("# <<")
    if not value.startswith("#"):
        value = _MARK.sub(lambda found: _both(found[1]), value)
        return value + _MARK.sub(lambda found: say(language, f"scaffold.{found[1]}"), hash_ + comment)
    return _MARK.sub(lambda found: _both(found[1]), line)


def _both(key: str) -> str:
    words = ", ".join(
        f"{each}: {json.dumps(say(each, f'scaffold.{key}'), ensure_ascii=False)}" for each in ("zh", "en")
    )
    return f"{{{words}}}"


def _schemas(*kinds: str) -> dict[str, str]:
    """The schemas that the first lines name, so that editors complete and check without a network."""
    from convergence_cli.rubric.schema import SCHEMAS, json_schema

    return {
        f"schema/{kind}.schema.json": json.dumps(json_schema(SCHEMAS[kind]), ensure_ascii=False, indent=2) + "\n"
        for kind in kinds
    }
