"""What is kept of persons, in words: what for, for how long, and what becomes of it when somebody is erased."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reif.records.models import Installation
from reif.web.templatetags.words import language
from reif.web.wording.numbers import number

_YEAR, _MONTH = 365, 30


@dataclass(frozen=True, slots=True)
class Holding:
    """`kept`: for how long; `gone`: what erasing does with it."""

    what: str
    purpose: str
    kept: str
    gone: str


def rows(house: Installation) -> list[Holding]:
    """Everything that names somebody, or did."""
    contacts, with_contact = _contact_span(house.keep_contacts_days), _("as long as the contact")
    return [
        Holding(_("Contacts"), _("who somebody is, how to reach them, where they stand"), contacts, _("deleted")),
        Holding(_("What became known, and when"), _("to say why, as of any day"), with_contact, _("deleted")),
        Holding(_("Signs: what somebody did"), _("to see interest, and to score it"), with_contact, _("deleted")),
        Holding(
            _("Scores and their reasons"),
            _("to decide whom to call first"),
            with_contact,
            _("deleted; no score is kept"),
        ),
        Holding(
            _("Moves from stage to stage"),
            _("to see how leads become customers"),
            _("for ever, as counts"),
            _("led to nobody, without words"),
        ),
        Holding(
            _("Visitors"),
            _("to know what somebody saw before they were known"),
            span(house.keep_visitors_days),
            _("deleted"),
        ),
        Holding(_("Objections"), _("to heed them, and to prove it"), with_contact, _("deleted")),
        Holding(
            _("Consents, with every step"), _("to know what may be sent, and to prove it"), with_contact, _("deleted")
        ),
        Holding(
            _("Forms that were sent"),
            _("to answer them"),
            _("with the contact; of whom nobody knows: %(span)s") % {"span": span(house.keep_rejects_days)},
            _("deleted"),
        ),
        Holding(_("Mails"), _("to know what was sent"), _("90 days; those that prove a consent with it"), _("deleted")),
        Holding(
            _("Addresses that are not written to"),
            _("to heed objections"),
            _("for ever"),
            _("stay as digests: recognised by a machine, read by nobody"),
        ),
        Holding(
            _("Rejected rows of lists, calls and mails that could not be used"),
            _("to mend them"),
            span(house.keep_rejects_days),
            _("what names the person is emptied"),
        ),
        Holding(_("Audit"), _("to prove who did what"), span(house.keep_audit_days), _("stays: it names nobody")),
        Holding(
            _("Digests of the erased"),
            _("so that no list brings them back"),
            _("for ever"),
            _("made then: recognised by a machine, read by nobody"),
        ),
    ]


def span(days: int | None) -> str:
    """2 years; 6 months; 90 days; for ever."""
    if days is None:
        return _("for ever")
    if days % _YEAR == 0:
        years = days // _YEAR
        return ngettext("%(count)s\u00a0year", "%(count)s\u00a0years", years) % {"count": number(years, language())}
    if days % _MONTH == 0 and days > 2 * _MONTH and days != 3 * _MONTH:
        months = days // _MONTH
        return ngettext("%(count)s\u00a0month", "%(count)s\u00a0months", months) % {"count": number(months, language())}
    return ngettext("%(count)s\u00a0day", "%(count)s\u00a0days", days) % {"count": number(days, language())}


def _contact_span(days: int | None) -> str:
    if days is None:
        return span(None)
    return _("%(span)s without a sign; customers for ever") % {"span": span(days)}
