"""Mail to test with."""

from typing import Any

from reif.outbox.operations import Words, write
from reif.records.models import Consent, Message
from reif.rules.consent import Kind
from tests.records.rows import AT, source

ADA = "ada@firm.example"


def message(number: int = 1, **more: Any) -> Message:
    given: dict[str, Any] = {"kind": Kind.CONFIRMATION, "address": ADA, "key": f"m{number}", "at": AT}
    words = Words("de", "Bitte bestätigen", "Grüße,\n.\n..ein Punkt\n", "<p>Grüße</p>")
    return write(**{**given, "words": words, **more})


def consent(**more: Any) -> Consent:
    given: dict[str, Any] = {
        "address": ADA,
        "purpose": "newsletter",
        "channel": "email",
        "wording": "Ja, ich möchte den Newsletter.",
        "wording_version": 1,
        "language": "de",
        "source": source(),
        "occurred_at": AT,
    }
    return Consent.objects.create(**{**given, **more})
