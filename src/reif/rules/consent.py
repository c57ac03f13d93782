"""Whether a mail to somebody may leave: the one place that says so, asked when it is about to.

Advertising by e-mail needs a consent given before, by the person, for the purpose, and confirmed from the address (UWG
§ 7(2) no. 2; BGH I ZR 164/09); an objection ends it at once (GDPR, Art. 21(2)), and so does a withdrawal (Art. 7(3)).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CONFIRM_WITHIN = timedelta(days=7)
"""How long a link that confirms is good; a mail with one that is not any more is not sent."""


class Purpose(StrEnum):
    """What somebody may agree to."""

    NEWSLETTER = "newsletter"
    OFFERS = "offers"
    EVENTS = "events"


class Channel(StrEnum):
    """By what way."""

    EMAIL = "email"
    PHONE = "phone"


class Kind(StrEnum):
    """What a mail is."""

    CONFIRMATION = "confirmation"
    """Asks whoever has the address whether they sent a form; says nothing else."""
    MARKETING = "marketing"
    """All that is to further a sale, also by helping."""
    NOTICE = "notice"
    """To a user of the system, about their work."""


class Reason(StrEnum):
    """Why an address is not written to."""

    OBJECTION = "objection"
    """The person wants no advertising any more."""
    BOUNCED = "bounced"
    """There is no such mailbox."""
    COMPLAINT = "complaint"
    """The person called a mail spam."""
    BLOCKED = "blocked"
    """Somebody of the team said so."""
    ERASED = "erased"
    """The person was erased at their own wish."""


_FOR_EVER = frozenset({Reason.COMPLAINT, Reason.BLOCKED})
"""What no consent overrules. Any other is overruled by one that was confirmed from the address later."""


class Basis(StrEnum):
    """Why a mail may leave (GDPR, Art. 6)."""

    CONSENT = "consent"
    """Art. 6(1)(a): a consent for the purpose."""
    ASKED = "asked"
    """Art. 6(1)(c), (f): somebody gave the address, and whether it was its owner must be asked."""
    TEAM = "team"
    """To somebody of the team."""


class Refusal(StrEnum):
    """Why a mail may not leave."""

    NO_CONSENT = "no consent"
    NOT_CONFIRMED = "not confirmed"
    WITHDRAWN = "withdrawn"
    SUPPRESSED = "suppressed"
    TOO_LATE = "too late"
    NO_PURPOSE = "no purpose"
    NOT_OF_THE_TEAM = "not of the team"


@dataclass(frozen=True, slots=True)
class Declared:
    """A consent as it stands. `confirmed_at`: null if it never was; `is_to_confirm`: then it does not hold."""

    purpose: str
    channel: str
    given_at: datetime
    is_to_confirm: bool = True
    confirmed_at: datetime | None = None
    withdrawn_at: datetime | None = None

    def holds_since(self, at: datetime) -> datetime | None:
        """Since when it holds at the instant; None if it does not."""
        since = self.confirmed_at if self.is_to_confirm else self.given_at
        if since is None or since > at or (self.withdrawn_at is not None and self.withdrawn_at <= at):
            return None
        return since


@dataclass(frozen=True, slots=True)
class Suppressed:
    """The address is not written to for a reason, since an instant."""

    reason: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address: all consents ever given, and why it may not be written to."""

    declared: tuple[Declared, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail that waits. `written_at`: when. `is_to_team`: whether it is for somebody who may sign in."""

    kind: str
    purpose: str
    written_at: datetime
    is_to_team: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the two: the legal basis on which it leaves, or why it does not."""

    basis: Basis | None = None
    refusal: Refusal | None = None

    @property
    def is_allowed(self) -> bool:
        """Whether it may leave."""
        return self.basis is not None


def may_leave(mail: Mail, known: Known, at: datetime) -> Verdict:
    """Whether the mail may leave at the instant, with what is known then."""
    if mail.kind == Kind.NOTICE:
        return Verdict(Basis.TEAM) if mail.is_to_team else Verdict(refusal=Refusal.NOT_OF_THE_TEAM)
    if mail.kind == Kind.CONFIRMATION:
        return _may_ask(mail, known, at)
    if mail.purpose not in set(Purpose):
        return Verdict(refusal=Refusal.NO_PURPOSE)
    given = [each for each in known.declared if (each.purpose, each.channel) == (mail.purpose, Channel.EMAIL)]
    since = max((held for each in given if (held := each.holds_since(at)) is not None), default=None)
    if _is_suppressed(known.suppressed, since, at):
        return Verdict(refusal=Refusal.SUPPRESSED)
    return Verdict(Basis.CONSENT) if since is not None else Verdict(refusal=_lacking(given, at))


def _may_ask(mail: Mail, known: Known, at: datetime) -> Verdict:
    if any(each.reason in _FOR_EVER and each.since <= at for each in known.suppressed):
        return Verdict(refusal=Refusal.SUPPRESSED)
    if at - mail.written_at > CONFIRM_WITHIN:
        return Verdict(refusal=Refusal.TOO_LATE)
    return Verdict(Basis.ASKED)


def _is_suppressed(suppressed: Iterable[Suppressed], holds_since: datetime | None, at: datetime) -> bool:
    return any(
        each.since <= at and (each.reason in _FOR_EVER or holds_since is None or holds_since <= each.since)
        for each in suppressed
    )


def _lacking(given: Iterable[Declared], at: datetime) -> Refusal:
    reasons = {
        Refusal.WITHDRAWN if each.withdrawn_at is not None and each.withdrawn_at <= at else Refusal.NOT_CONFIRMED
        for each in given
        if each.given_at <= at
    }
    if Refusal.NOT_CONFIRMED in reasons:
        return Refusal.NOT_CONFIRMED
    return Refusal.WITHDRAWN if reasons else Refusal.NO_CONSENT
