"""Every rule of lint is provoked by one change to a sound framework, and says the code that it should."""

import re

import pytest
from conftest import ROOT
from tiny_rubric import FILES, FRAMEWORK, M01, WITH_ROWS, built, mutated, problems_of

from convergence_cli.texts.problems import WORDS

F, A, B = "framework.yaml", "M01.yaml", "M02.yaml"
HUGE = "1" + "0" * 400
"""Read as infinite."""
COMPUTE = "sum(kpi.weight, kpi.mobile)"
BANDS = "[{above: 50%, points: 100}, {from: 30%, points: 60}, {otherwise: 0}]"
CHECKLIST = "{items: {a: 2, b: 1}, must_have: [a], cap: 20}"
TWO = "{city: {capped: {at: 6}}, county: {ramp: {from: 0, to: 2}}}"
LEVEL_2 = "index: 60, chapter: 40"
CLAUSES = 'clauses: ["01.1", "01.2"]'
TWO_PARTS = '{"01.1": {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}}'
A_COLUMN = "[{id: a, title: {zh: 列, en: Column}}]"
OTHER_TABLE = f"""\
  - {{id: other, title: {{zh: 表, en: Other}}, hint: {{zh: 提, en: Hint}}, columns: {A_COLUMN}}}
"""
MANY = "{" + ", ".join(f"o{at}: {{zh: 甲, en: A}}" for at in range(200)) + "}"
STEPS = FRAMEWORK[FRAMEWORK.index("\n      low:") : FRAMEWORK.index("tables:")]
MANY_STEPS = "{" + ", ".join(f"o{at}: {{text: {{zh: 甲, en: A}}, points: 100}}" for at in range(27)) + "}"
RED = "red_line: {unless: met}"
RULE = f"""\
    {RED}
    clauses: ["02.1"]
    quote: 原文
    obligation: should
"""

STEP = "changes:\n  - earlier: 0.9.0\n    version: 1.0.0\n    {}\nchapters:\n"
# code -> (file, what stands there, what is written instead)
MUTATIONS: list[tuple[str, str, str, str]] = [
    ("id-not-file-stem", B, "id: M02\n", "id: M03\n"),
    ("id-malformed", A, "M01.studios", "M01.Studios"),
    ("id-malformed", A, "M01.studios", "M02.studios"),
    ("id-malformed", F, "id: tiny", "id: Tiny"),
    ("id-malformed", F, "id: kpi", "id: KPI"),
    ("id-malformed", F, "id: staff", "id: head-count"),
    ("id-not-unique", A, "M01.studios", "M01.share"),
    ("id-not-unique", F, "measures: [M02]", "measures: [M01, M02]"),
    ("id-not-unique", F, "id: L2", "id: L1"),
    ("id-not-unique", F, "{id: mobile,", "{id: weight,"),
    # `index` names the whole in every report: a chapter of that name would take its place
    ("id-not-unique", F, "id: one", "id: index"),
    # `$` in a pattern lets a line end follow
    ("id-malformed", F, "id: tiny", 'id: "tiny\\n"'),
    ("id-malformed", F, "id: L1", "id: ''"),
    ("id-malformed", F, "clauses: [\"01.1\"", "clauses: [' ', \"01.1\""),
    ("id-malformed", A, "clauses: [\"01.1\", \"01.2\"]", "clauses: [\"01.1 \", \"01.2\"]"),
    ("id-malformed", F, "no-business:", "'': {zh: 无, en: None}\n  no-business:"),
    ("id-malformed", F, "high: {text", "'high ': {text"),
    ("id-malformed", F, "city: {zh", "' city': {zh"),
    ("id-malformed", F, "radio: {zh", "'': {zh"),
    ("id-malformed", B, "b: {zh: 乙, en: B}}", "b: {zh: 乙, en: B}, ' c': {zh: 丙, en: C}}"),
    ("version-malformed", F, "version: 1.0.0", "version: v1"),
    ("version-malformed", F, "version: 1.0.0", "version: １.0.0"),
    ("version-malformed", F, "chapters:\n", "changes: [{earlier: v0, version: 1.0.0}]\nchapters:\n"),
    ("options-missing", F, "options: {tv: {zh: 视, en: TV}, radio: {zh: 声, en: Radio}}", "hint: {zh: 提, en: H}"),
    ("options-missing", B, "options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}\n    score: {choices: {a: 100, b: 0}}",
     "options: {a: {zh: 甲, en: A}}\n    score: {choices: {a: 100}}"),
    ("options-missing", F, "type: integer}", "type: one_of}"),
    ("options-missing", F, "type: integer}", "type: integer, options: {a: {zh: 甲, en: A}}}"),
    # a scale in use, and levels that ask what its steps can earn
    ("options-missing", F, STEPS, " {}\n"),
    ("options-missing", F, "tables:\n", "  spare: {title: {zh: 备, en: Spare}, steps: {}}\ntables:\n"),
    ("options-too-many", F, "tables:\n", f"  spare: {{title: {{zh: 备, en: Spare}}, steps: {MANY_STEPS}}}\ntables:\n"),
    ("options-too-many", B, "{a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}", MANY),
    ("options-not-asked", A, "min: 0, max: 1000", "options: {a: {zh: 甲, en: A}}"),
    ("options-twice", B, "type: one_of, question: {zh: 问, en: Asked}",
     "type: one_of, question: {zh: 问, en: Asked}, options: {low: {zh: 甲, en: A}, high: {zh: 乙, en: B}}"),
    ("profile-unknown", A, "by: {level:", "by: {levle:"),
    ("profile-unknown", F, "scales:", "name_question: nane\nscales:"),
    ("profile-not-required", F, "type: one_of\n    required: true", "type: one_of"),
    ("profile-not-required", F, "title: {zh: 名, en: Name}, required: true", "title: {zh: 名, en: Name}"),
    ("profile-not-closed", A, "by: {level: " + TWO + "}", "by: {name: {}}"),
    ("profile-not-closed", A, "effort: 2", "target_by: {name: {}}\n    effort: 2"),
    ("option-unknown", A, "effort: 2", "applies: {level: [town]}\n    effort: 2"),
    ("option-unknown", A, "effort: 2", "target_by: {level: {town: 50}}\n    effort: 2"),
    ("profile-not-required", A, "effort: 2", "target_by: {staff: {10: 50}}\n    effort: 2"),
    ("milestone-out-of-bounds", A, "effort: 2", "target_by: {year: {2019: 50}}\n    effort: 2"),
    ("milestone-out-of-bounds", A, "effort: 2", "target_by: {year: {soon: 50}}\n    effort: 2"),
    ("milestones-fall", A, "effort: 2", "target_by: {year: {2026: 60, 2025: 80}}\n    effort: 2"),
    ("points-out-of-range", A, "effort: 2", "target_by: {year: {2026: 160}}\n    effort: 2"),
    ("text-empty", A, "question: {zh: 问, en: Asked}", "question: {zh: 问, en: ' '}"),
    ("text-empty", F, "title: {zh: 小, en: Tiny}", "title: {zh: '', en: Tiny}"),
    ("title-not-unique", F, "chapters:\n", OTHER_TABLE + "chapters:\n"),
    ("change-no-way", F, "chapters:\n", "changes: [{earlier: 0.8.0, version: 0.9.0}]\nchapters:\n"),
    ("change-unknown", F, "chapters:\n", STEP.format("renamed: {M01.old: M01.stduios}")),
    ("change-unknown", F, "chapters:\n", STEP.format("added: [M09]")),
    ("change-unknown", F, "chapters:\n", STEP.format("titles: {kpi.nane: {zh: 名, en: Name}}")),
    ("change-still-there", F, "chapters:\n", STEP.format("renamed: {M01.studios: M01.share}")),
    ("change-still-there", F, "chapters:\n", STEP.format("retired: {M01.share: {zh: 无, en: Gone}}")),
    ("change-option-lost", F, "chapters:\n", STEP.format("options: {level: {town: {zh: 镇级, en: Town}}}")),
    ("text-broken", A, "question: {zh: 问, en: Asked}", "question: {zh: 问 题, en: Asked}"),
    ("measure-unknown", F, "measures: [M02]", "measures: [M02, M20]"),
    ("measure-not-in-chapter", F, "measures: [M02]", "measures: []"),
    ("chapter-empty", F, "measures: [M02]", "measures: []"),
    ("framework-empty", F, FRAMEWORK[FRAMEWORK.index("chapters:") : FRAMEWORK.index("levels:")], "chapters: []\n"),
    ("table-empty", F, "chapters:\n", OTHER_TABLE.replace(A_COLUMN, "[]") + "chapters:\n"),
    ("table-rows", F, "hint: {zh: 逐行, en: Row by row}", "hint: {zh: 逐行, en: Row by row}\n    rows: 0"),
    ("table-rows", F, "hint: {zh: 逐行, en: Row by row}", "hint: {zh: 逐行, en: Row by row}\n    rows: 1001"),
    ("level-unknown-part", F, LEVEL_2, f"{LEVEL_2}, measures: {{M03: 50}}"),
    ("level-coverage", F, LEVEL_2, f"{LEVEL_2}, coverage: 0"),
    ("level-that-unsaid", F, LEVEL_2, f"{LEVEL_2}, that: index.partial < 2"),
    ("level-that-never", F, LEVEL_2, f"{LEVEL_2}, that: index.score > 100, because: {{zh: 因, en: Why}}"),
    ("level-that-constant", F, LEVEL_2, f"{LEVEL_2}, that: index.score >= 0, because: {{zh: 因, en: Why}}"),
    ("clause-part-missing", A, CLAUSES, f"{CLAUSES}\nparts: {TWO_PARTS}"),
    ("clause-parts-few", A, CLAUSES, f'{CLAUSES}\nparts: {{"01.1": {{a: {{zh: 甲, en: A}}}}}}'),
    ("citation-date", A, "above: 50%,", "above: 50%, source: {title: {zh: 法, en: Act}, date: 2021年},"),
    ("citation-url", A, "above: 50%,", "above: 50%, source: {title: {zh: 法, en: Act}, url: act},"),
    ("level-no-condition", F, "index: 20, chapter: 10, red_lines: false", "red_lines: false"),
    ("level-unreachable", F, LEVEL_2, "index: 101, chapter: 40"),
    ("level-not-rising", F, LEVEL_2, "index: 10, chapter: 40"),
    ("level-not-rising", F, LEVEL_2, "index: 60, chapter: 5"),
    ("level-not-rising", F, LEVEL_2, "index: 20, chapter: 10"),
    ("source-date", F, "date: 2020-11-13}\n", "date: 2020-11}\nhorizons: {progress: 2}\n"),
    ("horizon-years", F, "chapters:\n", "horizons: {progress: 0}\nchapters:\n"),
    ("horizon-years", F, "chapters:\n", "horizons: {long-term: 101}\nchapters:\n"),
    ("minutes-out-of-range", F, "chapters:\n", "minutes: {question: 0, table: 60}\nchapters:\n"),
    ("minutes-out-of-range", F, "chapters:\n", "minutes: {question: 15, table: 1441}\nchapters:\n"),
    ("horizons-not-rising", F, "chapters:\n", "horizons: {breakthrough: 1, progress: 2}\nchapters:\n"),
    ("weight-not-positive", A, "weight: 3", "weight: 0"),
    ("weight-not-positive", A, "weight: 1\n", "weight: -1\n"),
    ("weight-not-positive", F, "en: One}, weight: 1", "en: One}, weight: 1001"),
    ("weight-not-positive", B, "{a: 2, b: 1}, must", "{a: 2, b: 0}, must"),
    ("weight-without-effect", A, "weight: 1\n", "weight: 2\n"),
    ("weight-not-positive", A, "weight: 3", "weight: 3\n    weight_by: {level: {city: 0}}"),
    ("by-not-one", A, "weight: 3", "weight: 3\n    weight_by: {}"),
    ("profile-unknown", A, "weight: 3", "weight: 3\n    weight_by: {levle: {city: 1}}"),
    ("profile-not-closed", F, "en: One}, weight: 1", "en: One}, weight: 1, weight_by: {year: {'2024': 1}}"),
    ("profile-not-required", A, "weight: 1\n", "weight: 1\nweight_by: {staff: {'9': 1}}\n"),
    ("option-unknown", A, "weight: 3", "weight: 3\n    weight_by: {level: {town: 1}}"),
    ("noise-out-of-range", F, "chapters:\n", "noise: 0\nchapters:\n"),
    ("noise-out-of-range", F, "chapters:\n", "noise: 100%\nchapters:\n"),
    ("maximum-for-nothing", A, "horizon: progress", "horizon: progress\nmaximum: 4"),
    ("maximum-for-nothing", F, "chapters:\n", "maximum: 4\nchapters:\n"),
    ("maximum-out-of-range", F, "chapters:\n", "aggregate: deduction\nmaximum: 0\nchapters:\n"),
    ("maximum-out-of-range", F, "chapters:\n", "aggregate: sum\nmaximum: 1000001\nchapters:\n"),
    ("maximum-not-reached", A, "horizon: progress", "horizon: progress\naggregate: sum\nmaximum: 5"),
    ("maximum-not-reached", F, "chapters:\n", "aggregate: sum\nmaximum: 2.5\nchapters:\n"),
    ("marks-unlike-weight", F, "chapters:\n  - {id: one, title: {zh: 一, en: One}, weight: 1,",
     "aggregate: sum\nchapters:\n  - {id: one, title: {zh: 一, en: One}, weight: 2, maximum: 1,"),
    ("weight-over-obligation", A, "obligation: should\n    weight: 3", "obligation: may\n    weight: 3"),
    ("points-out-of-range", A, "capped: {at: 6}", "deduct: {per: 1, points: 0}"),
    ("points-out-of-range", A, "capped: {at: 6}", "deduct: {per: 1, points: 5, down_to: 100}"),
    ("bounds-crossed", A, "capped: {at: 6}", "deduct: {per: 0, points: 5}"),
    ("clause-not-covered", A, '"01.2"]', '"01.2", "01.3"]'),
    ("clause-unknown", A, 'clauses: ["01.1"]', 'clauses: ["01.1", "09.9"]'),
    ("clause-unknown", A, '{clause: "01.2"', '{clause: "01.3"'),
    ("clause-covered-and-excused", A, 'clauses: ["01.1"]', 'clauses: ["01.1", "01.2"]'),
    ("clause-in-no-measure", F, '"02.1"]', '"02.1", "02.2"]'),
    ("compute-too-deep", A, "sum(kpi.weight, kpi.mobile)", "sum(kpi.weight, kpi.mobile)" + " + 1" * 60),
    ("yaml-missing-key", F, "title: {zh: 小, en: Tiny}", "title: {zh: 小}"),
    ("policy-key-missing", A, 'clauses: ["01.1"]', "clauses: []"),
    ("policy-key-missing", A, "quote: 原文", "quote: ''"),
    ("policy-key-missing", A, "    obligation: should\n", ""),
    ("policy-key-missing", A, "    effort: 2\n", ""),
    ("quote-length", A, "quote: 原文", "quote: ' '"),
    ("quote-length", A, "quote: 原文", "quote: " + "字" * 61),
    ("policy-key-missing", A, "advice: [{zh: 做, en: Do}]", "advice: []"),
    ("display-decimals", F, "version: 1.0.0", "version: 1.0.0\ndisplay: {decimals: 7}"),
    ("display-not-rising", F, "version: 1.0.0", "version: 1.0.0\ndisplay: {from: 3, to: 0}"),
    ("display-not-whole", F, "version: 1.0.0", "version: 1.0.0\ndisplay: {to: 2.5, decimals: 0}"),
    ("display-too-fine", F, "version: 1.0.0", "version: 1.0.0\ndisplay: {decimals: 4}"),
    ("peers-no-groups", F, "version: 1.0.0", "version: 1.0.0\npeers: [level, year]"),
    ("profile-unknown", F, "version: 1.0.0", "version: 1.0.0\npeers: [region]"),
    ("word-unfit", F, "version: 1.0.0", "version: 1.0.0\nwords: {unit: {zh: '馆{x}', en: Library}}"),
    ("languages-not-apart", F, "version: 1.0.0", "version: 1.0.0\nlanguages: [zh, en, zh]"),
    ("evidence-hint-missing", A, "evidence: {hint: {zh: 文件, en: File}}", "evidence: {required: true}"),
    ("effort-out-of-range", A, "effort: 2", "effort: 6"),
    ("because-missing", A, "basis: clause", "basis: calibrated"),
    ("evidence-per-option", A, "evidence: {hint:", "evidence: {per_option: true, hint:"),
    ("red-line-of-may", B, RULE, RULE.replace("should", "may")),
    ("red-line-not-one", B, RED, "red_line: {for: {level: [city]}}"),
    ("red-line-not-one", B, RED, "red_line: {unless: met, below: 50}"),
    ("red-line-above-target", B, RED, "red_line: {below: 60}\n    target: 50"),
    ("red-line-above-target", B, RED, "red_line: {below: 60}\n    target_by: {level: {city: 50}}"),
    ("points-out-of-range", B, RED, "red_line: {below: 0}"),
    ("option-unknown", B, RED, "red_line: {unless: met, for: {level: [town]}}"),
    ("red-line-may-lapse", B, "not_applicable: [no-business]", f"not_applicable: [no-business]\n    {RED}"),
    ("reason-unknown", B, "[no-business]", "[no-busines]"),
    ("points-out-of-range", F, "points: 100}", "points: 101}"),
    ("points-out-of-range", B, "{a: 100, b: 0}", "{a: 100, b: -1}"),
    ("points-out-of-range", B, "cap: 20", "cap: 101"),
    ("points-out-of-range", A, "effort: 2", "target: -1\n    effort: 2"),
    ("points-out-of-range", A, "effort: 2", "target_by: {level: {city: 101}}\n    effort: 2"),
    ("points-never-full", A, "points: 100", "points: 90"),
    ("points-never-full", B, "{a: 100, b: 0}", "{a: 90, b: 0}"),
    ("by-incomplete", A, "{city: {capped: {at: 6}}, county: {ramp: {from: 0, to: 2}}}", "{city: {capped: {at: 6}}}"),
    ("by-not-one", A, TWO + "}", TWO + ", staff: {}}"),
    ("by-not-one", A, "city: {capped: {at: 6}}", "city: {by: {level: " + TWO + "}}"),
    ("by-not-one", A, "effort: 2", "target_by: {}\n    effort: 2"),
    ("needs-unknown", B, "needs: [M02.list]", "needs: [M02.lits]"),
    ("needs-circle", B, "needs: [M02.list]", "needs: [M02.step]"),
    ("score-not-one", B, '{expect: "yes"}', "{}"),
    ("score-not-one", B, '{expect: "yes"}', '{expect: "yes", scale: ladder}'),
    ("score-wrong-type", B, '{expect: "yes"}', "{capped: {at: 5}}"),
    ("bands-no-otherwise", A, ", {otherwise: 0}]", "]"),
    ("bands-no-otherwise", A, BANDS, "[{otherwise: 100}]"),
    ("band-malformed", A, "{from: 30%, points: 60}", "{from: 30%, above: 20%, points: 60}"),
    ("band-malformed", A, "{from: 30%, points: 60}", "{from: 30%}"),
    ("band-malformed", A, "{from: 30%, points: 60}", "{points: 60}"),
    ("band-malformed", A, "{from: 30%, points: 60}", "{otherwise: 60}"),
    ("band-wrong-unit", A, "{from: 30%,", "{from: abc,"),
    ("band-wrong-unit", B, '"2024-12-31"', '"31.12.2024"'),
    ("band-wrong-unit", B, '"2024-12-31"', "2024"),
    ("band-wrong-unit", B, '"2024-12-31"', '"2024-13-45"'),
    ("band-wrong-unit", B, '"2024-12-31"', '"9999-12-31"'),
    ("band-wrong-unit", A, "{above: 50%,", f"{{above: {HUGE},"),
    ("bounds-crossed", A, "capped: {at: 6}", f"capped: {{at: {HUGE}}}"),
    ("bounds-crossed", A, "{from: 0, to: 2}", f"{{from: 0, to: {HUGE}}}"),
    ("bands-not-monotone", A, "{from: 30%, points: 60}", "{from: 30%, points: 100}"),
    ("bands-not-monotone", A, "{otherwise: 0}", "{otherwise: 70}"),
    ("bands-two-directions", A, "{from: 30%,", "{below: 30%,"),
    ("bands-not-ordered", A, "{from: 30%,", "{from: 60%,"),
    ("bands-not-ordered", A, "{above: 50%, points: 100}, {from: 30%,", "{from: 50%, points: 100}, {above: 50%,"),
    ("bounds-crossed", A, "min: 0, max: 1000", "min: 10, max: 10"),
    ("bounds-crossed", A, "min: 0, max: 1000", "min: 0.2, max: 0.8"),  # no whole number between them
    ("bounds-crossed", A, "min: 0, max: 1000", "min: 2.5, max: 3.4"),  # one
    ("bounds-crossed", A, 'compute: "sum(kpi.weight, kpi.mobile)"', "min: 200%"),  # a percentage is at most 100%
    ("bounds-crossed", A, 'compute: "sum(kpi.weight, kpi.mobile)"', "max: -1%"),
    ("bounds-crossed", F, "min: 2020, max: 2100", "min: 2100, max: 2020"),
    ("bounds-crossed", F, "type: percent}", "type: percent, min: 5}"),
    ("bounds-crossed", A, "ramp: {from: 0, to: 2}", "ramp: {from: 2, to: 2}"),
    ("bounds-crossed", A, "ramp: {from: 0, to: 2}", "ramp: {from: 0, to: 2, log: true}"),
    ("bounds-crossed", A, "capped: {at: 6}", "capped: {at: 0}"),
    ("choices-not-options", B, "{a: 100, b: 0}", "{a: 100, c: 0}"),
    ("choices-not-options", B, CHECKLIST, "{items: {a: 2}, must_have: [a], cap: 20}"),
    ("choices-not-options", B, "must_have: [a]", "must_have: [c]"),
    ("scale-unknown", B, "scale: ladder", "scale: lader"),
    ("compute-too-long", A, COMPUTE, "1 + " * 200 + "1"),
    ("compute-syntax", A, COMPUTE, "sum(kpi.weight"),
    ("compute-unknown-name", A, COMPUTE, "sum(kpi.wieght)"),
    ("compute-unknown-option", A, COMPUTE, "sum(kpi.weight, kpi.kind == 'tvv')"),
    ("compute-unknown-function", A, COMPUTE, "total(kpi.weight)"),
    ("compute-arguments", A, COMPUTE, "share(kpi.weight)"),
    ("compute-wrong-kind", A, COMPUTE, "sum(kpi.mobile)"),
    ("compute-wrong-kind", A, COMPUTE, "kpi.weight"),
    ("compute-wrong-kind", F, "sum(kpi.weight) == 1", "sum(kpi.weight)"),
    ("compute-mixes-units", A, COMPUTE, "sum(kpi.weight) + M01.studios"),
    # a number of rows is no percentage, even if it is stored as a number
    ("compute-mixes-units", A, COMPUTE, "count(kpi)"),
    ("compute-not-numeric", A, "type: percent, question: {zh: 问, en: Asked}, compute",
     "type: text, question: {zh: 问, en: Asked}, compute"),
    ("compute-circle", A, COMPUTE, "M01.share * sum(kpi.weight)"),
    ("key-of-scored", A, "    score: {by", "    scored: false\n    score: {by"),
    ("key-of-scored", B, "score: {scale: ladder}", "scored: false"),
    ("needs-unscored", B, f"    score: {{checklist: {CHECKLIST}}}\n", "    scored: false\n"),
    ("score-not-one", B, "    score: {scale: ladder}\n", ""),
    ("check-voids-and-more", F, "sum(kpi.weight) == 1,", "sum(kpi.weight) == 1, voids: true, severity: warning,"),
    ("when-empty-missing", A, ", when_empty: 0", ""),
    ("when-empty-missing", A, ", when_empty: 0", ", when_empty: null"),
    ("when-empty-for-nothing", A, "min: 0, max: 1000", "min: 0, max: 1000, when_empty: met"),
    # computed, but from no table
    ("when-empty-for-nothing", A, COMPUTE, "profile.staff / 100 * M01.studios"),
]  # fmt: skip

# Codes of shape, which are faults of YAML and types, are provoked in test_strict_yaml and test_faults.
# Where the fault of one file shows in another: at the use, not at the declaration.
ELSEWHERE = {
    ("profile-not-required", "type: one_of"): A,
    ("measure-not-in-chapter", "measures: []"): B,
}
MEASURE_EMPTY = ("measure-empty", A, M01[M01.index("indicators:") :], "indicators: []\n")


CELL = "cell: {table: duties, column: state, evidence: proof, reasons: {na: no-business}}"
# The same for a framework with a table whose rows it lists.
CELLS: list[tuple[str, str, str, str]] = [
    ("fixed-and-rows", F, "    fixed:", "    rows: 5\n    fixed:"),
    ("id-malformed", F, "a-2:", "A_2:"),
    ("row-title-unclear", F, "en: Second", "en: First"),
    ("row-title-unclear", F, "en: Second", "en: A-1"),
    ("weight-not-positive", F, "weight: 2, applies", "weight: 0, applies"),
    ("option-unknown", F, "applies: {level: [city]}", "applies: {level: [town]}"),
    ("profile-unknown", F, "applies: {level: [city]}", "applies: {levle: [city]}"),
    ("column-name-taken", F, "{id: size, title: {zh: 数, en: Size}", "{id: size, title: {zh: 编号, en: Size}"),
    ("column-name-taken", F, "{id: size,", "{id: row,"),
    ("change-unknown", F, "chapters:\n", STEP.format("titles: {duties.a-3: {zh: 名, en: Name}}")),
    ("cell-unknown", B, "table: duties, column: state", "table: duty, column: state"),
    ("cell-unknown", B, "table: duties, column: state", "table: kpi, column: mobile"),
    ("cell-unknown", B, "column: state", "column: stat"),
    ("cell-unknown", B, "row: a-1", "row: a-9"),
    ("cell-unknown", B, "evidence: proof, reasons", "evidence: prof, reasons"),
    ("cell-unknown", B, "column: state,", "column: state, only: [a-9],"),
    ("cell-not-text", B, "evidence: proof, reasons", "evidence: size, reasons"),
    ("cell-not-text", B, "evidence: proof}", "evidence: proof, note: proof}"),
    ("cell-unlike", B, "min: 0,\n      cell", "min: 1,\n      cell"),
    ("cell-unlike", B, "{type: integer, question: {zh: 数, en: Size}", "{type: number, question: {zh: 数, en: Size}"),
    ("cell-unlike", B, "      " + CELL, "      options: {a: {zh: 甲, en: A}, c: {zh: 丙, en: C}}\n      " + CELL),
    ("cell-twice", B, "column: size, row: a-1", "column: state, row: a-1"),
    ("cell-no-evidence", B, ", evidence: proof}", "}"),
    ("cell-reason", B, "ask: {type: integer", "not_applicable: [no-business]\n    ask: {type: integer"),
    ("option-unknown", B, "reasons: {na:", "reasons: {n:"),
    ("cell-and-compute", B, "min: 0,", "compute: M01.studios + 1, min: 0,"),
    ("cell-title-alike", B, 'title: {zh: "{row}", en: "{row}"}', "title: {zh: 责, en: Duty}"),
    ("cell-scope", B, "applies: {level: [city]}", "applies: {level: [city, county]}"),
    ("cell-no-row", B, "row: a-1, evidence", "row: a-1, only: [a-1], evidence"),
    ("compute-unknown-row", F, "sum(kpi.weight) == 1", "\"row(duties.size, 'a-9') == 1\""),
    ("compute-unknown-option", F, "sum(kpi.weight) == 1", "\"row(duties.state, 'a-1') == 'c'\""),
    ("compute-arguments", F, "sum(kpi.weight) == 1", "\"row(duties.size) == 1\""),
    ("compute-unknown-row", F, "sum(kpi.weight) == 1", "\"row(kpi.weight, 'a-1') == 1\""),
]  # fmt: skip
EVERY = [*((FILES, *each) for each in MUTATIONS), *((WITH_ROWS, *each) for each in CELLS)]
# Thousands of lines: `test_fixed_rows.py` has it.
MANY_QUESTIONS = {"questions-too-many"}


def test_the_framework_that_is_mutated_is_sound() -> None:
    """Else a mutation would prove nothing."""
    assert problems_of(FILES) == []
    assert problems_of(WITH_ROWS) == []
    assert [item.id for item in built().measures] == ["M01", "M02"]


@pytest.mark.parametrize(("files", "code", "file", "old", "new"), [*EVERY, (FILES, *MEASURE_EMPTY)])
def test_one_change_provokes_its_code_in_its_file(
    files: dict[str, str], code: str, file: str, old: str, new: str
) -> None:
    """Each rule of lint reports under its own code, with a line and a column of the file that was changed."""
    told = problems_of(mutated(file, old, new, files))
    found = [item for item in told if item.code == code]
    assert found, f"{code} was not reported; got {[item.code for item in told]}"
    places = [item.location for item in found if item.location.file == ELSEWHERE.get((code, new), file)]
    assert places, f"{code} was reported in {[item.location.file for item in found]}"
    assert all(place.line and place.column for place in places)


def test_warnings_are_warnings_and_the_rest_are_errors() -> None:
    """Rules about weights, red lines, stray spaces and falling targets warn; every other one stops an assessment."""
    severities: dict[str, set[str]] = {}
    for files, code, file, old, new in EVERY:
        for item in problems_of(mutated(file, old, new, files)):
            if item.code == code:
                severities.setdefault(code, set()).add(item.severity)
    warnings = {code for code, seen in severities.items() if "warning" in seen}
    assert warnings == {
        *("weight-without-effect", "text-broken", "red-line-may-lapse", "milestones-fall"),
        *("marks-unlike-weight", "weight-over-obligation"),
    }
    assert all(len(seen) == 1 for seen in severities.values())


def test_every_code_of_lint_stands_in_the_table() -> None:
    """A rule that no mutation provokes is a rule that nobody has seen work."""
    rubric = ROOT / "convergence_cli" / "rubric"
    folders = rubric / "lint", rubric.parent / "functions"
    files = [*(path for folder in folders for path in sorted(folder.glob("*.py"))), rubric / "expression.py"]
    source = "".join(path.read_text("utf-8") for path in files)
    written = {word for word in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source) if word in WORDS}
    assert written - MANY_QUESTIONS == {code for code, *_ in [*MUTATIONS, *CELLS, MEASURE_EMPTY]} | {"nothing-scored"}


def test_the_place_is_the_offending_word() -> None:
    """Line and column lead to the key that is wrong, counted from 1."""
    (found,) = problems_of(mutated(B, "[no-business]", "[no-busines]"))
    # the sequence item in `    not_applicable: [no-busines]`
    line = mutated(B, "[no-business]", "[no-busines]")[B].splitlines()[(found.location.line or 0) - 1]
    assert line == "    not_applicable: [no-busines]"
    assert line[(found.location.column or 0) - 1 :].startswith("no-busines")
    assert dict(found.values)["nearest"] == "no-business"


def test_a_level_of_zero_is_a_condition_that_the_next_one_must_exceed() -> None:
    """An index of 0 is compared like any other number, not mistaken for a missing one."""
    files = mutated(F, "index: 20, chapter: 10, red_lines: false", "index: 0, red_lines: false")
    files = mutated(F, "index: 60, chapter: 40", "index: 0", files)
    assert [item.code for item in problems_of(files)] == ["level-not-rising"]


def test_two_bands_at_one_threshold_may_differ_in_strictness() -> None:
    """`above 50%` before `from 50%` is an order: 50% exactly is not above 50%."""
    files = mutated(A, "{from: 30%, points: 60}", "{from: 50%, points: 60}")
    assert problems_of(files) == []
