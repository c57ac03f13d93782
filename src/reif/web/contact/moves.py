"""Moves from stage to stage, as sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reif.records.models import StageChange
from reif.rules.stages import Disqualification, Stage, Status
from reif.web.contact.sentences import quoted
from reif.web.templatetags.words import language
from reif.web.wording.field import disqualification_word, stage_word
from reif.web.wording.names import person


@dataclass(frozen=True, slots=True)
class Told:
    """`headline`: what happened, with its full stop. `more`: by whom or by which rule, and why."""

    headline: str
    more: str


def told(change: StageChange) -> Told:
    """The move in words."""
    return Told(_headline(change), _more(change))


def reason_of(change: StageChange) -> str:
    """Why somebody was given up, in a few words; empty where nothing was said."""
    return disqualification_word(change.rule) if change.rule in list(Disqualification) else ""


def _headline(change: StageChange) -> str:
    if change.undoes_id is not None:
        return _("Taken back: %(stage)s again.") % {"stage": stage_word(change.to_stage, language())}
    if change.to_status != change.from_status:
        if change.to_status == Status.DISQUALIFIED:
            reason = reason_of(change)
            return _("Is given up: %(reason)s.") % {"reason": reason} if reason else _("Is given up.")
        return _("Is put off.") if change.to_status == Status.RECYCLED else _("Is taken up again.")
    word = stage_word(change.to_stage, language())
    if change.to_stage == change.from_stage:
        return _("The proposal is declined.")
    if Stage(change.to_stage).rank < Stage(change.from_stage).rank:
        return _("Goes back to %(stage)s.") % {"stage": word}
    return _("Becomes %(stage)s.") % {"stage": word}


def _more(change: StageChange) -> str:
    why = change.why.strip()
    if change.by is not None:
        name = person(change.by)
        return _("%(name)s: %(why)s") % {"name": name, "why": quoted(why)} if why else _("By %(name)s") % {"name": name}
    if why:
        return quoted(why)
    by_rule = {
        "identified": _("Is known by name and shows interest"),
        "import": _("Came by an import"),
        "request": _("Has asked for something, so somebody should call"),
        "gate": _("The gate of the stage is met"),
        "retracted": _("No person did what it rested on"),
        "merged": _("Is one with a contact that had come so far"),
    }
    if reason_of(change):
        return ""
    return by_rule.get(change.rule, _("By the rule %(rule)s") % {"rule": quoted(change.rule)} if change.rule else "")
