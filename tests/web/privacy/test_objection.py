"""Of whoever objects to being profiled no page, file or filter says a score."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from reif import lifecycle, web
from reif.measure.queries import scores
from reif.records.enums import Role
from reif.records.models import Company, Contact, Objection
from tests.web.cast import Cast
from tests.web.conftest import ClientOf

TEMPLATES = Path(web.__file__).parent / "templates"
# They show none but those who are scored: who is hot, whose score rose or fell.
OF_THE_SCORED = {"today/_caller.html", "today/_aside.html"}


def test_every_template_that_shows_a_score_asks_whether_it_may() -> None:
    shows = re.compile(r"contact\.(points|temperature|grade|level|score)\b")
    unasked = {
        file.relative_to(TEMPLATES).as_posix()
        for file in TEMPLATES.rglob("*.html")
        for line in file.read_text(encoding="utf-8").splitlines()
        if shows.search(line) and "may_be_profiled" not in line
    }
    assert unasked == OF_THE_SCORED


@pytest.fixture
def objector(cast: Cast) -> Contact:
    """Annika, who had 82 points and a proposal, and objects."""
    who = cast.annika
    company = Company.objects.create(name="Hallstein Fördertechnik")
    Contact.objects.filter(pk=who.pk).update(company=company, stage="lead", proposed_stage="prospect")
    Contact.objects.filter(pk=who.pk).update(proposed_by_rule="gate", proposed_at=timezone.now())
    lifecycle.note_objection(contact=who, by=cast.users[Role.MANAGER], at=timezone.now(), how="by letter")
    return who


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return str(answer.content.decode())


def row_of(page: str, name: str) -> str:
    return next(part for part in re.split(r"<(?:tr|li) data-row", page) if name in part)


@pytest.mark.django_db
def test_lists_show_a_dashed_seed_and_a_dash(viewer: Client, objector: Contact) -> None:
    for address in ("/contacts/", f"/companies/{objector.company_id}"):
        row = row_of(text_of(viewer, address), "Annika Petersen-Wolff")
        assert "ripeness unknown" in row
        assert "not scored" in row
        assert "cold" not in row
        assert ">82<" not in row
    assert ">82<" not in row_of(text_of(viewer, "/companies/"), "Hallstein")


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["temperature=cold", "grade=D", "level=1", "low=0", "high=100", "temperature=hot"])
def test_no_filter_by_score_finds_them(viewer: Client, objector: Contact, asked: str) -> None:
    assert objector.name not in text_of(viewer, f"/contacts/?{asked}")


@pytest.mark.django_db
def test_a_filter_finds_them_alone(viewer: Client, objector: Contact) -> None:
    page = text_of(viewer, "/contacts/?profiling=objected")
    assert objector.name in page
    assert "Tobias Riegler" not in page
    assert "Profiling <b>objected</b>" in page
    assert "Part of this address cannot be." in text_of(viewer, "/contacts/?profiling=x")


@pytest.mark.django_db
def test_files_leave_the_cells_empty(seller: Client, objector: Contact) -> None:
    answer = seller.get("/contacts/csv")
    text = b"".join(answer.streaming_content).decode().lstrip("\ufeff")  # type: ignore[attr-defined] # it streams
    row = next(each for each in csv.DictReader(io.StringIO(text)) if each["name"] == objector.name)
    assert [row[name] for name in ("points", "level", "temperature", "grade")] == [""] * 4


@pytest.mark.django_db
def test_the_day_knows_nothing_of_them(viewer: Client, objector: Contact) -> None:
    assert objector.name not in text_of(viewer, "/today/?of=team")


@pytest.mark.django_db
def test_a_request_of_theirs_still_reaches_people_without_a_score(
    viewer: Client, objector: Contact, cast: Cast
) -> None:
    Contact.objects.filter(pk=objector.pk).update(
        proposed_stage="prospect", proposed_by_rule="request", proposed_at=timezone.now()
    )
    page = text_of(viewer, "/today/?of=team")
    row = page.split(cast.annika.name)[0].rsplit("aside-row", 1)[1]
    assert "ripeness unknown" in row


@pytest.mark.django_db
def test_the_page_says_so_and_the_story_too(viewer: Client, objector: Contact) -> None:
    page = text_of(viewer, f"/contacts/{objector.pk}")
    assert "Nothing is worked out." in page
    assert "Objects to being profiled." in page
    assert "Noted by Anke Vollmer" in page
    assert "“by letter”" in page
    assert "moment-points" not in page
    assert ">82<" not in page
    assert "propose nothing by points" in page


@pytest.mark.django_db
def test_figures_leave_them_out(viewer: Client, objector: Contact, cast: Cast) -> None:
    del viewer, objector, cast
    assert sum(held.people for held in scores(at=timezone.now()).rows) == 2


@pytest.mark.django_db
def test_noted_and_taken_back_on_the_page(client_of: ClientOf, cast: Cast) -> None:
    manager = client_of(Role.MANAGER)
    noted = manager.post(f"/privacy/people/{cast.tobias.pk}/object", {"how": "phone\x00"}, follow=True)
    assert noted.redirect_chain[-1][1] == 303
    assert "Noted. From now on nothing is scored." in noted.content.decode()
    assert Objection.objects.get().how == "phone"
    again = manager.post(f"/privacy/people/{cast.tobias.pk}/object", follow=True)
    assert again.status_code == 200
    assert Objection.objects.count() == 1
    lifted = manager.post(f"/privacy/people/{cast.tobias.pk}/lift", follow=True)
    assert "The score is worked out again." in lifted.content.decode()
    cast.tobias.refresh_from_db()
    assert cast.tobias.may_be_profiled
    assert Objection.objects.count() == 2
