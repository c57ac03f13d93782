"""Read a message: whatever the bytes are, there is an answer."""

import hashlib
from collections.abc import Collection
from datetime import UTC, date, datetime

from reif.integrations.mail.automatic import is_automatic, is_bulk
from reif.integrations.mail.bodies import attachments_in, text_in
from reif.integrations.mail.header_texts import addresses_of, ids_of, several_lines, text_of, time_of
from reif.integrations.mail.languages import language_of
from reif.integrations.mail.loops import loop_in
from reif.integrations.mail.mail import Address, Kind, Mail, Unreadable
from reif.integrations.mail.parsing import LARGEST, Part, Unparsable, parse
from reif.integrations.mail.reply_text import reply_in
from reif.integrations.mail.reports import complaint_in, failures_in
from reif.integrations.mail.return_dates import return_date

_LONGEST_BEGINNING = 2_000
_SPAM = ("X-Spam-Flag", "X-Spam")


def read(raw: bytes, *, own: Collection[str] = (), is_cut: bool = False) -> Mail | Unreadable:
    """The message that the bytes are, or why they are none. Raises nothing, whatever they are.

    `own`: addresses of ours, normalised: what comes from them goes round in circles. `is_cut`: the bytes are only the
    beginning; of more than LARGEST only so many are read.
    """
    digest = hashlib.sha256(raw).hexdigest()
    try:
        return _mail(parse(raw[:LARGEST]), own, digest, is_cut=is_cut or len(raw) > LARGEST)
    except Unparsable as problem:
        return Unreadable(str(problem), _beginning(raw), digest)
    except Exception as problem:  # noqa: BLE001 - the parsers let anything slip, and one mail must not stop the next
        return Unreadable(f"it cannot be read ({type(problem).__name__})", _beginning(raw), digest)


def _mail(message: Part, own: Collection[str], digest: str, *, is_cut: bool) -> Mail:
    senders = addresses_of(message, "From") or addresses_of(message, "Sender")
    sender = senders[0] if senders else None
    subject = text_of(message, "Subject")
    if not message.keys():
        raise Unparsable("it has no headers")
    failures = failures_in(message, subject, sender)
    complaint = complaint_in(message)
    kind = _kind(message, subject, sender, is_bounce=bool(failures), is_complaint=complaint is not None)
    if sender is None and kind is Kind.REPLY:
        raise Unparsable("it says no sender")
    text = text_in(message)
    reply = reply_in(text)
    sent_at = time_of(message)
    answered = ids_of(message, "In-Reply-To")
    return Mail(
        kind=kind,
        sender=sender,
        recipients=addresses_of(message, "To", "Cc", "Delivered-To"),
        subject=subject,
        sent_at=sent_at,
        message_id="".join(ids_of(message, "Message-ID")[:1]),
        in_reply_to="".join(answered[:1]),
        references=tuple(dict.fromkeys((*ids_of(message, "References"), *answered))),
        text=text,
        reply=reply,
        language=language_of(message, reply or text),
        attachments=attachments_in(message),
        returns_on=_returns_on(kind, subject, text, sent_at),
        failures=failures,
        complaint=complaint,
        loop=loop_in(message, sender, own),
        is_marked_as_spam=any(text_of(message, name).lower().startswith("yes") for name in _SPAM),
        is_cut=is_cut,
        digest=digest,
    )


def _kind(message: Part, subject: str, sender: Address | None, *, is_bounce: bool, is_complaint: bool) -> Kind:
    if is_complaint:
        return Kind.COMPLAINT
    if is_bounce:
        return Kind.BOUNCE
    if is_automatic(message, subject, sender):
        return Kind.AUTOMATIC
    return Kind.BULK if is_bulk(message) else Kind.REPLY


def _returns_on(kind: Kind, subject: str, text: str, sent_at: datetime | None) -> date | None:
    if kind is not Kind.AUTOMATIC or sent_at is None:
        return None
    return return_date(f"{subject}\n\n{text}", sent_at.astimezone(UTC).date())


def _beginning(raw: bytes) -> str:
    return several_lines(raw[:_LONGEST_BEGINNING].decode("utf-8", "replace"))
