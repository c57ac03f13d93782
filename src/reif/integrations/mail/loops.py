"""Mail that goes round in circles: our own, or one that has passed more servers than any way has."""

from collections.abc import Collection

from reif.integrations.mail.header_texts import text_of, texts_of
from reif.integrations.mail.mail import Address
from reif.integrations.mail.parsing import Part

_MOST_SERVERS = 50
"""RFC 5321, section 6.3, takes a hundred for a loop; no way has half of that."""


def loop_in(message: Part, sender: Address | None, own: Collection[str]) -> str:
    """Why the message goes round in circles; empty where it does not. `own`: our addresses, normalised."""
    if sender is not None and sender.email in own:
        return "it comes from the mailbox's own address"
    marks = [each.lower() for each in (*texts_of(message, "X-Loop"), text_of(message, "Resent-From"))]
    if any(address in mark for mark in marks for address in own):
        return "it bears our own mark"
    if len(message.get_all("Received", [])) > _MOST_SERVERS:
        return f"it has passed over {_MOST_SERVERS} servers"
    return ""
