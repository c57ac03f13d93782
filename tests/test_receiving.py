"""Mail that came in, in the records: of whom it is, what it asks for, and what is kept as nobody's."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from unittest.mock import Mock

import pytest

from reif import confirming, lifecycle, privacy, receiving
from reif.capture.new_event import NewEvent
from reif.outbox import operations as outbox
from reif.outbox._standing import verdict
from reif.protect.consents.operations import By
from reif.receiving import ERASED, Letter, Received, receive
from reif.records.models import (
    ConsentStep,
    Contact,
    Event,
    Identifier,
    InboundMail,
    Mailbox,
    Message,
    Objection,
    Source,
    Suppression,
    User,
)
from reif.rules.consent import Kind as MailKind
from reif.rules.consent import Refusal
from reif.rules.stages import Stage
from tests.form_cast import sent, version
from tests.integrations.mail.letters import OURS, THEIRS, bounce, complaint, letter, out_of_office
from tests.records.rows import AT, source
from tests.score.cast import live_model

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = AT + timedelta(hours=1)
WORDS = outbox.Words("de", "Hallo", "Guten Tag")


@pytest.fixture
def mailbox() -> Mailbox:
    live_model()
    own = Source.objects.create(name="mailbox sales", created_at=AT)
    return Mailbox.objects.create(
        name="sales", source=own, host="imap.example", port=993, user=OURS, next_at=AT, created_at=AT, uid_validity=1
    )


@pytest.fixture
def max_muster() -> Contact:
    attributes = {"email": THEIRS, "first_name": "Max", "last_name": "Muster"}
    return lifecycle.add_contact(attributes=attributes, source=source(), by=None, at=AT)


def take(mailbox: Mailbox, *raw: bytes) -> Received:
    letters = [Letter(uid, each, AT) for uid, each in enumerate(raw, start=1)]
    return receive(mailbox=mailbox, letters=letters, read_to=len(raw), at=LATER)


def names() -> list[str]:
    return list(Event.objects.order_by("id").values_list("name", flat=True))


def only_kept() -> InboundMail:
    assert names() == []
    return InboundMail.objects.get()


class TestReplies:
    """A person writes."""

    def test_it_is_an_event_of_whoever_wrote(self, mailbox: Mailbox, max_muster: Contact) -> None:
        done = take(mailbox, letter("Ja, gern.\n\nViele Grüße\nMax", In_Reply_To="<campaign-7@reif.example>"))
        event = Event.objects.get()
        assert (event.name, event.contact, event.channel) == ("Email Replied", max_muster, "email")
        assert (event.occurred_at, event.message_id) == (AT, "answer-1@krane.example")
        assert event.properties == {
            "email_id": "campaign-7@reif.example",
            "subject": "AW: Ihr Interesse",
            "text": "Ja, gern.",
        }
        assert (done.taken, done.kept, done.known, done.contacts) == (1, 0, 0, {max_muster.pk})
        max_muster.refresh_from_db()
        assert (max_muster.last_activity, max_muster.stage) == ("Email Replied", Stage.LEAD)
        mailbox.refresh_from_db()
        assert mailbox.last_uid == 1

    def test_a_request_is_proposed_at_once(self, mailbox: Mailbox, max_muster: Contact) -> None:
        take(
            mailbox, letter("Guten Tag,\n\nbitte senden Sie uns ein Angebot. Und rufen Sie mich an!\n\n> kein Angebot")
        )
        assert names() == ["Email Replied", "Offer Requested", "Call Requested"]
        assert Event.objects.get(name="Offer Requested").properties == {"text": "bitte senden Sie uns ein Angebot"}
        max_muster.refresh_from_db()
        assert max_muster.proposed_stage == Stage.PROSPECT

    @pytest.mark.usefixtures("max_muster")
    def test_what_is_quoted_asks_for_nothing(self, mailbox: Mailbox) -> None:
        take(mailbox, letter("Danke, nein.\n\nAm 23.11.26 schrieb Anna:\n> Bitte senden Sie uns ein Angebot."))
        assert names() == ["Email Replied"]

    @pytest.mark.usefixtures("max_muster")
    def test_each_mail_counts_once(self, mailbox: Mailbox) -> None:
        raw = [letter("Bitte ein Angebot machen"), letter("ohne", Message_ID=""), letter(From=""), bounce()]
        take(mailbox, *raw)
        stored = names()
        again = take(mailbox, *raw)
        assert (again.taken, again.kept, again.known) == (0, 0, 4)
        assert names() == stored
        assert InboundMail.objects.count() == 1

    def test_whoever_writes_from_elsewhere_is_known_by_the_thread(self, mailbox: Mailbox, max_muster: Contact) -> None:
        sent = NewEvent(max_muster.pk, "Email Delivered", AT, {"email_id": "e-7"}, "<campaign-7@reif.example>")
        lifecycle.record(source=source(), events=[sent], at=AT)
        more = {"References": "<x@y> <campaign-7@reif.example>", "Message_ID": "<2@private.example>"}
        take(mailbox, letter("Ja", From='"Muster, Max" <mm@private.example>', **more))
        event = Event.objects.get(name="Email Replied")
        assert (event.contact, event.properties["email_id"]) == (max_muster, "e-7")
        assert not Identifier.objects.filter(value="mm@private.example").exists()
        take(mailbox, letter("Ich auch", From="Eva Neu <eva@krane.example>", **more | {"Message_ID": "<3@x>"}))
        assert Event.objects.get(message_id="3@x").contact.name == "Eva Neu"  # a colleague, to whom it was passed on

    def test_a_thread_goes_on(self, mailbox: Mailbox, max_muster: Contact) -> None:
        take(mailbox, letter("Ja"))
        take(
            mailbox,
            letter("Noch etwas", From="mm@private.example", References="<answer-1@krane.example>", Message_ID="<2@x>"),
        )
        assert Event.objects.filter(contact=max_muster).count() == 2

    @pytest.mark.usefixtures("max_muster")
    def test_attachments_are_told(self, mailbox: Mailbox) -> None:
        message = message_from_bytes(letter("Anbei."), policy=default)
        assert isinstance(message, EmailMessage)
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Anfrage.pdf")
        take(mailbox, message.as_bytes())
        told = [{"name": "Anfrage.pdf", "type": "application/pdf", "size": 4}]
        assert Event.objects.get().properties["attachments"] == told

    @pytest.mark.usefixtures("max_muster")
    def test_times_that_cannot_be(self, mailbox: Mailbox) -> None:
        take(
            mailbox,
            letter(Date="Thu, 1 Jan 1970 00:00:00 +0000", Message_ID="<1@x>"),
            letter(Date="Fri, 1 Jan 2100 00:00:00 +0000", Message_ID="<2@x>"),
            letter(Date="", Message_ID="<3@x>"),
        )
        assert set(Event.objects.values_list("occurred_at", flat=True)) == {AT}


class TestNewSenders:
    """Somebody whom nobody knows."""

    def test_they_are_a_lead_by_mail(self, mailbox: Mailbox) -> None:
        take(mailbox, letter("Was kostet der Umrüstsatz?"))
        contact = Contact.objects.get()
        assert (contact.name, contact.email, contact.channel) == ("Max Muster", THEIRS, "email")
        assert (contact.stage, contact.proposed_stage) == (Stage.LEAD, Stage.PROSPECT)
        assert contact.created_at == LATER
        assert not Identifier.objects.get().is_verified
        assert names() == ["Email Replied", "Offer Requested"]

    def test_two_mails_of_one_make_one(self, mailbox: Mailbox) -> None:
        take(mailbox, letter(), letter(From=THEIRS.upper(), Message_ID="<2@x>"))
        assert Contact.objects.get().events.count() == 2

    def test_whoever_only_wants_to_be_left_alone_is_none(self, mailbox: Mailbox) -> None:
        take(mailbox, letter("Bitte keine weiteren E-Mails!"))
        assert only_kept().reason == "somebody who is not known wants to be left alone"
        assert not Contact.objects.exists()


class TestWishes:
    """To be left alone."""

    def test_no_more_mail_is_no_interest_and_no_objection(self, mailbox: Mailbox, max_muster: Contact) -> None:
        take(mailbox, letter("Bitte nehmen Sie mich aus Ihrem Verteiler."))
        assert names() == ["Email Unsubscribed"]
        max_muster.refresh_from_db()
        assert max_muster.may_be_profiled
        assert max_muster.stage == Stage.SUSPECT

    def test_an_objection_ends_the_score(self, mailbox: Mailbox, max_muster: Contact) -> None:
        take(mailbox, letter("Ich widerspreche der Verarbeitung meiner Daten zu Werbezwecken."))
        max_muster.refresh_from_db()
        assert not max_muster.may_be_profiled
        assert Objection.objects.get().how == "by e-mail"

    def test_one_that_is_read_again_after_it_was_taken_back(self, mailbox: Mailbox, max_muster: Contact) -> None:
        raw = letter("Ich widerspreche der Verarbeitung meiner Daten.")
        take(mailbox, raw)
        lifecycle.lift_objection(contact=max_muster, by=None, at=LATER)
        take(mailbox, raw)
        max_muster.refresh_from_db()
        assert max_muster.may_be_profiled

    @pytest.mark.usefixtures("max_muster")
    def test_a_request_beside_it(self, mailbox: Mailbox) -> None:
        take(mailbox, letter("Bitte keine Werbung mehr schicken. Aber senden Sie uns ein Angebot."))
        assert names() == ["Email Replied", "Offer Requested", "Email Unsubscribed"]


class TestNoMoreMail:
    """What people or their servers say to mails counts for the mails that wait."""

    def test_a_wish_ends_consents_and_closes_the_door(self, mailbox: Mailbox, max_muster: Contact) -> None:
        agreed = sent(version(), values={"email": THEIRS, "last_name": "Muster"})
        confirming.confirm(submission=agreed, by=By(), at=AT)
        assert may_be_written(THEIRS) is None
        take(mailbox, letter("Bitte nehmen Sie mich aus Ihrem Verteiler."))
        assert may_be_written(THEIRS) == Refusal.SUPPRESSED
        steps = ConsentStep.objects.filter(consent__purpose="newsletter").order_by("id")
        assert list(steps.values_list("step", "how")) == [("confirmed", ""), ("withdrawn", "by e-mail")]
        assert {each.contact_id for each in Event.objects.filter(name__endswith="Unsubscribed")} == {max_muster.pk}

    def test_also_of_somebody_who_is_not_known_and_once(self, mailbox: Mailbox) -> None:
        raw = letter("Bitte keine weiteren E-Mails!")
        take(mailbox, raw)
        [wish] = Suppression.objects.all()
        assert (wish.reason, wish.since) == ("objection", LATER)
        Suppression.objects.all().delete()
        take(mailbox, raw)
        assert not Suppression.objects.exists()

    @pytest.mark.usefixtures("max_muster")
    def test_a_complaint_about_a_mail_of_ours_is_for_ever(self, mailbox: Mailbox) -> None:
        take(mailbox, complaint())
        assert Suppression.objects.get().reason == "objection"  # whoever sent that mail: a later consent counts again
        ours("<campaign-7@reif.example>")
        take(mailbox, complaint().replace(b"complaint-1@", b"complaint-2@"))
        assert set(Suppression.objects.values_list("reason", flat=True)) == {"objection", "complaint"}

    def test_an_address_that_is_gone(self, mailbox: Mailbox) -> None:
        take(mailbox, bounce())
        assert not Suppression.objects.exists()  # anybody can write such a thing
        ours("<campaign-7@reif.example>", to="another@krane.example")
        take(mailbox, bounce().replace(b"bounce-1@", b"bounce-2@"))
        assert not Suppression.objects.exists()
        Message.objects.update(address=THEIRS)
        take(mailbox, bounce().replace(b"bounce-1@", b"bounce-3@"))
        assert Suppression.objects.get().reason == "bounced"
        assert not Contact.objects.exists()

    @pytest.mark.usefixtures("max_muster")
    def test_one_that_is_full_is_not_gone(self, mailbox: Mailbox) -> None:
        ours("<campaign-7@reif.example>")
        take(mailbox, bounce(status="5.2.2"))
        assert names() == ["Email Bounced"]
        assert not Suppression.objects.exists()

    def test_whoever_answers_a_mail_of_ours_from_elsewhere_is_known(
        self, mailbox: Mailbox, max_muster: Contact
    ) -> None:
        ours("<campaign-7@reif.example>", contact=max_muster)
        take(mailbox, letter("Ja", From="mm@private.example", In_Reply_To="<campaign-7@reif.example>"))
        assert Event.objects.get().contact == max_muster


def may_be_written(address: str) -> Refusal | None:
    waiting = outbox.write(kind=MailKind.MARKETING, words=WORDS, address=address, key="m", purpose="newsletter", at=AT)
    return verdict(waiting, LATER).refusal


def ours(message_id: str, to: str = THEIRS, contact: Contact | None = None) -> Message:
    return outbox.write(
        kind=MailKind.CONFIRMATION,
        words=WORDS,
        address=to,
        key=message_id,
        message_id=message_id,
        contact=contact,
        at=AT,
    )


class TestMachines:
    """What machines send."""

    def test_out_of_office(self, mailbox: Mailbox, max_muster: Contact) -> None:
        before = max_muster.score, max_muster.last_activity_at
        take(mailbox, out_of_office(In_Reply_To="<campaign-7@reif.example>"))
        event = Event.objects.get()
        assert (event.name, event.contact) == ("Email Answered Automatically", max_muster)
        assert (event.properties["returns_on"], event.properties["email_id"]) == (
            "2026-12-06",
            "campaign-7@reif.example",
        )
        max_muster.refresh_from_db()
        assert (max_muster.score, max_muster.last_activity_at) == before
        assert max_muster.stage == Stage.SUSPECT

    def test_a_bounce(self, mailbox: Mailbox, max_muster: Contact) -> None:
        take(mailbox, bounce())
        event = Event.objects.get()
        assert (event.name, event.contact) == ("Email Bounced", max_muster)
        assert event.properties == {
            "email_id": "campaign-7@reif.example",
            "status": "5.1.1",
            "severity": "hard",
            "said": f"550 5.1.1 <{THEIRS}>: Recipient address rejected",
        }

    def test_a_complaint(self, mailbox: Mailbox, max_muster: Contact) -> None:
        take(mailbox, complaint())
        event = Event.objects.get()
        assert (event.name, event.contact) == ("Email Marked as Spam", max_muster)
        assert event.properties == {"type": "abuse", "email_id": "campaign-7@reif.example"}

    def test_a_complaint_in_which_nobody_is_named(self, mailbox: Mailbox, max_muster: Contact) -> None:
        sent = NewEvent(max_muster.pk, "Email Delivered", AT, {}, "campaign-7@reif.example")
        lifecycle.record(source=source(), events=[sent], at=AT)
        take(mailbox, complaint(""))
        assert Event.objects.get(name="Email Marked as Spam").contact == max_muster

    @pytest.mark.parametrize(
        ("raw", "kind", "reason"),
        [
            (out_of_office(), "automatic", "a machine answered, for nobody who is known"),
            (bounce(), "bounce", "a mail was not delivered, to nobody who is known"),
            (bounce(action="delayed", status="4.4.7"), "bounce", "a mail is late; its server still tries"),
            (complaint(), "complaint", "a complaint of nobody who is known"),
            (letter(Precedence="bulk"), "bulk", "it was sent to many: a newsletter or a list"),
            (letter(From=OURS), "reply", "a loop: it comes from the mailbox's own address"),
            (letter(X_Spam_Flag="YES"), "reply", "the server took it for spam"),
            (letter(From=""), "unreadable", "it cannot be used: it says no sender"),
            (b"\0\xff", "unreadable", "it cannot be used: it has no headers"),
        ],
    )
    def test_what_is_nobodys_is_kept(self, mailbox: Mailbox, raw: bytes, kind: str, reason: str) -> None:
        done = take(mailbox, raw)
        kept = only_kept()
        assert (kept.kind, kept.reason, kept.received_at) == (kind, reason, LATER)
        assert (done.taken, done.kept) == (0, 1)
        assert not Contact.objects.exists()

    def test_somebody_of_the_team(self, mailbox: Mailbox) -> None:
        User.objects.create(email=THEIRS, role="sales")
        take(mailbox, letter())
        assert only_kept().reason == "somebody of the team wrote it"


def test_the_erased_do_not_come_back(mailbox: Mailbox, max_muster: Contact) -> None:
    privacy.erase(contact=max_muster, by=None, at=AT)
    take(mailbox, letter("Max Muster grüßt"))
    kept = only_kept()
    assert (kept.reason, kept.sender, kept.subject, kept.text) == (ERASED, "", "", "")
    assert not Contact.objects.exists()


def test_what_no_database_stores(mailbox: Mailbox) -> None:
    long = "x" * 1_000
    take(
        mailbox,
        letter(f"a\0b {long * 10}", Message_ID=f"<{'i' * 900}@x>").replace(
            b"Ihr Interesse", b"\xf0\x9f\x98 " + long.encode()
        ),
        letter(From=f"{'ä' * 300} <{THEIRS}>", Message_ID="<2@x>"),
        letter(Precedence="bulk", Message_ID="<3@x>", Subject=long),
    )
    assert names() == ["Email Replied", "Email Replied"]
    assert len(InboundMail.objects.get().subject) == 500


def test_a_batch_is_all_or_nothing(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "_keep", Mock(side_effect=RuntimeError("the process is gone")))
    with pytest.raises(RuntimeError):
        take(mailbox, letter(), letter(Precedence="bulk", Message_ID="<2@x>"))
    assert names() == []
    mailbox.refresh_from_db()
    assert mailbox.last_uid == 0


def test_a_mailbox_that_was_removed_meanwhile(mailbox: Mailbox) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).delete()
    assert take(mailbox, letter()) == Received()
    assert names() == []


def test_one_whose_numbers_were_given_anew_meanwhile_is_read_from_the_start(mailbox: Mailbox) -> None:
    Mailbox.objects.filter(pk=mailbox.pk).update(uid_validity=2)
    take(mailbox, letter())
    mailbox.refresh_from_db()
    assert mailbox.last_uid == 0
    assert names() == ["Email Replied"]
