"""What the database refuses, as people are told."""

import logging
from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reif.records.refusal import Refusal, refusal
from reif.web.errors import told

logger = logging.getLogger(__name__)

_OTHER_TABLES = gettext_lazy("The database is not of this version of reif. `reif init` brings it up to it.")
_NO_ANSWER = gettext_lazy("The database does not answer.")
_REASONS = {
    Refusal.LOCKED: gettext_lazy("Another program is writing to the database. That usually takes seconds."),
    Refusal.GAVE_WAY: gettext_lazy("Another program is writing to the database. That usually takes seconds."),
    Refusal.READ_ONLY: gettext_lazy("The database may be read but not written. Looking works, changing does not."),
    Refusal.FULL: gettext_lazy("The disk of the server is full. Looking works, changing does not."),
    Refusal.FAILING: gettext_lazy("The disk of the server is full, or failing. `reif doctor` says more."),
    Refusal.DAMAGED: gettext_lazy("The database is damaged. A backup brings it back."),
    Refusal.NO_DATABASE: gettext_lazy("The database is damaged. A backup brings it back."),
    Refusal.OTHER_TABLES: _OTHER_TABLES,
    Refusal.CANNOT_OPEN: gettext_lazy("The database cannot be opened. `reif doctor` says why."),
    Refusal.NOT_ADMITTED: _NO_ANSWER,
    Refusal.GONE: _NO_ANSWER,
}


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
    known = _REASONS.get(refusal(error))
    return str(known) if known is not None else _("What it refuses is in the log, under the number below.")


def _refused(request: HttpRequest, error: Error) -> HttpResponse:
    logger.error("the database refuses", exc_info=error)
    return told(request, 503, _("The database does not answer as it should."), reason(error), again=True)
