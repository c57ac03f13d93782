"""Forms: made, drafted, published, closed. The transaction is the caller's."""

from datetime import datetime

from django.db.models import Max

from reif.records.models import Form, FormVersion, Source, User
from reif.rules.form import Flaw, Specification, flaws, numbered, read

CONFIRMED = "forms, confirmed"
"""The source of what people said in forms and stood by from their address."""


class Unfinished(ValueError):
    """The draft cannot be published. `flaws`: all that is missing."""

    def __init__(self, found: list[Flaw]) -> None:
        super().__init__("the form is not finished")
        self.flaws = found


def add(*, slug: str, name: str, draft: Specification, by: User | None, at: datetime) -> Form:
    """A form that nobody can fill in yet. What comes by it are claims, as everybody can read its address."""
    source = Source.objects.create(name=f"form: {slug}", public_key=f"form-{slug}", created_at=at)
    return Form.objects.create(slug=slug, name=name, draft=draft.written(), source=source, created_at=at, created_by=by)


def publish(*, form: Form, by: User | None, at: datetime) -> FormVersion:
    """Let people fill in the form as it is drafted (its row is locked). Raises Unfinished."""
    draft = read(form.draft)
    found = flaws(draft)
    if found:
        raise Unfinished(found)
    before = live(form)
    finished = numbered(draft, None if before is None else read(before.specification))
    form.draft, form.closed_at = finished.written(), None
    form.save(update_fields=["draft", "closed_at"])
    number = FormVersion.objects.filter(form=form).aggregate(last=Max("number"))["last"] or 0
    return FormVersion.objects.create(
        form=form, number=number + 1, specification=form.draft, published_at=at, published_by=by
    )


def live(form: Form) -> FormVersion | None:
    """The version that people see; None before the first."""
    last: FormVersion | None = FormVersion.objects.filter(form=form).order_by("-number").first()
    return last


def open_version(slug: str) -> FormVersion | None:
    """The version of an open form of that address; None for any other."""
    versions = FormVersion.objects.filter(form__slug=slug, form__closed_at=None).select_related("form__source")
    last: FormVersion | None = versions.order_by("-number").first()
    return last


def believed(at: datetime) -> Source:
    """The source of what people stood by."""
    return Source.objects.get_or_create(name=CONFIRMED, defaults={"created_at": at})[0]
