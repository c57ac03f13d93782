"""The pages of imports: what came, what became of it, and the rejects, mended and imported again."""

import csv
import io
import json
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from reif.capture.importing import List, begin, carry_on, reader_of
from reif.config.schedule import KINDS
from reif.import_people import Directory
from reif.integrations.files.fingerprint import fingerprint
from reif.integrations.files.reading import open_table
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.records.models import Contact, Import, ImportReject, Source
from reif.rules.headers import Kind, detected
from tests.web.conftest import ClientOf

pytestmark = pytest.mark.django_db

LEADS = "E-Mail;Vorname;Telefon;Firma\nada@muster.de;Ada;1;Muster\nkaputt;Bert;+49 30 1;=1+1\nzu;viele;zellen;hier;5\n"


@pytest.fixture
def marketing(client_of: ClientOf) -> Client:
    return client_of(Role.MARKETING)


def imported(folder: Path, name: str, text: str) -> Import:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    (spool := folder / f"{name}-read").mkdir()
    table = open_table(str(path), spool=spool, wanted=None)
    names = [each for each in table.columns if each.strip()]
    of = List(Kind.LEADS, table, detected(names, Kind.LEADS), name, fingerprint(path))
    source, _ = Source.objects.get_or_create(name="list", defaults={"created_at": timezone.now()})
    begun = begin(of=of, source=source, by=None, at=timezone.now())
    return carry_on(of=of, to=begun, reader=reader_of(of), people=Directory(), clock=timezone.now)


def rejects_of(client: Client, number: int) -> str:
    return b"".join(client.get(f"/capture/imports/{number}/rejects.csv").streaming_content).decode("utf-8-sig")


def test_there_is_nothing_yet(marketing: Client) -> None:
    assert "No list was imported yet" in marketing.get("/capture/imports/").content.decode()


def test_a_list_is_seen_with_what_became_of_it(marketing: Client, tmp_path: Path) -> None:
    of = imported(tmp_path, "messe <1>.csv", LEADS)
    page = marketing.get("/capture/imports/").content.decode()
    assert f'<a href="/capture/imports/{of.pk}">messe &lt;1&gt;.csv</a>' in page
    own = marketing.get(f"/capture/imports/{of.pk}").content.decode()
    assert "not an e-mail address: kaputt" in own
    assert "5 cells where the header has 4" in own


def test_rejects_are_mended_and_imported_again(marketing: Client, tmp_path: Path) -> None:
    of = imported(tmp_path, "a.csv", LEADS)
    text = rejects_of(marketing, of.pk)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Rejected because"] for row in rows] == [
        "not an e-mail address: kaputt",
        "5 cells where the header has 4",
    ]
    assert (rows[0]["Firma"], rows[0]["Telefon"]) == ("'=1+1", "'+49 30 1")
    assert rows[1]["Row as it was read"] == "zu;viele;zellen;hier;5"
    mended = imported(tmp_path, "b.csv", text.replace("kaputt,", "bert@muster.de,", 1))
    assert (mended.rows_accepted, mended.rows_rejected) == (1, 1)
    bert = Contact.objects.get(email="bert@muster.de")
    known = dict(bert.attribute_changes.values_list("attribute", "value"))
    assert (known["phone"], known["company"]) == ("+49 30 1", "=1+1")
    assert not {"Rejected because", "Row as it was read"} & set(known)


def test_the_columns_are_german_for_germans(marketing: Client, tmp_path: Path) -> None:
    of = imported(tmp_path, "a.csv", LEADS)
    marketing.post("/preferences", {"language": "de"})
    marketing.cookies["django_language"] = "de"
    assert "Abgelehnt, weil" in rejects_of(marketing, of.pk)


def test_rows_of_the_erased_are_in_no_file(marketing: Client, tmp_path: Path) -> None:
    of = imported(tmp_path, "a.csv", LEADS)
    ImportReject.objects.create(of=of, row=9, reason="erased", raw="")
    ImportReject.objects.create(of=of, row=10, reason="nested", raw=json.dumps({"Firma": ["x"], "fremd": 1}))
    rows = list(csv.DictReader(io.StringIO(rejects_of(marketing, of.pk))))
    assert [row["Rejected because"] for row in rows][2:] == ["nested"]
    assert rows[2]["Firma"] == '["x"]'


def test_long_histories_have_pages(marketing: Client) -> None:
    source = Source.objects.create(name="s", created_at=timezone.now())
    Import.objects.bulk_create(
        Import(source=source, kind="leads", file_name=f"f{n}.csv", file_hash="x", started_at=timezone.now())
        for n in range(60)
    )
    page = marketing.get("/capture/imports/").content.decode()
    assert "f59.csv" in page
    assert "f5.csv" not in page
    older = page.partition("?before=")[2].partition('"')[0]
    assert "f5.csv" in marketing.get(f"/capture/imports/?before={older}").content.decode()
    assert marketing.get("/capture/imports/?before=x").status_code == 200


@pytest.mark.parametrize("address", ["/capture/imports/", "/capture/imports/1", "/capture/imports/1/rejects.csv"])
def test_who_does_not_keep_capture_is_not_let_in(client_of: ClientOf, address: str) -> None:
    assert client_of(Role.VIEWER).get(address).status_code == 403


def test_a_list_that_is_not_there_is_not_found(marketing: Client) -> None:
    assert marketing.get("/capture/imports/99").status_code == 404
    assert marketing.get("/capture/imports/99/rejects.csv").status_code == 404


def test_an_import_is_undone_after_a_look_at_what_goes(marketing: Client, tmp_path: Path) -> None:
    of = imported(tmp_path, "messe.csv", LEADS)
    page = marketing.get(f"/capture/imports/{of.pk}").content.decode()
    assert f'href="/capture/imports/{of.pk}/undo"' in page
    look = marketing.get(f"/capture/imports/{of.pk}/undo").content.decode()
    assert "contacts of whom nothing else is known</span> <b>1</b>" in look
    assert Contact.objects.filter(email="ada@muster.de").exists()
    asked = marketing.post(f"/capture/imports/{of.pk}/undo", follow=True).content.decode()
    assert "Being undone: 0" in asked
    assert run_one(kinds=KINDS, now=timezone.now)
    assert not Contact.objects.filter(email="ada@muster.de").exists()
    done = marketing.get(f"/capture/imports/{of.pk}").content.decode()
    assert "Undone: nothing of this list" in done
    assert f"/capture/imports/{of.pk}/undo" not in done
    assert marketing.get(f"/capture/imports/{of.pk}/undo").status_code == 302
    assert marketing.post(f"/capture/imports/{of.pk}/undo").status_code == 302
    assert ">undone</span>" in marketing.get("/capture/imports/").content.decode()


def test_an_old_import_says_that_it_cannot_be_undone(marketing: Client, tmp_path: Path) -> None:
    of = imported(tmp_path, "messe.csv", LEADS)
    Import.objects.update(is_undoable=False)
    assert "older than undoing" in marketing.get(f"/capture/imports/{of.pk}").content.decode()
