"""The list as a file: complete, and harmless in spreadsheets."""

import csv
import io

import pytest
from django.test import Client

from reif.records.models import Contact
from reif.web.contacts.table_file import COLUMNS
from tests.web.cast import Cast


@pytest.mark.django_db
def test_the_file_holds_the_list(seller: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.tobias.pk).update(name='=HYPERLINK("x")', company_name='Ünal, "Sohn" & Co\nKG')
    answer = seller.get("/contacts/csv?stage=lead")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == COLUMNS
    assert [row["points"] for row in rows] == ["64", "36"]
    assert rows[0]["name"] == '\'=HYPERLINK("x")'
    assert rows[0]["company"] == 'Ünal, "Sohn" & Co\nKG'
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.django_db
def test_the_file_is_sorted_like_the_list(seller: Client, cast: Cast) -> None:
    Contact.objects.filter(pk=cast.annika.pk).update(last_activity_at=None)
    text = b"".join(seller.get("/contacts/csv?sort=activity").streaming_content).decode("utf-8-sig")
    assert [row["name"].split()[0] for row in csv.DictReader(io.StringIO(text))] == ["Tobias", "Oliver", "Annika"]
