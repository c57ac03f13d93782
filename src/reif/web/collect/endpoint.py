"""What an endpoint of clients is."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from reif.web.access import for_everybody
from reif.web.collect import answers

View = Callable[..., HttpResponse]
UNKNOWN = "the write key is missing, unknown or revoked"


def for_clients(*methods: str) -> Callable[[View], View]:
    """An endpoint that pages of other sites may ask: no form of ours, no session."""

    def made(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **path: str) -> HttpResponse:
            if request.method == "OPTIONS":
                return answers.readable(request, answers.preflight())
            if request.method not in methods:
                response = answers.refused(405, f"the method is {request.method}; accepted is {methods[0]}")
                response["Allow"] = ", ".join((*methods, "OPTIONS"))
                return answers.readable(request, response)
            return answers.readable(request, view(request, **path))

        return for_everybody(csrf_exempt(answer))

    return made
