"""Contacts by what names them."""

import pytest

from reif.identify.key import key
from reif.identify.operations import contact_for
from reif.identify.queries import numbers
from tests.records.rows import AT

pytestmark = pytest.mark.django_db


def test_in_the_order_asked_for_and_nothing_made() -> None:
    anna, bert = contact_for(lead_id="1", at=AT), contact_for(email="b@x.de", at=AT)
    keys = [key(email="B@x.de"), key(lead_id="9"), key(lead_id="1")]
    assert numbers(keys) == [bert.pk, None, anna.pk]
    assert numbers([]) == []
