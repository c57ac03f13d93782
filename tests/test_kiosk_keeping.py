"""Tablets: a link is good once and for a day, a secret is known until it is revoked, times are bounded."""

from datetime import timedelta

import pytest

from reif import kiosk_keeping
from reif.kiosk_keeping import EARLIEST, INVITED_FOR, NotInvited, happened, invite, known, revoke, set_up
from reif.records.models import AuditEntry, Form, Kiosk
from tests.form_cast import version
from tests.records.rows import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def form() -> Form:
    return version().form


def test_a_link_is_good_once_and_nothing_secret_is_kept(form: Form) -> None:
    kiosk, word = invite(form=form, name="Stand", by=None, at=AT)
    secret = set_up(number=kiosk.pk, word=word, at=AT)
    stored = Kiosk.objects.get()
    assert known(number=kiosk.pk, secret=secret) == stored
    assert word not in (stored.invitation, stored.secret)
    assert secret != stored.secret
    with pytest.raises(NotInvited):
        set_up(number=kiosk.pk, word=word, at=AT)
    actions = AuditEntry.objects.filter(action__startswith="kiosk").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["kiosk added", "kiosk set up"]


def test_a_link_that_is_old_or_of_another_tablet_is_none(form: Form) -> None:
    kiosk, word = invite(form=form, name="Stand", by=None, at=AT)
    other, _ = invite(form=form, name="Shop", by=None, at=AT)
    for number, said, at in (
        (kiosk.pk, word, AT + INVITED_FOR + timedelta(seconds=1)),
        (other.pk, word, AT),
        (kiosk.pk, "", AT),
        (kiosk.pk, "\ud800", AT),
        (kiosk.pk + 100, word, AT),
    ):
        with pytest.raises(NotInvited):
            set_up(number=number, word=said, at=at)


def test_a_revoked_tablet_is_unknown_and_is_never_set_up_again(form: Form) -> None:
    kiosk, word = invite(form=form, name="Stand", by=None, at=AT)
    secret = set_up(number=kiosk.pk, word=word, at=AT)
    revoke(kiosk=kiosk, by=None, at=AT)
    revoke(kiosk=kiosk, by=None, at=AT)
    assert known(number=kiosk.pk, secret=secret) is None
    assert known(number=kiosk.pk, secret="") is None
    assert AuditEntry.objects.filter(action="kiosk revoked").count() == 1


def test_what_happened_is_neither_in_the_future_nor_long_ago() -> None:
    assert happened(AT + timedelta(hours=1), AT) == AT
    assert happened(AT - timedelta(days=400), AT) == AT - EARLIEST
    assert happened(AT - timedelta(days=2), AT) == AT - timedelta(days=2)


def test_it_is_noted_when_a_tablet_was_heard_of(form: Form) -> None:
    kiosk, _ = invite(form=form, name="Stand", by=None, at=AT)
    kiosk_keeping.seen(kiosk=kiosk, at=AT)
    kiosk.refresh_from_db()
    assert kiosk.seen_at == AT
