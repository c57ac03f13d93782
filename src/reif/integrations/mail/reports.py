"""Reports of mail servers about mails of ours: not delivered (RFC 3464), marked as spam (RFC 5965)."""

import re
from collections.abc import Iterator

from flufl.bounce import all_failures

from reif.integrations.mail.automatic import is_nobody, is_without_return
from reif.integrations.mail.bodies import content_of
from reif.integrations.mail.header_texts import addresses_of, charset_text, ids_of, text_of
from reif.integrations.mail.mail import Address, Complaint, Failure
from reif.integrations.mail.parsing import Part, Unparsable, inner, parse
from reif.rules.emails import normalised_email

_MOST_FAILURES = 100
_LONGEST_SAID = 300
_READ = 100_000
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<![\d.])([45])[0-5]\d(?=[\s-])")
_MESSAGE_ID = re.compile(r"^message-id:\s*<([^<>\s]{1,900})>", re.IGNORECASE | re.MULTILINE)
_FAILED = re.compile(
    r"undeliver|delivery (?:status|fail|has failed|problem)|returned mail|mail delivery|failure notice|unzustellbar"
    r"|nicht zugestellt|zustellung|could not be delivered|mail system error",
    re.IGNORECASE,
)


def failures_in(message: Part, subject: str, sender: Address | None) -> tuple[Failure, ...]:
    """What became of a mail of ours, recipient by recipient; none where the message is no such report."""
    about = _original_id(message)
    by_standard = [each for part in _parts(message, "message/delivery-status") for each in _failures(part, about)]
    if by_standard:
        return tuple(by_standard[:_MOST_FAILURES])
    is_from_a_server = is_nobody(sender) or (sender is None) or is_without_return(message)
    if is_from_a_server and (_FAILED.search(subject) or "X-Failed-Recipients" in message):
        return tuple(_by_heuristics(message, about))[:_MOST_FAILURES]
    return ()


def complaint_in(message: Part) -> Complaint | None:
    """That somebody marked a mail of ours as spam; None where the message is no such report."""
    for part in _parts(message, "message/feedback-report"):
        said = _fields(part)
        original = _original(message)
        to = addresses_of(said, "Original-Rcpt-To", "Removal-Recipient")
        to = to or (addresses_of(original, "To", "Delivered-To") if original is not None else ())
        kind = text_of(said, "Feedback-Type").lower() or "abuse"
        return Complaint(to[0].email if to else "", kind[:50], _original_id(message))
    return None


def _failures(part: Part, about: str) -> Iterator[Failure]:
    for block in inner(part):
        action = text_of(block, "Action").lower()
        known = _recipient(block, "Original-Recipient") or _recipient(block, "Final-Recipient")
        if not known or not action.startswith(("fail", "error", "delay")):
            continue
        said = text_of(block, "Diagnostic-Code").partition(";")[2].strip()
        status = _precise(_status(text_of(block, "Status")), said)
        is_delayed = action.startswith("delay")
        yield Failure(
            known,
            status or ("4.0.0" if is_delayed else "5.0.0"),
            "delayed" if is_delayed else "failed",
            said[:_LONGEST_SAID],
            about,
        )


def _recipient(block: Part, name: str) -> str:
    written = text_of(block, name)
    return normalised_email(written.rpartition(";")[2].strip().strip("<>")) or ""


def _status(written: str) -> str:
    found = _STATUS.search(written)
    return found.group(1) if found else ""


def _precise(status: str, said: str) -> str:
    """Some servers say 5.0.0 where their words say more."""
    if status.endswith(".0.0") or not status:
        return _status(said) or status
    return status


def _by_heuristics(message: Part, about: str) -> Iterator[Failure]:
    """What servers say in words of their own, as flufl.bounce knows them, and exim's header."""
    written = charset_text(_text(message)[:_READ], None)
    try:
        delayed, failed = all_failures(message)
    except Exception:  # noqa: BLE001 - one of its readers may stumble over anything
        delayed, failed = frozenset(), frozenset()
    addresses = [each.email for each in addresses_of(message, "X-Failed-Recipients")]
    found = _MESSAGE_ID.search(written)
    about = about or (found.group(1) if found else "")
    for address in dict.fromkeys([*addresses, *sorted(each.decode("ascii", "replace") for each in failed)]):
        if (known := normalised_email(address)) is not None:
            yield Failure(known, _status(written) or _by_code(written) or "5.0.0", "failed", "", about)
    for address in sorted(each.decode("ascii", "replace") for each in delayed):
        if (known := normalised_email(address)) is not None:
            yield Failure(known, "4.0.0", "delayed", "", about)


def _by_code(written: str) -> str:
    found = _REPLY_CODE.search(written)
    return f"{found.group(1)}.0.0" if found else ""


def _original_id(message: Part) -> str:
    original = _original(message)
    found = ids_of(original, "Message-ID") if original is not None else ()
    return found[0] if found else ""


def _original(message: Part) -> Part | None:
    """The mail of ours that the report brings along, or its head."""
    for part in _parts(message, "message/rfc822"):
        if brought := inner(part):
            return brought[0]
    for part in _parts(message, "text/rfc822-headers"):
        try:
            return parse(content_of(part)[:_READ])
        except Unparsable:
            continue
    return None


def _fields(part: Part) -> Part:
    if brought := inner(part):
        return brought[0]
    try:
        return parse(content_of(part)[:_READ])
    except Unparsable:
        return part


def _parts(message: Part, kind: str) -> list[Part]:
    """Those of the report itself; what a mail that it brings along says of others is not its business."""
    return [each for each in inner(message) if each.get_content_type() == kind]


def _text(message: Part) -> bytes:
    parts = inner(message) or [message]
    return b"\n".join(content_of(each) for each in parts if not each.is_multipart())
