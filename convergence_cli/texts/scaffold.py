"""Words of a framework or an overlay that has just been begun: its comments, and the texts to be replaced."""

WORDS: dict[str, tuple[str, str]] = {
    # --- comments --------------------------------------------------------------------------------
    "about-framework": (
        "一个文件夹是一个指标体系。改好后运行 convergence rubrics check 和 convergence rubrics test",
        "One folder is one framework. After each change run convergence rubrics check and convergence rubrics test",
    ),
    "about-source": ("依据的文件：名称、文号、发文单位、日期", "The document it rests on: title, number, issuer, date"),
    "about-missing": (
        "未填报的：zero 计 0 分，redistribute 不计入",
        "an unanswered indicator: zero scores 0, redistribute leaves it out",
    ),
    "about-aggregate": (
        "汇总：arithmetic 平均，geometric 几何平均，harmonic 调和平均，minimum 取最低，sum 累加，deduction 倒扣",
        "scores add up by: arithmetic, geometric, harmonic, minimum, sum, deduction",
    ),
    "about-profile": (
        "关于机构的问题；applies 和 by 按编号引用",
        "About the station; applies and by refer to these by id",
    ),
    "about-reasons": ("允许填“不适用”的原因", "Reasons for which an indicator may be not applicable"),
    "about-chapters": ("板块和其中的措施；每条措施一个文件", "Chapters and their measures; each measure has a file"),
    "about-levels": ("等级从低到高，逐级达到", "Levels, lowest first, reached one after the other"),
    "about-measure": (
        "一条措施；文件名就是编号。每个条款要么有指标，要么在 not_scored 中说明原因",
        "A measure; the file's name is its id. Each clause has an indicator or a reason under not_scored",
    ),
    "about-id": ("编号定了就不再改", "an id stays for ever"),
    "about-quote": ("条款原文，不超过 60 字", "the clause to the letter, at most 60 characters"),
    "about-type": (
        "percent、number、integer、money、date、yes_no、one_of、many_of、text",
        "percent, number, integer, money, date, yes_no, one_of, many_of, text",
    ),
    "about-score": (
        "bands、ramp、capped、deduct、choices、scale、checklist、expect、by 选一",
        "one of bands, ramp, capped, deduct, choices, scale, checklist, expect, by",
    ),
    "about-target": ("多少分算达标；不写为 100", "points that count as met; 100 if absent"),
    "about-effort": (
        "1 数周，2 一个季度，3 半年，4 一年，5 更久",
        "1 weeks, 2 a quarter, 3 half a year, 4 a year, 5 longer",
    ),
    "about-basis": (
        "clause：标准写在文件里；calibrated：自定，理由写在 because",
        "clause: the document states it; calibrated: ours, and because says why",
    ),
    "about-red-line": ("红线：未达标会阻止升级", "a red line: missed unless met, and then it blocks levels"),
    "about-tests": (
        "测试：填什么、应得多少分；没有写到的都是空白",
        "Tests: what is answered, what must come out; the rest is blank",
    ),
    "about-overlay": (
        "叠加在别的指标体系上：只写不同的地方，其余随基础体系更新",
        "Lies on another framework: only what differs stands here, the rest follows the base's updates",
    ),
    "about-since": ("基础体系至少是这个版本", "the base is this version or later"),
    "about-set": (
        "set：改基础体系的条目。只能收紧；放宽须写 relax: true",
        "set: items of the base, changed. Only stricter, unless it says relax: true",
    ),
    "about-add": (
        "add：增加指标、措施、核对、机构信息、表格、不适用原因",
        "add: indicators, measures, checks, profile questions, tables, reasons",
    ),
    "about-hide": (
        "hide：不再填报的措施、指标、等级、核对",
        "hide: measures, indicators, levels and checks that are no longer asked",
    ),
    # --- texts of the rubric ----------------------------------------------------------------------
    "title": ("新的指标体系", "A new framework"),
    "overlay-title": ("新的叠加体系", "A new overlay"),
    "source-title": ("依据的文件", "The document"),
    "issuer": ("发文单位", "The issuer"),
    "name": ("机构名称", "Name"),
    "size": ("规模", "Size"),
    "small": ("小", "Small"),
    "large": ("大", "Large"),
    "not-offered": ("没有这项业务", "Not offered here"),
    "chapter": ("第一板块", "First chapter"),
    "only-one": ("目前只有一项", "There is only one so far"),
    "level-one": ("起步", "Started"),
    "level-two": ("达标", "Established"),
    "measure": ("第一条措施", "First measure"),
    "statement": ("原则性表述，不单独计分", "A statement of principle"),
    "share": ("占比", "Share"),
    "who": ("哪个部门填", "The department that knows"),
    "share-question": ("评估年度内，某事占全部的多少？", "In the year assessed, what share of the whole was this?"),
    "share-criteria": ("分子、分母各算什么，举一个例子", "What counts in the part and in the whole, with an example"),
    "evidence": ("什么材料可以证明", "The document that proves it"),
    "advice": ("达标的单位先做了什么", "What those that reach it did first"),
    "threshold": ("为什么定在这里", "Why the threshold is here"),
    "rule": ("制度", "A written rule"),
    "rule-question": ("有没有印发制度？", "Is there a written rule?"),
    "because": ("为什么", "Why"),
}
