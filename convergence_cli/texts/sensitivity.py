"""Words of the sensitivity analysis of one station."""

WORDS: dict[str, tuple[str, str]] = {
    "heading": ("敏感性分析", "Sensitivity"),
    "nothing": ("没有适用的指标，无从分析", "nothing is in play, so there is nothing to analyse"),
    "interval": (
        "总分 {index}；全部权重各自在 ±{spread} 内随机变动，{draws} 次中九成落在 {low} 至 {high}（随机种子固定）",
        "Index {index}; with every weight moved at random by up to {spread}, nine in ten of {draws:draw|draws} lie between {low} "
        "and {high} (with a fixed seed)",
    ),
    "level-held": ("其中 {share} 等级不变（{level}）", "The level is the same ({level}) in {share} of them"),
    "level-split": ("各等级出现的次数：{counts}", "Draws that reached each level: {counts}"),
    "level-count": ("{level} {count} 次", "{level} {count}"),
    "blanks": (
        "未填报的都计 0 分则为 {zero}，都计满分则为 {full}",
        "Every blank as zero {zero}, every blank as full {full}",
    ),
    "aggregates": (
        "板块合成总分的方法：{parts}",
        "How chapters are put together: {parts}",
    ),
    "aggregate": ("{how} {score}", "{how} {score}"),
    "weights": (
        "单独变动一个权重时的总分，影响大的在前（共 {count} 项）",
        "The index with one weight moved, widest first ({count})",
    ),
    "span": ("相差", "Span"),
    "single-answers": ("会改变等级的答案", "Answers that would change the level"),
    "lighter": ("×{by}", "x{by}"),
    "turns": ("单独一个答案就会改变等级的：{count} 个", "Single answers that would change the level: {count}"),
    "no-turns": ("没有哪一个答案单独会改变等级", "No single answer would change the level"),
}
