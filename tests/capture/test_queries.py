"""Which source a key is of."""

import pytest
from django.utils import timezone

from reif import administration
from reif.capture.queries import source_of

pytestmark = pytest.mark.django_db


def test_by_its_key_while_it_is_in_use() -> None:
    source, key = administration.add_source(name="Shop", is_public=False, by=None, at=timezone.now())
    assert source_of(key) == source
    assert source_of("") is source_of("x") is source_of(source.write_key_hash or "") is None
    administration.let_send(source=source, is_active=False, by=None, at=timezone.now())
    assert source_of(key) is None
