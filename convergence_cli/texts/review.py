"""Words of a review: the reviewer's workbook and the report on what it leaves of the scores."""

WORDS: dict[str, tuple[str, str]] = {
    # --- the reviewer's workbook -----------------------------------------------------------------
    "sheet": ("核查表", "Review"),
    "title": ("{station}：填报核查表", "Review of answers: {station}"),
    "about": (
        "黄色单元格由核查人填写：核查意见从下拉列表选“属实”“不实”“待核”，空着按待核计；其余单元格已锁定（没有密码），编号不要改动",
        "The reviewer fills in the yellow cells: choose True, False or Pending as the ruling, blank counts as pending; "
        "the others are locked (no password), leave the ids as they are",
    ),
    "id": ("编号", "ID"),
    "measure": ("措施", "Measure"),
    "question": ("问题", "Question"),
    "answer": ("填报内容", "Claim"),
    "where": ("位置", "Where"),
    "points": ("得分", "Points"),
    "evidence": ("已列佐证", "Evidence named"),
    "evidence-required": ("是否必需", "Evidence required"),
    "files": ("文件核对", "Files looked for"),
    "ruling": ("核查意见", "Ruling"),
    "reviewer": ("核查人", "Reviewer"),
    "date": ("核查日期", "Date"),
    "remark": ("核查说明", "Remark"),
    "upheld": ("属实", "True"),
    "refuted": ("不实", "False"),
    "pending": ("待核", "Pending"),
    "prompt-ruling": (
        "属实：佐证能证明填报值；不实：不能或相反；待核：还要再看",
        "True: the evidence proves the answer; False: it does not; Pending: still to be seen",
    ),
    "prompt-date": ("填日期，如 2026-03-01", "A date, such as 2026-03-01"),
    "error-title": ("核查表不接受", "Not accepted"),
    "error-ruling": ("请从下拉列表中选择", "Please choose from the list"),
    "error-date": ("请填日期，如 2026-03-01", "Please enter a date, such as 2026-03-01"),
    # --- the report --------------------------------------------------------------------------------
    "document-title": ("核查结果", "Review"),
    "heading": ("{station}：核查结果", "{station}: review"),
    "counts": (
        "属实 {upheld} + 不实 {refuted} + 待核 {pending} = 已填报 {total} 项",
        "True {upheld} + False {refuted} + Pending {pending} = {total:answer|answers}",
    ),
    "score": ("自报得分", "Score"),
    "evidenced": ("有佐证", "Evidenced"),
    "verified": ("核实得分", "Verified"),
    "unrefuted": ("剔除不实", "Unrefuted"),
    "legend": (
        "核实得分：只计属实的填报值，其余按 0 分；剔除不实：只把不实的按 0 分计，即待核的全部查实时的核实得分",
        "Verified counts answers ruled true, every other as 0 points; unrefuted counts all but those ruled false: what "
        "verified comes to if all pending ones turn out true",
    ),
    # --- the report as a workbook ------------------------------------------------------------------
    "sheet-scores": ("核查得分", "Scores"),
    "sheet-rulings": ("核查意见", "Rulings"),
    "about-rulings": (
        "每项填报的核查意见；填报值在核查后变了的按待核计",
        "The ruling on every answer; where the answer has changed since, it counts as pending",
    ),
    "counts-as": ("按此计", "Counts as"),
    "changed": ("核查后有变", "Changed since"),
}
