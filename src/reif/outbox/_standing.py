"""What is known of an address when a mail to it is about to leave."""

from datetime import datetime

from reif.records.digests import digest_of_address
from reif.records.models import Consent, Message, Suppression
from reif.rules.consent import Declared, Known, Mail, Suppressed, Verdict, may_leave


def verdict(message: Message, at: datetime) -> Verdict:
    """Whether the mail may leave at the instant."""
    user = message.user
    if user is not None:
        is_to_team = user.is_active and user.email == message.address
        return may_leave(Mail(message.kind, message.purpose, message.created_at, is_to_team), Known(), at)
    return may_leave(Mail(message.kind, message.purpose, message.created_at), known(message.address), at)


def known(address: str) -> Known:
    """All consents given under the address and why it may not be written to, in three queries.

    An address stands for itself: what the same person agreed to under another one does not count.
    """
    consents = Consent.objects.filter(address=address).prefetch_related("steps")
    suppressed = Suppression.objects.filter(digest=digest_of_address(address)).values_list("reason", "since")
    return Known(tuple(map(_declared, consents)), tuple(Suppressed(*each) for each in suppressed))


def _declared(consent: Consent) -> Declared:
    steps = {step.step: step.occurred_at for step in consent.steps.all()}
    return Declared(
        consent.purpose,
        consent.channel,
        consent.occurred_at,
        consent.is_to_confirm,
        steps.get("confirmed"),
        steps.get("withdrawn"),
    )
