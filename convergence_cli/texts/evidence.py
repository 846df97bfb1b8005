"""Words about evidence that was looked for in a folder."""

WORDS: dict[str, tuple[str, str]] = {
    "sum": (
        "佐证文件：列了 {files} 个，找到 {found} 个；另有链接 {links} 个、文号或文字 {documents} 项，不是文件，未核对",
        "Evidence files: {files} named, {found} found; besides {links:link|links} and {documents:document number|document numbers} or "
        "other words, which are no files and were not looked for",
    ),
    "of-option": ("{letter}：{named}", "{letter}: {named}"),
    "options-lacking": ("没有佐证的选项：{letters}", "Options without evidence: {letters}"),
    "stages": ("佐证落实情况", "How far the evidence goes"),
    "reached": ("佐证落实", "Evidence stage"),
    "about-stages": (
        "佐证到达各步骤的填报值项数，以及只计这些填报值时的总分（其余按 0 分，不要求佐证的照计）",
        "For each stage, how many answers reached it and the index if these alone count (every other one as 0; those that "
        "need no evidence as usual)",
    ),
    "stage": ("步骤", "Stage"),
    "answers": ("填报值", "Answers"),
    "of": ("共", "Of"),
    "stage-claimed": ("已列佐证", "Claimed"),
    "stage-named": ("列有文件", "Named"),
    "stage-found": ("文件找到", "Found"),
    "stage-verified": ("核查属实", "Verified"),
    "meaning": ("含义", "Meaning"),
    "means-claimed": ("佐证材料一栏写有内容", "something is written as evidence"),
    "means-named": (
        "其中列有文件；只写链接或文号的不算",
        "a file is among it; a link or a document number alone is none",
    ),
    "means-found": (
        "所列文件全部在文件夹中，且不是空文件",
        "every file that it names is in the folder, and none of them is empty",
    ),
    "means-verified": (
        "核查人判为属实；其他填报值，不要求佐证的也在内，都按 0 分",
        "a reviewer ruled the answer true; every other one counts as 0, those that need no evidence included",
    ),
    "not-all": ("文件不全", "Not all files"),
    "column": ("文件核对", "Files looked for"),
    "file": ("{named}：{state}", "{named}: {state}"),
    "found-as": ("找到，sha256 {digits}…", "found, sha256 {digits}…"),
    "found": ("找到", "found"),
    "missing": ("缺失", "missing"),
    "empty": ("空文件", "empty"),
    "ambiguous": ("有重名", "several of this name"),
    "outside": ("在文件夹以外，未打开", "outside the folder, not opened"),
    "not_a_file": ("不是普通文件，未打开", "no regular file, not opened"),
    "unreadable": ("读不出来", "cannot be read"),
    "too_large": ("过大，未校验", "too large, not checked"),
}
