"""The pages of privacy, asked as people of each role would."""

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif import privacy
from reif.config.schedule import KINDS
from reif.jobs.operations import enqueue
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.records.models import AuditEntry, Contact, Event, Installation, Job, User
from tests.web.cast import Cast, person
from tests.web.conftest import ClientOf

OLD = timedelta(days=3000)


@pytest.fixture
def admin(client_of: ClientOf) -> Client:
    return client_of(Role.ADMIN)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.status_code
    return str(answer.content.decode())


@pytest.mark.django_db
def test_who_may_see_the_word(client_of: ClientOf, cast: Cast) -> None:
    for role in Role:
        page = text_of(client_of(role), f"/contacts/{cast.annika.pk}")
        assert ('href="/privacy/"' in page) is (role in (Role.ADMIN, Role.MANAGER)), role
        assert (f"/privacy/people/{cast.annika.pk}" in page) is (role in (Role.ADMIN, Role.MANAGER)), role
    manager = client_of(Role.MANAGER)
    assert "/privacy/audit" not in text_of(manager, "/privacy/")
    assert manager.get("/privacy/audit").status_code == 403
    assert manager.get("/privacy/periods").status_code == 403


@pytest.mark.django_db
def test_the_overview_says_what_is_kept_and_for_how_long(admin: Client) -> None:
    assert "for ever" in text_of(admin, "/privacy/")
    Installation.objects.create(id=1, keep_contacts_days=730, keep_rejects_days=90, keep_visitors_days=180)
    page = text_of(admin, "/privacy/")
    assert "2\u00a0years without a sign; customers for ever" in page
    assert "90\u00a0days" in page
    assert "6\u00a0months" in page


@pytest.mark.django_db
def test_the_file_is_everything_and_written_down(admin: Client, cast: Cast) -> None:
    answer = admin.get(f"/privacy/people/{cast.annika.pk}/file")
    assert answer["Content-Disposition"] == f'attachment; filename="person-{cast.annika.pk}.json"'
    assert json.loads(answer.content)["person"]["name"] == "Annika Petersen-Wolff"
    entry = AuditEntry.objects.get(action="person informed")
    assert (entry.by, entry.subject_id) == (cast.users[Role.ADMIN], cast.annika.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "de",
            ("Was wir über Sie gespeichert haben", "Sieht sich „/preise“ an", "Ihre Rechte", 'lang="de"', "Die Regeln"),
        ),
        ("en", ("What we hold about you", "Looks at “/preise”", "Your rights", 'lang="en"', "The rules")),
    ],
)
def test_the_page_for_the_person_speaks_their_language(
    admin: Client, cast: Cast, language: str, said: tuple[str, ...]
) -> None:
    page = text_of(admin, f"/privacy/people/{cast.annika.pk}/report?lang={language}")
    assert [each for each in said if each not in page] == []
    assert "hallstein.example" in page
    assert "Malte Bering" not in page
    assert "Settings" not in page


@pytest.mark.django_db
def test_any_text_about_a_person_is_a_text(admin: Client, cast: Cast) -> None:
    text = "<script>alert(1)</script>{{ 7|add:7 }}\u202e"
    Contact.objects.filter(pk=cast.annika.pk).update(name=text, attributes={"own": [text, {"a": text}], "note": text})
    Event.objects.create(
        contact=cast.annika,
        source=cast.source,
        name=text,
        properties={text: [text, {"deep": text}], "n": 1.5, "none": None},
        occurred_at=timezone.now(),
        received_at=timezone.now(),
    )
    for part in ("", "/report", "/erase"):
        page = text_of(admin, f"/privacy/people/{cast.annika.pk}{part}")
        assert "<script>alert" not in page


@pytest.mark.django_db
def test_the_page_for_the_person_takes_as_many_queries_however_much_happened(admin: Client, cast: Cast) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            text_of(admin, f"/privacy/people/{cast.annika.pk}/report")
        counts.append(len(queries))
        at = timezone.now()
        Event.objects.bulk_create(
            Event(contact=cast.annika, source=cast.source, name="Page Viewed", occurred_at=at, received_at=at)
            for _ in range(50)
        )
    assert counts[0] == counts[1], counts


@pytest.mark.django_db
def test_erasing_needs_the_name(admin: Client, cast: Cast) -> None:
    address = f"/privacy/people/{cast.annika.pk}/erase"
    page = text_of(admin, address)
    assert "What goes" in page
    assert "Nobody can undo it." in page
    for typed in ("", "Annika", "Tobias Riegler", "x" * 10_000):
        refused = admin.post(address, {"name": typed})
        assert refused.status_code == 422
        assert "Nothing was erased." in refused.content.decode()
    assert Contact.objects.filter(pk=cast.annika.pk).exists()
    done = admin.post(address, {"name": "  annika  petersen-WOLFF "}, follow=True)
    assert done.redirect_chain == [("/privacy/?done=erased", 303)]
    assert "Nothing of the person is left here" in done.content.decode()
    assert not Contact.objects.filter(pk=cast.annika.pk).exists()
    assert admin.get(f"/contacts/{cast.annika.pk}").status_code == 404
    assert admin.post(address, {"name": "Annika Petersen-Wolff"}).status_code == 404


@pytest.mark.django_db
def test_who_may_be_the_same_person_is_named(admin: Client, cast: Cast) -> None:
    twin = person("Annika Petersen-Wolff", "Other GmbH", 10)
    page = text_of(admin, f"/privacy/people/{cast.annika.pk}/erase")
    assert f"/privacy/people/{twin.pk}" in page


@pytest.mark.django_db
def test_the_erased_are_not_added_by_mistake(admin: Client, cast: Cast) -> None:
    email = cast.annika.email
    privacy.erase(contact=cast.annika, by=None, at=timezone.now())
    refused = admin.post("/contacts/new", {"first_name": "A", "last_name": "P", "email": email})
    assert refused.status_code == 409
    assert "erased at their own wish" in refused.content.decode()
    assert admin.post("/privacy/let-in", {"who": "nobody@x.example"}).status_code == 422
    assert admin.post("/privacy/let-in", {"who": "\x00"}).status_code == 422
    let_in = admin.post("/privacy/let-in", {"who": email.upper()}, follow=True)
    assert "Let in again" in let_in.content.decode()
    added = admin.post("/contacts/new", {"first_name": "A", "last_name": "P", "email": email})
    assert added.status_code == 303


@pytest.mark.django_db
def test_periods_are_kept_only_after_a_look(admin: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.oliver.pk).update(
        created_at=timezone.now() - OLD, last_activity_at=timezone.now() - OLD
    )
    given = {"contacts": "730", "visitors": "", "rejects": "90", "audit": ""}
    looked = admin.post("/privacy/periods", given)
    page = looked.content.decode()
    assert looked.status_code == 200
    assert "Today this would erase" in page
    assert not Installation.objects.exists()
    assert looked.context["counted"][0].count == 1
    sent = given | {"looked_at": looked.context["looked_at"], "seen": looked.context["seen"]}
    other = admin.post("/privacy/periods", sent | {"contacts": "180"})
    assert "Today this would erase" in other.content.decode()
    assert not Installation.objects.exists()
    kept = admin.post("/privacy/periods", sent)
    assert kept.status_code == 303
    house = Installation.objects.get()
    assert (house.keep_contacts_days, house.keep_visitors_days, house.keep_rejects_days) == (730, None, 90)
    entry = AuditEntry.objects.get(action="installation changed")
    assert entry.details["keep_contacts_days"] == 730
    assert Contact.objects.filter(pk=cast.oliver.pk).exists()
    assert admin.post("/privacy/periods", given | {"contacts": "-1"}).status_code == 422
    stale = admin.post("/privacy/periods", sent)
    assert stale.status_code == 409
    assert "Somebody else has changed this meanwhile." in stale.content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_page_says_what_the_last_run_did(admin: Client, cast: Cast) -> None:
    assert "It has not run yet." in text_of(admin, "/privacy/periods")
    now = timezone.now()
    Installation.objects.create(id=1, keep_contacts_days=730)
    Contact.objects.filter(pk=cast.oliver.pk).update(created_at=now - OLD, last_activity_at=now - OLD)
    enqueue(kind="retention", key="periodic", at=now)
    assert run_one(kinds={"retention": KINDS["retention"]}, now=lambda: now)
    page = text_of(admin, "/privacy/periods")
    assert "Contacts without a sign who never bought: 1." in page
    assert "Next: " in page
    assert "Erased what was over its period" in text_of(admin, "/privacy/audit?action=retention")
    Job.objects.filter(kind="retention").update(state="failed")
    assert "it failed" in text_of(admin, "/privacy/periods")


def entries(count: int, by: User | None, action: str = "contact edited", **columns: object) -> None:
    now = timezone.now()
    AuditEntry.objects.bulk_create(
        AuditEntry(by=by, action=action, occurred_at=now - timedelta(minutes=number), **columns)
        for number in range(count)
    )


@pytest.mark.django_db
def test_the_audit_is_paged_and_filtered(admin: Client, cast: Cast) -> None:
    seller = cast.users[Role.SALES]
    entries(120, seller, subject="contact", subject_id=cast.annika.pk, details={"attributes": ["email", "phone"]})
    entries(3, None, "contact erased", subject="contact", subject_id=999999)
    with CaptureQueriesContext(connection) as queries:
        first = admin.get("/privacy/audit")
    names = ("session", "user", "entries", "users", "contacts that are there", "is there a made-up world")
    assert len(queries) == len(names), [each["sql"] for each in queries]
    page = first.content.decode()
    assert f'href="/contacts/{cast.annika.pk}">Contact {cast.annika.pk}' in page
    assert "Contact 999999" in page
    assert 'href="/contacts/999999"' not in page
    assert "E-mail, Phone" in page
    assert "Annika" not in page
    seen: set[int] = set()
    address = "/privacy/audit?"
    while address:
        answer = admin.get(address)
        numbers = [row["entry"].pk for row in answer.context["rows"]]
        assert not seen & set(numbers)
        seen |= set(numbers)
        address = f"/privacy/audit?{answer.context['next']}" if answer.context["next"] else ""
    assert len(seen) == 123
    assert len(admin.get("/privacy/audit?action=contact erased&by=none").context["rows"]) == 3
    assert len(admin.get(f"/privacy/audit?by={seller.pk}").context["rows"]) == 50
    today = timezone.localdate(timezone=ZoneInfo(seller.time_zone))  # as whoever asks has it
    later = today + timedelta(days=1)
    assert "Nothing was done" in text_of(admin, f"/privacy/audit?from={later}")
    assert text_of(admin, f"/privacy/audit?from={today - timedelta(days=1)}&to={today}&action=contact+erased")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    ["by=x", "by=9999999999999999999", "action=nothing", "from=2026-99-99", "to=yesterday", "page=xx", "from=\x00"],
)
def test_what_cannot_be_asked_is_told(admin: Client, asked: str) -> None:
    assert "Part of this address cannot be." in text_of(admin, f"/privacy/audit?{asked}")


@pytest.mark.django_db
def test_the_audit_as_a_file_names_no_contact(admin: Client, cast: Cast) -> None:
    entries(2, cast.users[Role.SALES], subject="contact", subject_id=cast.annika.pk)
    entries(1, None, "contact erased", subject="contact", subject_id=77, details={"moves_kept": 2})
    answer = admin.get("/privacy/audit.csv?action=contact+erased")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined] # it streams
    assert lines[0].endswith("occurred_at,by,action,subject,subject_id,details")
    assert len(lines) == 2
    assert lines[1].endswith(",,contact erased,contact,77,moves_kept=2")


@pytest.mark.django_db
def test_nobody_there(admin: Client) -> None:
    for part in ("", "/file", "/report", "/erase"):
        assert admin.get(f"/privacy/people/999999{part}").status_code == 404
    for part in ("/object", "/lift"):
        assert admin.post(f"/privacy/people/999999{part}").status_code == 404
