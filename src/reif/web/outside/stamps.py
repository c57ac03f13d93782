"""What a page carries so that it is known again: when it was shown, and which one it was."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing

_STAMP, _CONFIRM, _WITHDRAW = "reif.form", "reif.confirm", "reif.withdraw"


@dataclass(frozen=True, slots=True)
class Stamp:
    """`key`: of the page; empty if none is known. `after`: how long ago it was shown; None: nobody knows."""

    key: str = ""
    after: timedelta | None = None
    is_forged: bool = False


def stamp(slug: str, at: datetime) -> str:
    """For a page of the form that is shown at the instant."""
    return signing.dumps([slug, uuid.uuid4().hex, at.timestamp()], salt=_STAMP)


def stamped(written: str, slug: str, at: datetime) -> Stamp:
    """What the stamp of a page says; one of another form or another system is forged."""
    if not written:
        return Stamp()
    try:
        of, key, shown_at = signing.loads(written, salt=_STAMP)
        if of != slug:
            return Stamp(is_forged=True)
        return Stamp(str(key), timedelta(seconds=at.timestamp() - float(shown_at)))
    except (signing.BadSignature, ValueError, TypeError):
        return Stamp(is_forged=True)


def confirm_token(submission: int) -> str:
    """The part of an address that stands for a submission to be confirmed, and for nothing else."""
    return signing.dumps(submission, salt=_CONFIRM)


def withdraw_token(consent: int) -> str:
    """The part of an address by which whoever has it withdraws what the address of the consent has agreed to."""
    return signing.dumps(consent, salt=_WITHDRAW)


def submission_in(token: str, within: timedelta) -> int | None:
    """The number; None for a token that is not ours, for something else, or older than that."""
    return _number(token, _CONFIRM, within)


def consent_in(token: str) -> int | None:
    """The number; None for a token that is not ours or for something else. It is good for ever."""
    return _number(token, _WITHDRAW, None)


def _number(token: str, salt: str, within: timedelta | None) -> int | None:
    try:
        number = signing.loads(token, salt=salt, max_age=within)
    except (signing.BadSignature, ValueError):
        return None
    return number if isinstance(number, int) else None
