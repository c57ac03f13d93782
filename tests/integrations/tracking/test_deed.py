"""What a call says was done, and by what way they came."""

from reif.integrations.tracking.call import Call, Type
from reif.integrations.tracking.deed import deed_of


def test_a_page_is_what_stands_around_it() -> None:
    page = {"path": "/p", "url": "https://x.example/p?utm_campaign=Herbst&gclid=", "referrer": "https://y.example/"}
    found = deed_of(Call(Type.PAGE, event="Preise", context={"page": page, "userAgent": "Firefox"}))
    assert found.event == "Page Viewed"
    assert found.properties == {**page, "name": "Preise"}
    assert (found.channel, found.campaign) == ("ads", {"name": "Herbst", "gclid": ""})
    assert (found.url, found.referrer, found.user_agent) == (page["url"], "https://y.example/", "Firefox")
    assert found.stored_properties()["campaign"] == {"gclid": ""}


def test_who_somebody_is_is_no_deed() -> None:
    found = deed_of(Call(Type.IDENTIFY, context={"page": "x", "userAgent": 7}))
    assert (found.event, found.is_of_a_page, found.channel, found.user_agent) == ("", False, "", "")


def test_a_browser_may_say_that_a_program_steers_it() -> None:
    assert deed_of(Call(Type.PAGE, context={"automated": True})).is_automated
    assert not deed_of(Call(Type.PAGE, context={"automated": "true"})).is_automated


def test_what_a_view_began_is_a_list_of_texts() -> None:
    assert deed_of(Call(Type.IDENTIFY, context={"began": ["1", 2, None]})).began == ("1",)
    assert deed_of(Call(Type.IDENTIFY, context={"began": "12"})).began == ()
