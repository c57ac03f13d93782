"""Mail that was not sent, or of which nobody knows whether it arrived."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from reif import form_keeping
from reif.outbox.queries import states, troubled
from reif.records.models import Message
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.capture.answers import asking, left, shown
from reif.web.wording.consents import mail_state_word

MOST = 100


@needs(Permission.LOOK)
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What somebody should look at, and how many there are of each kind."""
    counts = states()
    context = {
        "mails": [(each, mail_state_word(each.state)) for each in troubled()[:MOST]],
        "waiting": counts.get("waiting", 0) + counts.get("taken", 0) + counts.get("sending", 0),
        "sent": counts.get("sent", 0),
        "withheld": counts.get("withheld", 0),
        "sends_mail": settings.REIF_SENDS_MAIL,
    }
    return shown(request, "mail", context)


@needs(Permission.KEEP_CAPTURE)
@require_POST
def again(request: HttpRequest, number: int) -> HttpResponse:
    """Send it once more: somebody has decided that a second one does less harm than none."""
    form_keeping.send_again(message=get_object_or_404(Message, pk=number), by=asking(request), at=timezone.now())
    return left(request, "mail", "again")
