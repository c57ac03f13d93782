"""Forms: drafted, published in versions that stay, closed."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from reif import form_keeping
from reif.capture.forms import live, open_version
from reif.form_keeping import Stale, Taken, Unfinished, state_of
from reif.records.models import AuditEntry, Form, FormVersion
from reif.records.models.append_only import WrittenOnce
from reif.rules.form import Flaw, read
from tests.form_cast import SPECIFICATION, version
from tests.outbox.cast import message
from tests.records.rows import AT

pytestmark = pytest.mark.django_db(transaction=True)


def test_nobody_sees_a_draft() -> None:
    form = form_keeping.add(slug="demo", name="Demo", draft=SPECIFICATION, by=None, at=AT)
    assert open_version("demo") is None
    assert (live(form), form.source.is_public) == (None, True)
    with pytest.raises(Taken):
        form_keeping.add(slug="demo", name="Other", draft=SPECIFICATION, by=None, at=AT)
    assert Form.objects.count() == 1


def test_an_unfinished_draft_is_kept_and_not_published() -> None:
    form = form_keeping.add(slug="demo", name="Demo", draft=replace(SPECIFICATION, title=""), by=None, at=AT)
    with pytest.raises(Unfinished) as unfinished:
        form_keeping.publish(form=form, seen=state_of(form), by=None, at=AT)
    assert unfinished.value.flaws == [Flaw("title", "missing")]
    assert not FormVersion.objects.exists()


def test_versions_stay_as_they_were_published() -> None:
    first = version()
    form = first.form
    draft = replace(read(first.specification), title="Anders")
    form = form_keeping.change(form=form, name="Demo", draft=draft, seen=state_of(form), by=None, at=AT)
    assert read(live(form).specification).title == "Vorführung vereinbaren"  # type: ignore[union-attr] # it is live
    second = form_keeping.publish(form=form, seen=state_of(form), by=None, at=AT)
    assert (second.number, open_version("demo")) == (2, second)
    first.refresh_from_db()
    assert read(first.specification).title == "Vorführung vereinbaren"
    with pytest.raises(WrittenOnce):
        FormVersion.objects.update(number=9)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE records_formversion SET specification = '{}'")


def test_who_comes_second_is_told() -> None:
    form = version().form
    seen = state_of(form)
    changed = form_keeping.change(form=form, name="A", draft=SPECIFICATION, seen=seen, by=None, at=AT)
    for late in (
        lambda: form_keeping.change(form=form, name="B", draft=SPECIFICATION, seen=seen, by=None, at=AT),
        lambda: form_keeping.publish(form=form, seen=seen, by=None, at=AT),
    ):
        with pytest.raises(Stale):
            late()
    changed.refresh_from_db()
    assert changed.name == "A"


def test_a_closed_form_takes_nothing_and_can_be_opened_again() -> None:
    form = version().form
    form_keeping.close(form=form, by=None, at=AT)
    form_keeping.close(form=form, by=None, at=AT)
    assert open_version("demo") is None
    form_keeping.reopen(form=form, by=None, at=AT)
    assert open_version("demo") is not None
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["form added", "form published", "form closed", "form opened again"]


def test_mail_is_sent_again_only_where_it_was_not() -> None:
    mail = message()
    form_keeping.send_again(message=mail, by=None, at=AT)
    assert not AuditEntry.objects.exists()
    type(mail).objects.update(state="unknown")
    form_keeping.send_again(message=mail, by=None, at=AT)
    assert AuditEntry.objects.get().action == "mail sent again"
