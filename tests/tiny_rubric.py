"""A minimal sound framework as YAML, and ways to break it by one change."""

from pathlib import Path

from convergence_cli.errors import Problem
from convergence_cli.model.framework import Framework
from convergence_cli.rubric.load import build

FRAMEWORK = """\
id: tiny
version: 1.0.0
title: {zh: 小, en: Tiny}
source: {title: {zh: 文, en: Doc}, number: 一号, issuer: {zh: 局, en: Office},
  clauses: ["01.1", "01.2", "02.1"], date: 2020-11-13}
profile:
  - {id: name, title: {zh: 名, en: Name}, required: true}
  - id: level
    title: {zh: 级, en: Level}
    type: one_of
    required: true
    options: {city: {zh: 市, en: City}, county: {zh: 县, en: County}}
  - {id: staff, title: {zh: 人, en: Staff}, type: integer}
  - {id: year, title: {zh: 年, en: Year}, type: integer, required: true, min: 2020, max: 2100}
reasons:
  no-business: {zh: 无此业务, en: No such business}
scales:
  ladder:
    title: {zh: 阶, en: Ladder}
    steps:
      low: {text: {zh: 低, en: Low}, points: 0}
      high: {text: {zh: 高, en: High}, points: 100}
tables:
  - id: kpi
    title: {zh: 表, en: Table}
    hint: {zh: 逐行, en: Row by row}
    columns:
      - {id: weight, title: {zh: 权, en: Weight}, type: percent}
      - {id: mobile, title: {zh: 移, en: Mobile}, type: yes_no}
      - id: kind
        title: {zh: 类, en: Kind}
        type: one_of
        options: {tv: {zh: 视, en: TV}, radio: {zh: 声, en: Radio}}
chapters:
  - {id: one, title: {zh: 一, en: One}, weight: 1, because: {zh: 因, en: Why}, measures: [M01]}
  - {id: two, title: {zh: 二, en: Two}, weight: 1, because: {zh: 因, en: Why}, measures: [M02]}
levels:
  - {id: L1, title: {zh: 甲, en: A}, index: 20, chapter: 10, red_lines: false}
  - {id: L2, title: {zh: 乙, en: B}, index: 60, chapter: 40}
checks:
  - {id: adds-up, that: sum(kpi.weight) == 1, message: {zh: 合计, en: Adds up}}
"""

_REST = """\
    clauses: ["{clause}"]
    quote: 原文
    obligation: should
    weight: {weight}
    who: {{zh: 室, en: Office}}
    evidence: {{hint: {{zh: 文件, en: File}}}}
    advice: [{{zh: 做, en: Do}}]
    effort: 2
    basis: clause
"""

M01 = (
    """\
id: M01
title: {zh: 措, en: Measure}
weight: 1
because: {zh: 因, en: Why}
horizon: progress
clauses: ["01.1", "01.2"]
not_scored:
  - {clause: "01.2", because: {zh: 口号, en: A slogan}}
indicators:
  - id: M01.share
    title: {zh: 比, en: Share}
    ask: {type: percent, question: {zh: 问, en: Asked}, compute: "sum(kpi.weight, kpi.mobile)", when_empty: 0}
    score: {bands: [{above: 50%, points: 100}, {from: 30%, points: 60}, {otherwise: 0}]}
"""
    + _REST.format(clause="01.1", weight=3)
    + """\
  - id: M01.studios
    title: {zh: 室, en: Studios}
    ask: {type: integer, question: {zh: 问, en: Asked}, min: 0, max: 1000}
    score: {by: {level: {city: {capped: {at: 6}}, county: {ramp: {from: 0, to: 2}}}}}
"""
    + _REST.format(clause="01.1", weight=1)
)

M02 = (
    """\
id: M02
title: {zh: 措, en: Measure}
weight: 1
because: {zh: 因, en: Why}
horizon: long-term
clauses: ["02.1"]
indicators:
  - id: M02.step
    title: {zh: 阶, en: Step}
    ask: {type: one_of, question: {zh: 问, en: Asked}}
    score: {scale: ladder}
    not_applicable: [no-business]
    needs: [M02.list]
"""
    + _REST.format(clause="02.1", weight=1)
    + """\
  - id: M02.list
    title: {zh: 列, en: List}
    ask:
      type: many_of
      question: {zh: 问, en: Asked}
      options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}
    score: {checklist: {items: {a: 2, b: 1}, must_have: [a], cap: 20}}
"""
    + _REST.format(clause="02.1", weight=1)
    + """\
  - id: M02.pick
    title: {zh: 选, en: Pick}
    ask:
      type: one_of
      question: {zh: 问, en: Asked}
      options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}
    score: {choices: {a: 100, b: 0}}
"""
    + _REST.format(clause="02.1", weight=1)
    + """\
  - id: M02.rule
    title: {zh: 规, en: Rule}
    ask: {type: yes_no, question: {zh: 问, en: Asked}}
    score: {expect: "yes"}
    red_line: {unless: met}
"""
    + _REST.format(clause="02.1", weight=1)
    + """\
  - id: M02.day
    title: {zh: 日, en: Day}
    ask: {type: date, question: {zh: 问, en: Asked}}
    score: {bands: [{up_to: "2024-12-31", points: 100}, {otherwise: 0}]}
"""
    + _REST.format(clause="02.1", weight=1)
)

FILES = {"framework.yaml": FRAMEWORK, "M01.yaml": M01, "M02.yaml": M02}

_ROWS = """\
  - id: duties
    title: {zh: 责, en: Duties}
    hint: {zh: 逐行, en: Row by row}
    columns:
      - id: state
        title: {zh: 况, en: State}
        type: one_of
        options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}, na: {zh: 无, en: None}}
      - {id: proof, title: {zh: 证, en: Proof}, required: false}
      - {id: size, title: {zh: 数, en: Size}, type: integer, min: 0}
    fixed:
      a-1: {title: {zh: 一, en: First}, weight: 2, applies: {level: [city]}}
      a-2: {title: {zh: 二, en: Second}}
"""
_OF_ROWS = (
    """\
  - id: M02.duty
    title: {zh: "{row}", en: "{row}"}
    ask:
      type: one_of
      question: {zh: "{row}？", en: "{row}?"}
      cell: {table: duties, column: state, evidence: proof, reasons: {na: no-business}}
    score: {choices: {a: 100, b: 0}}
"""
    + _REST.format(clause="02.1", weight=1)
    + """\
  - id: M02.size
    title: {zh: 数, en: Size}
    applies: {level: [city]}
    ask: {type: integer, question: {zh: 数, en: Size}, min: 0,
      cell: {table: duties, column: size, row: a-1, evidence: proof}}
    score: {capped: {at: 5}}
"""
    + _REST.format(clause="02.1", weight=1)
)
WITH_ROWS = {
    "framework.yaml": FRAMEWORK.replace("chapters:\n", _ROWS + "chapters:\n"),
    "M01.yaml": M01,
    "M02.yaml": M02 + _OF_ROWS,
}
"""The same with a table whose rows it lists, and questions that are asked there."""


def mutated(file: str, old: str, new: str, files: dict[str, str] = FILES) -> dict[str, str]:
    """The files with the first `old` of one file replaced; `old` has to be there."""
    assert old in files[file], f"{old!r} is not in {file}"
    return {**files, file: files[file].replace(old, new, 1)}


def problems_of(files: dict[str, str]) -> list[Problem]:
    """Everything that checking these files finds."""
    return build(files)[1]


def built(files: dict[str, str] = FILES) -> Framework:
    """The framework of these files, which must be sound."""
    made, problems = build(files)
    assert made is not None
    assert not [item for item in problems if item.severity == "error"], problems
    return made


def write(folder: Path, files: dict[str, str] = FILES) -> Path:
    """The files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
