"""Writes of consents. The transaction is the caller's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from reif.records.digests import digest_of_address, secret_key
from reif.records.models import Consent, ConsentStep, Contact, Submission, Suppression, User
from reif.rules.consent import Reason
from reif.rules.form import ConsentText

_LONGEST_AGENT, _LONGEST_HOW, _LONGEST_PAGE = 300, 500, 500


@dataclass(frozen=True, slots=True)
class By:
    """Who says so: from which address of the network (without its last part), with which browser; or who of the team.

    `how`: by which way it came, in words.
    """

    ip: str = ""
    user_agent: str = ""
    how: str = ""
    user: User | None = None


def declare(*, submission: Submission, texts: Sequence[ConsentText], mail_id: str, at: datetime) -> list[Consent]:
    """Keep what somebody ticked in a form, word by word. `mail_id`: of the mail that asks to confirm; empty: none does.

    It holds only once it is confirmed.
    """
    version = submission.version
    return [
        Consent.objects.create(
            contact=submission.contact,
            address=submission.address,
            purpose=each.purpose,
            channel=each.channel,
            wording=each.text,
            wording_version=each.version,
            language=version.specification["language"],
            version=version,
            submission=submission,
            source=version.form.source,
            page=str(submission.around.get("page", ""))[:_LONGEST_PAGE],
            ip=submission.ip,
            user_agent=submission.user_agent,
            mail_id=mail_id,
            occurred_at=submission.occurred_at or at,
        )
        for each in texts
    ]


def confirm(*, consents: Iterable[Consent], contact: Contact, by: By, at: datetime) -> list[Consent]:
    """Let consents hold from now on: whoever has the address stands by them. Those that it was news of.

    What was withdrawn meanwhile stays so.
    """
    fresh = []
    for each in consents:
        steps = set(each.steps.values_list("step", flat=True))
        Consent.objects.filter(pk=each.pk).move(contact_id=contact.pk)
        if steps.isdisjoint({"confirmed", "withdrawn"}):
            _step(each, "confirmed", by, at)
            fresh.append(each)
    return fresh


def withdraw(*, address: str, purposes: Iterable[str], by: By, at: datetime) -> list[Consent]:
    """Let no consent of the address for these purposes hold any longer. Those that it was news of."""
    given = Consent.objects.filter(address=address, purpose__in=list(purposes)).select_for_update()
    held = list(given.exclude(steps__step="withdrawn").order_by("id"))
    for each in held:
        _step(each, "withdrawn", by, at)
    return held


def suppress(*, address: str, reason: Reason, at: datetime) -> None:
    """Write no more to the address; said again, from now on."""
    Suppression.objects.update_or_create(
        digest=digest_of_address(address), reason=reason.value, defaults={"since": at, "key": secret_key()}
    )


def _step(consent: Consent, step: str, by: By, at: datetime) -> None:
    ConsentStep.objects.create(
        consent=consent,
        step=step,
        occurred_at=at,
        ip=by.ip,
        user_agent=by.user_agent[:_LONGEST_AGENT],
        how=by.how[:_LONGEST_HOW],
        by=by.user,
    )
