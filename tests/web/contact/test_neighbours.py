"""The place in the list from which a contact was opened, and the way to who stands beside it."""

import re

import pytest
from django.test import Client

from reif.records.models import Company, Contact
from tests.web.cast import Cast

BESIDE = re.compile(r'<a href="([^"]+)" data-key="([jk])"')


def beside(client: Client, address: str) -> dict[str, str]:
    page = client.get(address).content.decode()
    return {key: found.replace("&amp;", "&") for found, key in BESIDE.findall(page)}


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "sort=name", "sort=activity", "sort=company", "stage=lead"])
@pytest.mark.usefixtures("cast")
def test_from_the_first_to_the_last_and_back(seller: Client, query: str) -> None:
    rows = re.findall(r'data-open href="([^"]+)"', seller.get(f"/contacts/?{query}").content.decode())
    listed = [row.replace("&amp;", "&") for row in rows]
    assert len(listed) > 1
    walked = [listed[0]]
    while (following := beside(seller, walked[-1]).get("j")) is not None:
        walked.append(following)
    assert walked == listed
    assert [beside(seller, each).get("k", "") for each in walked] == ["", *walked[:-1]]


@pytest.mark.django_db
def test_the_place_is_told(seller: Client, cast: Cast) -> None:
    many = Contact.objects.count()
    page = seller.get(f"/contacts/{cast.annika.pk}?nth=1").content.decode()
    assert re.search(rf"<span>1 of\s+{many}\s*</span>", page)
    assert re.search(
        rf"<span>{many} of\s+{many}\s*</span>", seller.get(f"/contacts/{cast.annika.pk}?nth=999").content.decode()
    )
    assert "neighbours" not in seller.get(f"/contacts/{cast.annika.pk}").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", ["nth=x", "nth=²", "nth=" + "9" * 40, "nth=1&from=%00", "nth=0&from=sort%3Dking%26page%3Dx"]
)
def test_what_cannot_be_breaks_nothing(seller: Client, cast: Cast, asked: str) -> None:
    assert seller.get(f"/contacts/{cast.annika.pk}?{asked}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("stood", "kept"),
    [("?nth=3&from=sort%3Dname", "nth=3&from=sort%3Dname&"), ("", ""), ("?" + "a&" * 1500, ""), ("[", "")],
)
def test_the_place_is_kept_when_something_is_done(seller: Client, cast: Cast, stood: str, kept: str) -> None:
    page = f"/contacts/{cast.annika.pk}"
    answer = seller.post(f"{page}/snooze", {"days": "3"}, headers={"referer": f"http://testserver{page}{stood}"})
    assert answer["Location"] == f"{page}?{kept}done=snoozed"
    unreadable = seller.post(f"{page}/snooze", {"days": "3"}, headers={"referer": "http://[" + stood})
    assert unreadable["Location"] == f"{page}?done=snoozed"


def opened(client: Client, page: str, section: str) -> list[str]:
    """Where the rows of a list lead."""
    text = client.get(page).content.decode()
    return [
        found.replace("&amp;", "&") for found in re.findall(rf'href="(/contacts/\d+\?nth=\d+&amp;in={section})"', text)
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
@pytest.mark.parametrize("whose", ["me", "team"])
@pytest.mark.parametrize("which", ["calls", "proposals"])
def test_through_a_list_of_the_day_and_back(seller: Client, which: str, whose: str) -> None:
    Contact.objects.update(
        temperature="hot", touched_at=None, owner=None, stage="lead", proposed_stage="prospect", proposed_by_rule="gate"
    )
    listed = opened(seller, f"/today/?of={whose}", f"{which}.{whose}")
    assert len(listed) == 3
    walked = [listed[0]]
    while (following := beside(seller, walked[-1]).get("j")) is not None:
        walked.append(following)
    assert walked == listed
    page = seller.get(listed[1]).content.decode()
    assert re.search(r"<span>2 of\s+3\s*</span>", page)
    assert f'data-key="u" href="/today/?of={whose}">Today</a>' in page


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_who_has_left_the_list_is_followed_by_the_next(seller: Client) -> None:
    Contact.objects.update(temperature="hot", touched_at=None, owner=None)
    first, second, _third = opened(seller, "/today/?of=team", "calls.team")
    gone = re.search(r"/contacts/(\d+)", first)
    assert gone is not None
    Contact.objects.filter(pk=gone[1]).update(status="disqualified")
    assert beside(seller, first)["j"] == second.replace("nth=2", "nth=1")


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_through_the_people_of_a_company(seller: Client) -> None:
    company = Company.objects.create(name="Hallstein <b>")
    Contact.objects.update(company=company, company_name=company.name)
    listed = opened(seller, f"/companies/{company.pk}", "company")
    assert [beside(seller, each).get("j", "") for each in listed] == [*listed[1:], ""]
    assert f'href="/companies/{company.pk}">Hallstein &lt;b&gt;</a>' in seller.get(listed[0]).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["calls", "calls.x", "x.me", "company", "." * 999, "\x00", "calls.me\x00"])
def test_a_list_that_is_none_breaks_nothing(seller: Client, cast: Cast, name: str) -> None:
    assert seller.get(f"/contacts/{cast.annika.pk}", {"nth": "1", "in": name}).status_code == 200
