"""What a form brings: once, as claims, with consents that do not hold yet, and nothing of what is suspicious."""

from datetime import timedelta

import pytest
from django.db import transaction

from reif import submitting
from reif.identify.operations import contact_for, learn
from reif.lifecycle import add_contact
from reif.privacy import erase
from reif.records.enums import Role
from reif.records.models import (
    AttributeChange,
    AuditEntry,
    Consent,
    Contact,
    Event,
    Message,
    Submission,
    User,
    Visitor,
)
from reif.rules import suspicion
from reif.submitting import NotHeld, TooMany
from tests.form_cast import ADA, LETTERS, filled, sent, version
from tests.records.rows import AT, source
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _a_model() -> None:
    live_model()


def test_somebody_new_becomes_a_lead_with_event_attributes_consent_and_mail() -> None:
    submission = sent(version())
    contact = Contact.objects.get()
    assert (submission.contact, submission.state, submission.suspicions) == (contact, "taken", [])
    assert (contact.email, contact.name, contact.stage, contact.channel) == (ADA, "Lovelace", "lead", "linkedin")
    [event] = Event.objects.all()
    assert (event.name, event.contact, event.channel, event.campaign) == (
        "Demo Requested",
        contact,
        "linkedin",
        "herbst",
    )
    assert event.properties == {
        "form": "Demo",
        "text": "Bitte zeigen.",
        "url": "https://www.firm.example/demo",
        "campaign": {"source": "linkedin"},
    }
    assert not contact.identifiers.get(value=ADA).is_verified
    [consent] = Consent.objects.all()
    assert (consent.contact, consent.address, consent.purpose, consent.wording_version) == (
        contact,
        ADA,
        "newsletter",
        1,
    )
    assert consent.wording == "Ja, ich möchte den Newsletter."
    assert (consent.page, consent.ip, consent.user_agent) == ("https://www.firm.example/demo", "192.0.2.0", "Browser/1")
    [mail] = Message.objects.all()
    assert (mail.kind, mail.address, mail.contact, mail.message_id) == ("confirmation", ADA, contact, consent.mail_id)
    assert not consent.steps.exists()


def test_sending_twice_is_sending_once() -> None:
    of = version()
    assert sent(of).pk == sent(of, at=AT + HOUR).pk
    assert [table.objects.count() for table in (Submission, Event, Consent, Message)] == [1, 1, 1, 1]


def test_whoever_is_known_is_not_taken_at_their_word() -> None:
    known = add_contact(
        attributes={"email": ADA, "last_name": "King", "first_name": "Ada"}, source=source(), by=None, at=AT - HOUR
    )
    submission = sent(version())
    known.refresh_from_db()
    assert (submission.contact, known.name, known.last_activity) == (None, "Ada King", "")
    browser, own = Visitor.objects.order_by("anonymous_id")
    assert (browser.contact, browser.claims, browser.anonymous_id) == (None, known, "anon-ada")
    assert (own.contact, own.claims, submission.visitor) == (None, known, own)
    assert Event.objects.get().contact is None
    assert Consent.objects.get().contact is None
    assert Contact.objects.count() == 1
    assert AttributeChange.objects.filter(contact=known, attribute="last_name").count() == 1


def test_a_browser_that_people_share_takes_nothing_along_that_another_sent() -> None:
    known = add_contact(
        attributes={"email": "boss@firm.example", "last_name": "King"}, source=source(), by=None, at=AT - HOUR
    )
    of = version()
    ada = sent(of).contact
    for number, address in enumerate(("boss@firm.example", "new@firm.example")):
        values = {"email": address, "last_name": "Other", "text": "Nicht Ada"}
        submission = sent(of, f"k{number + 2}", at=AT + HOUR, values=values)
        assert submission.contact != ada
        assert submission.contact != known
    assert ada is not None
    ada.refresh_from_db()
    assert (ada.email, ada.name, ada.events.count()) == (ADA, "Lovelace", 1)
    sent(of, "k9", at=AT + 2 * HOUR)
    assert [event.properties["text"] for event in ada.events.all()] == ["Bitte zeigen."] * 2
    erase(contact=ada, by=None, at=AT + 3 * HOUR)
    assert Event.objects.filter(properties__text="Nicht Ada").count() == 2


def test_a_claim_overwrites_claims_but_nothing_that_others_said() -> None:
    of = version()
    contact = sent(of).contact
    assert contact is not None
    with transaction.atomic():
        learn(contact=contact, attributes={"company": "Firm GmbH"}, source=source(), occurred_at=AT, at=AT)
    sent(of, "k2", at=AT + HOUR, values={"email": ADA, "last_name": "Byron", "company": "Evil Inc"})
    contact.refresh_from_db()
    assert (contact.name, contact.company_name) == ("Byron", "Firm GmbH")


def test_without_a_consent_nobody_is_asked_unless_the_form_always_does() -> None:
    sent(version(), agreed=[])
    assert not Message.objects.exists()
    sent(version("other", is_always_confirmed=True), "k2", agreed=[])
    assert Message.objects.count() == 1
    assert not Consent.objects.exists()


def test_without_an_address_it_is_a_visitors() -> None:
    submission = sent(version(), values={"text": "Hallo"}, agreed=[], anonymous_id="")
    assert submission.contact is None
    assert Event.objects.get().visitor == Visitor.objects.get(anonymous_id="form-k1")


def test_nobody_is_pestered_through_a_form() -> None:
    of = version()
    for number in range(suspicion.MOST_MAILS + 2):
        sent(of, f"k{number}", at=AT + number * HOUR)
    assert Submission.objects.filter(state="taken").count() == suspicion.MOST_MAILS + 2
    assert Message.objects.count() == suspicion.MOST_MAILS
    sent(of, "next day", at=AT + 25 * HOUR)
    assert Message.objects.count() == suspicion.MOST_MAILS + 1


def test_who_is_to_know_is_told() -> None:
    told = User.objects.create_user("told@reif.example", "x" * 12, Role.MARKETING)
    owner = User.objects.create_user("owner@reif.example", "x" * 12, Role.SALES)
    gone = User.objects.create_user("gone@reif.example", "x" * 12, Role.SALES, is_active=False)
    of = version(notify=told.pk)
    contact = sent(of, agreed=[]).contact
    assert contact is not None
    Contact.objects.filter(pk=contact.pk).update(owner=owner)
    sent(of, "k2", at=AT + HOUR, agreed=[])
    Contact.objects.filter(pk=contact.pk).update(owner=gone)
    sent(of, "k3", at=AT + 2 * HOUR, agreed=[])
    notices = Message.objects.filter(kind="notice").order_by("pk").values_list("address", flat=True)
    assert sorted(notices) == sorted(["told@reif.example"] * 3 + ["owner@reif.example"])


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"is_trapped": True}, "trap"),
        ({"after": timedelta(seconds=1)}, "too fast"),
        ({"after": None}, "no page"),
        ({"is_forged": True}, "forged"),
        ({"values": {"email": "x@mailinator.com"}}, "disposable"),
        ({"values": {"text": "http://a http://b https://c"}, "agreed": []}, "links"),
    ],
)
def test_what_is_suspicious_is_kept_and_does_nothing(more: dict[str, object], why: str) -> None:
    submission = sent(version(), **more)
    assert (submission.state, submission.suspicions) == ("quarantined", [why])
    assert not any(table.objects.exists() for table in (Contact, Visitor, Event, Consent, Message))


def test_many_from_one_network_and_then_nothing_more() -> None:
    of = version()
    for number in range(suspicion.REFUSED_FROM_NETWORK):
        submission = sent(of, f"k{number}", values={"email": f"a{number}@firm.example"}, agreed=[])
        assert submission.state == ("taken" if number < suspicion.FROM_NETWORK else "quarantined")
    with pytest.raises(TooMany):
        sent(of, "one more")
    assert sent(of, "later", at=AT + suspicion.WITHIN).state == "taken"
    assert sent(of, "from elsewhere", ip="198.51.100.0", values={"email": "b@firm.example"}).state == "taken"
    assert sent(of, "unknown network", ip="", values={"email": "c@firm.example"}).state == "taken"


def test_many_under_one_address() -> None:
    of = version()
    states = [sent(of, f"k{number}", ip=f"192.0.{number}.0").state for number in range(suspicion.FROM_ADDRESS + 1)]
    assert states == ["taken"] * suspicion.FROM_ADDRESS + ["quarantined"]


def test_what_is_released_counts_by_its_own_time() -> None:
    submission = sent(version(), is_trapped=True)
    submitting.release(submission=submission, letters=LETTERS, by=None, at=AT + HOUR)
    submission.refresh_from_db()
    assert (submission.state, submission.contact) == ("taken", Contact.objects.get())
    assert Event.objects.get().occurred_at == AT
    assert Consent.objects.get().address == ADA
    assert Message.objects.get().run_at == AT + HOUR
    assert AuditEntry.objects.filter(action="submission released", subject_id=submission.pk).exists()
    for again in (submitting.release, submitting.discard):
        with pytest.raises(NotHeld):
            again(
                submission=submission, by=None, at=AT, **({"letters": LETTERS} if again is submitting.release else {})
            )  # type: ignore[operator] # either of the two


def test_what_is_discarded_stays_away() -> None:
    submission = sent(version(), is_trapped=True)
    submitting.discard(submission=submission, by=None, at=AT + HOUR)
    submission.refresh_from_db()
    assert (submission.state, submission.settled_at) == ("discarded", AT + HOUR)
    assert not Event.objects.exists()


def test_whoever_was_erased_comes_back_only_if_a_person_says_so() -> None:
    of = version()
    contact = contact_for(email=ADA, at=AT - HOUR)
    erase(contact=contact, by=None, at=AT - HOUR)
    submission = sent(of)
    assert (submission.state, submission.suspicions) == ("quarantined", ["erased"])
    submitting.release(submission=submission, letters=LETTERS, by=None, at=AT)
    assert Contact.objects.get().email == ADA
    assert sent(of, "k2", at=AT + HOUR).state == "taken"


def test_hostile_content_is_stored_as_it_is() -> None:
    nasty = "<script>alert(1)</script>\ud800\0 {{ 7*7 }} =cmd()"
    submission = sent(version(), values={"email": ADA, "text": nasty}, anonymous_id="x" * 999, page="\0" * 10)
    submission.refresh_from_db()
    assert submission.answers["text"] == "<script>alert(1)</script> {{ 7*7 }} =cmd()"


def test_the_version_that_was_shown_counts() -> None:
    first = version()
    assert filled(first).version == first
    assert sent(first).version == first
