"""Whether an indicator must, should or may be met is read off the clause's verb, by this table and by nothing else.

坚决、必须、严格、压实、确保 oblige, and so does what the head has to do in person; 鼓励、支持、探索、可以 leave
it to the station; every other verb is a plain imperative, which is “should” (一般应 too, and 落实 of what
others have decided). The table gives the stretch of each clause that such a word governs; where the word is a
noun, or the station itself is what supports, it governs nothing and the entry is empty.
"""

import re

import pytest
from policy import clauses, plain, pytestmark  # noqa: F401 - the mark skips this file without the policy

from convergence_cli.model.framework import Framework

WORDS = re.compile("坚决|必须|严格|压实|确保|负总责|鼓励|支持|探索|可以")
GOVERNED: dict[str, tuple[tuple[str, str], ...]] = {
    "01.2": (("坚决解决同质化过剩供给问题", "must"),),
    "01.3": (("对定位不准、影响力小、用户数少的坚决关停并转", "must"),),
    # Administrations support; what the station itself does in this clause is to build.
    "02.1": (("积极支持广电机构发挥整体优势和视听特长", "may"),),
    "04.3": (("探索“一云多厨房”", "may"),),
    "04.4": (
        ("鼓励地市广电机构和县级融媒体中心精耕本地内容", "may"),
        ("强化本地服务和社交互动", "may"),
        ("建成本地主流舆论阵地、综合服务平台和社区信息枢纽", "may"),
    ),
    "07.4": (
        ("支持立足优势", "may"),
        ("提供政务新媒体等平台账号托管运营、内容审核、舆情应对和媒介素养培训等专业化服务", "may"),
    ),
    "10.3": (),  # technology underpins production; nobody is left a choice
    "14.2": (("鼓励技术工具和平台能力共享", "may"),),
    "15.1": (("确保技术和内容安全", "must"),),
    "16.3": (("具备条件的可以全资或控股形式公司化运营", "may"),),
    "17.1": (("鼓励通过合资合作、兼并重组、利用多层次资本市场融资上市等", "may"),),
    "17.2": (
        ("支持广电机构控股或参股互联网企业、科技企业", "may"),
        ("推动媒体融合项目技术研发、市场开拓与金融资本、社会资源有效对接", "may"),
    ),
    "17.3": (("支持符合条件的广电企业混合所有制改革", "may"), ("积极稳妥开展跨所有制并购重组", "may")),
    "18.2": (
        ("支持结合区域优势特点", "may"),
        ("推进节目联合制播、服务便利互通、产业联动发展", "may"),
        ("共建共享新平台、新品牌、新业态", "may"),
    ),
    "18.3": (("鼓励建立区域协作体", "may"), ("有序推进跨地区、跨层级、跨行业、跨媒体资源整合", "may")),
    "19.2": (("支持建立首席制、领衔制等岗位聘用制度", "may"), ("拓宽各类人才发展通道", "may")),
    "19.3": (("支持广播电视企事业单位建立符合政策精神和行业特点的薪酬分配制度和人才管理制度", "may"),),
    "19.4": (
        ("支持建立全员岗位聘用制度", "may"),
        ("实行定岗定责、同工同酬、能上能下、能进能出", "may"),
        ("强化轮岗交流、双向选择机制", "may"),
        ("优化队伍结构", "may"),
    ),
    "19.6": (("鼓励实施高层次人才工资分配激励、科研成果转化奖励", "may"),),
    "19.8": (("支持广播电视企业实行股权、期权、分红等中长期激励", "may"),),
    "20.2": (),  # special support for talent: a noun
    "20.3": (("支持以有效形式吸引外部人才加入各类广电工作室", "may"),),
    "21.2": (),  # training that supports staff
    "21.5": (("鼓励与高校、科研院所等外部机构规范建立联合培养机制", "may"),),
    # Every outlet, without exception; what follows it in the clause is who is responsible.
    "22.1": (("落实导向管理全覆盖要求", "must"), ("压实传播平台对内容管理、安全管理的主体责任", "must")),
    "23.1": (
        ("鼓励广播电视媒体融合改革创新", "may"),
        ("支持先行先试、应用示范", "may"),
        ("推动部际合作、部省共建融合发展项目", "may"),
    ),
    "23.2": (("支持融媒体产品服务走出去", "may"),),
    "25.1": (("主要负责同志亲自抓、负总责", "must"), ("压紧压实责任", "must")),
    "25.2": (),  # support by policy: a noun
    "26.1": (),  # ways of support: a noun
    "28.2": (),  # support by policy, money, people and data: a noun
}


def test_the_table_has_every_clause_with_such_a_word_and_no_other() -> None:
    assert set(GOVERNED) == {
        name for name, text in clauses().items() if WORDS.search(text) and not name.startswith("00.")
    }


def test_every_stretch_of_the_table_stands_in_its_clause() -> None:
    texts = clauses()
    missing = [
        (clause, stretch)
        for clause, stretches in GOVERNED.items()
        for stretch, _ in stretches
        if plain(stretch) not in plain(texts[clause])
    ]
    assert missing == []


def test_the_obligation_of_every_indicator_is_that_of_the_words_it_quotes(framework: Framework) -> None:
    """The quote's own stretch decides; a quote that touches two has the stronger one."""
    texts = clauses()
    wrong = {}
    for item in framework.indicators:
        named = [name.partition("/")[0] for name in item.clauses]
        clause = next(name for name in named if plain(item.quote) in plain(texts[name]))
        found = {how for stretch, how in GOVERNED.get(clause, ()) if _touch(stretch, item.quote, texts[clause])}
        expected = next((how for how in ("must", "may") if how in found), "should")
        if item.obligation != expected:
            wrong[item.id] = (item.obligation, expected, item.quote)
    assert wrong == {}


def _touch(stretch: str, quote: str, clause: str) -> bool:
    """Whether two parts of a clause overlap."""
    text = plain(clause)
    first, second = text.index(plain(stretch)), text.index(plain(quote))
    return first < second + len(plain(quote)) and second < first + len(plain(stretch))


@pytest.mark.parametrize(
    ("stretch", "quote", "expected"),
    [("支持乙", "乙", True), ("支持乙", "甲", False), ("支持乙", "甲,支", True), ("支持乙", "丙", False)],
)
def test_touching_is_overlapping_by_at_least_a_character(stretch: str, quote: str, expected: bool) -> None:
    assert _touch(stretch, quote, "甲,支持乙,丙") == expected
