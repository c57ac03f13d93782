"""Uploads that are larger than anything that is taken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client

from reif.records.enums import Role
from reif.records.models import Upload
from reif.web import upload_limit
from tests.web.conftest import ClientOf

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A limit of a few megabytes, and how much of files was written to the disk."""
    monkeypatch.setattr(upload_limit, "MOST_BYTES", 3_000_000)
    found: list[int] = []
    real = TemporaryFileUploadHandler.receive_data_chunk

    def counted(self: TemporaryFileUploadHandler, data: bytes, start: int) -> None:
        found.append(len(data))
        real(self, data, start)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", counted)
    return found


def large(size: int) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("a.csv", b"email\n" + b"x" * size)}


def test_they_are_refused_and_written_nowhere(client_of: ClientOf, written: list[int]) -> None:
    marketing = client_of(Role.MARKETING)
    answer = marketing.post("/capture/imports/new", large(5_000_000))
    assert (answer.status_code, "has over" in answer.content.decode()) == (400, True)
    assert (written, Upload.objects.count()) == ([], 0)
    assert marketing.post("/capture/imports/new", large(2_800_000)).status_code == 302
    assert sum(written) > 2_800_000


def test_of_strangers_no_more_than_of_others(written: list[int]) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get("/sign-in")
    client.post("/capture/imports/new", {"csrfmiddlewaretoken": page.cookies["csrftoken"].value, **large(5_000_000)})
    assert written == []
