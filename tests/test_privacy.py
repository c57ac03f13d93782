"""What persons ask for is done in one step, and written down by number alone."""

import pytest

from reif import lifecycle, privacy
from reif.records.models import AuditEntry, Contact, Erased
from tests.protect.cast import found_anywhere, whole
from tests.records.rows import AT


@pytest.mark.django_db
def test_it_is_written_down_by_number_alone() -> None:
    who = whole()
    number = who.pk
    privacy.erase(contact=who, by=None, at=AT)
    entry = AuditEntry.objects.get(action="contact erased")
    assert (entry.subject, entry.subject_id) == ("contact", number)
    assert entry.details == {"moves_kept": 2, "rejects_emptied": 10}


@pytest.mark.django_db
def test_who_is_gone_is_not_erased_twice() -> None:
    who = whole()
    same = Contact.objects.get(pk=who.pk)
    privacy.erase(contact=who, by=None, at=AT)
    with pytest.raises(Contact.DoesNotExist):
        privacy.erase(contact=same, by=None, at=AT)
    assert Erased.objects.count() == 1


@pytest.mark.django_db
def test_who_comes_back_of_their_own_accord_is_let_in() -> None:
    privacy.erase(contact=whole(), by=None, at=AT)
    assert privacy.let_in(written=" Qz.Private@posthaus.example", by=None, at=AT)
    assert not privacy.let_in(written="qz.private@posthaus.example", by=None, at=AT)
    lifecycle.add_contact(attributes={"email": "qz.private@posthaus.example"}, source=None, by=None, at=AT)
    assert AuditEntry.objects.filter(action="bar lifted").count() == 1
    assert found_anywhere(("qwendolin",)) == []
