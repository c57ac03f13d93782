"""What the database refuses, as people are told."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reif.web.errors import told

logger = logging.getLogger(__name__)

_REASONS = (
    ("locked", gettext_lazy("Another program is writing to the database. That usually takes seconds.")),
    ("readonly", gettext_lazy("The database may be read but not written. Looking works, changing does not.")),
    ("read-only", gettext_lazy("The database may be read but not written. Looking works, changing does not.")),
    ("is full", gettext_lazy("The disk of the server is full. Looking works, changing does not.")),
    ("no such table", gettext_lazy("The database is not of this version of reif. `reif init` brings it up to it.")),
    ("no such column", gettext_lazy("The database is not of this version of reif. `reif init` brings it up to it.")),
    ("does not exist", gettext_lazy("The database is not of this version of reif. `reif init` brings it up to it.")),
    ("unable to open", gettext_lazy("The database cannot be opened. `reif doctor` says why.")),
    ("connection", gettext_lazy("The database does not answer.")),
)


class Trouble:
    """Middleware: a database that refuses is a page of its own; nothing was changed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, also where the session itself cannot be read."""
        try:
            return self._get_response(request)
        except Error as error:
            return _refused(request, error)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503 for an error of the database; None for any other."""
        return _refused(request, exception) if isinstance(exception, Error) else None


def reason(error: Exception) -> str:
    """What it refuses, in words; never what it said itself."""
    said = str(error).lower()
    known = next((words for mark, words in _REASONS if mark in said), None)
    return str(known) if known is not None else _("What it refuses is in the log, under the number below.")


def _refused(request: HttpRequest, error: Error) -> HttpResponse:
    logger.error("the database refuses", exc_info=error)
    return told(request, 503, _("The database does not answer as it should."), reason(error), again=True)
