"""Pairs that may be one become questions; what was answered is not asked again."""

from datetime import timedelta

import pytest

from reif import merging
from reif.identify.queries import doubles
from reif.lifecycle import add_contact
from reif.merging import look_for_doubles, tell_apart
from reif.records.models import Contact, Double
from tests.records.rows import AT
from tests.score.cast import live_model

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


def person(first: str, last: str, email: str, company: str = "Krane KG") -> Contact:
    said = {"first_name": first, "last_name": last, "email": email, "company": company, "city": "Ulm"}
    return add_contact(attributes=said, source=None, by=None, at=AT)


def twice() -> tuple[Contact, Contact]:
    one = person("Jörg", "Müller-Krahn", "j.mueller@krane.example")
    return one, person("Joerg", "Müller-Krahn", "joerg@web.example")


@pytest.fixture(autouse=True)
def _people() -> None:
    live_model()
    for number in range(30):
        person(f"Vorname{number}", f"Nachname{number * 7}", f"p{number}@firma{number}.example", f"Firma {number}")
    Double.objects.all().delete()


def look() -> list[tuple[int, int]]:
    look_for_doubles(now=lambda: AT + DAY)
    return [(each.one_id, each.other_id) for each in doubles()]


def test_a_person_who_is_there_twice_is_asked_about_with_the_evidence() -> None:
    one, other = (
        person("Jörg", "Müller-Krahn", "j.mueller@krane.example"),
        person("Joerg", "Müller-Krahn", "joerg@web.example"),
    )
    colleague = person("Petra", "Sanders", "p.sanders@krane.example")
    assert look() == [(one.pk, other.pk)]
    [double] = doubles()
    assert double.probability > 0.5
    assert {"last_name", "first_name"} <= {each["field"] for each in double.evidence}
    assert not Double.objects.filter(other_id=colleague.pk).exists()
    assert look() == [(one.pk, other.pk)]
    assert Double.objects.count() == 1


def test_what_was_answered_is_not_asked_again_and_what_is_no_question_any_more_goes() -> None:
    one, other = (
        person("Jörg", "Müller-Krahn", "j.mueller@krane.example"),
        person("Joerg", "Müller-Krahn", "joerg@web.example"),
    )
    look()
    tell_apart(one=one, other=other, by=None, at=AT + DAY)
    assert look() == []
    merging.ask_again(one=one, other=other, by=None, at=AT + DAY)
    assert look() == [(one.pk, other.pk)]
    Contact.objects.filter(pk=other.pk).update(
        attributes={"first_name": "Petra", "last_name": "Sanders"}, name="Petra Sanders"
    )
    assert look() == []


def test_a_pair_of_whom_one_is_merged_waits() -> None:
    one, other = (
        person("Jörg", "Müller-Krahn", "j.mueller@krane.example"),
        person("Joerg", "Müller-Krahn", "joerg@web.example"),
    )
    third = person("Ada", "Lovelace", "ada@engine.example")
    look()
    done = merging.merge(survivor=third, absorbed=other, by=None, at=AT + DAY)
    look()
    merging.take_apart(merge=done, by=None, at=AT + DAY)
    assert (one.pk, other.pk) in [(each.one_id, each.other_id) for each in doubles()]
