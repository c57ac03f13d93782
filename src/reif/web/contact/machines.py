"""Why what is told of a contact does not count: a program did it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reif.records.models import Event, Verdict
from reif.rules.machines import ALL_LINKS, AUTOMATED, CRAWLER, HEAD_REQUEST, TOO_FAST

WORDS: Mapping[str, Any] = {
    CRAWLER: gettext_lazy("the browser says itself that it is a program"),
    AUTOMATED: gettext_lazy("a program steers the browser"),
    HEAD_REQUEST: gettext_lazy("the page was asked for, not read"),
    ALL_LINKS: gettext_lazy("all links of the e-mail within seconds"),
    TOO_FAST: gettext_lazy("faster than any hand"),
    "": gettext_lazy("somebody of the team says so"),
}


def reasons(events: Iterable[Event]) -> dict[int, str]:
    """By event that is held for a program's why, as people read it: what was said last. In one query, or none."""
    held = {event.pk: event.taken_for for event in events if not event.is_human}
    if held:
        said = Verdict.objects.filter(event__in=list(held)).order_by("id")
        held |= dict(said.values_list("event_id", "rule"))
    return {number: _("Does not count: %(why)s.") % {"why": WORDS.get(rule, rule)} for number, rule in held.items()}


def written(events: Sequence[Event]) -> str:
    """Their numbers, as a form sends them."""
    return ",".join(str(event.pk) for event in events)
