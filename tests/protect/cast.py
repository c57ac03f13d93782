"""Somebody of whom every table knows something, and a look into every column for what names them."""

from datetime import timedelta

from django.db import connection, transaction

from reif import lifecycle
from reif.capture.new_event import NewEvent
from reif.identify.operations import learn
from reif.jobs.operations import enqueue
from reif.outbox import operations as outbox
from reif.protect.consents import operations as consents
from reif.records.models import (
    Contact,
    Identifier,
    Import,
    ImportReject,
    InboundMail,
    Installation,
    Quarantined,
    Submission,
    Visitor,
)
from reif.rules.consent import Kind, Reason
from reif.rules.form import read
from tests.form_cast import version
from tests.qualify.cast import seller
from tests.records.rows import AT, source
from tests.score.cast import live_model

DAY = timedelta(days=1)
NAMES = (
    "Qwendolin",
    "Zarzuela-Ähnlich",
    "zarzuela",
    "qwendolin.z@xylomont.example",
    "qz.private@posthaus.example",
    "CRM-900817",
    "user-q17",
    "anon-q17",
    "171 2345678",
    "171 234 56 78",
    "Xylomont",
    "a grumble of Q",
    "said on the phone",
    "by letter",
)
"""What of the person may be nowhere afterwards."""


@transaction.atomic
def whole() -> Contact:
    """Qwendolin, with a score, moves, events, a visitor, an objection that was lifted, rejects of lists."""
    Installation.objects.get_or_create(id=1)
    live_model()
    user = seller()
    who = lifecycle.add_contact(
        attributes={
            "lead_id": "CRM-900817",
            "email": "qz.private@posthaus.example",
            "first_name": "Qwendolin",
            "last_name": "Zarzuela-Ähnlich",
            "phone": "+49 171 2345678",
            "company": "Xylomont GmbH",
            "company_domain": "xylomont.example",
            "seniority": "owner",
            "budget": 20000,
        },
        source=source(),
        by=user,
        at=AT - 30 * DAY,
    )
    learn(
        contact=who,
        attributes={"email": "qwendolin.z@xylomont.example", "note": "a grumble of Q"},
        source=source(),
        occurred_at=AT - 20 * DAY,
        at=AT - 20 * DAY,
    )
    Identifier.objects.create(contact=who, kind="user_id", value="user-q17")
    visitor = Visitor.objects.create(anonymous_id="anon-q17", contact=who, first_seen_at=AT, last_seen_at=AT)
    events = [
        NewEvent(who.pk, "Demo Requested", AT - 10 * DAY, {"text": "a grumble of Q"}, "m1", channel="website"),
        NewEvent(who.pk, "Page Viewed", AT - 9 * DAY, {"path": "/pricing"}, "m2", visitor_id=visitor.pk),
        NewEvent(who.pk, "Webinar Attended", AT - 8 * DAY, {"name": "Qwendolin"}, "m3"),
    ]
    done = lifecycle.record(source=source(), events=events, at=AT - 8 * DAY).events
    lifecycle.revise(events=done[1:2], is_human=False, by=user, at=AT - 8 * DAY)
    lifecycle.revise(events=done[1:2], is_human=True, by=None, at=AT - 8 * DAY)
    lifecycle.accept(contact=who, by=user, at=AT - 7 * DAY, why="said on the phone")
    lifecycle.note_objection(contact=who, by=user, at=AT - 6 * DAY, how="by letter")
    lifecycle.lift_objection(contact=who, by=user, at=AT - 5 * DAY, how="by letter")
    _rejected()
    _agreed(who)
    enqueue(kind="effect", arguments={"model": 1}, at=AT)
    who.refresh_from_db()
    return who


def _agreed(who: Contact) -> None:
    """A form that was sent and confirmed, one that was not, and the mail that asked."""
    address, texts = "qwendolin.z@xylomont.example", {"last_name": "Zarzuela-Ähnlich", "text": "a grumble of Q"}
    of = version(at=AT - 4 * DAY)
    for key, whose in (("s1", who), ("s2", None)):
        submission = Submission.objects.create(
            version=of,
            contact=whose,
            key=key,
            address=address,
            answers=texts,
            agreed=["news"],
            around={"anonymous_id": "anon-q17"},
            received_at=AT - 4 * DAY,
        )
        mail = outbox.write(
            kind=Kind.CONFIRMATION,
            words=outbox.Words("de", "Bitte bestätigen", "Guten Tag, Qwendolin"),
            address=address,
            key=key,
            contact=whose,
            submission=submission,
            at=AT - 4 * DAY,
        )
        texts_of = read(of.specification).texts(["news"])
        given = consents.declare(submission=submission, texts=texts_of, mail_id=mail.message_id, at=AT - 4 * DAY)
        if whose is not None:
            consents.confirm(consents=given, contact=whose, by=consents.By("192.0.2.0"), at=AT - 4 * DAY)
    how = consents.By(how="said on the phone")
    consents.withdraw(address=address, purposes=["newsletter"], by=how, at=AT - 3 * DAY)
    consents.suppress(address=address, reason=Reason.OBJECTION, at=AT - 3 * DAY)


def _rejected() -> None:
    mapping = {"Nummer": "lead_id", "Name": "name", "Zarzuela-Ähnlich, Qwendolin": None}
    of = Import.objects.create(
        source=source(),
        kind="leads",
        file_name="Qwendolin Zarzuela-Ähnlich.csv",
        file_hash="0" * 64,
        mapping=mapping,
        rows_rejected=6,
        started_at=AT,
    )
    rows = [
        ("the same lead stands in an earlier row", '{"Nummer": "CRM-900817", "Name": "Q"}'),
        ("not an e-mail address: 'Qwendolin Zarzuela-Ähnlich'", '{"Nummer": ""}'),
        ("no such lead", '{"Mail": "QWENDOLIN.Z@XYLOMONT.EXAMPLE"}'),
        ("too many cells", 'CRM-900817;x;"y'),
        ("no such lead", '{"Telefon": "0171 234 56 78"}'),
        ("no such lead", '{"Nummer": "CRM-1", "Name": "Somebody Else"}'),
    ]
    ImportReject.objects.bulk_create(
        ImportReject(of=of, row=row, reason=reason, raw=raw) for row, (reason, raw) in enumerate(rows, start=1)
    )
    said = (
        '{"type": "track", "userId": "CRM-900817"}',
        '{"userId": "CRM-1", "context": {"traits": {"email": "Qwendolin.Z@xylomont.example"}}}',
        '{"type": "track", "userId": "CRM-1"}',
    )
    Quarantined.objects.bulk_create(
        Quarantined(source=source(), reason="no name", raw=raw, received_at=AT) for raw in said
    )
    wrote = (
        ("qz.private@posthaus.example", "a grumble of Q"),
        ("mailer-daemon@mx.example", "to Qwendolin.Z@xylomont.example it went not"),
        ("eva@krane.example", "Frau Zarzuela-Ähnlich, also known as Qwendolin"),
        ("eva@krane.example", "somebody else"),
    )
    InboundMail.objects.bulk_create(
        InboundMail(
            source=source(),
            key=str(place),
            kind="reply",
            reason="nobody",
            sender=sender,
            subject="Hallo",
            text=text,
            received_at=AT,
        )
        for place, (sender, text) in enumerate(wrote)
    )


def found_anywhere(texts: tuple[str, ...] = NAMES) -> list[str]:
    """Where in all columns of all tables, whoever's they are, one of the texts stands, whatever its case."""
    places = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our tables
            columns = [column[0] for column in cursor.description or ()]
            for row in cursor.fetchall():
                for column, cell in zip(columns, row, strict=True):
                    read = bytes(cell).decode(errors="replace") if isinstance(cell, (bytes, memoryview)) else str(cell)
                    places += [f"{table}.{column}: {text}" for text in texts if text.casefold() in read.casefold()]
    return places
