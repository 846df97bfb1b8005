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
    "of-option": ("选项“{option}”：{cited}", "Option “{option}”: {cited}"),
    "of-band": ("得 {points} 分的一档：{cited}", "The step worth {points} points: {cited}"),
    "later": ("{cited}（晚于所依据的政策，政策为 {date}）", "{cited} (later than the policy, which is of {date})"),
    "obligation": ("要求：{obligation}", "Obligation: {obligation}"),
    "horizon": ("期限：{horizon}", "horizon: {horizon}"),
    "basis-because": ("{basis}：{because}", "{basis}: {because}"),
}
