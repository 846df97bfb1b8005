"""Problems of overlays: what they lie on, what they name, what they loosen."""

WORDS: dict[str, tuple[str, str]] = {
    "not-an-overlay": ("“{name}”不是叠加体系，不能叠在别的体系上", "“{name}” is no overlay and lies on nothing"),
    "not-an-overlay/hint": (
        "--rubrics 第一个写指标体系，其后的都应是含 overlay.yaml 的文件夹",
        "the first --rubrics is a framework, each further one a folder with overlay.yaml",
    ),
    "not-an-overlay/title": ("不是叠加体系", "Not an overlay"),
    "not-an-overlay/why": (
        "给出几个 --rubrics 时，从第二个起逐个叠加在前面的上面；完整的指标体系没有可叠的基础。",
        "Of several --rubrics each one from the second on is laid on those before it; a whole framework lies on none.",
    ),
    "overlay-circle": ("叠加关系绕回了“{found}”自己", "the overlay leads back to itself by “{found}”"),
    "overlay-circle/hint": ("改 extends 或换一个编号", "change extends, or choose another id"),
    "overlay-circle/title": ("叠加形成循环", "Overlays in a circle"),
    "overlay-circle/why": (
        "叠加体系最终要落在一个完整的指标体系上，也不能与下面的同名。",
        "Overlays must come to rest on a whole framework, and none bears the id of one below it.",
    ),
    "overlay-other-base": ("它要叠在“{found}”上，下面没有", "it extends “{found}”, which does not lie below it"),
    "overlay-other-base/hint": ("下面现有：{known}", "below it: {known}"),
    "overlay-other-base/title": ("叠错了指标体系", "An overlay on another base"),
    "overlay-other-base/why": (
        "叠加体系是针对某个指标体系写的，叠在别的上面，编号对不上。",
        "An overlay is written for a certain framework; on another one its ids mean something else.",
    ),
    "overlay-base-version": ("“{base}”现在是 {found} 版", "“{base}” is at version {found}"),
    "overlay-base-version/hint": (
        "要求不早于：{since}；要求早于：{before}；核对后修改 since 或 before",
        "wanted from: {since}; wanted before: {before}; look through the changes, then adapt since or before",
    ),
    "overlay-base-version/title": ("基础体系的版本不符", "The base's version does not fit"),
    "overlay-base-version/why": (
        "叠加体系写明了适用的基础版本；超出范围时，改动可能不再合适。",
        "The overlay says for which versions of its base it was written; beyond them its changes may not fit.",
    ),
    "overlay-unknown-id": ("基础体系的 {kind} 中没有“{found}”", "the base has no “{found}” among its {kind}"),
    "overlay-unknown-id/hint": (
        "最接近的是“{nearest}”；基础体系更新后编号可能已改，用 rubrics list 查看",
        "nearest: “{nearest}”; an update of the base may have renamed it, see rubrics list",
    ),
    "overlay-unknown-id/title": ("基础体系没有这个编号", "An id that the base does not have"),
    "overlay-unknown-id/why": (
        "改动和隐藏都按编号指向基础体系的条目；找不到就不会生效，所以当作错误。",
        "Changes point to the base by id; one that points to nothing would have no effect, so it is an error.",
    ),
    "overlay-named-twice": ("“{found}”改了不止一次", "“{found}” is changed more than once"),
    "overlay-named-twice/hint": ("合并成一处；隐藏的不要再改", "make one change of it; what is hidden is not set, too"),
    "overlay-named-twice/title": ("同一条目改了两次", "One item changed twice"),
    "overlay-named-twice/why": (
        "两处改动谁先谁后看不出来，结果也就不确定。",
        "Nobody could tell which of the two counts.",
    ),
    "overlay-key-fixed": ("{key} 不能在 set 中改", "{key} cannot be set"),
    "overlay-key-fixed/hint": (
        "编号不变；增加用 add，去掉用 hide",
        "ids stay; use add for what is new and hide for what goes",
    ),
    "overlay-key-fixed/title": ("这个键不能改", "A key that cannot be set"),
    "overlay-key-fixed/why": (
        "编号是答案的归属，不能改；措施和指标的增减各有写法，才看得出放宽还是收紧。",
        "Answers belong to ids; and what comes or goes is said by add and hide, so that it can be judged.",
    ),
    "overlay-changes-nothing": ("“{found}”与基础体系完全一样", "“{found}” is as the base has it already"),
    "overlay-changes-nothing/hint": ("删去这一处", "remove it"),
    "overlay-changes-nothing/title": ("没有改变什么", "A change without effect"),
    "overlay-changes-nothing/why": (
        "可能是基础体系更新后已经一致，也可能写错了。",
        "An update of the base may have caught up with it, or it is a slip.",
    ),
    "overlay-breaks-base": (
        "改动之后基础体系不再成立：{what}（{place}）",
        "the base does not hold any more: {what} ({place})",
    ),
    "overlay-breaks-base/hint": ("把相关的条目一并改动或隐藏", "set or hide what belongs to it, too"),
    "overlay-breaks-base/title": ("改动使基础体系不成立", "A change that breaks the base"),
    "overlay-breaks-base/why": (
        "例如隐藏了一个指标，而别的指标以它为前提或由它计算。",
        "An indicator was hidden, for example, that others need or are computed from.",
    ),
    "overlay-loosens": ("“{id}”放宽了：{how}", "“{id}” is loosened: {how}"),
    "overlay-loosens/hint": (
        "改严；确要放宽的，写 relax: true，并在 because 中说明理由",
        "make it stricter; if it is meant, say relax: true and why under because",
    ),
    "overlay-loosens/title": ("未声明的放宽", "Loosened without saying so"),
    "overlay-loosens/why": (
        "叠加体系只能收紧；放宽必须用 relax: true 写明，让看报告的人知道要求低于基础体系。无法比较的改动按放宽处理。",
        "An overlay may only tighten; what asks for less than the base says so with relax: true, so that readers know. What cannot be compared counts as less.",
    ),
    "overlay-relaxes": ("“{id}”声明放宽：{how}。理由：{why}", "“{id}” is loosened, and says so: {how}. Why: {why}"),
    "overlay-relaxes/hint": ("", ""),
    "overlay-relaxes/title": ("已声明的放宽", "Loosened, and says so"),
    "overlay-relaxes/why": (
        "这一处的要求低于基础体系，叠加体系写明了理由。",
        "Here less is asked for than in the base, and the overlay says why.",
    ),
    "relax-without-need": ("“{id}”没有放宽，却写了 relax", "“{id}” is not loosened, and says relax"),
    "relax-without-need/hint": ("删去 relax", "remove relax"),
    "relax-without-need/title": ("不需要的 relax", "relax without need"),
    "relax-without-need/why": (
        "多余的 relax 会让以后真正的放宽混过去。",
        "Left there, it would let a real loosening pass later on.",
    ),
    "base-form": (
        "这是 {found} 的问卷，按叠加在它上面的 {expected} 读取",
        "a form of {found}, read as {expected}, which was laid on it",
    ),
    "base-form/hint": (
        "叠加体系增加的题目按未填报处理；用 convergence migrate 生成它的问卷补填",
        "what it adds counts as unanswered; fill it in in a questionnaire from convergence migrate",
    ),
    "base-form/title": ("基础体系的问卷", "A form of the base"),
    "base-form/why": (
        "问卷是按基础体系做的，编号与叠加体系相同，答案可以直接读。",
        "The form was made for the framework below the overlay; its ids are the same, so its answers are read.",
    ),
}
