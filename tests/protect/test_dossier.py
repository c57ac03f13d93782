"""What a person is given is all there is."""

import json

import pytest

from reif import lifecycle, privacy
from reif.protect.dossier import GIVEN, LEFT_OUT
from reif.records.models import AuditEntry, Contact, ImportReject
from tests.protect.cast import NAMES, whole
from tests.records.rows import AT

# They are in rows of lists that may be somebody else's: of the same phone or name.
NOT_CERTAIN = {"171 234 56 78"}


@pytest.mark.django_db
def test_all_that_names_the_person_is_given() -> None:
    written = json.dumps(privacy.tell(contact=whole(), form="json", by=None, at=AT), ensure_ascii=False)
    assert {name for name in NAMES if name.casefold() not in written.casefold()} == NOT_CERTAIN


@pytest.mark.django_db
def test_its_shape() -> None:
    who = whole()
    told = privacy.tell(contact=who, form="json", by=None, at=AT)
    assert list(told) == [
        "format",
        "made_at",
        "person",
        "company",
        "identifiers",
        "visitors",
        "attribute_changes",
        "events",
        "verdicts",
        "scores",
        "score_changes",
        "stage_changes",
        "objections",
        "merges",
        "doubles",
        "submissions",
        "messages",
        "suppressions",
        "audit",
        "consents",
        "rejected_rows",
        "quarantined_calls",
        "inbound_mails",
        "decision",
        "kept_days",
    ]
    assert (told["format"], told["made_at"]) == (1, "2026-11-23T12:00:00Z")
    assert set(GIVEN.values()) == set(told) - {"format", "made_at", "decision", "kept_days"}
    assert told["person"]["email"] == "qwendolin.z@xylomont.example"
    assert told["person"]["attributes"]["budget"] == 20000
    assert [event["name"] for event in told["events"]] == ["Demo Requested", "Page Viewed", "Webinar Attended"]
    assert told["events"][0]["source"] == "website"
    assert [(each["is_human"], each["by"]) for each in told["verdicts"]] == [(False, "user"), (True, "system")]
    assert [(move["to_stage"], move["by"]) for move in told["stage_changes"]] == [
        ("lead", "system"),
        ("prospect", "user"),
    ]
    assert [each["how"] for each in told["objections"]] == ["by letter", "by letter"]
    assert [[step["step"] for step in each["steps"]] for each in told["consents"]] == [
        ["confirmed", "withdrawn"],
        ["withdrawn"],
    ]
    assert [each["reason"] for each in told["suppressions"]] == ["objection"]
    assert [each["answers"]["text"] for each in told["submissions"]] == ["a grumble of Q"] * 2
    assert [each["address"] for each in told["messages"]] == ["qwendolin.z@xylomont.example"] * 2


@pytest.mark.django_db
def test_the_reasons_add_up_to_the_score_and_have_words() -> None:
    [given] = privacy.tell(contact=whole(), form="json", by=None, at=AT)["scores"]
    assert sum(reason["value"] for reason in given["reasons"]) == pytest.approx(given["score"])
    assert {"en": "Decider", "de": "Entscheider"} in [reason["label"] for reason in given["reasons"]]
    assert given["model"] == {"name": "small", "version": 1}


@pytest.mark.django_db
def test_rows_that_may_be_anothers_are_not_given() -> None:
    given = privacy.tell(contact=whole(), form="json", by=None, at=AT)["rejected_rows"]
    assert [each["row"] for each in given] == [1, 3, 4]
    assert ImportReject.objects.count() == 6


@pytest.mark.django_db
def test_calls_that_could_not_be_used_are_given() -> None:
    given = privacy.tell(contact=whole(), form="json", by=None, at=AT)["quarantined_calls"]
    assert [(each["source"], each["reason"]) for each in given] == [("website", "no name")] * 2


@pytest.mark.django_db
def test_mails_that_are_nobodys_story_are_given_where_they_are_the_persons_for_certain() -> None:
    given = privacy.tell(contact=whole(), form="json", by=None, at=AT)["inbound_mails"]
    assert [each["sender"] for each in given] == ["qz.private@posthaus.example", "mailer-daemon@mx.example"]


@pytest.mark.django_db
def test_whoever_objects_is_told_that_nothing_is_worked_out() -> None:
    who = whole()
    lifecycle.note_objection(contact=who, by=None, at=AT)
    told = privacy.tell(contact=who, form="json", by=None, at=AT)
    assert (told["scores"], told["decision"]) == ([], {"is_scored": False, "model": None})


@pytest.mark.django_db
def test_that_it_was_given_is_written_down() -> None:
    who = whole()
    privacy.tell(contact=who, form="page", by=None, at=AT)
    entry = AuditEntry.objects.get(action="person informed")
    assert (entry.subject_id, entry.details) == (who.pk, {"form": "page"})


def test_columns_that_are_left_out_are_there_and_have_a_reason() -> None:
    for table, columns in LEFT_OUT.items():
        names = {field.name for field in table._meta.concrete_fields}
        assert set(columns) <= names, table
        assert all(columns.values())
    assert "attributes" not in LEFT_OUT[Contact]
