"""A link in a mail is proof: of consents, of who somebody is, and of nothing more than it says."""

from datetime import timedelta

import pytest

from reif import confirming
from reif.collecting import Heard, collect
from reif.confirming import NotOpen, TooLate
from reif.following import catch_up
from reif.integrations.tracking import segment
from reif.lifecycle import add_contact
from reif.outbox._standing import verdict
from reif.privacy import erase, tell
from reif.protect.consents.operations import By
from reif.protect.consents.queries import held_by, standings, suppressed_since
from reif.records.models import (
    AttributeChange,
    AuditEntry,
    Consent,
    ConsentStep,
    Contact,
    Event,
    Message,
    Source,
    Submission,
    Suppression,
    Visitor,
)
from reif.rules.consent import CONFIRM_WITHIN, Kind
from tests.form_cast import ADA, sent, version
from tests.outbox.cast import message
from tests.records.rows import AT, source
from tests.score.cast import live_model

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
BY = By("198.51.100.0", "Mail/1")


@pytest.fixture(autouse=True)
def _a_model() -> None:
    live_model()


def looked_around(anonymous_id: str) -> None:
    site = Source.objects.create(name="site", public_key="pk", created_at=AT)
    said = [{"type": "page", "anonymousId": anonymous_id, "properties": {"path": "/preise"}}]
    collect(source=site, heard=[Heard(list(segment.calls({"batch": said}, None, {})), {}, AT - HOUR)])


def marketing(purpose: str = "newsletter") -> Message:
    return message(kind=Kind.MARKETING, purpose=purpose, key=f"m-{purpose}-{Message.objects.count()}")


def test_a_consent_holds_from_the_confirmation_on() -> None:
    submission = sent(version())
    assert verdict(marketing(), AT + HOUR).refusal == "not confirmed"
    done = confirming.confirm(submission=submission, by=BY, at=AT + HOUR)
    assert not done.is_again
    [step] = ConsentStep.objects.all()
    assert (step.step, step.occurred_at, step.ip, step.user_agent) == ("confirmed", AT + HOUR, BY.ip, BY.user_agent)
    assert verdict(marketing(), AT + HOUR).basis == "consent"
    assert verdict(marketing("offers"), AT + HOUR).refusal == "no consent"
    contact = Contact.objects.get()
    assert contact.identifiers.get(value=ADA).is_verified
    assert "Newsletter Subscribed" in set(contact.events.values_list("name", flat=True))
    [stands] = standings(contact)
    assert stands.holds


def test_confirming_twice_is_confirming_once() -> None:
    submission = sent(version())
    confirming.confirm(submission=submission, by=BY, at=AT + HOUR)
    assert confirming.confirm(submission=submission, by=BY, at=AT + 2 * HOUR).is_again
    assert ConsentStep.objects.count() == 1
    assert Event.objects.filter(name="Newsletter Subscribed").count() == 1


def test_a_known_person_gets_history_and_facts_once_they_confirm() -> None:
    looked_around("anon-ada")
    known = add_contact(attributes={"email": ADA, "last_name": "King"}, source=source(), by=None, at=AT - 9 * HOUR)
    submission = sent(version())
    assert not known.events.exists()
    confirming.confirm(submission=submission, by=BY, at=AT + HOUR)
    known.refresh_from_db()
    assert set(known.events.values_list("name", flat=True)) == {
        "Page Viewed",
        "Demo Requested",
        "Newsletter Subscribed",
    }
    assert (known.name, known.stage) == ("Lovelace", "lead")
    visitor = Visitor.objects.get(anonymous_id="anon-ada")
    assert (visitor.contact, visitor.claims) == (known, None)
    assert {Consent.objects.get().contact, Message.objects.get().contact, Submission.objects.get().contact} == {known}
    before = known.points
    catch_up(at=AT + HOUR)
    known.refresh_from_db()
    assert known.points == before  # it was worked out in the same breath


def test_what_was_claimed_is_said_from_then_on() -> None:
    of = version()
    confirming.confirm(submission=sent(of), by=BY, at=AT + HOUR)
    sent(of, "k2", at=AT + 2 * HOUR, values={"email": ADA, "last_name": "Byron"})
    contact = Contact.objects.get()
    assert contact.name == "Lovelace"
    said = AttributeChange.objects.filter(contact=contact, attribute="last_name").values_list(
        "value", "source__public_key"
    )
    assert sorted(said) == [("Lovelace", ""), ("Lovelace", "form-demo")]


def test_only_the_browser_that_sent_it_is_known_by_it() -> None:
    looked_around("anon-eve")
    confirming.confirm(submission=sent(version()), by=BY, at=AT + HOUR)
    assert Visitor.objects.get(anonymous_id="anon-eve").contact is None


def test_a_browser_of_somebody_else_stays_theirs() -> None:
    other = add_contact(attributes={"email": "eve@firm.example"}, source=source(), by=None, at=AT - HOUR)
    Visitor.objects.create(anonymous_id="anon-ada", contact=other, first_seen_at=AT, last_seen_at=AT)
    confirming.confirm(submission=sent(version()), by=BY, at=AT + HOUR)
    assert Visitor.objects.get(anonymous_id="anon-ada").contact == other
    assert Contact.objects.exclude(pk=other.pk).get().email == ADA


def test_an_old_link_confirms_nothing() -> None:
    submission = sent(version())
    with pytest.raises(TooLate):
        confirming.confirm(submission=submission, by=BY, at=AT + CONFIRM_WITHIN + HOUR)
    assert not ConsentStep.objects.exists()


def test_what_was_put_away_cannot_be_confirmed() -> None:
    with pytest.raises(TooLate):
        confirming.confirm(submission=sent(version(), is_trapped=True), by=BY, at=AT)


def test_what_was_withdrawn_first_does_not_come_back_by_an_older_link() -> None:
    submission = sent(version())
    confirming.withdraw(address=ADA, purposes=["newsletter"], by=BY, at=AT + HOUR)
    confirming.confirm(submission=submission, by=BY, at=AT + 2 * HOUR)
    assert verdict(marketing(), AT + 2 * HOUR).refusal == "withdrawn"
    assert not Event.objects.filter(name="Newsletter Subscribed").exists()


def test_withdrawing_ends_it_at_once_and_is_told() -> None:
    confirming.confirm(submission=sent(version(), agreed=["news", "call"]), by=BY, at=AT + HOUR)
    [ended] = confirming.withdraw(address=ADA, purposes=["newsletter"], by=By(how="am Telefon"), at=AT + 2 * HOUR)
    assert ended.steps.get(step="withdrawn").how == "am Telefon"
    assert confirming.withdraw(address=ADA, purposes=["newsletter"], by=BY, at=AT + 3 * HOUR) == []
    assert verdict(marketing(), AT + 2 * HOUR).refusal == "withdrawn"
    assert [each.consent.purpose for each in held_by(ADA)] == ["offers"]
    assert Event.objects.filter(name="Newsletter Unsubscribed").count() == 1
    assert AuditEntry.objects.filter(action="consent withdrawn").count() == 1


def test_ending_all_advertising_ends_all_of_it_until_they_agree_anew() -> None:
    of = version()
    confirming.confirm(submission=sent(of, agreed=["news", "call"]), by=BY, at=AT + HOUR)
    confirming.end_advertising(address=ADA, by=BY, at=AT + 2 * HOUR)
    assert held_by(ADA) == []
    assert suppressed_since(ADA, "objection") == AT + 2 * HOUR
    assert verdict(marketing(), AT + 3 * HOUR).refusal == "suppressed"
    confirming.confirm(submission=sent(of, "k2", at=AT + 4 * HOUR), by=BY, at=AT + 5 * HOUR)
    assert verdict(marketing(), AT + 5 * HOUR).basis == "consent"


def test_the_team_may_join_what_it_knows_but_no_consent_follows() -> None:
    known = add_contact(attributes={"email": ADA, "last_name": "King"}, source=source(), by=None, at=AT - HOUR)
    submission = sent(version())
    assert confirming.join(submission=submission, by=None, at=AT + HOUR) == known
    assert known.events.filter(name="Demo Requested").exists()
    assert verdict(marketing(), AT + HOUR).refusal == "not confirmed"
    with pytest.raises(NotOpen):
        confirming.join(submission=submission, by=None, at=AT + HOUR)
    confirming.confirm(submission=submission, by=BY, at=AT + 2 * HOUR)
    assert verdict(marketing(), AT + 2 * HOUR).basis == "consent"


def test_another_address_of_the_same_person_has_agreed_to_nothing() -> None:
    confirming.confirm(submission=sent(version()), by=BY, at=AT + HOUR)
    other = message(
        kind=Kind.MARKETING, purpose="newsletter", address="ada@home.example", contact=Contact.objects.get()
    )
    assert verdict(other, AT + HOUR).refusal == "no consent"


def test_the_person_is_told_all_of_it_and_erased_with_all_of_it() -> None:
    confirming.confirm(submission=sent(version()), by=BY, at=AT + HOUR)
    sent(version("other"), "k2", at=AT + 2 * HOUR, anonymous_id="anon-else")
    contact = Contact.objects.get()
    told = tell(contact=contact, form="json", by=None, at=AT + 3 * HOUR)
    assert [each["wording"] for each in told["consents"]] == ["Ja, ich möchte den Newsletter."] * 2
    assert [step["step"] for step in told["consents"][0]["steps"]] == ["confirmed"]
    assert [each["version"] for each in told["submissions"]] == [
        {"form": "Demo", "version": 1},
        {"form": "Other", "version": 1},
    ]
    assert len(told["messages"]) == 2
    confirming.end_advertising(address=ADA, by=BY, at=AT + 3 * HOUR)
    erase(contact=contact, by=None, at=AT + 4 * HOUR)
    left = set(Visitor.objects.values_list("anonymous_id", "contact"))
    assert left <= {("anon-else", None), ("form-k2", None)}  # of whom nothing is known but that they were there
    gone = (Consent, ConsentStep, Submission, Message, Contact, Event)
    assert [table.objects.count() for table in gone] == [0] * len(gone)
    assert set(Suppression.objects.values_list("reason", flat=True)) == {"objection", "erased"}
    assert verdict(marketing(), AT + 5 * HOUR).refusal == "suppressed"
