"""Problems of what gates are held against: waivers, baselines, shares."""

WORDS: dict[str, tuple[str, str]] = {
    "option-needs": ("{option} 只能与 {needed} 一起用", "{option} has no meaning without {needed}"),
    "option-needs/hint": ("加上 {needed}，或去掉 {option}", "add {needed}, or leave out {option}"),
    "option-needs/title": ("选项不能单独使用", "An option that needs another"),
    "option-needs/why": (
        "这个选项只调整另一个选项的作用；另一个没有给出，它就不起作用。",
        "The option changes how another one works; without that one it would have no effect, and nobody would notice.",
    ),
    "options-exclude": ("{option} 不能与 {other} 一起用", "{option} does not go together with {other}"),
    "options-exclude/hint": ("去掉 {option}，或去掉 {other}", "leave out {option}, or {other}"),
    "options-exclude/title": ("选项不能同时用", "Options that exclude each other"),
    "options-exclude/why": (
        "一个选项要的内容，另一个选项的报告里没有；照样运行，给出的选项就在没有提示的情况下不起作用。",
        "What the one asks for is not in the report that the other asks for; it would have no effect, and nobody would notice.",
    ),
    "export-is-held-to": (
        "“{found}”是本次门槛所依据的文件，没有覆盖",
        "“{found}” is what the gates of this run are held to, and was not replaced",
    ),
    "export-is-held-to/hint": (
        "报告换个文件名；门槛通过、结果认可后再更新基线",
        "name another file, and make it the baseline once the gates were passed and it was accepted",
    ),
    "export-is-held-to/title": ("会覆盖基线或豁免文件", "It would replace the baseline or the waivers"),
    "export-is-held-to/why": (
        "门槛没有通过时报告也会写出；如果写在基线上，下一次就会与变差的结果比较而通过。",
        "A report is written though a gate failed; over the baseline, it would let the next run pass against what had become worse.",
    ),
    "waiver-empty": ("豁免的 {key} 是空的", "{key} of a waiver is empty"),
    "waiver-empty/hint": (
        "写明指标、机构、理由、批准人和到期日",
        "name the indicator, the station, the reason, who approved it, and the day it expires",
    ),
    "waiver-empty/title": ("豁免内容不全", "A waiver with an empty entry"),
    "waiver-empty/why": (
        "豁免是有人批准、有理由、有期限的；缺一样，就无从追责。",
        "A waiver has a reason, somebody who approved it and an end; without one of them nobody answers for it.",
    ),
    "waiver-unknown-id": ("豁免的指标“{found}”不存在", "a waiver names an indicator that there is not: “{found}”"),
    "waiver-unknown-id/hint": (
        "最接近的是“{nearest}”；convergence rubrics list 列出全部",
        "nearest: “{nearest}”; convergence rubrics list shows all",
    ),
    "waiver-unknown-id/title": ("豁免的指标不存在", "A waiver for no indicator"),
    "waiver-unknown-id/why": (
        "豁免按指标编号逐项批准，不能豁免整条措施、板块或得分。编号写错，豁免就悄悄不起作用。",
        "Gaps are accepted one by one, by indicator; no measure, chapter or score can be waived. Misspelt, it would have no effect and nobody would notice.",
    ),
    "waiver-twice": (
        "“{station}”的 {id} 豁免了两次",
        "{id} of “{station}” is waived twice",
    ),
    "waiver-twice/hint": ("只留一条", "keep one"),
    "waiver-twice/title": ("同一项豁免了两次", "A gap is waived twice"),
    "waiver-twice/why": (
        "两条的理由、批准人或到期日不同，分不清以哪条为准。",
        "Where the two differ in their reason, approval or end, nobody knows which one holds.",
    ),
    "waiver-expired": (
        "“{station}”的 {id} 豁免已于 {expires} 到期（批准：{by}）",
        "the waiver of {id} for “{station}” expired on {expires} (approved by {by})",
    ),
    "waiver-expired/hint": (
        "整改到位后删去这一条，或重新报批并写上新的到期日",
        "remove it once the gap is closed, or have it approved again with a new end",
    ),
    "waiver-expired/title": ("豁免已过期", "A waiver has expired"),
    "waiver-expired/why": (
        "过期的豁免不再起作用，差距重新计入门槛；文件里留着过期的豁免，门槛 waivers 就不通过。到期日当天仍然有效。",
        "It covers nothing any more, so the gap counts for the gates again; and as long as it stands in the file the gate “waivers” fails. On its last day it still holds.",
    ),
    "waiver-expiring": (
        "“{station}”的 {id} 豁免将于 {expires} 到期（负责：{by}）",
        "the waiver of {id} for “{station}” expires on {expires} (owner: {by})",
    ),
    "waiver-expiring/hint": (
        "到期前整改到位，或重新报批",
        "close the gap before, or have it approved again",
    ),
    "waiver-expiring/title": ("豁免即将到期", "A waiver is about to expire"),
    "waiver-expiring/why": (
        "30 天内到期的豁免提前提醒；到期次日起差距重新计入门槛。",
        "It will have expired in thirty days. From the day after its last one the gap counts for the gates again.",
    ),
    "waiver-unused": (
        "“{station}”的 {id} 豁免没有用上：没有这项差距",
        "the waiver of {id} for “{station}” is not used: there is no such gap",
    ),
    "waiver-unused/hint": ("已经达标的，删去这一条", "where the target is met by now, remove it"),
    "waiver-unused/title": ("豁免没有用上", "A waiver is not used"),
    "waiver-unused/why": (
        "本次评估中，这个指标已经达标、不适用或不在范围，不需要豁免。",
        "In this run the indicator is met, not applicable or out of scope, and needs no waiver.",
    ),
    "waivers-elsewhere": (
        "{count} 条豁免针对的机构不在本次评估中：{stations}",
        "waivers for stations that are not in this run: {count} ({stations})",
    ),
    "waivers-elsewhere/hint": (
        "名称写错的，改成与问卷一致；最接近的：{nearest}",
        "a name must be the one in the questionnaire; nearest: {nearest}",
    ),
    "waivers-elsewhere/title": ("豁免的机构不在本次评估中", "Waivers for other stations"),
    "waivers-elsewhere/why": (
        "一个豁免文件可以供全省使用；这里提醒的是名称写错的情况。",
        "One file may serve a whole province; the note is there for names that are misspelt.",
    ),
    "baseline-no-stations": ("基线报告里没有机构", "the baseline holds no station"),
    "baseline-no-stations/hint": (
        "选一份评估成功的报告作基线",
        "take the report of a run in which stations were judged",
    ),
    "baseline-no-stations/title": ("基线里没有机构", "A baseline without stations"),
    "baseline-no-stations/why": (
        "那次运行没有一家机构评估成功，没有可比的。",
        "No station could be judged in that run, so there is nothing to compare with.",
    ),
    "baseline-other-framework": (
        "基线用的是另一套指标体系“{found}”，本次用的是“{expected}”",
        "the baseline was made with another framework, “{found}”, and this run with “{expected}”",
    ),
    "baseline-other-framework/hint": (
        "换用 {expected} 生成的基线，或用 --rubrics 指明 {found}",
        "take a baseline made with {expected}, or name {found} with --rubrics",
    ),
    "baseline-other-framework/title": ("基线用的是另一套指标体系", "A baseline of another framework"),
    "baseline-other-framework/why": (
        "不同的指标体系，得分含义不同，不能比较。",
        "Scores of two frameworks do not mean the same, and cannot be compared.",
    ),
    "baseline-other-version": (
        "基线用的是 {found} 版指标体系，本次是 {expected} 版，得分不可比",
        "the baseline was made with version {found} of the framework, and scores of {expected} mean something else",
    ),
    "baseline-other-version/hint": (
        "用 {expected} 版重新评估当时的问卷（convergence migrate 可带入答案），以新报告作基线",
        "assess the workbooks of that time with {expected} (convergence migrate carries answers over) for a new baseline",
    ),
    "baseline-other-version/title": ("基线的版本不可比", "A baseline of another version"),
    "baseline-other-version/why": (
        "这两个版本之间，权重、标准或编号有变化；分数变了，可能是规则变了，而不是工作退步了。",
        "Between the two, weights, thresholds or ids changed: a score that moved may show the rules and not the station.",
    ),
    "baseline-changed": (
        "基线用的指标体系（{found}）与本次（{expected}）内容不完全相同",
        "the framework of the baseline ({found}) is not to the letter that of this run ({expected})",
    ),
    "baseline-changed/hint": (
        "核对改动不影响得分，或重新生成基线",
        "see that what changed does not touch scores, or make the baseline anew",
    ),
    "baseline-changed/title": ("基线的指标体系有改动", "The framework changed since the baseline"),
    "baseline-changed/why": (
        "版本可比，但文件内容有变化，例如改了说明文字。比较照常进行。",
        "The versions are comparable, and yet the files differ, in their wording perhaps. The comparison is made all the same.",
    ),
    "baseline-ambiguous": (
        "分不清“{station}”是基线中的哪一家：有 {count} 家同名，层级、所在省和文件名也相同",
        "it cannot be told which station of the baseline “{station}” is: {count} have its name, level, province and file name",
    ),
    "baseline-ambiguous/hint": ("给文件取不同的名称", "give their files different names"),
    "baseline-ambiguous/title": ("基线中有同名机构", "Stations of one name in the baseline"),
    "baseline-ambiguous/why": (
        "机构按名称对应；同名的再看层级、所在省和文件名。都相同就不能比较，门槛按不通过处理。",
        "Stations are found by name; where several share one, by level, province and file name. Where all are equal nothing can be compared, and the gate fails.",
    ),
    "baseline-differs": (
        "与基线相比，{question}有变化的机构 {count} 家：{stations}",
        "{question} is not what it was in the baseline, stations: {count} ({stations})",
    ),
    "baseline-differs/hint": (
        "要求或同类可能随之不同：没有通过门槛的，先看是不是由此引起",
        "what is asked, or of whom, may differ with it: where the gate fails, see first whether that is why",
    ),
    "baseline-differs/title": ("机构情况或年度与基线不同", "The station or the year is not that of the baseline"),
    "baseline-differs/why": (
        "级别、省份、评估年度，以及决定适用哪些指标、按什么标准计分的机构情况，与基线不同。门槛照常判定，但升降未必是工作进退。",
        "The level, the province, the year, or another answer about the station that settles what it is asked and held to is not that of the baseline. The gate judges all the same, but a rise or a fall need not be one of its work.",
    ),
    "baseline-new": (
        "{count} 家机构不在基线中，没有可比的：{stations}",
        "stations that are not in the baseline, with nothing to compare: {count} ({stations})",
    ),
    "baseline-new/hint": ("", ""),
    "baseline-new/title": ("基线中没有的机构", "Stations new to the baseline"),
    "baseline-new/why": (
        "新加入的机构没有以前的成绩，这道门槛对它不起作用；机构改名后也会这样。",
        "A station without an earlier result cannot fall behind it, so the gate says nothing of it. A station that changed its name looks new too.",
    ),
    "baseline-gone": (
        "基线中的 {count} 家机构不在本次评估中：{stations}",
        "stations of the baseline that are not in this run: {count} ({stations})",
    ),
    "baseline-gone/hint": (
        "核对是否漏交、无法读取或改了名称；同一文件里的机构名称变了：{renamed}；确实不再参加的，加 --allow-vanished，并更新基线",
        "see whether questionnaires are missing, cannot be read, or name their stations otherwise; renamed in the same workbook: {renamed}; where stations are gone for good add --allow-vanished, and renew the baseline",
    ),
    "baseline-gone/title": ("基线中的机构这次没有", "Stations gone since the baseline"),
    "baseline-gone/why": (
        "基线中的机构不在本次评估中，就无从判断是否退步；抽走问卷、改个名称都能躲过门槛，所以门槛按不通过处理。",
        "Of a station that is not there nobody can say whether it fell behind. To leave its workbook out, or to rename it, would be a way around the gate, so the gate fails.",
    ),
    "baseline-none-in-common": ("本次评估的机构没有一家在基线中", "no station of this run is in the baseline"),
    "baseline-none-in-common/hint": (
        "核对基线文件和机构名称；都是新机构的，加 --allow-vanished",
        "see whether it is the right file, and what stations are called; where all are new, add --allow-vanished",
    ),
    "baseline-none-in-common/title": ("与基线没有共同的机构", "Nothing in common with the baseline"),
    "baseline-none-in-common/why": (
        "没有可比的机构，门槛无从判定；无法判定不等于通过，退出码为 2。",
        "With nothing to compare the gate cannot be judged, which is no pass: the exit code is 2.",
    ),
    "baseline-edited": (
        "基线写出后被改动过",
        "the baseline was changed since it was written",
    ),
    "baseline-edited/hint": (
        "核对是谁改的、为什么；用 --write-baseline 重新写出",
        "see who changed it and why; write it anew with --write-baseline",
    ),
    "baseline-edited/title": ("基线被改动过", "An edited baseline"),
    "baseline-edited/why": (
        "紧凑基线没有填报值和得分，不能重新计分，只核对各行前后一致；报告能重新计分，但删去了哪家机构看不出来。改动靠版本库里的差异审查发现。合并冲突后手工改过也会这样。",
        "A compact baseline has neither answers nor points, so it cannot be scored again; only that each line agrees with itself is checked. Of a report nobody can tell which station was taken out. Changes are for the review of its diff. A merge by hand leaves it so, too.",
    ),
    "baseline-altered": (
        "基线中“{station}”一行前后矛盾（{at}）",
        "in the baseline the line of “{station}” contradicts itself ({at})",
    ),
    "baseline-altered/hint": ("用 --write-baseline 重新写出", "write it anew with --write-baseline"),
    "baseline-altered/title": ("基线一行前后矛盾", "A line of the baseline contradicts itself"),
    "baseline-altered/why": (
        "按各指标的结论，总分、完整度或红线不可能是所写的数；括号里是第一处。",
        "With these outcomes the index, the coverage or the red lines cannot be what the line says; in brackets stands the first place.",
    ),
}
