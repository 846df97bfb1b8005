"""What pays in M01 to M05, and what must not: closing, merging, relabelling, registering, splitting."""

from typing import Any

from answered import failed_checks, judged, points

from convergence_cli.model.framework import Framework

Row = dict[str, Any]


def channel(**facts: Any) -> Row:
    known = {"kind": "tv", "type": "general", "reach": 100.0, "first_run": 60.0}
    return known | {"assessed": True, "weak": False, "decision": "kept"} | facts


def account(**facts: Any) -> Row:
    known = {"platform": "douyin", "followers": 50.0, "posts_week": 7.0, "median_views": 5000.0}
    return known | {"decision": "kept", "reviewer": True} | facts


def platform(**facts: Any) -> Row:
    known = {"kind": "app", "registered": 60.0, "monthly_active": 6.0}
    return known | {"owned": True, "data": True, "code": True, "admin": True, "targeted": True} | facts


# --- M01 -----------------------------------------------------------------------------------------


def test_calling_every_channel_strong_does_not_settle_it(framework: Framework) -> None:
    """A repeater, and a channel that hardly anybody watches, are weak by their figures."""
    rows = [channel(reach=400.0), channel(reach=9.0), channel(first_run=3.0, reach=300.0)]
    found = judged(framework, "municipal", tables={"channels": rows})
    assert points(found, "M01.channels-settled") == 0  # a third is settled
    assert failed_checks(found) == {"weak-channel-kept"}


def test_calling_a_dead_general_channel_professional_leaves_it_to_its_review(framework: Framework) -> None:
    """A professional one needs a written review all the same."""
    rows = [channel(), channel(type="professional", first_run=0.0, assessed=False)]
    assert points(judged(framework, tables={"channels": rows}), "M01.channels-settled") == 30


def test_closing_a_well_watched_film_channel_earns_nothing(framework: Framework) -> None:
    """Neither in first run, which is asked of general channels, nor in what is settled."""
    film = channel(type="professional", reach=240.0, first_run=3.5)
    rows = [channel(first_run=62.0, reach=380.0), channel(first_run=58.0, reach=150.0)]
    before = judged(framework, "municipal", tables={"channels": [*rows, film]})
    after = judged(framework, "municipal", tables={"channels": [*rows, film | {"decision": "closed"}]})
    for name in ("M01.first-run", "M01.channels-settled"):
        assert points(after, name) <= points(before, name), name


def test_closing_a_channel_takes_nothing_off_the_others(framework: Framework) -> None:
    """The measure of reach is over all that are listed, closed ones too, so that no decision moves it."""
    rows = [channel(reach=100.0), channel(reach=50.0), channel(reach=20.0, weak=True, decision="none")]
    before = judged(framework, tables={"channels": rows})
    after = judged(framework, tables={"channels": [*rows[:2], rows[2] | {"decision": "closed"}]})
    assert points(after, "M01.channels-settled") > points(before, "M01.channels-settled")


def test_merging_strong_duplicates_does_not_worsen_weak_accounts(framework: Framework) -> None:
    weak = [account(posts_week=0.0) for _ in range(4)]
    strong = [account() for _ in range(13)]
    merged = [row | {"decision": "merged"} if at < 3 else row for at, row in enumerate(strong)]
    before = judged(framework, tables={"accounts": [*weak, *strong]})
    after = judged(framework, tables={"accounts": [*weak, *merged]})
    assert points(after, "M01.weak-accounts") == points(before, "M01.weak-accounts")


def test_a_filler_post_or_bought_followers_do_not_cure_a_dead_account(framework: Framework) -> None:
    """Nobody reads it still."""
    for cure in ({"posts_week": 1.0}, {"followers": 500.0}, {"posts_week": 30.0, "followers": 500.0}):
        rows = [account(followers=0.5, posts_week=0.0, median_views=20.0) | cure]
        assert points(judged(framework, tables={"accounts": rows}), "M01.weak-accounts") == 0


def test_two_of_a_kind_cannot_both_be_kept(framework: Framework) -> None:
    """Supply that is all alike ends; keeping one and merging the other is what pays."""
    one: Row = {"name": "甲", "assessed": True, "twin": True, "weak": False, "decision": "kept", "mobile": True}
    kept = judged(framework, tables={"programmes": [one, one | {"name": "乙"}]})
    joined = judged(
        framework, tables={"programmes": [one | {"decision": "remade"}, one | {"name": "乙", "decision": "merged"}]}
    )
    assert points(kept, "M01.programmes-settled") == 0
    assert points(joined, "M01.programmes-settled") == 100


# --- M02 -----------------------------------------------------------------------------------------


def test_registering_users_under_quota_does_not_pay(framework: Framework) -> None:
    """Twice the registrations, the same people there each month: nothing changes."""
    profile = {"population": 286.0}
    before = judged(framework, "municipal", profile=profile, tables={"platforms": [platform(registered=60.0)]})
    after = judged(framework, "municipal", profile=profile, tables={"platforms": [platform(registered=200.0)]})
    assert after.index.score == before.index.score


def test_the_same_share_of_the_people_earns_the_same_anywhere(framework: Framework) -> None:
    """A small province is not held to the size of a large one."""
    small = judged(framework, profile={"population": 590.0}, tables={"platforms": [platform(monthly_active=29.5)]})
    large = judged(framework, profile={"population": 12700.0}, tables={"platforms": [platform(monthly_active=635.0)]})
    assert points(small, "M02.monthly-active") == points(large, "M02.monthly-active")


def test_users_typed_as_people_are_caught(framework: Framework) -> None:
    """78 000 in place of 7.8 would be full points in a county."""
    rows = [platform(registered=78000.0, monthly_active=6000.0)]
    found = judged(framework, "county", profile={"population": 41.5}, tables={"platforms": rows})
    assert "users-within-population" in failed_checks(found)


def test_a_county_on_the_provincial_platform_may_count_its_users(framework: Framework) -> None:
    """Where the agreement lets it export them and it administers its own section."""
    profile = {"population": 41.5}
    theirs = [platform(data=False, admin=False)]
    ours = [platform(data=True, admin=True, code=False)]
    assert points(judged(framework, "county", profile=profile, tables={"platforms": theirs}), "M02.monthly-active") == 0
    assert points(judged(framework, "county", profile=profile, tables={"platforms": ours}), "M02.monthly-active") > 90


def test_links_that_nobody_uses_are_no_services(framework: Framework) -> None:
    used = [{"field": "other", "kind": "public", "cases": 5000.0} for _ in range(10)]
    links = [{"field": "other", "kind": "government", "cases": 0.0} for _ in range(80)]
    plain = judged(framework, "municipal", tables={"services": used})
    padded = judged(framework, "municipal", tables={"services": [*used, *links]})
    assert padded.index.score == plain.index.score


# --- M03 to M05 ----------------------------------------------------------------------------------


def test_bought_followers_do_not_make_a_main_account(framework: Framework) -> None:
    before = judged(framework, tables={"accounts": [account()]})
    after = judged(framework, tables={"accounts": [account(followers=5000.0)]})
    assert points(after, "M03.main-account") == points(before, "M03.main-account")


def test_one_brand_on_five_platforms_is_one(framework: Framework) -> None:
    """And as five rows it has more followers than its accounts, which is told, or none of them reaches the mark."""
    accounts = [account(platform=name, followers=8.0) for name in ("douyin", "weibo", "wechat", "kuaishou", "toutiao")]
    one = [{"name": "甲", "field": "content", "followers": 40.0, "evaluated": True}]
    split = [{"name": f"甲{n}", "field": "content", "followers": 8.0, "evaluated": True} for n in range(5)]
    copied = [{"name": f"甲{n}", "field": "content", "followers": 40.0, "evaluated": True} for n in range(5)]
    whole, parts, copies = (
        judged(framework, tables={"accounts": accounts, "brands": rows}) for rows in (one, split, copied)
    )
    assert points(whole, "M05.brands") > points(parts, "M05.brands") == 0
    assert "brand-followers-within-accounts" in failed_checks(copies)
    assert "brand-followers-within-accounts" not in failed_checks(whole)


def test_small_accounts_for_every_programme_are_not_needed(framework: Framework) -> None:
    """Programmes that share one account of a brand are covered, and no account is weak for it."""
    rows = [
        {"name": n, "assessed": True, "twin": False, "weak": False, "decision": "kept", "mobile": True}
        for n in "甲乙丙"
    ]
    found = judged(framework, tables={"programmes": rows, "accounts": [account()]})
    assert points(found, "M05.programme-products") == 100
    assert points(found, "M01.weak-accounts") == 100


def test_support_for_a_few_centres_is_not_breadth(framework: Framework) -> None:
    """All the support in one of ten is a tenth; every centre has to be listed."""
    much = {"name": "甲", "trained": 90.0, "active_months": 12.0, "tech_support": 90.0, "content_used": 900.0}
    none = {"name": "乙", "trained": 0.0, "active_months": 0.0, "tech_support": 0.0, "content_used": 0.0}
    rows = [much | {"adopted": 900.0}, *([none | {"adopted": 0.0}] * 9)]
    assert points(judged(framework, tables={"centres": rows}), "M04.centre-support") == 0
