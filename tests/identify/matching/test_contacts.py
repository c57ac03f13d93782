"""Who is one person and who is not, as people would say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.identify.matching.contacts import CONTACTS, contact_record
from reif.identify.matching.fields import CLOSE, SAME
from reif.identify.matching.finding import find
from reif.identify.matching.model import Judgement, Model

FIRST = ("Anna", "Berta", "Clara", "Dieter", "Emil", "Frieda", "Georg", "Hanna", "Ida", "Jonas", "Karl", "Lena", "Max")
LAST = ("Müller", "Schmidt", "Weiß", "Groß", "Özdemir", "Krämer", "Vogel", "Lang", "Busch", "Kühn", "Seidel")
CITIES = ("Köln", "Mainz", "Ulm", "Bonn", "Jena", "Trier", "Fürth")
WEBER = {
    "first_name": "Jürgen",
    "last_name": "Weber",
    "email": "juergen.weber@stahlbau-nord.example",
    "phone": "+49 421 5550123",
    "company": "Stahlbau Nord GmbH",
    "city": "Bremen",
    "postcode": "28195",
}


def town() -> list[dict[str, str]]:
    """143 people of 40 companies."""
    people = []
    for number, (first, last) in enumerate((first, last) for first in FIRST for last in LAST):
        firm = f"firma{number % 40}"
        people.append(
            {
                "first_name": first,
                "last_name": last,
                "email": f"{first}.{last}@{firm}.example".lower(),
                "phone": f"+49 30 {7_000_000 + 7919 * number}",
                "company": f"{firm} GmbH",
                "city": CITIES[number % len(CITIES)],
                "postcode": f"{10_000 + 331 * (number % 97)}",
                "linkedin_url": f"linkedin.com/in/{first}-{last}-{number % 7}",
            }
        )
    return people


@pytest.fixture(scope="module")
def model() -> Model:
    return find([contact_record(each) for each in [*town(), WEBER]], CONTACTS).model


def test_whoever_changed_firms_is_known_by_the_profile(model: Model) -> None:
    moved = {"email": "jw@elsewhere.example", "company": "Elsewhere", "phone": "", "city": "Linz", "postcode": ""}
    profiles = ({"linkedin_url": each} for each in ("linkedin.com/in/jweber", "https://de.linkedin.com/in/JWeber/"))
    one, other = (WEBER | profile for profile in profiles)
    assert judged(model, one, other | moved).probability > 0.9
    assert judged(model, WEBER, WEBER | moved).probability < 0.9


def test_where_anybody_gets_an_address_is_nobodys_firm() -> None:
    assert (
        contact_record({"company_domain": "www.gmail.com", "email": "ada@krane.example"})["domain"] == "krane.example"
    )
    assert contact_record({"company_domain": "gmx.de", "email": "ada@web.de"})["domain"] == ""


def judged(model: Model, one: dict[str, str], other: dict[str, str]) -> Judgement:
    return model.judge(contact_record(one), contact_record(other))


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "Juergen", "email": "", "city": ""},
        {"first_name": "Weber", "last_name": "Jürgen", "email": ""},
        {"first_name": "J.", "phone": ""},
        {"last_name": "Webre", "email": ""},
        {"first_name": "Dr. Jürgen", "company": "Stahlbau Nord", "phone": "0421/5550123", "email": ""},
        {"email": "j.weber@gmail.com", "company": "", "postcode": ""},
        {"first_name": "", "last_name": "", "name": "Weber, Jürgen", "phone": ""},
    ],
    ids=["umlaut", "swapped", "initial", "slip", "title and form", "private address", "one name"],
)
def test_one_person_written_twice(model: Model, changes: dict[str, str]) -> None:
    assert judged(model, WEBER, WEBER | changes).probability > 0.9


@pytest.mark.parametrize(
    "changes",
    [
        {"first_name": "Sabine", "last_name": "Krause", "email": "sabine.krause@stahlbau-nord.example"},
        {"first_name": "Sabine", "last_name": "Krause", "email": ""},
        {"first_name": "Lukas", "email": ""},
        {"first_name": "Lukas", "email": "lukas.weber@stahlbau-nord.example"},
        {
            "email": "juergen.weber@backhaus.example",
            "phone": "+49 711 5559876",
            "company": "Backhaus AG",
            "city": "Stuttgart",
            "postcode": "70173",
        },
    ],
    ids=["colleagues", "colleagues at one switchboard", "father and son", "a family in one company", "one name"],
)
def test_two_people_who_share_much(model: Model, changes: dict[str, str]) -> None:
    assert judged(model, WEBER, WEBER | changes).probability < 0.1


@pytest.mark.parametrize("shared", [{"email": "info@stahlbau-nord.example"}, {"phone": "+49 421 5550100"}])
def test_what_an_office_shares_is_not_enough(model: Model, shared: dict[str, str]) -> None:
    one = {"first_name": "Sabine", "last_name": "Krause", **shared}
    other = {"first_name": "Dieter", "last_name": "Vogel", **shared}
    assert judged(model, one, other).probability < 0.01
    assert judged(model, shared, shared).probability < 0.5


def test_nothing_says_nothing(model: Model) -> None:
    empty = judged(model, {}, {})
    assert empty.weight == model.prior
    assert empty.probability < 0.02


def test_the_evidence_adds_up(model: Model) -> None:
    found = judged(model, WEBER, WEBER | {"first_name": "Juergen", "last_name": "Webre"})
    levels = {each.field: each.level for each in found.evidence}
    assert (levels["first_name"], levels["last_name"], levels["birthday"]) == (SAME, CLOSE, -1)
    total = found.prior + sum(each.weight for each in found.evidence)
    assert found.probability == pytest.approx(2**total / (1 + 2**total))


TEXTS = st.fixed_dictionaries(
    {},
    optional={
        name: st.text("abeü. -@19", max_size=12)
        for name in ("first_name", "last_name", "name", "email", "phone", "company", "city", "postcode", "birthday")
    },
)


@given(TEXTS, TEXTS)
def test_it_does_not_matter_who_comes_first(model: Model, one: dict[str, str], other: dict[str, str]) -> None:
    assert judged(model, one, other) == judged(model, other, one)
