"""Words of gates, waivers and verdicts."""

WORDS: dict[str, tuple[str, str]] = {
    "station-failed": (
        "门槛未通过：{station}（{file}）：{reasons}",
        "gates failed: {station} ({file}): {reasons}",
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
    "waived": (
        "已豁免，至 {expires}；批准：{by}；理由：{reason}",
        "Waived until {expires}, approved by {by}: {reason}",
    ),
}
