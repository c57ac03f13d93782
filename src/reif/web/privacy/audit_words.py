"""Entries of the audit in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reif.records.models import AuditEntry
from reif.web.templatetags.words import language
from reif.web.wording.field import attribute_word

KNOWN: Mapping[str, object] = {
    "person informed": gettext_lazy("Gave a person their data"),
    "contact erased": gettext_lazy("Erased a person"),
    "objection noted": gettext_lazy("Noted an objection"),
    "objection lifted": gettext_lazy("Took an objection back"),
    "bar lifted": gettext_lazy("Let an erased person in again"),
    "retention": gettext_lazy("Erased what was over its period"),
    "contact added": gettext_lazy("Added a contact"),
    "webhook secret kept": gettext_lazy("Kept the secret of a webhook"),
    "webhook secret forgotten": gettext_lazy("Forgot the secret of a webhook"),
    "source mapped": gettext_lazy("Said what the fields of a source mean"),
    "contacts merged": gettext_lazy("Merged two contacts"),
    "merge taken back": gettext_lazy("Took a merge back"),
    "contacts told apart": gettext_lazy("Said that two contacts are two people"),
    "telling apart taken back": gettext_lazy("Took back that two contacts are two people"),
    "contact edited": gettext_lazy("Edited a contact"),
    "events judged": gettext_lazy("Judged who did something"),
    "contact assigned": gettext_lazy("Assigned a contact"),
    "contact put off": gettext_lazy("Put a contact off"),
    "contact moved": gettext_lazy("Moved a contact"),
    "contact given up": gettext_lazy("Gave a contact up"),
    "contact recycled": gettext_lazy("Left a contact to nurturing"),
    "contact pursued again": gettext_lazy("Took a contact up again"),
    "proposal accepted": gettext_lazy("Accepted a proposal"),
    "proposal declined": gettext_lazy("Declined a proposal"),
    "move taken back": gettext_lazy("Took a move back"),
    "model uploaded": gettext_lazy("Uploaded a model"),
    "model published": gettext_lazy("Published a model"),
    "user invited": gettext_lazy("Invited a user"),
    "user added": gettext_lazy("Added a user"),
    "user changed": gettext_lazy("Changed a user"),
    "user disabled": gettext_lazy("Locked a user"),
    "user enabled": gettext_lazy("Let a user in again"),
    "own settings changed": gettext_lazy("Changed own settings"),
    "password link made": gettext_lazy("Made a link for a password"),
    "password set": gettext_lazy("Set a password"),
    "password set by link": gettext_lazy("Set a password by a link"),
    "password changed": gettext_lazy("Changed the password"),
    "second factor added": gettext_lazy("Set up a second factor"),
    "second factor given up": gettext_lazy("Gave up the second factor"),
    "second factor removed": gettext_lazy("Removed the second factor of a user"),
    "recovery codes made anew": gettext_lazy("Made recovery codes anew"),
    "team added": gettext_lazy("Added a team"),
    "team changed": gettext_lazy("Changed a team"),
    "team members changed": gettext_lazy("Changed who is in a team"),
    "attribute added": gettext_lazy("Added an attribute"),
    "attribute changed": gettext_lazy("Changed an attribute"),
    "attribute removed": gettext_lazy("Removed an attribute"),
    "installation changed": gettext_lazy("Changed settings of the system"),
    "consent withdrawn": gettext_lazy("Consent withdrawn"),
    "advertising ended": gettext_lazy("No advertising any more"),
    "form added": gettext_lazy("Added a form"),
    "form changed": gettext_lazy("Changed a form"),
    "form published": gettext_lazy("Published a form"),
    "kiosk added": gettext_lazy("Invited a tablet"),
    "kiosk set up": gettext_lazy("Set up a tablet"),
    "kiosk revoked": gettext_lazy("Revoked a tablet"),
    "form closed": gettext_lazy("Closed a form"),
    "form opened again": gettext_lazy("Opened a form again"),
    "submission released": gettext_lazy("Released a submission"),
    "submission discarded": gettext_lazy("Discarded a submission"),
    "submission joined": gettext_lazy("Joined a submission to a contact"),
    "mail sent again": gettext_lazy("Sent a mail again"),
    "mailbox added": gettext_lazy("Added a mailbox"),
    "mailbox removed": gettext_lazy("Removed a mailbox"),
    "reply rules changed": gettext_lazy("Changed the rules of replies"),
    "tables made": gettext_lazy("Made tables"),
    "backup made": gettext_lazy("Made a backup"),
    "backup restored": gettext_lazy("Restored a backup"),
}
_SUBJECTS: Mapping[str, object] = {
    "contact": gettext_lazy("Contact"),
    "user": gettext_lazy("User"),
    "team": gettext_lazy("Team"),
    "attribute": gettext_lazy("Attribute"),
    "form": gettext_lazy("Form"),
    "submission": gettext_lazy("Submission"),
    "message": gettext_lazy("Mail"),
    "scoringmodel": gettext_lazy("Model"),
    "mailbox": gettext_lazy("Mailbox"),
}
_HIDDEN = {"change", "run", "attributes"}
_DETAILS: Mapping[str, Any] = {
    "form": gettext_lazy("as"),
    "moves_kept": gettext_lazy("moves kept as counts"),
    "rejects_emptied": gettext_lazy("rejected rows emptied"),
    "kind": gettext_lazy("kind"),
    "count": gettext_lazy("number of them"),
    "changed": gettext_lazy("changed"),
    "number": gettext_lazy("version"),
    "owner": gettext_lazy("now with user"),
    "was": gettext_lazy("before with user"),
    "role": gettext_lazy("role"),
    "name": gettext_lazy("name"),
    "kiosk": gettext_lazy("tablet"),
}
_VALUES: Mapping[str, Any] = {
    "json": gettext_lazy("file"),
    "page": gettext_lazy("page"),
    "contacts": gettext_lazy("contacts"),
    "visitors": gettext_lazy("visitors"),
    "rejects": gettext_lazy("rejected rows"),
    "audit": gettext_lazy("audit"),
}


def choices() -> list[tuple[str, str]]:
    """Every kind with its words, those of privacy first."""
    return [(action_, str(words)) for action_, words in KNOWN.items()]


def action(name: str) -> str:
    """What was done; one that nobody put into words as it is kept."""
    return str(KNOWN.get(name, name))


def subject(entry: AuditEntry) -> str:
    """Contact 17; nothing for what concerns the whole system."""
    word = _SUBJECTS.get(entry.subject)
    return "" if word is None or entry.subject_id is None else f"{word} {entry.subject_id}"


def details(entry: AuditEntry) -> str:
    """What else is kept: names of attributes as people know them, words of ours, others and numbers as they are."""
    attributes = entry.details.get("attributes")
    said = [attribute_word(str(each), language()) for each in attributes] if isinstance(attributes, list) else []
    told = [
        _("%(name)s: %(value)s") % {"name": _DETAILS.get(name, name.replace("_", " ")), "value": _shown(value)}
        for name, value in entry.details.items()
        if name not in _HIDDEN and value not in (None, "", [], 0)
    ]
    return "; ".join([", ".join(said), *told] if said else told)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return str(_VALUES.get(value, value)) if isinstance(value, str) else str(value)
