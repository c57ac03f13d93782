"""What links in mails lead to. Whoever asks for the page does nothing yet: scanners of mail do that, too."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reif import confirming
from reif.confirming import TooLate
from reif.protect.consents.queries import held_by, suppressed_since
from reif.records.models import Consent, Submission
from reif.rules.consent import CONFIRM_WITHIN, Reason
from reif.rules.form import read
from reif.web.access import for_everybody
from reif.web.outside.letters import sender
from reif.web.outside.networks import by
from reif.web.outside.stamps import consent_in, submission_in, withdraw_token
from reif.web.wording.consents import purpose_word

_ONE_CLICK = ("List-Unsubscribe", "One-Click")  # RFC 8058


@for_everybody
@csrf_exempt  # the token says that it is they; a session there is none
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Asks; sent, it confirms."""
    number = submission_in(token, CONFIRM_WITHIN)
    found = Submission.objects.filter(pk=number).select_related("version__form").first() if number else None
    if found is None:
        return _told(request, "outside/dead_link.html", 410)
    of = read(found.version.specification)
    with translation.override(of.language):
        context = {"form": of, "consents": of.texts(found.agreed), "form_language": of.language}
        if request.method != "POST":
            return _told(request, "outside/confirm.html", 200, **context)
        try:
            done = confirming.confirm(submission=found, by=by(request), at=timezone.now())
        except TooLate:
            return _told(request, "outside/dead_link.html", 410, **context)
        given = [(purpose_word(each.purpose), withdraw_token(each.pk)) for each in done.consents]
        return _told(request, "outside/confirmed.html", 200, given=given, **context)


@for_everybody
@csrf_exempt  # as above; programs of mail send it by themselves
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Shows what the address has agreed to; sent, what is ticked ends, or all advertising does."""
    number = consent_in(token)
    consent = Consent.objects.filter(pk=number).first() if number else None
    if consent is None:
        return _told(request, "outside/dead_link.html", 410)
    with translation.override(consent.language):
        done = _withdrawn(request, consent) if request.method == "POST" else ""
        context = {
            "form_language": consent.language,
            "token": token,
            "address": _masked(consent.address),
            "held": [(each, purpose_word(each.consent.purpose)) for each in held_by(consent.address)],
            "is_ended": suppressed_since(consent.address, Reason.OBJECTION) is not None,
            "done": done,
        }
        return _told(request, "outside/withdraw.html", 200, **context)


def _withdrawn(request: HttpRequest, consent: Consent) -> str:
    """Do what was sent. What was done, in words."""
    at = timezone.now()
    name, value = _ONE_CLICK
    if request.POST.get(name) == value:
        confirming.withdraw(
            address=consent.address, purposes=[consent.purpose], by=by(request, "one click in a mail program"), at=at
        )
        return _("Withdrawn. You get nothing more of it.")
    if request.POST.get("all"):
        confirming.end_advertising(address=consent.address, by=by(request, "link in a mail"), at=at)
        return _("Noted. You get no advertising from us any more, whatever for.")
    purposes = request.POST.getlist("purpose")
    if not purposes:
        return _("Nothing was ticked, so nothing has changed.")
    ended = confirming.withdraw(address=consent.address, purposes=purposes, by=by(request, "link in a mail"), at=at)
    return _("Withdrawn. You get nothing more of it.") if ended else _("That had been withdrawn before.")


def _masked(address: str) -> str:
    """a…@firm.example: whoever finds a mail need not learn more than stands in it."""
    local, _at, domain = address.rpartition("@")
    return f"{local[:1]}…@{domain}"


def _told(request: HttpRequest, template: str, status: int, **context: object) -> HttpResponse:
    around = sender(f"{request.scheme}://{request.get_host()}")
    response = render(request, template, {**around, **context}, status=status)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response
