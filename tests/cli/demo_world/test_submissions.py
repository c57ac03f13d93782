"""The form of the made-up world, with what came by it."""

from datetime import timedelta

import pytest

from reif import submitting
from reif.capture import forms
from reif.cli.demo_world.form import SLUG, add_form
from reif.cli.demo_world.loading import SOURCE
from reif.cli.demo_world.removal import remove
from reif.outbox.operations import Words
from reif.protect.consents.queries import standing
from reif.records.models import Consent, Contact, Form, Message, Submission, User, Visitor
from reif.rules.form import flaws, read
from tests.cli.demo_world.test_loading import AT, loaded, publish

pytestmark = pytest.mark.django_db


def test_most_are_confirmed_some_are_not_two_are_spam() -> None:
    publish()
    loaded(330)
    version = forms.open_version(SLUG)
    assert version is not None
    assert flaws(read(version.specification)) == []
    taken = Submission.objects.filter(state="taken")
    confirmed = taken.exclude(confirmed_at=None)
    assert 20 <= taken.count() <= 40
    assert confirmed.count() > taken.count() / 2
    assert taken.filter(confirmed_at=None).count() >= 3
    assert [each.suspicions for each in Submission.objects.filter(state="quarantined").order_by("id")] == [
        ["links"],
        ["trap", "too fast"],
    ]
    times = list(Submission.objects.order_by("id").values_list("received_at", flat=True))
    assert times == sorted(times)
    assert AT - timedelta(weeks=7) < times[0] < times[-1] < AT
    assert not confirmed.filter(contact__is_simulated=False).exists()
    assert not Contact.objects.filter(is_simulated=False).exists()


def test_what_was_agreed_to_is_proved() -> None:
    publish()
    loaded()
    for consent in Consent.objects.select_related("submission", "contact"):
        steps = list(consent.steps.order_by("id").values_list("step", "occurred_at"))
        assert consent.submission is not None
        assert consent.wording.startswith("Ja, ich möchte den Newsletter")
        if consent.submission.confirmed_at is None:
            assert (consent.contact, [step for step, _ in steps]) == (None, ["mailed"])
            continue
        assert [step for step, _ in steps] == ["mailed", "confirmed"]
        assert steps[1][1] == consent.submission.confirmed_at
        assert consent.contact is not None
        assert consent.contact.events.filter(name="Newsletter Subscribed", occurred_at=steps[1][1]).exists()
        assert standing(consent).consent == consent
    assert Consent.objects.exclude(contact=None).exists()


def test_no_mail_waits() -> None:
    publish()
    loaded(60)
    assert not Message.objects.exists()


def test_spam_that_was_released_goes_too() -> None:
    publish()
    before = User.objects.count()
    loaded(20)
    held = Submission.objects.filter(state="quarantined").first()
    assert held is not None
    words = Words("de", "Bitte bestätigen", "…")
    letters = submitting.Letters(lambda _: words, lambda _, __: words)
    submitting.release(submission=held, letters=letters, by=None, at=AT)
    assert Message.objects.exists()
    remove(SOURCE)
    assert not Submission.objects.exists()
    assert not Message.objects.exists()
    assert not Form.objects.exists()
    assert not Contact.objects.exists()
    assert not Visitor.objects.exists()
    assert User.objects.count() == before


def test_a_form_that_somebody_real_filled_in_stays_closed_and_opens_again() -> None:
    publish()
    loaded(20)
    version = forms.open_version(SLUG)
    assert version is not None
    real = Submission.objects.create(version=version, key="real", address="real@example.org", received_at=AT)
    remove(SOURCE)
    assert list(Submission.objects.all()) == [real]
    assert forms.open_version(SLUG) is None
    by = User.objects.create_user("me@example.org", "correct horse battery", "admin")  # type: ignore[arg-type]  # its word
    assert add_form(by, AT) == version
    assert forms.open_version(SLUG) == version
