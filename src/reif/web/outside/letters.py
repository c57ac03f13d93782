"""The mails that a form brings about: to whoever has the address, and to users who are to know."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from reif.outbox.operations import Words
from reif.records.models import Installation, Submission, User
from reif.rules.form import read
from reif.submitting import Letters
from reif.web.outside.stamps import confirm_token
from reif.web.wording.field import event_word


@dataclass(frozen=True, slots=True)
class _Written:
    """Mails whose links lead to `origin`, as in https://reif.example."""

    origin: str

    def confirmation(self, submission: Submission) -> Words:
        """Asks whether it was they; says nothing else."""
        form = read(submission.version.specification)
        context = {
            "form": form,
            "consents": form.texts(submission.agreed),
            "link": self.origin + reverse("outside:confirm", args=[confirm_token(submission.pk)]),
            "at": submission.occurred_at or submission.received_at,
            "days": 7,
            **sender(self.origin),
        }
        with translation.override(form.language):
            subject = _("Please confirm: %(title)s") % {"title": form.title}
            return _words("confirmation", form.language, subject, context)

    def notice(self, submission: Submission, user: User) -> Words:
        """Tells a user who sent what."""
        form = read(submission.version.specification)
        if submission.contact_id is not None:
            link = reverse("contact:page", args=[submission.contact_id])
        else:
            link = reverse("capture:submission", args=[submission.pk])
        with translation.override(user.language):
            context = {
                "form": submission.version.form,
                "event": event_word(form.event, user.language),
                "answers": answers_of(submission),
                "is_open": submission.contact_id is None and bool(submission.address),
                "link": self.origin + link,
                "who": user,
            }
            subject = _("%(form)s: new submission") % {"form": submission.version.form.name}
            return _words("notice", user.language, subject, context, is_plain=True)


def letters(request: HttpRequest) -> Letters:
    """How mails are worded that come about by this request."""
    written = _Written(origin_of(request))
    return Letters(written.confirmation, written.notice)


def origin_of(request: HttpRequest) -> str:
    """Where people reach us."""
    return settings.REIF_ORIGIN or f"{request.scheme}://{request.get_host()}"


def sender(origin: str) -> dict[str, str]:
    """Who writes, and answers for it."""
    house = Installation.current()
    return {
        "firm": house.name or origin.partition("://")[2],
        "imprint": house.imprint,
        "privacy_url": house.privacy_url,
    }


def answers_of(submission: Submission) -> list[tuple[str, str]]:
    """What was answered, by the words of the form, in its order."""
    found = []
    for each in read(submission.version.specification).fields:
        value = submission.answers.get(each.name)
        if value in (None, "", []):
            continue
        words = {option.value: option.label for option in each.options}
        if isinstance(value, bool):
            shown = _("yes") if value else _("no")
        elif isinstance(value, list):
            shown = ", ".join(map(str, value))
        else:
            shown = words.get(str(value), str(value))
        found.append((each.label, shown))
    return found


def _words(name: str, language: str, subject: str, context: Mapping[str, object], is_plain: bool = False) -> Words:
    given = {**context, "language": language}
    text = render_to_string(f"outside/mail/{name}.txt", given)
    html = "" if is_plain else render_to_string(f"outside/mail/{name}.html", given)
    return Words(language, subject, text, html)
