"""Words of `rubrics calibrate`: its report, and the overlay that it writes."""

WORDS: dict[str, tuple[str, str]] = {
    "heading": ("按填报测算标准：{title}", "Thresholds from what stations answer: {title}"),
    "stations": (
        "{count} 份问卷{kind}参加测算，只用有佐证的填报；{others} 份不在此列或无法评估",
        "{count:questionnaire|questionnaires}{kind}; only answers with evidence count; {others:other was|others were} of "
        "another kind or could not be assessed",
    ),
    "of-kind": ("（{kind}）", " ({kind})"),
    # --- what is proposed ------------------------------------------------------------------------
    "proposed": ("建议的标准", "Proposed thresholds"),
    "none-proposed": ("没有可以建议的标准", "Nothing is proposed"),
    "indicator": ("指标", "Indicator"),
    "answers": ("份数", "Answers"),
    "zero": ("起分", "Points begin"),
    "met": ("达标", "Met"),
    "full": ("满分", "Full points"),
    "target": ("目标分", "Target"),
    "way": ("比现行", "Than today"),
    "looser": ("放宽", "looser"),
    "stricter": ("不放宽", "not looser"),
    # --- what does not tell stations apart -------------------------------------------------------
    "flat": ("分不出高下的指标（七成以上在一端）", "Indicators that do not tell stations apart (over 70% at one end)"),
    "none-flat": ("没有", "None"),
    "at-nothing": ("得0分", "At 0"),
    "at-full": ("得满分", "At full points"),
    # --- what stays ------------------------------------------------------------------------------
    "kept": ("保持不变的指标", "Indicators that stay as they are"),
    "why": ("原因", "Why"),
    "why-clause": ("数字是政策条款写明的", "the figure is the clause's own"),
    "why-must": ("硬性要求或红线", "a duty or a red line"),
    "why-source": ("数字出自文件", "the figure is a document's"),
    "why-few": (
        "有佐证的填报不足 {least} 份（另有 {unproven} 份没有佐证）",
        "fewer than {least:answer|answers} with evidence ({unproven} without)",
    ),
    "why-together": (
        "各单位的填报太接近，或与计分方式合不上",
        "answers lie too close together, or do not fit how it is scored",
    ),
    # --- who changes -----------------------------------------------------------------------------
    "changes": ("总分和等级的变化", "What changes for stations"),
    "no-changes": ("没有单位的总分或等级变化", "No station changes"),
    "station": ("机构", "Station"),
    "index": ("总分", "Index"),
    "level": ("等级", "Level"),
    "from-to": ("{before} → {after}", "{before} → {after}"),
    # --- the overlay -----------------------------------------------------------------------------
    "about-overlay": (
        "由各单位填报测算出的草案：题名、文号、日期和每条理由须由发布单位审定，定后三年内不变",
        "A draft from what stations answered: whoever issues it settles title, number, date and each reason, and keeps it for three years",
    ),
    "overlay-title": ("本省标准（测算草案）", "Thresholds of the province (draft)"),
    "source-title": ("本省标准（测算草案）", "Thresholds of the province (draft)"),
    "issuer": ("发布单位", "Issuing body"),
    "percentile": ("第{share}百分位 {amount}", "P{share} {amount}"),
    "because": (
        "{period}年{count}份有佐证的填报：{figures}，均已取整",
        "{count:answer|answers} with evidence for {period}: {figures}, rounded",
    ),
    "because-of": (
        "{period}年{count}份有佐证的{kind}填报：{figures}，均已取整",
        "{count:answer|answers} with evidence ({kind}) for {period}: {figures}, rounded",
    ),
}
