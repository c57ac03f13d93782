"""The events that a mail is: a reply, what it asks for, an automatic answer, a bounce, a complaint."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from reif.capture.new_event import NewEvent
from reif.integrations.mail.mail import Complaint, Failure, Kind, Mail
from reif.rules.bounces import severity
from reif.rules.reply_rules import REQUESTS, Asked, Intent
from reif.rules.texts import shortened

REPLIED, ANSWERED_BY_MACHINE = "Email Replied", "Email Answered Automatically"
BOUNCED, MARKED_AS_SPAM, UNSUBSCRIBED = "Email Bounced", "Email Marked as Spam", "Email Unsubscribed"
CHANNEL = "email"
_LONGEST_EXCERPT = 2_000
_LONGEST_SUBJECT = 300
_MOST_ATTACHMENTS = 10
_LONGEST_WAY = timedelta(days=7)


def key_of(mail: Mail) -> str:
    """What names the mail among all of its mailbox: its Message-ID, else a digest of its bytes."""
    return mail.message_id or f"sha256:{mail.digest}"


def happened_at(mail: Mail, arrived_at: datetime | None, at: datetime) -> datetime:
    """When it was written, if its own date can be; else when it arrived. Never later than `at`."""
    arrived = min(arrived_at or at, at)
    if mail.sent_at is None or abs(arrived - mail.sent_at) > _LONGEST_WAY:
        return arrived
    return min(mail.sent_at, at)


def reply_events(
    mail: Mail, asked: tuple[Asked, ...], *, contact_id: int, email_id: str, occurred_at: datetime
) -> Iterator[NewEvent]:
    """The reply itself and an event for each thing that it asks for.

    Whoever only wants to be left alone shows no interest: that is no reply, but the end of mails.
    """
    requests = [each for each in asked if each.intent in REQUESTS]
    wishes = wishes_in(asked)
    is_end = bool(wishes) and not requests
    said = {**_about(mail, email_id), **_said(mail), **_brought_along(mail)}
    yield _event(mail, UNSUBSCRIBED if is_end else REPLIED, contact_id, occurred_at, "", said)
    for each in requests:
        yield _event(mail, REQUESTS[each.intent], contact_id, occurred_at, f"#{each.intent}", {"text": each.said})
    if wishes and not is_end:
        about = {"email_id": email_id, "text": wishes[0].said} if email_id else {"text": wishes[0].said}
        yield _event(mail, UNSUBSCRIBED, contact_id, occurred_at, f"#{Intent.STOP}", about)


def wishes_in(asked: Iterable[Asked]) -> list[Asked]:
    """Of what is asked for, to be left alone."""
    return [each for each in asked if each.intent not in REQUESTS]


def automatic_event(mail: Mail, *, contact_id: int, email_id: str, occurred_at: datetime) -> NewEvent:
    """A machine answered for the contact, who may have said when they are there again."""
    returns = {"returns_on": mail.returns_on.isoformat()} if mail.returns_on is not None else {}
    return _event(
        mail, ANSWERED_BY_MACHINE, contact_id, occurred_at, "", {**_about(mail, email_id), **_said(mail), **returns}
    )


def bounce_event(mail: Mail, failure: Failure, *, contact_id: int, occurred_at: datetime) -> NewEvent:
    """A mail of ours did not reach the contact."""
    said = {"email_id": failure.message_id, "status": failure.status, "said": failure.said}
    properties = {name: value for name, value in said.items() if value} | {"severity": severity(failure.status).value}
    return _event(mail, BOUNCED, contact_id, occurred_at, f"#{failure.recipient}", properties)


def complaint_event(mail: Mail, complaint: Complaint, *, contact_id: int, occurred_at: datetime) -> NewEvent:
    """The contact marked a mail of ours as spam."""
    properties = {"type": complaint.type} | ({"email_id": complaint.message_id} if complaint.message_id else {})
    return _event(mail, MARKED_AS_SPAM, contact_id, occurred_at, "", properties)


def is_delayed(failure: Failure) -> bool:
    """Whether the server still tries."""
    return failure.action == "delayed"


def email_id_in(mail: Mail) -> str:
    """The Message-ID of the mail that is answered, as far as the answer says."""
    return mail.in_reply_to or (mail.references[-1] if mail.references and mail.kind is not Kind.BULK else "")


def _event(
    mail: Mail, name: str, contact_id: int, occurred_at: datetime, what: str, properties: Mapping[str, object]
) -> NewEvent:
    return NewEvent(contact_id, name, occurred_at, properties, f"{key_of(mail)}{what}", CHANNEL)


def _about(mail: Mail, email_id: str) -> dict[str, object]:
    found = {"email_id": email_id, "subject": shortened(mail.subject, _LONGEST_SUBJECT), "language": mail.language}
    return {name: value for name, value in found.items() if value}


def _said(mail: Mail) -> dict[str, object]:
    text = shortened(mail.reply or mail.text, _LONGEST_EXCERPT)
    return {"text": text} if text else {}


def _brought_along(mail: Mail) -> dict[str, object]:
    if not mail.attachments:
        return {}
    listed = [
        {"name": each.name, "type": each.type, "size": each.size} for each in mail.attachments[:_MOST_ATTACHMENTS]
    ]
    return {"attachments": listed}
