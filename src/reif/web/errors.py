"""Pages for what went wrong: in words, without a trace, and without asking the database for anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

MOST_KEPT = 50
"""How many fields of a form are shown again to somebody whose session ended."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent cannot be understood."""
    del exception
    return told(
        request,
        400,
        _("This address cannot be read."),
        _("Something in it is not what this page takes. The list of contacts leads on."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the role may not."""
    del exception
    return told(
        request,
        403,
        _("Your role may not do this."),
        _("Nothing was changed. An admin of your team can give you another role."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is from another session, or from elsewhere."""
    del reason
    return told(
        request,
        403,
        _("This form is from an earlier session."),
        _("Nothing was changed. Load the page again and send the form once more."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing at this address."""
    del exception
    return told(
        request,
        404,
        _("There is nothing here."),
        _("The address is wrong, or what was here has been removed."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours."""
    return told(
        request,
        500,
        _("That did not work, and it is our mistake."),
        _("What was saved before is safe. The mistake is in the log, under the number below."),
    )


def session_ended(request: HttpRequest) -> HttpResponse:
    """401: somebody sent something after the session ended; what was typed is shown again, to be kept."""
    typed = [(name, value) for name, value in list(request.POST.items())[:MOST_KEPT] if _is_worth_keeping(name, value)]
    return render(request, "shell/session_ended.html", {"typed": typed}, status=401)


def told(request: HttpRequest, status: int, title: str, words: str, *, again: bool = False) -> HttpResponse:
    """A page that says what is wrong and how to go on. `again`: trying once more may help."""
    context = {"status": status, "title": title, "words": words, "again": again}
    return render(request, "shell/error.html", context, status=status)


def _is_worth_keeping(name: str, value: str | list[object]) -> bool:
    return bool(value) and name != "csrfmiddlewaretoken" and "password" not in name
