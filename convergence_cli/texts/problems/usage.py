"""Problems of a command line: what no command can begin with."""

WORDS: dict[str, tuple[str, str]] = {
    "memory-short": ("内存不够，没有评估完", "there is not enough memory to go on"),
    "memory-short/hint": (
        "本进程的地址空间限制为 {found} MB；至少需要 {needed} MB；放宽限制（ulimit -v），或换一台电脑运行",
        "this process is bounded to {found} MB of address space; it needs at least {needed} MB; raise the bound (ulimit -v), or run it on another machine",
    ),
    "memory-short/title": ("内存不够", "Not enough memory"),
    "memory-short/why": (
        "内存不够时无法评估，退出码为 2，与门槛没有通过（1）分开。",
        "Without memory nothing can be judged: exit code 2, which is not that of a gate that failed (1).",
    ),
    "usage-no-option": ("没有选项 {found}", "there is no option {found}"),
    "usage-no-option/hint": (
        "最接近的是 {nearest}；{command} --help 列出全部选项",
        "nearest: {nearest}; {command} --help lists every option",
    ),
    "usage-no-option/title": ("命令没有这个选项", "No such option of a command"),
    "usage-no-option/why": (
        "命令中写了这条命令没有的选项，可能拼错了，也可能是别的命令的选项。程序没有开始工作。",
        "The command has no option of this name: it is misspelt, or belongs to another command. No work was begun.",
    ),
    "usage-no-command": ("没有命令“{found}”", "there is no command “{found}”"),
    "usage-no-command/hint": (
        "最接近的是 {nearest}；{command} --help 列出全部命令",
        "nearest: {nearest}; {command} --help lists every command",
    ),
    "usage-no-command/title": ("没有这条命令", "No such command"),
    "usage-no-command/why": (
        "convergence 后面应是一条命令，或者一份填好的问卷（直接评估）。",
        "What follows convergence must be a command, or a filled-in questionnaire, which is assessed.",
    ),
    "usage-no-command-given": ("没有写命令", "no command was given"),
    "usage-no-command-given/hint": ("{command} --help 列出全部命令", "{command} --help lists every command"),
    "usage-no-command-given/title": ("没有写命令", "No command given"),
    "usage-no-command-given/why": (
        "只写了选项，没有写要做什么。",
        "There are options, and nothing says what is to be done.",
    ),
    "usage-missing": ("缺少 {found}", "{found} is missing"),
    "usage-missing/hint": ("{command} --help 说明怎么写", "{command} --help tells how it is written"),
    "usage-missing/title": ("缺少必填的参数", "Something required is missing"),
    "usage-missing/why": (
        "这条命令必须写明这一项，比如要读取或写出的文件。",
        "The command cannot do without it: a file to be read, or one to be written.",
    ),
    "usage-not-a-number": ("{option} 应是数字，而不是“{found}”", "{option} must be a number, not “{found}”"),
    "usage-not-a-number/hint": (
        "只写数字，不带单位和百分号；{command} --help 说明怎么写",
        "write the number alone, without a unit or a percent sign; {command} --help tells how it is written",
    ),
    "usage-not-a-number/title": ("应写数字", "An option that takes a number"),
    "usage-not-a-number/why": (
        "这个选项的值是一个数；只能写整数的，小数也不行。",
        "The value of this option is a number; where it counts something, a whole one.",
    ),
    "usage-out-of-range": ("{option} 不能是 {found}", "{option} cannot be {found}"),
    "usage-out-of-range/hint": (
        "范围：{range}；{command} --help 说明怎么写",
        "range: {range}; {command} --help tells how it is written",
    ),
    "usage-out-of-range/title": ("数字超出范围", "A number out of range"),
    "usage-out-of-range/why": (
        "这个选项的数有上下限，如分数在 0 至 100 之间。",
        "The number has bounds: a score, for example, lies between 0 and 100.",
    ),
    "usage-needs-value": ("选项 {found} 后面缺少值", "a value is missing after the option {found}"),
    "usage-needs-value/hint": ("{command} --help 说明怎么写", "{command} --help tells how it is written"),
    "usage-needs-value/title": ("选项缺少值", "An option without its value"),
    "usage-needs-value/why": (
        "这个选项后面要写一个值，命令却到此为止。",
        "A value must follow this option, and the command ends there.",
    ),
    "usage-takes-no-value": ("选项 {found} 后面不带值", "no value belongs to the option {found}"),
    "usage-takes-no-value/hint": ("去掉“=”和后面的内容", "leave out “=” and what follows it"),
    "usage-takes-no-value/title": ("选项不带值", "An option that takes no value"),
    "usage-takes-no-value/why": (
        "这个选项写上就生效，没有值可写。",
        "The option says all by being there.",
    ),
    "usage-too-many": ("多出了：{found}", "too much was given: {found}"),
    "usage-too-many/hint": (
        "文件名含空格时要加引号；{command} --help 说明怎么写",
        "quote a file name with spaces; {command} --help tells how it is written",
    ),
    "usage-too-many/title": ("多写了内容", "More than the command takes"),
    "usage-too-many/why": (
        "这条命令读不了这么多文件或名称；文件名含空格而没有加引号时，会被当成几个。",
        "The command takes fewer files or names; an unquoted file name with spaces counts as several.",
    ),
    "usage-refused": ("命令写得不对：{found}", "the command line is at fault: {found}"),
    "usage-refused/hint": ("{command} --help 说明怎么写", "{command} --help tells how it is written"),
    "usage-refused/title": ("命令写得不对", "A command line at fault"),
    "usage-refused/why": (
        "命令不能这样写，原因见方括号后面的原话。",
        "The command cannot be written like this; the message says why.",
    ),
}
