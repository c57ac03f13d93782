"""A list on its way in by the browser: sent, read, its columns chosen, tried, imported, stopped and taken up again."""

import os
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from reif import list_importing
from reif.config.schedule import KINDS
from reif.jobs.running import run_one
from reif.protect.operations import erase, let_in
from reif.records.enums import Role
from reif.records.models import Contact, Event, Identifier, Import, Job, Upload, UploadPart, User, Worker
from tests.integrations.files.workbooks import workbook
from tests.web.conftest import ClientOf

pytestmark = pytest.mark.django_db

HUBSPOT = (
    "First Name,Last Name,Email,Company name,Lieblingsfarbe\n"
    "Ada,Krane,ada@krane.example,Krane KG,rot\n"
    "Bo,Hell,kaputt,Hell AG,blau\n"
    "Cem,Lot,cem@lot.example,Lot GmbH,\n"
)
EVENTS = (
    "E-Mail;Ereignis;Datum\nada@krane.example;Demo Requested;2026-11-01\nfremd@x.example;Demo Requested;2026-11-02\n"
)


@pytest.fixture
def marketing(client_of: ClientOf) -> Client:
    return client_of(Role.MARKETING)


def worked() -> None:
    """Whatever was asked for is done."""
    while run_one(kinds=KINDS, now=timezone.now):
        pass
    assert [job.failure for job in Job.objects.exclude(failure="")] == []


def made() -> list[Contact]:
    """The contacts that lists made, beside the cast."""
    return list(Contact.objects.exclude(made_by=None).order_by("pk"))


def send(client: Client, name: str, data: bytes | str) -> HttpResponse:
    said = data.encode() if isinstance(data, str) else data
    answer: HttpResponse = client.post("/capture/imports/new", {"file": SimpleUploadedFile(name, said)})
    return answer


def sent(client: Client, name: str, data: bytes | str) -> str:
    """The address of the list, read."""
    answer = send(client, name, data)
    assert answer.status_code == 302, answer.content.decode()
    worked()
    return answer["Location"]


def text(client: Client, address: str) -> str:
    page = client.get(address, follow=True).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


def as_detected(client: Client, address: str) -> dict[str, str]:
    """The form of the columns as it comes: nothing is chosen otherwise."""
    page = client.get(address).content.decode()
    form = {"source": "import"}
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', page, re.DOTALL):
        [form[name]] = re.findall(r'<option value="([^"]*)" selected', options)
    return form


def tried(client: Client, address: str, **chosen: str) -> str:
    """The preview, once it is there."""
    answer = client.post(address, as_detected(client, address) | chosen)
    assert (answer.status_code, answer["Location"]) == (302, f"{address}/preview")
    worked()
    return text(client, f"{address}/preview")


def imported(client: Client, address: str) -> Import:
    client.post(f"{address}/import")
    worked()
    answer = client.get(f"{address}/preview")
    assert answer.status_code == 302
    return Import.objects.get(pk=int(answer["Location"].partition("?")[0].rpartition("/")[2]))


def test_a_list_becomes_contacts(marketing: Client) -> None:
    address = sent(marketing, "Kontakte März.csv", HUBSPOT)
    page = text(marketing, address)
    assert "Kontakte März.csv" in page
    assert "3 rows" in page
    assert "Ada Bo Cem" in page
    form = as_detected(marketing, address)
    assert form["column-2"] == "email"
    assert form["column-4"] == "="
    preview = tried(marketing, address)
    assert "New contacts 2" in preview
    assert "With something new 0" in preview
    assert "Rejected 1" in preview
    assert "not an e-mail address: kaputt 1 row" in preview
    assert (made(), Import.objects.count()) == ([], 0)
    done = imported(marketing, address)
    assert (done.rows_accepted, done.rows_rejected, done.file_name) == (2, 1, "Kontakte März.csv")
    assert done.finished_at is not None
    assert done.started_by is not None
    assert {each.attributes.get("Lieblingsfarbe") for each in made()} == {"rot", None}
    assert UploadPart.objects.count() == 0
    jobs = Job.objects.count()
    assert marketing.post(f"{address}/import").status_code == 302  # the button pressed twice
    assert Job.objects.count() == jobs
    assert "Import a list" in text(marketing, "/capture/imports/")


def test_columns_are_chosen_otherwise(marketing: Client) -> None:
    address = sent(marketing, "a.csv", "wer,was\nada@krane.example,Krane KG\n")
    assert "No column says who it is" in marketing.post(address, as_detected(marketing, address)).content.decode()
    chosen = {"column-0": "email", "column-1": "email"}
    answer = marketing.post(address, {"source": "Messe", **chosen})
    assert answer.status_code == 400
    assert "wer and was cannot both be Email" in text_of(answer) or "cannot both be" in text_of(answer)
    assert 'value="email" selected' in answer.content.decode()
    assert "there is no such field" in text_of(marketing.post(address, {"source": "x", "column-0": "<script>"}))
    assert "Say where the list comes from" in text_of(marketing.post(address, {"source": " ", "column-0": "email"}))
    assert "New contacts 1" in tried(marketing, address, source="Messe", **{"column-0": "email", "column-1": "company"})
    done = imported(marketing, address)
    assert (done.source.name, done.mapping) == ("Messe", {"wer": "email", "was": "company"})
    assert [each.company_name for each in made()] == ["Krane KG"]


def text_of(answer: HttpResponse) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())


def test_a_list_of_what_people_did_is_known_as_one(marketing: Client) -> None:
    imported(marketing, prepared(marketing, "a.csv", HUBSPOT))
    address = sent(marketing, "b.csv", EVENTS)
    assert Upload.objects.get(of=None).kind == "events"
    preview = tried(marketing, address)
    assert "New 1 Known already 0 Rejected 1" in preview
    assert "no contact has this e-mail address" in preview
    assert imported(marketing, address).rows_accepted == 1
    assert Event.objects.latest("pk").name == "Demo Requested"


def prepared(client: Client, name: str, data: bytes | str) -> str:
    address = sent(client, name, data)
    tried(client, address)
    return address


CONNECTIONS = """Notes:
"When exporting your connection data, some of the email addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Krane,https://www.linkedin.com/in/ada-krane,,Krane KG,Einkauf,09 Dec 2025
Bo,Hell,https://www.linkedin.com/in/bo-hell,bo@hell.example,Hell AG,CEO,10 Dec 2025
"""


def test_connections_on_linkedin_come_without_addresses_and_are_the_same_people_later(marketing: Client) -> None:
    first = imported(marketing, prepared(marketing, "Connections.csv", CONNECTIONS))
    assert (first.rows_accepted, first.rows_rejected) == (2, 0)
    later = "linkedinUrl,proEmail,firstName,prospectList,messageSent,connectionRequestDate\n"
    later += "https://de.linkedin.com/in/Ada-Krane/,ada@krane.example,Ada,Messe,true,2026-01-02\n"
    address = sent(marketing, "waalaxy.csv", later)
    assert "New contacts 0 With something new 1" in tried(marketing, address)
    imported(marketing, address)
    assert [each.email for each in made()] == ["ada@krane.example", "bo@hell.example"]


def test_who_was_erased_does_not_come_back_by_a_profile(marketing: Client) -> None:
    imported(marketing, prepared(marketing, "Connections.csv", CONNECTIONS))
    ada = next(each for each in made() if not each.email)
    erase(contact=ada, at=timezone.now())
    address = sent(marketing, "b.csv", "LinkedIn,Name\nhttps://LINKEDIN.com/in/Ada-Krane/?x=1,Ada\n")
    assert "the person was erased at their own wish" in tried(marketing, address)
    assert [each.email for each in made()] == ["bo@hell.example"]


def test_an_import_of_profiles_is_taken_back(marketing: Client) -> None:
    of = imported(marketing, prepared(marketing, "Connections.csv", CONNECTIONS))
    marketing.post(f"/capture/imports/{of.pk}/undo")
    worked()
    assert (made(), Identifier.objects.filter(kind="linkedin").count()) == ([], 0)


def test_who_stays_is_not_known_by_the_profile_that_a_list_had_said(marketing: Client) -> None:
    imported(marketing, prepared(marketing, "a.csv", "email,Name\nada@krane.example,Ada\n"))
    of = imported(marketing, prepared(marketing, "b.csv", "email,LinkedIn\nada@krane.example,linkedin.com/in/ada\n"))
    assert Identifier.objects.filter(kind="linkedin", value="ada").exists()
    marketing.post(f"/capture/imports/{of.pk}/undo")
    worked()
    assert [each.email for each in made()] == ["ada@krane.example"]
    assert not Identifier.objects.filter(kind="linkedin").exists()


def test_a_list_may_name_people_by_their_profiles_alone(marketing: Client) -> None:
    address = sent(marketing, "a.csv", "LinkedIn,Name\nlinkedin.com/in/ada,Ada\nwww.example.org,Bo\n")
    preview = tried(marketing, address)
    assert "New contacts 1" in preview
    assert "neither a lead_id nor an e-mail address nor a LinkedIn profile" in preview


PHONES = "First name,Last name,Phone\n" + "".join(f"{name},Krane,+49 89 123456\n" for name in ("Ada", "Bo", ""))


def test_a_list_may_name_people_by_name_and_telephone(marketing: Client) -> None:
    """Colleagues share a number, so it names nobody without a whole name, and a second list finds them again."""
    preview = tried(marketing, sent(marketing, "a.csv", PHONES))
    assert "New contacts 2" in preview
    assert "nor a telephone number with a name" in preview
    imported(marketing, prepared(marketing, "a.csv", PHONES))
    imported(marketing, prepared(marketing, "b.csv", 'Name,Telefon,Position\n"Krane, Ada",0049 (0)89 123456,CTO\n'))
    assert [(each.name, each.attributes.get("title")) for each in made()] == [("Ada Krane", "CTO"), ("Bo Krane", None)]


def test_who_was_erased_does_not_come_back_by_a_telephone(marketing: Client) -> None:
    imported(marketing, prepared(marketing, "a.csv", PHONES))
    erase(contact=made()[0], at=timezone.now())
    assert "the person was erased at their own wish" in tried(marketing, sent(marketing, "b.csv", PHONES))
    assert [each.name for each in made()] == ["Bo Krane"]
    assert let_in(written="+49 89 123456 Ada Krane") == 1
    assert "New contacts 1" in tried(marketing, sent(marketing, "c.csv", PHONES + "\n"))


def test_an_import_of_telephones_is_taken_back(marketing: Client) -> None:
    imported(marketing, prepared(marketing, "a.csv", "email,Name\nada@krane.example,Ada Krane\n"))
    of = imported(marketing, prepared(marketing, "b.csv", "email,Phone\nada@krane.example,+49 89 123456\n"))
    assert Identifier.objects.get(kind="phone").value == "+4989123456 ada krane"
    marketing.post(f"/capture/imports/{of.pk}/undo")
    worked()
    assert not Identifier.objects.filter(kind="phone").exists()


def test_what_the_file_was_taken_for_is_said_in_the_readers_language(marketing: Client) -> None:
    address = sent(marketing, "b.csv", EVENTS)
    assert "2 rows · CSV, UTF-8, semicolons, LF" in text(marketing, address)
    User.objects.update(language="de")
    assert "2 Zeilen · CSV, UTF-8, Semikolons, LF" in text(marketing, address)


def test_another_kind_begins_the_columns_anew(marketing: Client) -> None:
    address = sent(marketing, "b.csv", EVENTS)
    assert marketing.post(address, {"kind": "leads"}).status_code == 302
    assert (Upload.objects.get().kind, Upload.objects.get().mapping) == ("leads", {})
    assert marketing.post(address, {"kind": "spies"}).status_code == 404


CARD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Krane\r\nEMAIL:ada@krane.example\r\nEND:VCARD\r\n"
BOOK = workbook(("Kontakte", [["Vorname", "E-Mail"], ["Ada", "ada@krane.example"]]))


@pytest.mark.parametrize(("name", "data"), [("a.XLSX", BOOK), ("a.vcf", CARD)], ids=["workbook", "cards"])
def test_workbooks_and_cards(marketing: Client, name: str, data: bytes) -> None:
    imported(marketing, prepared(marketing, name, data))
    assert [each.email for each in made()] == ["ada@krane.example"]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.exe", b"MZ", "its name does not say what it is"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b"%PDF-1.7", "holds PDF"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 50, "damaged"),
        ("../../etc/passwd.csv", b"PK\x03\x04", "holds a ZIP archive"),
    ],
)
def test_what_is_no_list_is_refused_with_the_reason(marketing: Client, name: str, data: bytes, why: str) -> None:
    answer = send(marketing, name, data)
    worked()
    page = text_of(answer) if answer.status_code == 400 else text(marketing, answer["Location"])
    assert why in page
    assert "/tmp" not in page  # noqa: S108 - a path of ours must not be told
    assert Import.objects.count() == 0


def test_a_list_that_is_too_large_leaves_nothing(marketing: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(list_importing, "MOST_BYTES", 3_000_000)
    answer = send(marketing, "a.csv", b"email\n" + os.urandom(3_000_000))
    assert (answer.status_code, "over 3 MB" in text_of(answer)) == (400, True)
    assert (Upload.objects.count(), UploadPart.objects.count()) == (0, 0)


def test_the_same_list_again_leads_to_its_import(marketing: Client) -> None:
    good = HUBSPOT.replace("kaputt", "bo@hell.example")
    first = imported(marketing, prepared(marketing, "a.csv", good))
    assert "New contacts 0 With something new 0 Known already 3" in text(
        marketing, prepared(marketing, "b.csv", good) + "/preview"
    )
    again = Upload.objects.get(of=None)
    assert imported(marketing, f"/capture/imports/new/{again.pk}").pk == first.pk
    assert Import.objects.count() == 1
    assert "This list was imported before" in text(marketing, f"/capture/imports/new/{again.pk}/preview")


def test_it_is_stopped_and_goes_on(marketing: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reif.capture.importing.ROWS_AT_ONCE", 10)
    monkeypatch.setattr(list_importing, "_TELLS_EVERY_SECONDS", 0.0)
    rows = "".join(f"p{number}@krane.example\n" for number in range(100))
    address = prepared(marketing, "a.csv", f"email\n{rows}")
    upload = Upload.objects.get()
    told = list_importing._Telling.__call__

    def stops_once(self: object, done: int, total: int) -> None:
        if done == 30 and total == 100:
            marketing.post(f"{address}/stop")
        told(self, done, total)  # type: ignore[arg-type] # as it is called

    monkeypatch.setattr(list_importing._Telling, "__call__", stops_once)
    stopped = imported(marketing, address)
    assert (stopped.rows_done, stopped.finished_at) == (30, None)
    page = text(marketing, f"/capture/imports/{stopped.pk}")
    assert "Stopped after row 30" in page
    monkeypatch.setattr(list_importing._Telling, "__call__", told)
    marketing.post(f"{address}/import")
    assert "The list is being imported" in text(marketing, f"/capture/imports/{stopped.pk}")
    asked = marketing.get(f"/capture/imports/{stopped.pk}", headers={"HX-Request": "true"})
    assert "HX-Refresh" not in asked
    worked()
    asked = marketing.get(f"/capture/imports/{stopped.pk}", headers={"HX-Request": "true"})
    assert asked["HX-Refresh"] == "true"
    stopped.refresh_from_db()
    assert (stopped.rows_done, stopped.finished_at is not None) == (100, True)
    assert len(made()) == 100
    upload.refresh_from_db()
    assert (upload.found, upload.rehearsal) == (None, None)


def test_what_was_chosen_meanwhile_is_what_is_tried(marketing: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = sent(marketing, "a.csv", "a,b\nada@krane.example,bo@krane.example\n")
    marketing.post(address, {"source": "x", "column-0": "email"})
    real = list_importing.rehearse

    def changed_meanwhile(**said: object) -> object:
        monkeypatch.setattr(list_importing, "rehearse", real)
        marketing.post(address, {"source": "x", "column-1": "email", "column-0": "="})
        return real(**said)  # type: ignore[arg-type] # as it is called

    monkeypatch.setattr(list_importing, "rehearse", changed_meanwhile)
    worked()
    upload = Upload.objects.get()
    assert upload.mapping == {"a": "a", "b": "email"}
    assert upload.rehearsal is not None
    assert Job.objects.filter(kind="rehearse-list").count() == 1


def test_who_waits_is_told_for_what(marketing: Client) -> None:
    address = send(marketing, "a.csv", HUBSPOT)["Location"]
    page = text(marketing, address)
    assert "The file is being read." in page
    assert "No worker is running" in page
    asked = marketing.get(address, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in asked
    worked()
    assert marketing.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    marketing.post(address, as_detected(marketing, address))
    Job.objects.create(kind="match", state="running", created_at=timezone.now(), run_at=timezone.now())
    Worker.objects.create(name="w", started_at=timezone.now(), turned_at=timezone.now())
    assert "Something else is being done first" in text(marketing, f"{address}/preview")


def test_it_is_discarded_or_forgotten_after_a_week(marketing: Client) -> None:
    address = sent(marketing, "a.csv", HUBSPOT)
    assert "a.csv uploaded, not imported yet" in text(marketing, "/capture/imports/")
    marketing.post(f"{address}/discard")
    assert Upload.objects.count() == 0
    assert marketing.get(address).status_code == 404
    sent(marketing, "b.csv", HUBSPOT)
    Upload.objects.update(uploaded_at=timezone.now() - list_importing.KEPT_FOR * 1.01)
    Job.objects.create(kind="forget-uploads", created_at=timezone.now(), run_at=timezone.now())
    worked()
    assert (Upload.objects.count(), UploadPart.objects.count()) == (0, 0)


def test_an_empty_form_asks_for_a_file(marketing: Client) -> None:
    answer = marketing.post("/capture/imports/new")
    assert (answer.status_code, "Choose a file first" in text_of(answer)) == (400, True)


@pytest.mark.parametrize("role", [Role.SALES, Role.VIEWER])
def test_it_is_for_those_who_keep_capture(client_of: ClientOf, role: Role, marketing: Client) -> None:
    address = sent(marketing, "a.csv", HUBSPOT)
    other = client_of(role)
    for path in ("/capture/imports/new", address, f"{address}/preview"):
        assert other.get(path).status_code == 403
    for path in ("/capture/imports/new", f"{address}/import", f"{address}/stop", f"{address}/discard"):
        assert other.post(path).status_code == 403
    assert Upload.objects.count() == 1


def test_files_are_named_as_they_were(tmp_path: Path) -> None:
    del tmp_path
    upload = list_importing.keep(
        name="C:\\x\\lïste\x00.csv", parts=[b"email\n", b"", b"a@b.de\n"], by=None, at=timezone.now()
    )
    assert "\x00" not in upload.file_name
    assert (upload.size, upload.parts.count()) == (13, 1)
