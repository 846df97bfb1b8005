"""Words of two runs compared: headings, columns, and the lines that explain them."""

WORDS: dict[str, tuple[str, str]] = {
    "title": (
        "{count} 家机构前后对比：{before} → {after}",
        "What changed in {count:station|stations}: {before} -> {after}",
    ),
    "document-title": ("批次前后对比", "Two runs compared"),
    # --- summary -------------------------------------------------------------------------------------
    "sheet-summary": ("对比总览", "Summary"),
    "panel": ("前后都有的机构", "Stations of both runs"),
    "rose": ("上升", "Rose"),
    "fell": ("下降", "Fell"),
    "same": ("持平", "Unchanged"),
    "appeared": ("新增", "New"),
    "vanished": ("不再有", "Gone"),
    "what": ("统计口径", "Of which stations"),
    "stations-of": ("{moment}家数", "Stations, {moment}"),
    "whole-mean": ("各次全部机构，平均", "All of each run, mean"),
    "whole-median": ("各次全部机构，中位数", "All of each run, median"),
    "panel-mean": ("前后都有的机构，平均", "Stations of both runs, mean"),
    "panel-median": ("前后都有的机构，中位数", "Stations of both runs, median"),
    "difference": ("变化", "Change"),
    "about-panel": (
        "以下变化都只计前后两次都有的机构；全部机构的平均还受新增和不再有的机构影响。",
        "All that follows is about the stations of both runs; the means of all are moved by new stations and by those that are gone, too.",
    ),
    "kind-same": ("同一指标体系、同一版本（{version}）", "one framework, one version ({version})"),
    "kind-edited": (
        "版本号同为 {version}，内容有改动：各次按当次的标准计分",
        "both say version {version}, with other content: each run stands as it was scored then",
    ),
    "kind-versions": (
        "两个版本（前 {old}，后 {new}）：各次按当次的标准计分",
        "two versions (before {old}, afterwards {new}): each run stands as it was scored then",
    ),
    "split": ("变化从何而来", "What it comes from"),
    "split-of": (
        "{count} 家可拆分的机构，总分平均变化 {change}",
        "Mean change of the index of {count:station whose change splits|stations whose changes split}: {change}",
    ),
    "split-none": ("没有一家的变化可以拆分", "No station's change splits"),
    "unsplit": ("另有 {count} 家不能拆分：{why}", "{count:station does|stations do} not split: {why}"),
    "unsplit-no-index": ("有一次没有总分", "one side has no index"),
    "unsplit-standard": (
        "机构情况改变后适用另一标准，批次报告不含当时的填报值",
        "held to another standard now, and a batch keeps no answers",
    ),
    "unsplit-rules": (
        "计分标准已改，批次报告不含当时的填报值",
        "other rules now, and a batch keeps no answers",
    ),
    "unsplit-nothing": ("中间步骤没有适用的指标", "a step on the way has nothing in play"),
    # --- several runs --------------------------------------------------------------------------------
    "sheet-trend": ("历年走势", "Trend"),
    "about-trend": (
        "历次都有的 {count} 家机构的平均得分，每次均按当次所用的标准；末两行为各次全部机构的总分",
        "Mean scores of the stations of all these runs ({count}), each as it was scored then; the last two rows are the index of all stations of each run",
    ),
    "trend-chart": ("总分和各板块走势", "Index and chapters over time"),
    "peers-trend": ("各类机构总分的中位数", "Median index of peers"),
    # --- stations ------------------------------------------------------------------------------------
    "sheet-stations": ("各机构变化", "Stations"),
    "about-stations": (
        "前后都有的机构，降得多的在前；变化为前后两个显示值之差，填报、范围、标准三项相加恰为变化；影响最大的指标及其对总分的影响列在后面",
        "Stations of both runs, what fell most first; a change is the difference of the two numbers printed, and answers, scope and framework add up to it; then the indicators that did most, with what each did to the index",
    ),
    "none-stations": ("前后没有同一机构", "No station is in both runs"),
    "fell-over": ("下降超过 {over} 分的机构：{count} 家", "Fell by more than {over}: {count:station|stations}"),
    "rose-over": ("上升超过 {over} 分的机构：{count} 家", "Rose by more than {over}: {count:station|stations}"),
    "fell-any": ("下降的机构：{count} 家", "Fell: {count:station|stations}"),
    "rose-any": ("上升的机构：{count} 家", "Rose: {count:station|stations}"),
    "key": ("编号", "Key"),
    "moment": ("{moment}", "{moment}"),
    "answers": ("填报", "Answers"),
    "scope": ("范围", "Scope"),
    "framework": ("标准", "Framework"),
    "why": ("原因", "Why"),
    "effect": ("{indicator} {effect}", "{indicator} {effect}"),
    "level-of": ("{moment}等级", "Level, {moment}"),
    "rank-of": ("{moment}名次", "Rank, {moment}"),
    "lines-opened": ("新增红线", "Red lines opened"),
    "lines-closed": ("不再有的红线", "Red lines closed"),
    "lines-open": ("仍有的红线", "Red lines still open"),
    "file-of": ("{moment}文件", "File, {moment}"),
    # --- new and gone --------------------------------------------------------------------------------
    "sheet-alone": ("新增和不再有", "New and gone"),
    "about-alone": ("只在一次评估中的机构", "Stations of one run alone"),
    "which": ("情况", "Which"),
    # --- chapters, measures, indicators ------------------------------------------------------------------
    "sheet-chapters": ("板块", "Chapters"),
    "about-chapters": ("总分和各板块的平均得分", "Mean scores of the index and of the chapters"),
    "slope": ("总分和各板块的变化", "Index and chapters"),
    "sheet-measures": ("措施", "Measures"),
    "about-measures": (
        "各措施平均得分，降得多的在前；家数为前后都有该得分的机构",
        "Mean scores of the measures, what fell most first; of the stations that have the score both times",
    ),
    "sheet-indicators": ("指标", "Indicators"),
    "about-indicators": (
        "各指标平均得分，降得多的在前；只计前后都适用的机构，未填报计 0 分",
        "Mean points of the indicators, what fell most first; of the stations for which it is in play both times, unanswered as 0",
    ),
    "worse": ("变差：{count} 项", "Worse: {count}"),
    "better": ("变好：{count} 项", "Better: {count}"),
    "stations": ("家数", "Stations"),
    "whole-of": ("{moment}全部", "All, {moment}"),
    "below-of": ("{moment}未达标", "Below target, {moment}"),
    "mean-effect": ("对总分的平均影响", "Mean effect on the index"),
    # --- levels --------------------------------------------------------------------------------------
    "sheet-levels": ("等级升降", "Levels"),
    "about-levels": (
        "前后等级各有多少家：行为{before}，列为{after}",
        "How many stations went from which level to which: rows {before}, columns {after}",
    ),
    "level-moves": ("升级 {up} 家，降级 {down} 家，不变 {same} 家", "Up {up}, down {down}, unchanged {same}"),
    "total": ("合计", "All"),
    # --- red lines -----------------------------------------------------------------------------------
    "sheet-red-lines": ("红线", "Red lines"),
    "about-red-lines": (
        "红线未达标或未填报的机构数；后三栏只计前后都有的机构",
        "Stations that do not keep it, missed or unanswered; the last three columns are about stations of both runs",
    ),
    "opened": ("新增", "Opened"),
    "closed": ("不再有", "Closed"),
    "open": ("仍有", "Still open"),
    "not-kept-of": ("{moment}", "{moment}"),
    "sheet-lines-of": ("红线机构", "Red lines by station"),
    "about-lines-of": (
        "每家机构的每条红线：仍有的在前，其次新增，最后不再有",
        "Each red line of each station: what is still open first, then what opened, then what closed",
    ),
    "state": ("情况", "State"),
    # --- ranks ---------------------------------------------------------------------------------------
    "sheet-ranks": ("名次升降", "Ranks"),
    "about-ranks": (
        "前后 90% 名次区间不重叠的机构，即名次确有升降；括号内为区间，名次只在前后都有的机构之间排",
        "Stations whose 90% rank intervals of the two runs do not overlap, so that their ranks did move; intervals in brackets, ranks among the stations of both runs",
    ),
    "ranks-apart": (
        "名次确有上升 {up} 家，确有下降 {down} 家，其余 {same} 家不能断定",
        "Ranks clearly better: {up}; clearly worse: {down}; not to be told apart: {same}",
    ),
    "rank": ("{rank}（{low}–{high}）", "{rank} ({low}-{high})"),
    "better-rank": ("上升", "Better"),
    "worse-rank": ("下降", "Worse"),
    # --- peers ---------------------------------------------------------------------------------------
    "sheet-peers": ("同类中位数", "Peers"),
    "about-peers": (
        "两次都有数字的各类机构总分的中位数，每次按当次排名的机构计",
        "Median index of each group of peers that has figures both times, of all that were ranked each time",
    ),
}
