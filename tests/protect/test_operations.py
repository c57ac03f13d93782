"""Erasing a person: nothing of them is anywhere, and the figures stay."""

import random
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django import Settings

from reif import lifecycle, privacy
from reif.capture.new_event import NewEvent
from reif.config.schedule import KINDS
from reif.identify.key import key
from reif.identify.operations import contacts_for, learn
from reif.jobs.running import run_one
from reif.measure.queries import by_channel, by_score, cohort, funnel
from reif.protect import operations, queries
from reif.records.models import (
    Barred,
    Company,
    Contact,
    Erased,
    Event,
    ImportReject,
    InboundMail,
    Job,
    Quarantined,
    StageChange,
)
from tests.protect.cast import DAY, NAMES, found_anywhere, whole
from tests.records.rows import AT, contact, source

PERIOD = {"since": AT - 365 * DAY, "until": AT + DAY, "at": AT + DAY}


@pytest.mark.django_db
def test_the_look_finds_everything_before() -> None:
    whole()
    found = found_anywhere()
    assert {place.partition(": ")[2] for place in found} == set(NAMES)
    tables = {place.partition(".")[0] for place in found}
    assert {"records_contact", "records_event", "records_attributechange", "records_importreject"} < tables
    assert {"records_stagechange", "records_objection", "records_visitor", "records_import"} < tables


@pytest.mark.django_db
def test_nothing_personal_is_left_anywhere() -> None:
    who = whole()
    removed = privacy.erase(contact=who, by=None, at=AT)
    assert removed.contacts == 1
    assert (removed.rows["Event"], removed.rejects, removed.companies) == (3, 10, 1)
    assert found_anywhere() == []
    assert not Contact.objects.exists()
    assert not Company.objects.exists()


@pytest.mark.django_db
def test_figures_stay_as_they_were() -> None:
    who = whole()
    before = cohort(**PERIOD)
    assert funnel(before).count == 1
    privacy.erase(contact=who, by=None, at=AT)
    after = cohort(**PERIOD)
    assert after.suspects == before.suspects
    assert funnel(after) == funnel(before)
    assert by_channel(after) == by_channel(before)
    assert by_score(after) == by_score(before)


@pytest.mark.django_db
def test_others_keep_what_is_theirs() -> None:
    who = whole()
    colleague = lifecycle.add_contact(
        attributes={"email": "other@xylomont.example", "first_name": "Ada", "company": "Xylomont GmbH"},
        source=source(),
        by=None,
        at=AT,
    )
    lifecycle.record(source=source(), events=[NewEvent(colleague.pk, "Page Viewed", AT, message_id="o1")], at=AT)
    assert colleague.company == who.company
    privacy.erase(contact=who, by=None, at=AT)
    colleague.refresh_from_db()
    assert colleague.company is not None
    assert Event.objects.count() == 1
    assert ImportReject.objects.get(raw__contains="Somebody Else").reason == "no such lead"
    assert ImportReject.objects.filter(raw="", reason="(erased)").count() == 5
    assert Quarantined.objects.filter(raw="", reason="(erased)").count() == 2
    assert InboundMail.objects.filter(sender="", subject="", text="", reason="(erased)").count() == 3
    assert InboundMail.objects.get(sender="eva@krane.example").text == "somebody else"
    assert lifecycle.rebuild(contact_ids=[colleague.pk], at=AT) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("channel", "others", "kept"), [("webinar", 0, "webinar"), ("Messe Hof", 1, "Messe Hof"), ("Q. Zarzuela", 0, "")]
)
def test_a_channel_stays_unless_it_is_the_persons_alone(channel: str, others: int, kept: str) -> None:
    for _ in range(others):
        contact(channel=channel)
    operations.erase(contact=contact(channel=channel), at=AT)
    assert Erased.objects.get().channel == kept


@pytest.mark.django_db
def test_moves_stay_as_counts_of_one_person() -> None:
    who = whole()
    privacy.erase(contact=who, by=None, at=AT)
    moves = StageChange.objects.order_by("id")
    assert [(move.to_stage, move.contact_id, move.why, move.channel) for move in moves] == [
        ("lead", None, "", ""),
        ("prospect", None, "", ""),
    ]
    assert {move.erased_id for move in moves} == {Erased.objects.get().pk}


@pytest.mark.django_db
def test_the_erased_are_recognised_and_not_known() -> None:
    privacy.erase(contact=whole(), by=None, at=AT)
    assert Barred.objects.count() == 5
    assert queries.is_barred(email="QZ.Private@Posthaus.example ")
    assert queries.is_barred(email="qwendolin.z@xylomont.example", lead_id="another")
    assert queries.is_barred(lead_id="CRM-900817")
    assert not queries.is_barred(email="other@xylomont.example", lead_id="CRM-1")
    for attributes in ({"email": "qz.private@posthaus.example"}, {"lead_id": "CRM-900817"}):
        with pytest.raises(lifecycle.WasErased):
            lifecycle.add_contact(attributes=attributes, source=None, by=None, at=AT)
    somebody = contact()
    with pytest.raises(lifecycle.WasErased):
        lifecycle.edit(contact=somebody, attributes={"email": "qz.private@posthaus.example"}, version=1, by=None, at=AT)


@pytest.mark.django_db
def test_another_secret_recognises_nobody_and_says_so(settings: Settings) -> None:
    privacy.erase(contact=whole(), by=None, at=AT)
    settings.SECRET_KEY = settings.SECRET_KEY + " and more"
    assert not queries.is_barred(lead_id="CRM-900817")
    assert (queries.bars().count, queries.bars().unreadable) == (5, 5)


@pytest.mark.django_db(transaction=True)
def test_a_list_that_is_read_meanwhile_brings_nobody_back() -> None:
    who = whole()
    is_found = threading.Event()

    def read_a_list() -> None:
        try:
            with transaction.atomic():
                assert queries.barred([[("lead_id", "CRM-900817")]]) == set()
                [found] = contacts_for(keys=[key(lead_id="CRM-900817")], at=AT)
                is_found.set()
                time.sleep(0.5)
                learn(contact=found, attributes={"city": "Xylomont"}, source=source(), occurred_at=AT, at=AT)
        finally:
            connection.close()

    reading = threading.Thread(target=read_a_list)
    reading.start()
    assert is_found.wait(20)
    privacy.erase(contact=who, by=None, at=AT)
    reading.join()
    assert found_anywhere() == []
    assert queries.is_barred(lead_id="CRM-900817")


@pytest.mark.django_db(transaction=True)
def test_not_even_the_files_of_the_database_hold_it() -> None:
    """The bytes: of the file, of the log written ahead, of the search index; after a life with many changes."""
    chance = random.Random(1)  # noqa: S311 - of a test
    who = whole()
    for number in range(400):
        contact(name=f"Somebody {number}", attributes={"note": "x" * chance.randint(1, 400)})
    others = list(Contact.objects.exclude(pk=who.pk).values_list("pk", flat=True))
    for number in range(60):
        columns = {"name": f"Zarzuela-Ähnlich {number}", "attributes": {"title": "Qwendolin " * chance.randint(1, 300)}}
        Contact.objects.filter(pk=who.pk).update(**columns)
        for other in chance.sample(others, 20):
            note = "x" * chance.randint(1, 2000)
            Contact.objects.filter(pk=other).update(name=f"Other {number} {other}", attributes={"note": note})
    privacy.erase(contact=who, by=None, at=AT)
    assert Job.objects.filter(kind="wipe", state="waiting").count() == 1
    later = AT + timedelta(seconds=1)
    run_one(kinds={"wipe": KINDS["wipe"]}, now=lambda: later)
    assert Job.objects.get(kind="wipe").state == "done"
    assert found_anywhere() == []
    if connection.vendor == "sqlite":
        file = Path(connection.settings_dict["NAME"])
        held = file.read_bytes() + Path(f"{file}-wal").read_bytes()
        assert b"Other 59" in held
        assert [text for text in NAMES if text.encode() in held] == []
