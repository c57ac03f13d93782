"""A form that is open, and what people send by it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from reif import form_keeping, submitting
from reif.outbox.operations import Words
from reif.records.models import FormVersion, Submission, User
from reif.rules.form import ConsentText, Field, Specification
from reif.submitting import Filled, Letters
from tests.records.rows import AT

ADA = "ada@firm.example"
SPECIFICATION = Specification(
    language="de",
    title="Vorführung vereinbaren",
    fields=(
        Field("first_name", "text", "Vorname"),
        Field("last_name", "text", "Nachname"),
        Field("email", "email", "E-Mail", is_required=True),
        Field("phone", "phone", "Telefon"),
        Field("company", "text", "Firma"),
        Field("text", "message", "Nachricht"),
    ),
    consents=(
        ConsentText("news", "newsletter", "email", "Ja, ich möchte den Newsletter."),
        ConsentText("call", "offers", "phone", "Ja, rufen Sie mich an."),
    ),
    event="Demo Requested",
    sites=("www.firm.example",),
)
LETTERS = Letters(
    lambda submission: Words("de", "Bitte bestätigen", f"submission {submission.pk}"),
    lambda submission, user: Words("de", "Neu", f"submission {submission.pk} for {user.pk}"),
)


def version(slug: str = "demo", by: User | None = None, at: datetime = AT, **changes: Any) -> FormVersion:
    draft = replace(SPECIFICATION, **changes)
    form = form_keeping.add(slug=slug, name=slug.title(), draft=draft, by=by, at=at)
    return form_keeping.publish(form=form, seen=form_keeping.state_of(form), by=by, at=at)


def filled(of: FormVersion, key: str = "k1", **more: Any) -> Filled:
    given: dict[str, Any] = {
        "values": {"email": ADA, "last_name": "Lovelace", "text": "Bitte zeigen."},
        "agreed": ["news"],
        "campaign": {"name": "herbst", "source": "linkedin"},
        "channel": "linkedin",
        "page": "https://www.firm.example/demo",
        "anonymous_id": "anon-ada",
        "ip": "192.0.2.0",
        "user_agent": "Browser/1",
        "after": timedelta(minutes=1),
    }
    return Filled(version=of, key=key, **(given | more))


def sent(of: FormVersion, key: str = "k1", at: datetime = AT, **more: Any) -> Submission:
    return submitting.submit(filled=filled(of, key, **more), letters=LETTERS, at=at)
