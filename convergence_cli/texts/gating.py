"""Words of gates, waivers and verdicts."""

WORDS: dict[str, tuple[str, str]] = {
    "station-failed": (
        "门槛未通过：{station}（{file}）：{reasons}",
        "gates failed: {station} ({file}): {reasons}",
    ),
    "stations-warned": (
        "{total} 家机构：{passed} 家通过全部门槛，{failing} 家没有，{warned} 家只有警告",
        "{total:station|stations}: {passed} passed every gate, {failing} did not, {warned} only as a warning",
    ),
    "warned": ("只警告", "warning"),
    "station-warned": (
        "门槛未达到（只警告）：{station}（{file}）：{reasons}",
        "gates missed, as a warning: {station} ({file}): {reasons}",
    ),
    "reason": ("{gate} {have}，要求 {need}", "{gate} {have}, needs {need}"),
    "stations": (
        "{total} 家机构：{passed} 家通过全部门槛，{failing} 家没有",
        "{total:station|stations}: {passed} passed every gate, {failing} did not",
    ),
    "tally": ("{gate} {failed}/{total} 家未通过", "{gate} failed by {failed} of {total}"),
    "tally-passed": ("{gate} 全部通过", "{gate} passed by all"),
    "more-stations": (
        "另有 {count} 家没有通过，见报告",
        "{count:more station|more stations} failed: see the report",
    ),
    "some-waived": ("（其中 {count} 条已豁免）", ", {count} of them waived"),
    "waived-mark": ("已豁免", "waived"),
    "audit": (
        "豁免 {count} 条：用上 {used}，没有用上 {unused}，过期 {expired}；30 天内到期 {expiring}",
        "Waivers: {count}, of them {used} used, {unused} unused, {expired} expired; {expiring} will expire within 30 days",
    ),
    "waivers": ("豁免", "Waivers"),
    "state": ("状态", "State"),
    "state-used": ("用上", "used"),
    "state-unused": ("没有用上", "unused"),
    "state-expired": ("过期", "expired"),
    "expiring": ("30 天内到期", "expires within 30 days"),
    "expires": ("到期日", "Expires"),
    "approved-by": ("批准", "Approved by"),
    "owner": ("负责", "Owner"),
    "covers": ("涉及机构", "Stations"),
    "waived-owned": (
        "已豁免，至 {expires}；批准：{by}；负责：{owner}；理由：{reason}",
        "Waived until {expires}, approved by {by}, owned by {owner}: {reason}",
    ),
    "waived": (
        "已豁免，至 {expires}；批准：{by}；理由：{reason}",
        "Waived until {expires}, approved by {by}: {reason}",
    ),
}
