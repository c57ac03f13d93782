"""Which events are a machine's: by what says so of itself, and by what comes too many at once."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.machines import (
    ALL_LINKS,
    AUTOMATED,
    CRAWLER,
    HEAD_REQUEST,
    IN_A_BROWSER,
    LINKS_OF_A_MAIL,
    TOO_FAST,
    Burst,
    Deed,
    at_once,
    by_itself,
)

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36"


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        CHROME.replace("Chrome", "HeadlessChrome"),
        "curl/8.5.0",
        "Barracuda Sentinel (EE)",
        "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
        "LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)",
    ],
)
def test_crawlers_say_who_they_are(agent: str) -> None:
    assert by_itself(agent, {}) == CRAWLER


@pytest.mark.parametrize(
    "agent",
    [
        "",
        CHROME,
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
        "Mozilla/5.0 (Linux; Android 13; CUBOT X50) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile",
    ],
)
def test_browsers_are_peoples(agent: str) -> None:
    assert by_itself(agent, {"path": "/"}) == ""


def test_a_browser_that_a_program_steers_says_so() -> None:
    assert by_itself(CHROME, {}, is_automated=True) == AUTOMATED


def test_nobody_clicks_by_head() -> None:
    assert by_itself("", {"method": "HEAD"}) == by_itself(CHROME, {"method": "head"}) == HEAD_REQUEST
    assert by_itself("", {"method": "GET"}) == by_itself("", {"method": 7}) == ""


def test_a_long_name_takes_no_time() -> None:
    began = datetime.now(UTC)
    assert by_itself("a " * 1_000_000, {}) == ""
    assert datetime.now(UTC) - began < timedelta(seconds=1)


def click(link: str, seconds: float, mail: object = "m-1", actor: object = 1) -> Deed:
    properties = {"email_id": mail, "link_url": link}
    return Deed(actor, "Email Link Clicked", AT + timedelta(seconds=seconds), properties)


@pytest.mark.parametrize(
    ("clicks", "caught"),
    [
        ([click("a", 0), click("b", 0.4)], {0, 1}),
        ([click("a", 0), click("b", 3)], set()),
        ([click("a", 0), click("b", 3), click("c", 6)], {0, 1, 2}),
        ([click("c", 6), click("b", 3), click("a", 0)], {0, 1, 2}),
        ([click("a", 0), click("b", 20), click("c", 40)], set()),
        ([click("a", 0), click("a", 0.1), click("a", 0.2)], set()),
        ([click("a", 0), click("b", 0, mail="m-2")], set()),
        ([click("a", 0), click("b", 0, actor=2)], set()),
        ([click("a", 0, mail=None), click("b", 0, mail=None)], set()),
        ([click("a", 0), click("b", 0.5), click("c", 300)], {0, 1}),
    ],
)
def test_all_links_of_a_mail_at_once(clicks: list[Deed], caught: set[int]) -> None:
    assert at_once(clicks, LINKS_OF_A_MAIL) == dict.fromkeys(caught, ALL_LINKS)


def test_a_hand_is_only_so_fast() -> None:
    views = [Deed(1, "Page Viewed", AT + timedelta(seconds=place / 10), {}) for place in range(51)]
    assert at_once(views, IN_A_BROWSER) == dict.fromkeys(range(51), TOO_FAST)
    assert at_once(views[:50], IN_A_BROWSER) == {}
    assert at_once([each._replace(actor=place) for place, each in enumerate(views)], IN_A_BROWSER) == {}


deeds = st.lists(
    st.builds(
        lambda actor, name, seconds, value: Deed(
            actor, name, AT + timedelta(seconds=seconds), {"same": "x", "each": value}
        ),
        st.integers(0, 1),
        st.sampled_from("ab"),
        st.integers(0, 12),
        st.sampled_from(["1", "2", "3", "", None]),
    ),
    max_size=12,
)


@given(deeds, st.integers(1, 3), st.integers(0, 4), st.sampled_from(["", "a"]), st.sampled_from(["", "each"]))
def test_it_is_what_looking_at_every_window_says(
    found: list[Deed], most: int, seconds: int, name: str, each: str
) -> None:
    """However they are ordered: an event is caught where some window around it holds too many."""
    burst = Burst("rule", most, timedelta(seconds=seconds), name, "same", each)
    expected = set()
    for last in found:
        inside = [
            place
            for place, deed in enumerate(found)
            if deed.actor == last.actor
            and timedelta(0) <= last.occurred_at - deed.occurred_at <= burst.within
            and (not name or deed.name == name)
            and (not each or deed.properties[each])
        ]
        counted = {found[place].properties[each] for place in inside} if each else set(inside)
        if len(counted) > most:
            expected.update(inside)
    assert set(at_once(found, [burst])) == expected
