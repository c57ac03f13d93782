"""Scoring as people get it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reif.config.schedule import KINDS
from reif.jobs.running import run_one
from reif.records.enums import Role
from reif.records.models import AuditEntry, Contact, Job, ScoringModel
from tests.web.cast import Cast
from tests.web.conftest import ClientOf

QUERIES = ("session", "user", "live model", "versions", "is there a made-up world")
OURS = """format: 1
name: ours
fit:
  max: 40
  rules:
    - id: known
      label: {en: <b>Known</b> company, de: Firma bekannt}
      when: {field: company, exists: true}
      points: 40
engagement:
  max: 60
  rules:
    - id: visits
      label: {en: Visits, de: Besuche}
      event: Page Viewed
      points: 10
      half_life: 30d
      once_per: day
"""


@pytest.fixture
def marketer(client_of: ClientOf) -> Client:
    return client_of(Role.MARKETING)


@pytest.fixture
def draft(marketer: Client) -> ScoringModel:
    answer = marketer.post("/scoring/new", {"text": OURS})
    assert answer["Location"] == "/scoring/2"
    return ScoringModel.objects.get(number=2)


def work() -> None:
    """What a worker does."""
    while run_one(kinds=KINDS, now=timezone.now):
        pass


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_the_live_model_in_plain_words(viewer: Client) -> None:
    page = text_of(viewer, "/scoring/")
    assert "Who somebody is gives up to 35 points, what somebody does up to 65." in page
    assert "Budget is at least €10,000" in page
    assert "once a day · halves every 30\u00a0days · at most 60 points" in page
    assert "nothing of their own for 60\u00a0days" in page
    assert "/scoring/new" not in page
    with CaptureQueriesContext(connection) as queries:
        text_of(viewer, "/scoring/")
    assert len(queries) == len(QUERIES), [query["sql"] for query in queries]


@pytest.mark.django_db
def test_all_that_is_wrong_is_told_at_once_and_nothing_typed_is_lost(marketer: Client) -> None:
    wrong = OURS.replace("max: 40", "max: forty").replace("half_life: 30d", "half_lief: 30d")
    answer = marketer.post("/scoring/new", {"text": wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "2 things are not right yet." in page
    assert "Line 4, <code>fit.max</code>" in page
    assert "half_lief: 30d" in page
    assert ScoringModel.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choose a file, or write the model here."),
        (b"\xff\xfe\x00", "no text in UTF-8"),
        (b"format: 1\x00", "no text in UTF-8"),
        (b"a" * (256 * 1024 + 1), "more than 256 KB"),
    ],
)
def test_files_that_are_no_model(marketer: Client, content: bytes, said: str) -> None:
    answer = marketer.post("/scoring/new", {"file": SimpleUploadedFile("m.yaml", content or b" ")})
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.django_db
def test_a_draft_says_what_it_says_otherwise(viewer: Client, draft: ScoringModel) -> None:
    page = text_of(viewer, f"/scoring/{draft.number}")
    assert "Other than version 1, which is live" in page
    assert "&lt;b&gt;Known&lt;/b&gt; company" in page
    assert "<ins>0 … 40</ins>" in page
    assert viewer.get("/scoring/2/file").content.decode() == OURS
    assert viewer.get("/scoring/99").status_code == 404


@pytest.mark.django_db
@pytest.mark.usefixtures("draft")
def test_the_same_text_is_the_same_version(marketer: Client) -> None:
    assert marketer.post("/scoring/new", {"text": OURS.replace("\n", "\r\n")})["Location"] == "/scoring/2"
    assert ScoringModel.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_see_what_would_change_then_publish_it_and_go_back(marketer: Client, draft: ScoringModel, cast: Cast) -> None:
    assert "See what it would change before it counts" in text_of(marketer, "/scoring/2")
    marketer.post("/scoring/2/effect")
    marketer.post("/scoring/2/effect")
    assert Job.objects.filter(kind="effect").count() == 1
    counting = text_of(marketer, "/scoring/2")
    assert "is being counted" in counting
    assert "No worker is running" in counting
    work()
    assert "3 of 3 contacts would have other points." in text_of(marketer, "/scoring/2")
    assert cast.annika.name not in str(Job.objects.get(kind="effect").result)
    before = Contact.objects.get(pk=cast.annika.pk).points
    assert before == 82
    marketer.post("/scoring/2/publish")
    assert "Being published" in text_of(marketer, "/scoring/2")
    work()
    draft.refresh_from_db()
    assert draft.state == "live"
    assert Contact.objects.get(pk=cast.annika.pk).points == 50
    assert marketer.post("/scoring/2/publish").status_code == 409
    marketer.post("/scoring/1/publish")
    work()
    assert ScoringModel.objects.get(number=1).state == "live"


@pytest.mark.django_db(transaction=True)
def test_a_count_against_another_live_version_says_so(marketer: Client, draft: ScoringModel) -> None:
    marketer.post(f"/scoring/{draft.number}/effect")
    work()
    marketer.post("/scoring/new", {"text": OURS.replace("name: ours", "name: third")})
    marketer.post("/scoring/3/publish")
    work()
    assert "count again" in text_of(marketer, f"/scoring/{draft.number}")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["new", "2/effect", "2/publish"])
def test_who_may_only_look_changes_nothing(seller: Client, draft: ScoringModel, address: str) -> None:
    assert seller.post(f"/scoring/{address}", {"text": OURS}).status_code == 403
    assert not Job.objects.exists()
    draft.refresh_from_db()
    assert draft.state == "draft"


@pytest.mark.django_db
def test_a_draft_is_discarded_and_taken_back(marketer: Client, viewer: Client, draft: ScoringModel) -> None:
    assert viewer.post("/scoring/2/discard").status_code == 403
    assert marketer.post("/scoring/2/discard")["Location"] == "/scoring/2"
    assert "This draft is discarded" in text_of(marketer, "/scoring/2")
    assert "/scoring/2" not in text_of(marketer, "/scoring/")
    assert marketer.post("/scoring/2/publish").status_code == 409
    assert not Job.objects.exists()
    marketer.post("/scoring/2/take-back")
    assert "/scoring/2" in text_of(marketer, "/scoring/")
    marketer.post("/scoring/2/discard")
    marketer.post("/scoring/new", {"text": draft.text})
    assert "/scoring/2" in text_of(marketer, "/scoring/")
    assert marketer.post("/scoring/1/discard").status_code == 409
    actions = list(
        AuditEntry.objects.filter(action__startswith="model ").order_by("id").values_list("action", flat=True)
    )
    assert actions[-4:] == ["model discarded", "model taken back", "model discarded", "model taken back"]
