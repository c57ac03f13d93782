"""Why a form cannot be published yet, as people are told."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from reif.rules.form import Flaw, Specification


def flaws_of(draft: Specification, found: Sequence[Flaw]) -> list[tuple[str, str]]:
    """Where in the page it is to be mended, and what is wrong."""
    return [(_place(flaw), _words(draft, flaw)) for flaw in found]


def _place(flaw: Flaw) -> str:
    kind, _dot, number = flaw.part.partition(".")
    return f"{kind.removesuffix('s')}-{number}-label" if number else f"set-{flaw.part}"


def _words(draft: Specification, flaw: Flaw) -> str:
    kind, _dot, number = flaw.part.partition(".")
    if number:
        return f"{_row(draft, kind, int(number))}: {_of_row(flaw.code)}"
    match flaw:
        case Flaw("title", "missing"):
            return _("The form needs a title.")
        case Flaw("fields", "missing"):
            return _("The form asks for nothing yet.")
        case Flaw("redirect", _):
            return _("The page to go to afterwards must be on one of the sites of the form.")
        case Flaw("sites", _):
            return _("Sites are names such as www.firm.com, one per line, twenty at most.")
        case Flaw(_, "too_long"):
            return _("One of the texts is too long.")
    return _("One of the settings is not known.")


def _row(draft: Specification, kind: str, place: int) -> str:
    if kind == "fields":
        return draft.fields[place].label or draft.fields[place].name
    return _("Consent %(number)s") % {"number": place + 1}


def _of_row(code: str) -> str:
    match code:
        case "missing":
            return _("a text is missing.")
        case "too_long":
            return _("the text is too long.")
        case "no_options":
            return _("there is nothing to choose from.")
        case "no_email":
            return _("the form must ask for the e-mail, so that it can be confirmed.")
        case "no_phone":
            return _("the form must ask for the phone number.")
    return _("this is not known.")
