"""Whether a machine wrote it: by the headers that say so (RFC 3834 and others'), else by what stands in the subject."""

import re

from reif.integrations.mail.header_texts import text_of
from reif.integrations.mail.mail import Address
from reif.integrations.mail.parsing import Part

_SAID_BY = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "X-AutoReply-From", "X-Mail-Autoreply")
_PRECEDENCE_AUTOMATIC = frozenset({"auto_reply", "auto-reply"})
_PRECEDENCE_BULK = frozenset({"bulk", "list", "junk"})
_BULK = ("List-Unsubscribe", "List-Id", "List-Post")
_SUBJECT = re.compile(
    r"^(?:(?:re|aw|antwort|antw)\s*:\s*)*(?:abwesenheits(?:notiz|benachrichtigung|assistent|meldung)|abwesenheit\b|abwesend\b"
    r"|automatische (?:antwort|abwesenheits\w+|empfangsbestätigung|eingangsbestätigung)|eingangsbestätigung\b"
    r"|out of (?:the )?office\b|ooo\b|auto(?:matic)?[- ]?(?:reply|response|antwort)\b|autoreply|auto\s*:"
    r"|i am (?:currently )?out of (?:the )?office|nicht im büro\b|gelesen:|read:|lesebestätigung)",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|bounces?)\b", re.IGNORECASE)


def is_automatic(message: Part, subject: str, sender: Address | None) -> bool:
    """Whether a machine answered or tells; an error of delivery counts as such, too."""
    said = text_of(message, "Auto-Submitted").partition(";")[0].strip().lower()
    if said not in ("", "no") or any(name in message for name in _SAID_BY):
        return True
    if text_of(message, "Precedence").strip().lower() in _PRECEDENCE_AUTOMATIC:
        return True
    if _SUBJECT.match(subject) or _is_receipt(message):
        return True
    return is_nobody(sender)


def is_bulk(message: Part) -> bool:
    """Whether it was sent to many."""
    precedence = text_of(message, "Precedence").strip().lower()
    return precedence in _PRECEDENCE_BULK or any(name in message for name in _BULK)


def is_nobody(sender: Address | None) -> bool:
    """Whether nobody reads what is sent there."""
    return sender is not None and _NOBODY.match(sender.email) is not None


def is_without_return(message: Part) -> bool:
    """Whether it came with an empty return path, as what must not be answered does."""
    return text_of(message, "Return-Path").replace(" ", "") == "<>"


def _is_receipt(message: Part) -> bool:
    report = message.get_param("report-type")
    return isinstance(report, str) and report.lower() == "disposition-notification"
