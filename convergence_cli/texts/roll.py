"""Headers of the CSV of a batch."""

WORDS: dict[str, tuple[str, str]] = {
    "problem": ("不能评估的原因", "Why it could not be judged"),
    "rank": ("名次", "Rank"),
    "tied": ("并列", "Tied"),
    "low": ("90% 名次区间（好）", "90% rank interval, better bound"),
    "high": ("90% 名次区间（差）", "90% rank interval, worse bound"),
    "top-share": ("进入前列的抽样占比", "Share of draws among the top"),
    "tier": ("档", "Tier"),
    "red-lines": ("触碰的红线", "Red lines missed"),
    "failed-gates": ("未通过的门槛", "Gates failed"),
}
