"""Contacts found and made; facts that come late, twice or too early."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reif.identify.key import key
from reif.identify.operations import Facts, Person, contact_for, contacts_for, learn, learn_all, take_in, take_up
from reif.records.models import AttributeChange, Company, Contact, Identifier, Installation, Source
from tests.records.rows import AT, source

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def told(of: Contact, days: float = 0, **attributes: object) -> frozenset[str]:
    return learn(contact=of, attributes=attributes, source=source(), occurred_at=AT + days * DAY, at=AT)


def stored(of: Contact) -> Contact:
    return Contact.objects.get(pk=of.pk)


def test_found_by_whatever_names_them() -> None:
    anna = contact_for(lead_id="1", user_id="u1", email="Anna@example.com", at=AT)
    assert contact_for(lead_id="1", at=AT) == anna
    assert contact_for(user_id="u1", at=AT) == anna
    assert contact_for(email=" anna@EXAMPLE.com", at=AT) == anna
    assert stored(anna).email == "anna@example.com"
    assert Contact.objects.count() == 1


def test_ids_that_name_different_contacts() -> None:
    anna, bert = contact_for(lead_id="1", email="a@x.de", at=AT), contact_for(user_id="u", email="b@x.de", at=AT)
    assert contact_for(lead_id="1", user_id="u", email="b@x.de", at=AT) == anna
    assert contact_for(user_id="u", email="a@x.de", at=AT) == bert
    carl = contact_for(lead_id="3", email="a@x.de", at=AT)
    assert carl not in (anna, bert)
    assert Identifier.objects.get(kind="email", value="a@x.de").contact == anna


def test_who_was_known_by_e_mail_takes_the_lead_id_on() -> None:
    anna = contact_for(email="a@x.de", at=AT)
    assert contact_for(lead_id="1", email="a@x.de", at=AT) == anna
    assert stored(anna).lead_id == "1"


def test_many_at_once_are_one_where_they_are_the_same() -> None:
    keys = [key(email="a@x.de"), key(lead_id="1", email="A@x.de"), key(lead_id="1"), key(email="b@x.de")]
    with CaptureQueriesContext(connection) as captured:
        anna, same, again, bert = contacts_for(keys=keys, at=AT)
    assert anna == same == again != bert
    assert stored(anna).lead_id == "1"
    assert len(captured) <= 6


def test_facts_show_in_the_columns() -> None:
    anna = contact_for(email="anna@example.com", at=AT)
    news = told(
        anna,
        first_name="Anna",
        last_name="Müller",
        title="Einkauf",
        company="Muster GmbH",
        country="DE",
        channel="trade_fair",
        budget=48000,
        tags=["a", "b"],
        phone=" ",
    )
    assert news == {"first_name", "last_name", "title", "company", "country", "channel", "budget", "tags"}
    now = stored(anna)
    assert (now.name, now.company_name, now.country, now.channel) == ("Anna Müller", "Muster GmbH", "DE", "trade_fair")
    assert now.company is not None
    assert (now.company.name, now.company.domain) == ("Muster GmbH", "example.com")
    assert now.search == " anna müller anna@example.com muster gmbh einkauf"
    assert now.attributes["budget"] == 48000
    assert now.attributes["tags"] == ["a", "b"]
    assert now.rescore_at == AT
    assert anna.name == "Anna Müller"


def test_a_late_fact_does_not_replace_a_newer_one() -> None:
    anna = contact_for(lead_id="1", at=AT)
    told(anna, -1, seniority="vp")
    assert told(anna, -2, seniority="intern") == {"seniority"}
    assert stored(anna).attributes == {"seniority": "vp"}
    assert AttributeChange.objects.count() == 2


def test_what_is_known_is_no_news() -> None:
    anna = contact_for(lead_id="1", at=AT)
    told(anna, -2, seniority="vp")
    Contact.objects.update(rescore_at=None)
    assert told(anna, -2, seniority="vp") == frozenset()
    assert told(anna, -1, seniority="vp") == frozenset()
    assert AttributeChange.objects.count() == 1
    assert stored(anna).rescore_at is None


def test_a_value_can_become_missing() -> None:
    anna = contact_for(lead_id="1", at=AT)
    told(anna, -2, company="Muster GmbH")
    told(anna, -1, company="")
    now = stored(anna)
    assert (now.attributes, now.company_name, now.company) == ({}, "", None)


def test_a_fact_of_the_future_waits() -> None:
    anna = contact_for(lead_id="1", at=AT)
    told(anna, -1, first_name="Anna")
    told(anna, 3, first_name="Annette")
    take_up(contacts=[anna], at=AT + 2 * DAY)
    assert stored(anna).name == "Anna"
    take_up(contacts=[anna], at=AT + 3 * DAY)
    now = stored(anna)
    assert (now.name, now.attributes) == ("Annette", {"first_name": "Annette"})


def test_a_new_address_names_the_contact_as_well() -> None:
    anna = contact_for(email="anna@old.de", at=AT)
    told(anna, email="Anna@New.de")
    assert stored(anna).email == "anna@new.de"
    assert contact_for(email="anna@new.de", at=AT) == contact_for(email="anna@old.de", at=AT) == anna
    bert = contact_for(lead_id="2", at=AT)
    told(bert, email="anna@new.de")
    assert contact_for(email="anna@new.de", at=AT) == anna
    assert stored(bert).email == "anna@new.de"


def test_what_is_no_address_is_kept_but_not_shown_as_one() -> None:
    anna = contact_for(lead_id="1", at=AT)
    told(anna, email="to be asked")
    now = stored(anna)
    assert (now.email, now.attributes) == ("", {"email": "to be asked"})


@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ({"company": "Muster"}, {"company": "Muster"}, True),
        ({"company": "Muster"}, {"company": "Other"}, False),
        ({"company": "Muster", "company_domain": "m.de"}, {"company": "Muster AG", "company_domain": "www.m.de"}, True),
        ({"company": "Muster", "company_domain": "m.de"}, {"company": "Muster", "company_domain": "n.de"}, False),
        ({"company": "Muster", "company_domain": "m.de"}, {"company": "Muster"}, True),
        ({"company": "Muster", "email": "a@m.de"}, {"email": "b@m.de"}, True),
        ({"company": "Muster", "email": "a@gmx.de"}, {"company": "Other", "email": "b@gmx.de"}, False),
    ],
)
def test_companies(first: dict[str, object], second: dict[str, object], *, is_same: bool) -> None:
    anna, bert = (contact_for(lead_id=number, at=AT) for number in "12")
    told(anna, **first)
    told(bert, **second)
    assert (stored(anna).company == stored(bert).company) is is_same


def test_an_address_alone_makes_no_company() -> None:
    told(contact_for(email="a@m.de", at=AT), email="a@m.de")
    assert not Company.objects.exists()


ADA = "https://www.linkedin.com/in/ada-krane"


def test_a_profile_names_somebody() -> None:
    [ada] = contacts_for(keys=[key(linkedin=ADA)], at=AT)
    [again, other] = contacts_for(keys=[key(linkedin=f"{ADA}/?x=1"), key(linkedin="linkedin.com/in/bo")], at=AT)
    assert (again, other == ada) == (ada, False)
    [by_both] = contacts_for(keys=[key(email="ada@krane.example", linkedin=ADA)], at=AT)
    assert by_both == ada == contact_for(email="ada@krane.example", at=AT)
    assert set(ada.identifiers.values_list("kind", "value", "is_verified")) == {
        ("linkedin", "ada-krane", True),
        ("email", "ada@krane.example", True),
    }


def test_an_id_and_an_address_count_more_than_a_profile() -> None:
    [ada] = contacts_for(keys=[key(linkedin=ADA)], at=AT)
    bo = contact_for(email="bo@krane.example", at=AT)
    assert contacts_for(keys=[key(email="bo@krane.example", linkedin=ADA)], at=AT) == [bo]
    assert ada.identifiers.get().value == "ada-krane"
    [row] = contacts_for(keys=[key(lead_id="7", linkedin=ADA)], at=AT)
    assert row == ada
    assert contacts_for(keys=[key(lead_id="8", linkedin=ADA)], at=AT) != [ada]


def test_what_becomes_known_of_a_profile_names_somebody_unless_a_browser_says_it() -> None:
    ada, bo = (contact_for(lead_id=number, at=AT) for number in "12")
    told(ada, linkedin_url=ADA)
    assert contacts_for(keys=[key(linkedin=ADA)], at=AT) == [ada]
    site = Source.objects.create(name="site", public_key="k", write_key_hash="h", created_at=AT)
    learn(contact=bo, attributes={"linkedin_url": "linkedin.com/in/bo"}, source=site, occurred_at=AT, at=AT)
    assert stored(bo).attributes == {"linkedin_url": "linkedin.com/in/bo"}
    assert not bo.identifiers.exists()


HELD = "+4989123456 ada krane"


def test_a_number_with_a_name_names_who_has_nothing_else() -> None:
    [ada] = contacts_for(keys=[key(phone=HELD)], at=AT)
    bo, again = contacts_for(keys=[key(phone="+4989123456 bo krane"), key(phone=HELD)], at=AT)
    assert (again, bo == ada) == (ada, False)
    [row] = contacts_for(keys=[key(email="ada@krane.example", phone=HELD)], at=AT)
    assert row != ada
    assert contacts_for(keys=[key(phone=HELD)], at=AT) == [ada]


def test_what_becomes_known_of_a_telephone_names_somebody_unless_a_browser_says_it() -> None:
    ada, bo = (contact_for(lead_id=number, at=AT) for number in "12")
    told(ada, phone="+49 89 123456")
    assert not ada.identifiers.exists()
    told(ada, first_name="Ada", last_name="Krane")
    assert contacts_for(keys=[key(phone=HELD)], at=AT) == [ada]
    site = Source.objects.create(name="site", public_key="k", write_key_hash="h", created_at=AT)
    said = {"phone": "+49 89 123456", "name": "Bo Krane"}
    learn(contact=bo, attributes=said, source=site, occurred_at=AT, at=AT)
    assert stored(bo).name == "Bo Krane"
    assert not bo.identifiers.exists()


def test_what_a_browser_claims_of_a_telephone_names_nobody_whatever_else_becomes_known() -> None:
    ada = contact_for(lead_id="1", at=AT)
    site = Source.objects.create(name="site", public_key="k", write_key_hash="h", created_at=AT)
    claimed = {"phone": "+49 89 123456", "name": "Bo Krane"}
    learn(contact=ada, attributes=claimed, source=site, occurred_at=AT, at=AT)
    told(ada, 1, country="DE")
    assert not ada.identifiers.exists()
    told(ada, 2, first_name="Ada", last_name="Krane")
    assert not ada.identifiers.exists()


def test_numbers_without_a_code_are_of_the_firm_s_country() -> None:
    Installation.objects.create(id=1, time_zone="Europe/Berlin")
    ada, urs = (contact_for(lead_id=number, at=AT) for number in "12")
    told(ada, phone="089 / 12 34 56", name="Ada Krane")
    told(urs, phone="044 668 18 00", name="Urs Krane", country="CH")
    assert ada.identifiers.get().value == HELD
    assert urs.identifiers.get().value == "+41446681800 krane urs"


@pytest.mark.parametrize("domain", ["gmail.com", "https://www.gmx.de/", "WEB.DE", "t-online.de"])
def test_no_company_is_where_anybody_gets_an_address(domain: str) -> None:
    """Exports have a column of the e-mail's domain, which says whose mail it is and not where somebody works."""
    anna, bert = (contact_for(lead_id=number, at=AT) for number in "12")
    told(anna, company_domain=domain)
    told(bert, company_domain=domain, company="Muster")
    assert stored(anna).company is None
    assert [(each.name, each.domain) for each in Company.objects.all()] == [("Muster", "")]


def test_colleagues_who_come_together_have_one_company() -> None:
    people = contacts_for(keys=[key(lead_id=str(number)) for number in range(4)], at=AT)
    facts = [Facts(each, {"company": "Muster", "company_domain": "m.de"}, AT) for each in people]
    learn_all(facts=facts, source=source(), at=AT)
    assert Company.objects.count() == 1
    assert Contact.objects.filter(company=Company.objects.get()).count() == 4


def test_names_longer_than_their_column_are_whole_in_the_attributes() -> None:
    anna = contact_for(lead_id="1", at=AT)
    told(anna, first_name="A" * 10_000, company="C" * 10_000, **{"own\0": "\0x"})
    now = stored(anna)
    assert now.attributes == {"first_name": "A" * 10_000, "company": "C" * 10_000, "own": "x"}
    assert len(now.name) == len(now.company_name) == 300


def test_several_facts_of_one_contact_at_once() -> None:
    anna = contact_for(lead_id="1", at=AT)
    facts = [Facts(anna, {"budget": 2}, AT - DAY), Facts(anna, {"budget": 1}, AT - 2 * DAY)]
    assert learn_all(facts=facts, source=source(), at=AT) == {anna.pk: {"budget"}}
    assert stored(anna).attributes == {"budget": 2}


def test_many_facts_take_as_few_queries_as_one() -> None:
    def queries(count: int) -> int:
        people = contacts_for(keys=[key(lead_id=f"{count}-{number}") for number in range(count)], at=AT)
        where = source()
        with CaptureQueriesContext(connection) as captured:
            learn_all(facts=[Facts(each, {"seniority": "vp"}, AT) for each in people], source=where, at=AT)
        return len(captured)

    assert queries(50) == queries(1) <= 7  # one of them: whether any took others in


def test_a_list_says_since_when() -> None:
    known = contact_for(lead_id="1", at=AT)
    told(known, -5, seniority="intern")
    people = [
        Person(key(lead_id="1"), {"seniority": "vp"}, AT - 9 * DAY),
        Person(key(lead_id="2"), {"seniority": "vp"}, AT - 9 * DAY),
        Person(key(lead_id="3"), {}, AT + DAY),
    ]
    assert take_in(people=people, source=source(), at=AT) == [True, True, True]
    assert take_in(people=people[:2], source=source(), at=AT + DAY) == [False, False]
    assert stored(known).attributes == {"seniority": "vp"}
    created = dict(Contact.objects.values_list("lead_id", "created_at"))
    assert created == {"1": AT, "2": AT - 9 * DAY, "3": AT}
    since = dict(AttributeChange.objects.filter(value="vp").values_list("contact__lead_id", "occurred_at"))
    assert since == {"1": AT, "2": AT - 9 * DAY}
