"""The form by which people ask the seller for documents: published, with a consent to the newsletter."""

from datetime import UTC, datetime

from reif.capture import forms
from reif.records.models import Form as StoredForm
from reif.records.models import FormVersion, Submission, User
from reif.rules.consent import Channel, Purpose
from reif.rules.form import MESSAGE, ConsentText, Field, Specification
from reif.simulation.words.offers import SELLER

SLUG = "tannhoff-unterlagen"
NEWSLETTER = "newsletter"
_NAME = "Unterlagen anfordern"
_AGREED = (
    f"Ja, ich möchte den Newsletter von {SELLER} mit Neuigkeiten und Angeboten per E-Mail erhalten. "
    "Das kann ich jederzeit widerrufen, über den Link in jeder Mail."
)


def add_form(by: User, at: datetime) -> FormVersion:
    """The form as people see it. One that stayed, as somebody real had filled it in, is opened again."""
    there = StoredForm.objects.filter(slug=SLUG).first()
    version = None if there is None else forms.live(there)
    if there is not None and version is not None:
        StoredForm.objects.filter(pk=there.pk).update(closed_at=None)
        return version
    form = there or forms.add(slug=SLUG, name=_NAME, draft=_specification(), by=by, at=at)
    return forms.publish(form=form, by=by, at=at)


def forget_form() -> None:
    """It stays, closed, where somebody real has filled it in."""
    for form in StoredForm.objects.filter(slug=SLUG):
        source = form.source
        if Submission.objects.filter(version__form=form).exists() or source.events.exists():
            StoredForm.objects.filter(pk=form.pk, closed_at=None).update(closed_at=datetime.now(UTC))
            continue
        form.versions.erase()
        form.delete()
        source.delete()


def _specification() -> Specification:
    return Specification(
        language="de",
        title=_NAME,
        intro="Leitfäden, Lastenheft, Referenzen: Wir schicken Ihnen, was Sie für Ihr Vorhaben brauchen.",
        button="Anfordern",
        fields=(
            Field("first_name", "text", "Vorname"),
            Field("last_name", "text", "Nachname", is_required=True),
            Field("email", "email", "E-Mail", is_required=True),
            Field("company", "text", "Firma"),
            Field(MESSAGE, "message", "Welche Unterlagen brauchen Sie?"),
        ),
        consents=(ConsentText(NEWSLETTER, Purpose.NEWSLETTER.value, Channel.EMAIL.value, _AGREED),),
        event="Content Downloaded",
        thanks_title="Vielen Dank.",
        thanks="Wir haben Ihnen eine Mail geschickt. Bitte bestätigen Sie darin Ihre Adresse.",
        is_always_confirmed=True,
    )
