"""The list that the made-up team imported."""

import pytest

from reif.cli.demo_world.listed import LISTED
from reif.records.models import AttributeChange, Import
from tests.cli.demo_world.test_loading import AT, loaded, publish

pytestmark = pytest.mark.django_db


def test_a_list_with_a_few_rejects() -> None:
    publish()
    loaded(80)
    done = Import.objects.get()
    assert (done.source.name, done.kind, done.rows_rejected) == (LISTED, "leads", 4)
    assert done.rows_accepted > done.rows_known > 0
    assert done.rows_accepted + done.rows_known + done.rows_rejected == done.rows_done
    assert done.finished_at is not None
    assert done.finished_at < AT
    reasons = list(done.rejects.order_by("row").values_list("reason", flat=True))
    assert reasons[1:3] == [
        "neither a lead_id nor an e-mail address nor a LinkedIn profile nor a telephone number with a name",
        "the same lead stands in an earlier row, which counts",
    ]
    assert all(reason.startswith("not an e-mail address") for reason in (reasons[0], reasons[3]))
    news = AttributeChange.objects.filter(source=done.source)
    assert set(news.values_list("attribute", flat=True)) == {"website"}
    assert news.count() == done.rows_accepted
