"""What a framework follows: the policy's name, clauses, how binding they are."""

WORDS = {
    "heading": ("{title}（{about}）", "{title} ({about})"),
    "version": ("版本 {version}", "version {version}"),
    "comma": ("，", ", "),
    "titled": ("《{title}》", "“{title}”"),
    "titled-and-numbered": ("《{title}》（{number}）", "“{title}” ({number})"),
    "source": ("依据：{source}", "Policy: {source}"),
    "clause-quote": ("条款 {clauses}：“{quote}”", "Clause {clauses}: “{quote}”"),
    "quote": ("“{quote}”", "“{quote}”"),
    "obligation": ("要求：{obligation}", "Obligation: {obligation}"),
    "horizon": ("期限：{horizon}", "horizon: {horizon}"),
    "basis-because": ("{basis}：{because}", "{basis}: {because}"),
}
