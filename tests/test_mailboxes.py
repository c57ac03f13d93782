"""Mailboxes on a real server: what people send there becomes their story, whatever happens on the way."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from reif import lifecycle, mailboxes
from reif.config.schedule import KINDS
from reif.integrations.mail.imap import MailServerError
from reif.jobs.running import run_one
from reif.mailboxes import (
    NoPassword,
    Taken,
    add_mailbox,
    change_reply_rules,
    forget_password,
    is_name,
    keep_password,
    opened,
    password_file,
    password_of,
    plan_watches,
    remove_mailbox,
)
from reif.records.models import AuditEntry, Contact, Event, InboundMail, Installation, Job, Mailbox
from reif.rules.ready_models import ready_model
from reif.rules.reply_rule_file import ReplyRulesError
from reif.rules.stages import Stage
from tests.dovecot import PASSWORD, USER, Dovecot
from tests.integrations.mail.letters import THEIRS, bounce, complaint, letter, out_of_office
from tests.records.rows import source
from tests.score.cast import live_model

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
DAY = timedelta(days=1)
WATCHES = {name: kind for name, kind in KINDS.items() if kind.is_watch}


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def _once(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A watch reads what is there and ends."""
    settings.REIF_HOME = tmp_path
    monkeypatch.setattr(mailboxes, "_WATCH_SECONDS", 0.0)
    live_model()


def make(imap: Dovecot, name: str = "sales", **other: object) -> Mailbox:
    keep_password(name, PASSWORD)
    given = {
        "name": name,
        "host": "127.0.0.1",
        "port": imap.port,
        "security": "none",
        "user": USER,
        "folder": "INBOX",
        "addresses": [],
        "reads_since": None,
        "by": None,
        "at": now(),
    }
    return add_mailbox(**{**given, **other})  # type: ignore[arg-type] # as each test says


@pytest.fixture
def mailbox(imap: Dovecot) -> Mailbox:
    return make(imap)


def watch() -> dict[str, object]:
    """Plan and do one watch; what came of it."""
    plan_watches(at=now())
    assert run_one(kinds=WATCHES, now=now)
    assert not Job.objects.filter(state="failed").exists()
    job = Job.objects.filter(state="done").order_by("-finished_at", "-id").first()
    assert job is not None
    result: dict[str, object] = job.result
    return result


def names() -> list[str]:
    return list(Event.objects.order_by("id").values_list("name", flat=True))


def max_muster() -> Contact:
    attributes = {"email": THEIRS, "first_name": "Max", "last_name": "Muster"}
    return lifecycle.add_contact(attributes=attributes, source=source(), by=None, at=now() - DAY)


def test_everything_that_arrives(imap: Dovecot, mailbox: Mailbox) -> None:
    """The path of users: a reply with a request, an absence, a bounce, a complaint, somebody new, what nobody reads."""
    who = max_muster()
    imap.deliver(letter("Bitte senden Sie uns ein Angebot.\n\nViele Grüße\nMax", Date="", Message_ID="<1@x>"))
    assert watch() == {"taken": 1, "kept": 0, "known": 0}
    who.refresh_from_db()
    assert names() == ["Email Replied", "Offer Requested"]
    assert (who.stage, who.proposed_stage, who.last_activity) == (Stage.LEAD, Stage.PROSPECT, "Offer Requested")
    imap.deliver(out_of_office(), bounce(), complaint())
    imap.deliver(letter("Guten Tag", From="Eva Neu <eva@kran.example>", Message_ID="<2@x>"), b"\xff\xfe\0 no mail\r\n")
    assert watch() == {"taken": 4, "kept": 1, "known": 0}
    assert names()[2:] == ["Email Answered Automatically", "Email Bounced", "Email Marked as Spam", "Email Replied"]
    assert Contact.objects.get(email="eva@kran.example").channel == "email"
    assert InboundMail.objects.get().kind == "unreadable"
    assert watch() == {"taken": 0, "kept": 0, "known": 0}
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.last_uid, mailbox.failures) == ("read", 6, 0)
    assert not any(b"Seen" in each for each in imap.flags())


def test_a_request_raises_the_score_by_the_ready_model(imap: Dovecot, mailbox: Mailbox) -> None:
    del mailbox
    text = ready_model("b2b-default").read_text(encoding="utf-8")
    model = lifecycle.draft(text=text, by=None, at=now() - DAY)
    lifecycle.publish(model=model, by=None, now=now)
    before = max_muster().points
    imap.deliver(letter("Bitte rufen Sie mich an und schicken ein Angebot."))
    watch()
    assert Contact.objects.get().points > before


def test_only_what_arrives_from_now_on(imap: Dovecot) -> None:
    imap.deliver(letter())
    mailbox = make(imap, reads_since=now() + timedelta(seconds=1))
    assert watch() == {"taken": 0, "kept": 0, "known": 0}
    mailbox.refresh_from_db()
    assert mailbox.last_uid == 1
    Mailbox.objects.update(reads_since=now() - timedelta(seconds=5))
    imap.deliver(letter(Message_ID="<2@x>"))
    assert watch()["taken"] == 1


def test_numbers_that_are_given_anew(imap: Dovecot, mailbox: Mailbox) -> None:
    imap.deliver(letter(), bounce())
    watch()
    before = names()
    imap.stop()
    imap.number_anew()
    imap.start()
    imap.deliver(letter("Noch etwas", Message_ID="<2@x>"))
    assert watch() == {"taken": 1, "kept": 0, "known": 2}
    assert names() == [*before, "Email Replied"]
    was = mailbox.uid_validity
    mailbox.refresh_from_db()
    assert mailbox.uid_validity != was


def test_a_server_that_is_down_is_tried_again_later(imap: Dovecot, mailbox: Mailbox) -> None:
    imap.stop()
    assert watch()["failed"] is True
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.failures) == ("failing", 1)
    assert "refused" in mailbox.last_error
    since = mailbox.failing_since
    plan_watches(at=now())
    assert not run_one(kinds=WATCHES, now=now)
    Mailbox.objects.update(next_at=now())
    watch()
    mailbox.refresh_from_db()
    assert (mailbox.failures, mailbox.failing_since) == (2, since)
    assert mailbox.next_at > now() + timedelta(seconds=15)
    imap.start()
    imap.deliver(letter())
    Mailbox.objects.update(next_at=now())
    assert watch()["taken"] == 1
    mailbox.refresh_from_db()
    assert (mailbox.state, mailbox.failures, mailbox.last_error, mailbox.failing_since) == ("read", 0, "", None)


def test_pauses_grow_and_have_an_end(mailbox: Mailbox) -> None:
    Mailbox.objects.update(failures=4_000_000)
    mailboxes._note_failure(mailbox, "x" * 1_000, now())
    mailbox.refresh_from_db()
    assert timedelta(minutes=29) < mailbox.next_at - now() < timedelta(minutes=31)
    assert len(mailbox.last_error) == 500


def test_a_server_that_is_killed_in_the_middle(
    imap: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was taken in before counts, once; the rest follows."""
    imap.deliver(*(letter(f"Nummer {number}", Message_ID=f"<{number}@x>") for number in range(60)))
    receive = mailboxes.receive

    def and_kill(**given: object) -> object:
        done = receive(**given)  # type: ignore[arg-type] # as it is called
        imap.kill()
        return done

    monkeypatch.setattr(mailboxes, "receive", and_kill)
    assert watch() == {"failed": True, "taken": 25, "kept": 0, "known": 0}
    monkeypatch.setattr(mailboxes, "receive", receive)
    imap.start()
    Mailbox.objects.update(next_at=now())
    assert watch()["taken"] == 35
    assert Event.objects.count() == 60
    mailbox.refresh_from_db()
    assert mailbox.last_uid == 60


def test_a_worker_that_stops_puts_the_rest_back(imap: Dovecot, mailbox: Mailbox) -> None:
    imap.deliver(*(letter(f"Nummer {number}", Message_ID=f"<{number}@x>") for number in range(60)))
    plan_watches(at=now())
    assert run_one(kinds=WATCHES, now=now, is_stopping=lambda: True)
    assert Job.objects.get().state == "waiting"
    mailbox.refresh_from_db()
    assert (mailbox.last_uid, Event.objects.count()) == (25, 25)
    assert run_one(kinds=WATCHES, now=now)
    assert Event.objects.count() == 60


def test_news_arrive_while_it_waits(imap: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """By IDLE, within the same watch."""
    monkeypatch.setattr(mailboxes, "_WATCH_SECONDS", 6.0)
    threading.Timer(1.5, imap.deliver, [letter()]).start()
    assert watch()["taken"] == 1
    mailbox.refresh_from_db()
    assert mailbox.last_uid == 1


def test_mailboxes_take_turns(imap: Dovecot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailboxes, "_WATCH_SECONDS", 600.0)
    monkeypatch.setattr(mailboxes, "_TURN_SECONDS", 0.0)
    first, second = make(imap), make(imap, "support-de")
    imap.deliver(letter())
    watch()
    watch()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.last_uid, second.last_uid) == (1, 1)
    assert Event.objects.count() == 2  # each of its own mailbox


def test_many_mails_are_taken_in_batches(imap: Dovecot, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    del mailbox
    monkeypatch.setattr(mailboxes, "_BYTES_AT_ONCE", 2_000)
    sizes: list[int] = []
    receive = mailboxes.receive

    def counted(**given: object) -> object:
        sizes.append(len(given["letters"]))  # type: ignore[arg-type] # a list
        return receive(**given)  # type: ignore[arg-type] # as it is called

    monkeypatch.setattr(mailboxes, "receive", counted)
    imap.deliver(*(letter("x" * 60, Message_ID=f"<{number}@x>") for number in range(30)), letter("y\n" * 5_000))
    watch()
    assert max(sizes) < 10
    assert sum(sizes) == 31


class TestPasswords:
    """Kept outside of the database."""

    def test_in_a_file_of_the_owner_alone(self, imap: Dovecot) -> None:
        make(imap)
        file = password_file("sales")
        assert file.stat().st_mode & 0o777 == 0o600
        assert file.parent.stat().st_mode & 0o777 == 0o700
        assert password_of("sales") == PASSWORD
        forget_password("sales")
        forget_password("sales")
        with pytest.raises(NoPassword, match=r"neither in REIF_MAILBOX_PASSWORD_SALES nor in .*sales\.password"):
            password_of("sales")

    def test_the_environment_comes_first(self, settings: Settings) -> None:
        keep_password("sales-de", "of the file")
        settings.REIF_MAILBOX_PASSWORDS = {"REIF_MAILBOX_PASSWORD_SALES_DE": "of the environment"}
        assert password_of("sales-de") == "of the environment"

    def test_a_wrong_one_is_told_without_saying_it(self, mailbox: Mailbox) -> None:
        keep_password("sales", "falsch")
        with pytest.raises(MailServerError) as raised, opened(mailbox):
            pass
        assert "does not let this user in" in str(raised.value)
        assert "falsch" not in str(raised.value)


class TestKeeping:
    """Adding and removing."""

    def test_names(self) -> None:
        assert [each for each in ("sales", "a", "sales-de", "7") if not is_name(each)] == []
        assert [each for each in ("", "Sales", "a/b", "..", "-a", "a-", "a b", "a" * 41) if is_name(each)] == []

    def test_one_of_a_name(self, imap: Dovecot) -> None:
        make(imap)
        with pytest.raises(Taken):
            make(imap)

    def test_what_was_read_is_known_when_it_comes_back(self, imap: Dovecot, mailbox: Mailbox) -> None:
        imap.deliver(letter())
        watch()
        remove_mailbox(mailbox=mailbox, by=None, at=now())
        assert not password_file("sales").exists()
        make(imap)
        assert watch() == {"taken": 0, "kept": 0, "known": 1}
        assert list(AuditEntry.objects.filter(subject="mailbox").values_list("action", flat=True)) == [
            "mailbox added",
            "mailbox removed",
            "mailbox added",
        ]

    def test_one_that_is_removed_is_watched_no_more(self, mailbox: Mailbox) -> None:
        plan_watches(at=now())
        remove_mailbox(mailbox=mailbox, by=None, at=now())
        assert run_one(kinds=WATCHES, now=now)
        assert Job.objects.get().result == {}

    def test_the_teams_own_rules(self, imap: Dovecot, mailbox: Mailbox) -> None:
        del mailbox
        text = "format: 1\ndemo:\n  phrases: [muster*]\n"
        change_reply_rules(text=text, by=None, at=now())
        imap.deliver(letter("Ein Muster? Und ein Angebot machen Sie bitte."))
        watch()
        assert names() == ["Email Replied", "Demo Requested"]
        with pytest.raises(ReplyRulesError):
            change_reply_rules(text="format: 2", by=None, at=now())
        assert Installation.current().reply_rules == text
        change_reply_rules(text="", by=None, at=now())
        assert Installation.current().reply_rules == ""
