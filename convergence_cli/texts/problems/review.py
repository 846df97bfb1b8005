"""Problems of a reviewer's workbook."""

WORDS: dict[str, tuple[str, str]] = {
    "review-not-one": ("这不是核查表", "this is no review"),
    "review-not-one/hint": (
        "核查表由 convergence review 问卷.xlsx -o 核查表.xlsx 生成；不要删除其中隐藏的工作表",
        "make one with convergence review ORG.xlsx -o REVIEW.xlsx, and leave its hidden sheets in place",
    ),
    "review-not-one/title": ("不是核查表", "Not a review"),
    "review-not-one/why": (
        "工作簿里没有核查表的隐藏标识，不知道是对哪家机构、哪份问卷的核查。",
        "The workbook has no hidden sheet that says whose answers it is about.",
    ),
    "review-no-table": ("找不到核查意见所在的表", "there is no table of rulings"),
    "review-no-table/hint": (
        "恢复表头“编号”“核查意见”两列，或重新生成核查表",
        "bring back the headers ID and Ruling, or make the review again",
    ),
    "review-no-table/title": ("没有核查意见表", "No table of rulings"),
    "review-no-table/why": (
        "没有一张表同时有“编号”和“核查意见”两列，读不到任何核查意见。",
        "No sheet has both an ID and a Ruling column, so no ruling can be read.",
    ),
    "review-other-framework": (
        "这是指标体系“{found}”的核查表，本次用的是“{expected}”",
        "this review is of the framework “{found}”, and this run uses “{expected}”",
    ),
    "review-other-framework/hint": ("用 --rubrics {found}，或换核查表", "use --rubrics {found}, or the right review"),
    "review-other-framework/title": ("另一个指标体系的核查表", "A review of another framework"),
    "review-other-framework/why": (
        "不同指标体系的编号不是一回事，核查意见不能通用。",
        "The ids of another framework mean something else; its rulings cannot be used.",
    ),
    "review-other-station": (
        "这是“{found}”的核查表，问卷是“{expected}”的",
        "this review is of “{found}”, and the questionnaire is of “{expected}”",
    ),
    "review-other-station/hint": (
        "换成这家机构的核查表；机构改过名的，重新生成核查表",
        "use this station's review; if the station was renamed, make its review again",
    ),
    "review-other-station/title": ("另一家机构的核查表", "A review of another station"),
    "review-other-station/why": (
        "核查意见只对被核查的那家机构有效，张冠李戴的一律不认。",
        "A ruling holds for the station that was reviewed and for no other.",
    ),
    "review-framework-changed": (
        "核查表是按指标体系 {found} 版生成的，本次用的是 {expected} 版，内容有变化",
        "the review was made with version {found} of the framework; this run uses {expected}, which differs",
    ),
    "review-framework-changed/hint": (
        "填报值没变的核查意见照用，得分按本次的标准计",
        "rulings on unchanged answers stand; points are those of this run",
    ),
    "review-framework-changed/title": ("核查后指标体系有变化", "The framework changed since the review"),
    "review-framework-changed/why": (
        "核查的是填报值而不是得分；填报值没变，核查意见就仍然有效。",
        "A review is about answers and not about points: while an answer stays, so does its ruling.",
    ),
    "review-workbook-changed": (
        "问卷在核查表生成后改过；已逐项比对，有 {count} 项填报值变了",
        "the questionnaire changed after the review was made; compared one by one, {count:answer differs|answers differ}",
    ),
    "review-workbook-changed/hint": (
        "变了的按待核计；重新核查后再读取",
        "those count as pending until they are reviewed again",
    ),
    "review-workbook-changed/title": ("核查后问卷有变化", "The questionnaire changed since the review"),
    "review-workbook-changed/why": (
        "核查表记着问卷的 sha256，现在的问卷与它不同。没有变的填报值，核查意见照用；变了的按待核计。",
        "The review holds the questionnaire's sha256, and this one's is another. Where an answer is as it was, its "
        "ruling stands; where it is not, it counts as pending.",
    ),
    "review-stale": (
        "{id} 的填报值在核查后变了，核查意见“{found}”不再计，按待核计",
        "the answer to {id} has changed since; “{found}” no longer counts, and the answer is pending",
    ),
    "review-stale/hint": ("对照现在的填报值重新核查", "review the answer as it is now"),
    "review-stale/title": ("核查意见已过时", "A ruling out of date"),
    "review-stale/why": (
        "核查的是当时的填报值；现在的填报值不同（或已没有填报），原来的意见不能套用。",
        "It was given on another answer than today's, or there is no answer any more; it cannot be carried over.",
    ),
    "review-rows-missing": (
        "核查表中没有 {count} 项已填报的指标，按待核计：{ids}",
        "{count:answer without a row in the review is|answers without a row in the review are} pending: {ids}",
    ),
    "review-rows-missing/hint": (
        "重新生成核查表：同时给出 --read 和 -o，已有的核查意见会带过去",
        "make the review again with both --read and -o: the rulings that stand go along",
    ),
    "review-rows-missing/title": ("核查表缺行", "Rows missing from a review"),
    "review-rows-missing/why": (
        "问卷在核查表生成后又填了新的指标，或核查表中的行被删掉了。",
        "More was answered after the review was made, or rows were deleted from it.",
    ),
    "review-unsigned": (
        "{count} 项有核查意见而没有核查人：{ids}",
        "{count:ruling names|rulings name} no reviewer: {ids}",
    ),
    "review-unsigned/hint": ("填上核查人", "name the reviewer"),
    "review-unsigned/title": ("没有核查人", "No reviewer named"),
    "review-unsigned/why": (
        "核查意见照计，但没有署名的意见出了问题找不到人。",
        "The rulings count, but nobody answers for one without a name.",
    ),
    "review-export-of-nothing": (
        "--export 导出核查结果，但没有给出要读取的核查表",
        "--export writes the result of a review, and no review to read was named",
    ),
    "review-export-of-nothing/hint": (
        "加上 --read 核查表.xlsx；只生成核查表用 -o",
        "add --read REVIEW.xlsx; to write a blank review use -o",
    ),
    "review-export-of-nothing/title": ("没有可导出的核查结果", "No result of a review to export"),
    "review-export-of-nothing/why": (
        "核查结果来自填好的核查表；没有读取核查表，就没有结果。",
        "The result comes from a completed review; without one there is none.",
    ),
    "review-nothing-to-do": ("没有说要生成核查表还是读取核查表", "neither a review to write nor one to read was named"),
    "review-nothing-to-do/hint": (
        "用 -o 核查表.xlsx 生成，用 --read 核查表.xlsx 读取，可以同时用",
        "write one with -o REVIEW.xlsx, read one with --read REVIEW.xlsx, or both",
    ),
    "review-nothing-to-do/title": ("没有指定核查表", "No review named"),
    "review-nothing-to-do/why": (
        "review 要么写出一份空白核查表，要么读取一份填好的核查表。",
        "review writes a blank review, or reads a completed one.",
    ),
}
