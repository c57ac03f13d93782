"""What a mail that was not delivered says about its recipient, by the status of RFC 3463."""

from enum import StrEnum


class Severity(StrEnum):
    """How bad it is, and for whom."""

    HARD = "hard"
    """The address does not exist, or takes nothing: nobody writes there again."""
    SOFT = "soft"
    """Not now: the mailbox is full, the server is away, the mail too large."""
    POLICY = "policy"
    """Refused because of who sends, or what: the sender has to mend something, the address may be fine."""


_FULL = frozenset({"5.2.2", "5.2.3", "5.3.1", "5.3.4"})
_OF_THE_SENDER = frozenset({"5.1.7", "5.1.8"})
_SECURITY, _CONTENT = "7", "6"


def severity(status: str) -> Severity:
    """By class, subject and detail (`5.1.1`). What 5.7.x and 5.6.x refuse is the sender or the mail; 5.2.2 is full."""
    kind, _, rest = status.partition(".")
    subject = rest.partition(".")[0]
    if subject in (_SECURITY, _CONTENT) or status in _OF_THE_SENDER:
        return Severity.POLICY
    return Severity.SOFT if kind != "5" or status in _FULL else Severity.HARD
