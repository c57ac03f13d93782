"""Mail before a real server: sent once, put off, refused, or told that nobody knows."""

import hashlib
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from django.conf import LazySettings
from django.db import transaction

from reif.outbox import operations
from reif.outbox.queries import sent_to, states, troubled
from reif.protect.consents.operations import suppress
from reif.records.enums import Role
from reif.records.models import ConsentStep, Message, User
from reif.rules.consent import Kind, Reason
from tests.outbox.cast import ADA, consent, message
from tests.outbox.mail_server import MailServer
from tests.records.rows import AT

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)


@pytest.fixture
def server(settings: LazySettings) -> Iterator[MailServer]:
    with MailServer() as found:
        settings.REIF_SENDS_MAIL = True
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", found.port, 1
        settings.DEFAULT_FROM_EMAIL = "Hallstein <post@hallstein.example>"
        settings.REIF_ORIGIN = "https://leads.hallstein.example"
        yield found


def at(instant: datetime = AT) -> Callable[[], datetime]:
    return lambda: instant


def kept(of: Message) -> Message:
    return Message.objects.get(pk=of.pk)


def test_a_mail_arrives_as_it_was_written(server: MailServer) -> None:
    waiting = message()
    assert operations.deliver_one(now=at())
    assert not operations.deliver_one(now=at())
    [letter] = server.letters
    assert (letter.sender, letter.to) == ("post@hallstein.example", [ADA])
    read = letter.parsed
    assert read["Subject"] == "Bitte bestätigen"
    assert read["Message-ID"] == waiting.message_id
    assert waiting.message_id.endswith("@leads.hallstein.example>")
    assert read["Date"].datetime == AT
    assert read["Auto-Submitted"] == "auto-generated"
    assert letter.text().replace("\r\n", "\n") == "Grüße,\n.\n..ein Punkt\n"
    assert "<p>Grüße</p>" in letter.text("html")
    sent = kept(waiting)
    assert (sent.state, sent.basis, sent.attempts, sent.ended_at) == ("sent", "asked", 1, AT)
    assert sent.content_hash == hashlib.sha256(letter.content).hexdigest()


def test_what_is_rolled_back_is_not_sent(server: MailServer) -> None:
    with transaction.atomic():
        message()
        transaction.set_rollback(True)
    assert not operations.deliver_one(now=at())
    assert server.letters == []


def test_writing_twice_is_writing_once(server: MailServer) -> None:
    assert message().pk == message().pk
    while operations.deliver_one(now=at()):
        pass
    assert len(server.letters) == 1


def test_a_name_in_another_alphabet_does_not_break_the_headers(server: MailServer) -> None:
    words = operations.Words("de", "Eins\r\nBcc: all@firm.example", "Text")
    message(address="ada@firma-zürich.example", words=words)
    assert operations.deliver_one(now=at())
    [letter] = server.letters
    assert letter.to == ["ada@xn--firma-zrich-zhb.example"]
    assert letter.parsed["Bcc"] is None


@pytest.mark.parametrize(("behaviour", "code"), [("refuse", "550"), ("refuse_text", "554")])
def test_what_a_server_refuses_is_not_tried_again(server: MailServer, behaviour: str, code: str) -> None:
    server.behaviour = behaviour
    refused = message()
    assert operations.deliver_one(now=at())
    assert (kept(refused).state, kept(refused).outcome) == ("refused", code)
    assert not operations.deliver_one(now=at(AT + 100 * HOUR))
    assert list(troubled()) == [refused]


@pytest.mark.parametrize(("behaviour", "code"), [("defer", "450"), ("defer_text", "451")])
def test_what_a_server_puts_off_is_tried_later(server: MailServer, behaviour: str, code: str) -> None:
    server.behaviour = behaviour
    put_off = message()
    assert operations.deliver_one(now=at())
    assert (kept(put_off).state, kept(put_off).outcome) == ("waiting", code)
    assert not operations.deliver_one(now=at(AT + timedelta(seconds=9)))
    server.behaviour = "take"
    assert operations.deliver_one(now=at(AT + timedelta(seconds=10)))
    assert kept(put_off).state == "sent"
    assert len(server.letters) == 1


def test_a_server_that_is_away_is_waited_for_a_day_and_then_said(server: MailServer, settings: LazySettings) -> None:
    settings.EMAIL_PORT = 9  # of nobody
    lost, now = message(), AT
    for _ in range(operations.ATTEMPTS):
        assert operations.deliver_one(now=at(now))
        now = max(now, kept(lost).run_at)
    assert (kept(lost).state, kept(lost).outcome) == ("failed", "ConnectionRefusedError")
    assert now - AT > timedelta(hours=20)
    settings.EMAIL_PORT = server.port
    assert operations.send_again(message=lost, at=now)
    assert operations.deliver_one(now=at(now))
    assert kept(lost).state == "sent"


@pytest.mark.parametrize("behaviour", ["drop", "hang"])
def test_what_was_handed_over_without_an_answer_is_not_sent_twice(server: MailServer, behaviour: str) -> None:
    server.behaviour = behaviour
    unknown = message()
    assert operations.deliver_one(now=at())
    assert kept(unknown).state == "unknown"
    server.behaviour = "take"
    assert not operations.deliver_one(now=at(AT + 1000 * HOUR))
    assert len(server.letters) == 1  # it had arrived: that nobody could know
    assert operations.send_again(message=unknown, at=AT + HOUR)
    assert not operations.send_again(message=unknown, at=AT + HOUR)
    assert operations.deliver_one(now=at(AT + HOUR))
    assert server.letters[0].parsed["Message-ID"] == server.letters[1].parsed["Message-ID"]


def test_a_worker_lost_before_the_text_costs_nothing(server: MailServer) -> None:
    mail = message()
    Message.objects.filter(pk=mail.pk).update(state="taken", attempts=1, leased_until=AT + operations.LEASE)
    assert not operations.deliver_one(now=at(AT + operations.LEASE - timedelta(seconds=1)))
    assert operations.deliver_one(now=at(AT + operations.LEASE))
    assert kept(mail).state == "sent"
    assert len(server.letters) == 1


def test_a_worker_lost_with_the_text_leaves_a_question(server: MailServer) -> None:
    mail = message()
    Message.objects.filter(pk=mail.pk).update(state="sending", attempts=1, leased_until=AT)
    assert operations.deliver_one(now=at())
    assert (kept(mail).state, kept(mail).outcome) == ("unknown", "the worker was lost")
    assert server.letters == []


def test_advertising_needs_a_consent_when_it_leaves(server: MailServer) -> None:
    before = message(1, kind=Kind.MARKETING, purpose="newsletter")
    assert operations.deliver_one(now=at())
    assert (kept(before).state, kept(before).outcome) == ("withheld", "no consent")
    given = consent()
    ConsentStep.objects.create(consent=given, step="confirmed", occurred_at=AT)
    after = message(2, kind=Kind.MARKETING, purpose="newsletter")
    other = message(3, kind=Kind.MARKETING, purpose="offers")
    while operations.deliver_one(now=at()):
        pass
    assert (kept(after).state, kept(after).basis) == ("sent", "consent")
    assert kept(other).state == "withheld"
    [letter] = server.letters
    assert letter.parsed["Auto-Submitted"] is None


def test_a_withdrawal_while_the_mail_waits_holds_it_back(server: MailServer) -> None:
    given = consent()
    ConsentStep.objects.create(consent=given, step="confirmed", occurred_at=AT)
    mail = message(kind=Kind.MARKETING, purpose="newsletter", at=AT + HOUR)
    ConsentStep.objects.create(consent=given, step="withdrawn", occurred_at=AT + HOUR)
    assert operations.deliver_one(now=at(AT + HOUR))
    assert (kept(mail).state, kept(mail).outcome) == ("withheld", "withdrawn")
    assert server.letters == []


def test_a_withdrawal_in_the_last_moment_holds_it_back(server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    given = consent()
    ConsentStep.objects.create(consent=given, step="confirmed", occurred_at=AT)
    mail = message(kind=Kind.MARKETING, purpose="newsletter")
    begins = operations._begins

    def withdrawn_first(*arguments: object) -> bool:
        ConsentStep.objects.create(consent=given, step="withdrawn", occurred_at=AT)
        return begins(*arguments)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(operations, "_begins", withdrawn_first)
    assert operations.deliver_one(now=at())
    assert (kept(mail).state, kept(mail).outcome) == ("withheld", "withdrawn")
    assert server.letters == []


def test_an_address_that_was_erased_is_not_written_to(server: MailServer) -> None:
    ConsentStep.objects.create(consent=consent(), step="confirmed", occurred_at=AT)
    suppress(address="ADA@firm.example ", reason=Reason.ERASED, at=AT + HOUR)
    mail = message(kind=Kind.MARKETING, purpose="newsletter")
    assert operations.deliver_one(now=at(AT + 2 * HOUR))
    assert (kept(mail).state, kept(mail).outcome) == ("withheld", "suppressed")
    assert server.letters == []


def test_notices_go_to_users_who_may_sign_in_alone(server: MailServer) -> None:
    inside = User.objects.create_user("in@reif.example", "x" * 12, Role.SALES)
    outside = User.objects.create_user("out@reif.example", "x" * 12, Role.SALES, is_active=False)
    mails = [
        message(1, kind=Kind.NOTICE, user=inside, address=inside.email),
        message(2, kind=Kind.NOTICE, user=outside, address=outside.email),
        message(3, kind=Kind.NOTICE, user=inside, address=ADA),
        message(4, kind=Kind.NOTICE),
    ]
    while operations.deliver_one(now=at()):
        pass
    assert [kept(each).state for each in mails] == ["sent", "withheld", "withheld", "withheld"]
    assert [letter.to for letter in server.letters] == [["in@reif.example"]]


def test_the_proof_holds_which_mail_asked(server: MailServer) -> None:
    mail = message()
    given = consent(mail_id=mail.message_id)
    assert operations.deliver_one(now=at())
    [step] = given.steps.all()
    assert (step.step, step.message_id, step.occurred_at) == ("mailed", mail.message_id, AT)
    assert step.content_hash == hashlib.sha256(server.letters[0].content).hexdigest()


def test_without_a_server_mail_waits(server: MailServer, settings: LazySettings) -> None:
    settings.REIF_SENDS_MAIL = False
    message()
    assert not operations.deliver_one(now=at())
    assert states() == {"waiting": 1}
    assert server.letters == []
    settings.REIF_SENDS_MAIL = True
    assert operations.deliver_one(now=at())
    assert states() == {"sent": 1}
    assert (sent_to(ADA, Kind.CONFIRMATION, AT), sent_to(ADA, Kind.CONFIRMATION, AT + HOUR)) == (1, 0)


def test_mail_is_forgotten_unless_it_proves_something(server: MailServer) -> None:
    message(1)
    consent(mail_id=message(2).message_id)
    while operations.deliver_one(now=at()):
        pass
    assert len(server.letters) == 2
    message(3)
    assert operations.forget(ended_before=AT) == 0
    assert operations.forget(ended_before=AT + HOUR) == 1
    assert set(Message.objects.values_list("key", flat=True)) == {"m2", "m3"}
