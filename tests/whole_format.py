"""Sound files in which every key of the format stands, and a framework that has next to none of them."""

FRAMEWORK = """\
id: whole
version: 1.1.0
title: {zh: 全, en: Whole}
source:
  title: {zh: 文, en: Document}
  number: 一号
  issuer: {zh: 局, en: Office}
  date: 2020-11-13
  clauses: ["1", "3.1.1", "附件 2"]
languages: [zh, en]
words:
  unit: {zh: 馆, en: museum}
  units: {zh: 馆, en: museums}
  counter: 座
  report: {zh: 报告, en: Report}
  eyebrow: {zh: 眉, en: Eyebrow}
  policy: {zh: 标准, en: standard}
  red_line: {zh: 底线, en: floor}
  red_lines: {zh: 底线, en: floors}
  level: {zh: 阶, en: stage}
  levels: {zh: 阶, en: stages}
missing: redistribute
needs_all: true
not_applicable_counts: full
display: {from: 0, to: 3, decimals: 2, levels: printed, to_target: true}
aggregate: sum
maximum: 3
noise: 0.1
minutes: {question: 15, table: 60}
weights_because: {zh: 因, en: Why}
horizons: {progress: 2, breakthrough: 3, long-term: 5}
profile:
  - {id: title, title: {zh: 名, en: Name}, type: text, required: true, hint: {zh: 全称, en: In full}}
  - id: size
    title: {zh: 级, en: Size}
    type: one_of
    required: true
    options: {big: {zh: 大, en: Big}, small: {zh: 小, en: Small}}
  - {id: year, title: {zh: 年, en: Year}, type: integer, required: true, carried: false, min: 2020, max: 2100}
  - id: runs
    title: {zh: 办, en: Runs}
    type: many_of
    options: {shop: {zh: 店, en: Shop}, cafe: {zh: 茶, en: Café}}
name_question: title
peers: [size]
reasons:
  none-such: {zh: 无此业务, en: None such}
scales:
  ladder:
    title: {zh: 阶, en: Ladder}
    steps:
      low: {text: {zh: 低, en: Low}, points: 0}
      high: {text: {zh: 高, en: High}, points: 100}
tables:
  - id: rooms
    title: {zh: 厅, en: Rooms}
    hint: {zh: 逐行, en: Row by row}
    rows: 20
    columns:
      - {id: room, title: {zh: 名, en: Room}, required: false}
      - id: area
        title: {zh: 积, en: Area}
        type: number
        unit: {zh: 平方米, en: m²}
        hint: {zh: 净, en: Net}
        min: 0
        max: 100000
        total: true
      - {id: open, title: {zh: 开, en: Open}, type: yes_no}
      - id: kind
        title: {zh: 类, en: Kind}
        type: one_of
        options: {hall: {zh: 厅, en: Hall}, store: {zh: 库, en: Store}}
  - id: duties
    title: {zh: 责, en: Duties}
    hint: {zh: 逐行, en: Row by row}
    columns:
      - id: state
        title: {zh: 况, en: State}
        type: one_of
        options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}, na: {zh: 无, en: None}}
      - {id: proof, title: {zh: 证, en: Proof}, required: false}
      - {id: more, title: {zh: 注, en: More}, required: false}
      - {id: held, title: {zh: 有, en: Held}, type: yes_no}
    fixed:
      d-1: {title: {zh: 一, en: First}, hint: {zh: 提, en: Hint}, weight: 2, applies: {size: [big]}}
      d-2: {title: {zh: 二, en: Second}, clauses: ["3.1.1"]}
chapters:
  - id: one
    title: {zh: 一, en: One}
    weight: 2
    because: {zh: 因, en: Why}
    measures: [M01, M02, M03]
    aggregate: harmonic
  - id: two
    title: {zh: 二, en: Two}
    because: {zh: 因, en: Why}
    measures: [health-care]
    weight: 10
    weight_by: {size: {big: 10}}
    aggregate: deduction
    maximum: 10
    needs_all: true
levels:
  - {id: L1, title: {zh: 甲, en: A}, index: 20, chapter: 10, red_lines: false}
  - id: L2
    title: {zh: 乙, en: B}
    index: 60
    chapter: 40
    chapters: {one: 50}
    measures: {M01: 50}
    indicators: {M03.rule: 100}
    on: evidenced
    coverage: 0.9
    red_lines: true
    that: index.unmet <= 3
    because: {zh: 不多, en: Few}
checks:
  - {id: some-room, that: count(rooms) > 0, message: {zh: 有厅, en: There is a room}, severity: error}
  - {id: no-more, that: count(rooms) < 900, message: {zh: 太多, en: Too many}, voids: true}
changes:
  - earlier: 1.0.0
    version: 1.1.0
    renamed: {M01.former: M01.share}
    split: {M01.parted: [M02.studios, M02.slope]}
    merged: {M03.day: [M01.day-one, M01.day-two]}
    retired: {M01.gone: {zh: 无, en: Gone}}
    changed: {M03.rule: {zh: 改, en: Changed}}
    added: [health-care]
    per_option: [M01.list]
    titles: {rooms: {zh: 旧厅, en: Old rooms}}
    options: {size: {big: {zh: 大的, en: Bigger}, small: {zh: 小的, en: Smaller}}}
"""

_REST = """\
    clauses: ["3.1.1"]
    quote: 原文
    obligation: must
    who: {zh: 室, en: Office}
    evidence: {hint: {zh: 文件, en: File}}
    advice: [{zh: 做, en: Do}]
    effort: 2
    basis: clause
"""

MEASURE = """\
id: M01
title: {zh: 措, en: Measure}
weight: 1
because: {zh: 因, en: Why}
horizon: progress
clauses: ["1", "3.1.1"]
parts:
  "1": {first: {zh: 前半, en: The first half}, last: {zh: 后半, en: The last half}}
not_scored:
  - {clause: 1/last, because: {zh: 口号, en: A slogan}}
aggregate: minimum
needs_all: true
indicators:
  - id: M01.share
    title: {zh: 比, en: Share}
    clauses: ["3.1.1", 1/first]
    source: {title: {zh: 法, en: Law}, number: 三号, date: 2025-01-01, url: "https://example.org/law"}
    quote: 原文
    obligation: should
    weight: 3
    ask:
      type: percent
      question: {zh: 问, en: Asked}
      criteria: {zh: 年, en: A year}
      unit: {zh: 份, en: Share}
      compute: share(rooms.area, rooms.open)
      when_empty: not_applicable
      min: 0
      max: 1
    score:
      bands:
        - {above: 0.5, points: 100}
        - {from: 0.3, points: 60, source: {title: {zh: 规, en: Rule}}}
        - {otherwise: 0}
    evidence: {required: true, hint: {zh: 文件, en: File}}
    advice: [{zh: 做, en: Do}]
    effort: 2
    basis: calibrated
    because: {zh: 因, en: Why}
    who: {zh: 室, en: Office}
    target: 60
    target_by: {year: {"2024": 60, "2025": 80}}
    applies: {size: [big, small]}
    needs: [M01.list]
  - id: M01.list
    title: {zh: 列, en: List}
    ask: {type: many_of, question: {zh: 问, en: Asked}, options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}}
    score: {checklist: {items: {a: 2, b: 1}, must_have: [a], cap: 20}}
""" + _REST.replace("{hint", "{per_option: true, hint")

MEASURE_2 = (
    """\
id: M02
title: {zh: 措, en: Measure}
because: {zh: 因, en: Why}
horizon: progress
clauses: ["3.1.1"]
indicators:
  - id: M02.studios
    title: {zh: 室, en: Studios}
    ask: {type: integer, question: {zh: 问, en: Asked}, min: 0, max: 1000}
    score: {by: {size: {big: {capped: {at: 6}}, small: {ramp: {from: 0, to: 2}}}}}
    red_line: {below: 40, for: {size: [big]}}
"""
    + _REST
    + """\
  - id: M02.slope
    title: {zh: 坡, en: Slope}
    weight_by: {size: {big: 2}}
    ask: {type: money, question: {zh: 问, en: Asked}}
    score: {ramp: {from: 1000, to: 10, log: true}}
    not_applicable: [none-such]
    not_applicable_counts: zero
"""
    + _REST
    + """\
  - id: M02.about
    title: {zh: 况, en: About}
    scored: false
    ask: {type: text, question: {zh: 问, en: Asked}}
  - id: M02.pick
    title: {zh: 选, en: Pick}
    ask:
      type: one_of
      question: {zh: 问, en: Asked}
      options: {a: {zh: 甲, en: A}, b: {zh: 乙, en: B}}
      sources: {a: {title: {zh: 法, en: Law}}}
    score: {choices: {a: 100, b: 0}}
    target_by: {size: {big: 100}}
"""
    + _REST
)

MEASURE_3 = (
    """\
id: M03
title: {zh: 措, en: Measure}
because: {zh: 因, en: Why}
horizon: progress
clauses: ["3.1.1"]
indicators:
  - id: M03.step
    title: {zh: 阶, en: Step}
    ask: {type: one_of, question: {zh: 问, en: Asked}}
    score: {scale: ladder}
"""
    + _REST
    + """\
  - id: M03.rule
    title: {zh: 规, en: Rule}
    ask: {type: yes_no, question: {zh: 问, en: Asked}}
    score: {expect: "yes"}
    red_line: {unless: met}
"""
    + _REST
    + """\
  - id: M03.day
    title: {zh: 日, en: Day}
    ask: {type: date, question: {zh: 问, en: Asked}}
    score: {bands: [{up_to: "2024-12-31", points: 100}, {below: "2026-01-01", points: 50}, {otherwise: 0}]}
"""
    + _REST
    + """\
  - id: M03.slips
    title: {zh: 扣, en: Slips}
    ask: {type: integer, question: {zh: 问, en: Asked}}
    score: {deduct: {per: 1, points: 25, down_to: 10}}
"""
    + _REST
    + """\
  - id: M03.duty
    title: {zh: "责{row}", en: "Duty {row}"}
    ask:
      type: one_of
      question: {zh: "{row}", en: "{row}"}
      cell: {table: duties, column: state, only: [d-1, d-2], evidence: proof, note: more, reasons: {na: none-such}}
    score: {choices: {a: 100, b: 0}}
"""
    + _REST
    + """\
  - id: M03.held
    title: {zh: 有, en: Held}
    ask: {type: yes_no, question: {zh: 有, en: Held}, cell: {table: duties, column: held, row: d-2, evidence: proof}}
    score: {expect: "yes"}
"""
    + _REST
)


OTHER = (
    """\
id: health-care
title: {zh: 另, en: Other}
weight: 10
weight_by: {size: {big: 10, small: 10}}
because: {zh: 因, en: Why}
horizon: long-term
clauses: [附件 2]
indicators:
  - id: health-care.rule
    title: {zh: 规, en: Rule}
    ask: {type: yes_no, question: {zh: 问, en: Asked}}
    score: {expect: "no"}
"""
    + _REST.replace('"3.1.1"', "附件 2")
    + """\
  - id: health-care.list
    title: {zh: 规, en: Rule}
    ask: {type: yes_no, question: {zh: 问, en: Asked}}
    score: {expect: "no"}
"""
    + _REST.replace('"3.1.1"', "附件 2")
)

FILES = {
    "framework.yaml": FRAMEWORK,
    "M01.yaml": MEASURE,
    "M02.yaml": MEASURE_2,
    "M03.yaml": MEASURE_3,
    "health-care.yaml": OTHER,
}

BARE = {
    "framework.yaml": """\
id: bare
version: 0.1.0
title: {en: Bare}
languages: [en]
source: {title: {en: Nothing}}
profile: [{id: name, title: {en: Name}, required: true}]
chapters: [{id: all, title: {en: All}, measures: [A1]}]
""",
    "A1.yaml": """\
id: A1
title: {en: Measure}
indicators:
  - id: A1.one
    title: {en: One}
    ask: {type: number, question: {en: How many?}}
    score: {capped: {at: 6}}
""",
}

_WHY = "{zh: 因, en: Why}"
OVERLAY = f"""\
id: over
version: 1.0.0
title: {{zh: 省, en: Province}}
source: {{title: {{zh: 省文, en: Plan}}, number: 二号, issuer: {{zh: 厅, en: Department}}, date: 2024-01-01}}
extends: whole
since: 1.0.0
before: 2.0.0
set:
  profile: [{{id: year, to: {{min: 2021}}, because: {_WHY}, relax: true}}]
  reasons: [{{id: none-such, to: {{zh: 没有}}, because: {_WHY}, relax: true}}]
  scales: [{{id: ladder, to: {{steps: {{low: {{points: 5}}}}}}, because: {_WHY}, relax: true}}]
  tables: [{{id: rooms, to: {{rows: 30, hint: {{en: Each}}}}, because: {_WHY}, relax: true}}]
  chapters: [{{id: one, to: {{weight: 3, aggregate: null}}, because: {_WHY}, relax: true}}]
  measures: [{{id: M01, to: {{weight: 2, horizon: breakthrough}}, because: {_WHY}, relax: true}}]
  indicators:
    - id: M02.studios
      to:
        weight: 2
        effort: 3
        score: {{by: {{size: {{big: {{capped: {{at: 8}}}}}}}}}}
        red_line: {{below: 30, for: null}}
        ask: {{question: {{zh: 几间}}, min: null, max: 900}}
      because: {_WHY}
      relax: true
    - id: M02.pick
      to: {{score: {{choices: {{b: 10}}}}, target_by: null, advice: [{{zh: 再做, en: More}}]}}
      because: {_WHY}
      relax: true
    - {{id: M02.slope, to: {{score: {{capped: {{at: 50}}}}, not_applicable: null}}, because: {_WHY}, relax: true}}
  levels: [{{id: L2, to: {{index: 55, chapter: null}}, because: {_WHY}, relax: true}}]
  checks: [{{id: some-room, to: {{severity: warning}}, because: {_WHY}, relax: true}}]
add:
  profile: [{{question: {{id: staff, title: {{zh: 人, en: Staff}}, type: integer}}, because: {_WHY}}}]
  reasons: [{{id: closed, text: {{zh: 闭馆, en: Closed}}, because: {_WHY}}}]
  tables:
    - table:
        id: shops
        title: {{zh: 店, en: Shops}}
        hint: {{zh: 逐行, en: Row by row}}
        columns: [{{id: shop, title: {{zh: 名, en: Shop}}}}]
      because: {_WHY}
  measures:
    - chapter: two
      measure:
        id: M09
        title: {{zh: 加, en: Added}}
        because: {_WHY}
        horizon: progress
        clauses: ["9"]
        needs_all: true
        indicators:
          - id: M09.about
            title: {{zh: 况, en: About}}
            scored: false
            ask: {{type: text, question: {{zh: 问, en: Asked}}}}
          - id: M09.rule
            title: {{zh: 规, en: Rule}}
            ask: {{type: yes_no, question: {{zh: 问, en: Asked}}}}
            score: {{expect: "yes"}}
            clauses: ["9"]
            quote: 原文
            obligation: must
            who: {{zh: 室, en: Office}}
            evidence: {{hint: {{zh: 文件, en: File}}}}
            advice: [{{zh: 做, en: Do}}]
            effort: 2
            basis: clause
      because: {_WHY}
      relax: true
  indicators:
    - indicator:
        id: M01.added
        title: {{zh: 规, en: Rule}}
        ask: {{type: yes_no, question: {{zh: 问, en: Asked}}}}
        score: {{expect: "yes"}}
        not_applicable_counts: zero
        clauses: ["3.1.1"]
        quote: 原文
        obligation: must
        who: {{zh: 室, en: Office}}
        evidence: {{hint: {{zh: 文件, en: File}}}}
        advice: [{{zh: 做, en: Do}}]
        effort: 2
        basis: clause
      because: {_WHY}
      relax: true
  checks:
    - check: {{id: rooms, that: count(rooms) < 900, message: {{zh: 少, en: Few}}, voids: true}}
      because: {_WHY}
hide:
  indicators: [{{id: M03.step, because: {_WHY}, relax: true}}]
  levels: [{{id: L1, because: {_WHY}, relax: true}}]
"""
