"""What was just done, told in place, with the way back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from reif.records.models import Contact, StageChange
from reif.web.contact.moves import told
from reif.web.wording.names import person

LONGEST_EVENTS = 1500


@dataclass(frozen=True, slots=True)
class Done:
    """`route`, `fields`: what takes it back; empty if nothing does."""

    words: str
    route: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def done(contact: Contact, asked: QueryDict) -> Done | None:
    """What the address says was done; None for nothing, or for what is not so (any more)."""
    match asked.get("done", ""):
        case "moved":
            return _moved(contact, asked.get("change", ""))
        case "undone":
            return Done(_("Taken back."))
        case "assigned":
            whom = _("Now with %(name)s.") % {"name": person(contact.owner)} if contact.owner else _("Now with nobody.")
            return Done(whom, "contact:assign", {"owner": asked.get("was", "")[:16]})
        case "snoozed":
            return Done(_("Put off."), "contact:snooze", {"days": "0"}) if contact.snoozed_until else None
        case "woken":
            return Done(_("No longer put off."))
        case "counts":
            return Done(_("Counts from now on."), "contact:judge", _judged(asked, "0"))
        case "counts-not":
            return Done(_("Does not count from now on."), "contact:judge", _judged(asked, "1"))
        case "edited":
            return Done(_("Kept."))
        case "objected":
            return None if contact.may_be_profiled else Done(_("Noted. From now on nothing is scored."), "privacy:lift")
        case "objects-no-longer":
            return Done(_("The objection is taken back. The score is worked out again."))
        case "withdrawn":
            return Done(_("Noted. What waits to be sent and needs it is held back."))
        case "merged":
            return _merged(contact, asked.get("merge", ""))
        case "split":
            return Done(_("Taken apart: they are two contacts again."))
        case "added":
            return Done(_("Added."))
    return None


def _judged(asked: QueryDict, human: str) -> dict[str, str]:
    return {"events": asked.get("events", "")[:LONGEST_EVENTS], "human": human}


def _merged(contact: Contact, written: str) -> Done | None:
    if not written.isdecimal() or len(written) > 16 or not contact.merges.filter(pk=int(written)).exists():
        return None
    return Done(_("They are one contact now."), "contact:split", {"merge": written})


def _moved(contact: Contact, written: str) -> Done | None:
    if not written.isdecimal() or len(written) > 16:
        return None
    change = StageChange.objects.filter(contact=contact, pk=int(written)).select_related("by").first()
    if change is None:
        return None
    return Done(told(change).headline, "contact:undo", {"change": written})
