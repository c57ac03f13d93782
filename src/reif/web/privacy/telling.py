"""What is held about a person, part by part, as rows of words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reif.lifecycle import PEOPLE
from reif.records.models import Attribute
from reif.web.contact.known import label_of, own_attributes, own_words, value_word
from reif.web.contact.sentences import sentence
from reif.web.privacy import audit_words
from reif.web.templatetags.words import language
from reif.web.wording.consents import consent_channel_word, mail_state_word, purpose_word
from reif.web.wording.field import channel_word, stage_word, status_word

Own: TypeAlias = Mapping[str, Attribute]
"""The team's own attributes, by name."""
_CAUSES: Mapping[str, Any] = {
    "event": gettext_lazy("something that happened"),
    "attribute": gettext_lazy("something that became known"),
    "time": gettext_lazy("time alone"),
    "revision": gettext_lazy("a look at who did what"),
    "model": gettext_lazy("new rules"),
    "objection": gettext_lazy("an objection taken back"),
    "rebuild": gettext_lazy("a correction"),
}
_RULES: Mapping[str, Any] = {
    "identified": gettext_lazy("known by name and interested"),
    "import": gettext_lazy("came by a list"),
    "request": gettext_lazy("asked for something"),
    "gate": gettext_lazy("enough points"),
    "look_again": gettext_lazy("the day to look again had come"),
    "retracted": gettext_lazy("no person did what it rested on"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`at`: when; None where there is no time. `more`: beside it, in grey."""

    what: str
    at: datetime | None = None
    more: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Part:
    """`note`: what this is, in a sentence."""

    title: str
    note: str
    lines: Sequence[Line]


def told(whole: Mapping[str, Any]) -> list[Part]:
    """Everything but the score of today, which has a part of its own."""
    names = {*whole["person"]["attributes"], *(fact["attribute"] for fact in _of(whole, "attribute_changes"))}
    own = own_attributes(names)
    return [
        Part(_("Who you are to us"), _("As it stands today."), _person(whole, own)),
        Part(
            _("What became known, and from where"),
            _("Each from its day on."),
            [_fact(fact, own) for fact in _of(whole, "attribute_changes")],
        ),
        Part(
            _("By what we recognise you"),
            _("E-mails, ids of our lists, and ids under which a browser was seen."),
            [*map(_identifier, _of(whole, "identifiers")), *map(_visitor, _of(whole, "visitors"))],
        ),
        Part(
            _("What happened"),
            _("Every sign that we keep."),
            [*map(_event, _of(whole, "events")), *map(_verdict, _of(whole, "verdicts"))],
        ),
        Part(
            _("How far you have come"),
            _("From stage to stage, with the score then."),
            [*map(_move, _of(whole, "stage_changes"))],
        ),
        Part(_("How the score changed"), "", [*map(_score_change, _of(whole, "score_changes"))]),
        Part(_("Objections"), "", [*map(_objection, _of(whole, "objections"))]),
        Part(
            _("What you agreed to"),
            _("Word by word, with each step. It holds once it is confirmed, until you withdraw it."),
            [line for consent in _of(whole, "consents") for line in _consent(consent)],
        ),
        Part(
            _("Where we do not write to you any more"),
            _("Kept as a digest of your address that nobody can read."),
            [*map(_suppression, _of(whole, "suppressions"))],
        ),
        Part(_("Forms you sent"), _("As they were typed."), [*map(_submission, _of(whole, "submissions"))]),
        Part(_("Mails to you by this system"), "", [*map(_message, _of(whole, "messages"))]),
        Part(
            _("Rows of lists, mails, and what websites sent, that could not be used"),
            _("They name you by e-mail or id."),
            [
                *map(_rejected, _of(whole, "rejected_rows")),
                *map(_quarantined, _of(whole, "quarantined_calls")),
                *map(_mailed, _of(whole, "inbound_mails")),
            ],
        ),
        Part(_("What we did with your data in the system"), "", [*map(_audited, _of(whole, "audit"))]),
    ]


def last_objection(whole: Mapping[str, Any]) -> datetime | None:
    """Since when the person objects; None if they do not."""
    objections = _of(whole, "objections")
    return _time(objections[-1]["occurred_at"]) if objections and not objections[-1]["is_lifted"] else None


def _of(whole: Mapping[str, Any], part: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = whole[part]
    return rows


def _person(whole: Mapping[str, Any], own: Own) -> list[Line]:
    who, company = whole["person"], whole["company"]
    stage = f"{stage_word(who['stage'], language())}, {status_word(who['status'])}"
    pairs: list[tuple[str, Any]] = [
        (_("Name"), who["name"]),
        (_("E-mail"), who["email"]),
        (_("Company"), company["name"] if company else who["company_name"]),
        (_("Channel"), channel_word(who["channel"])),
        (_("Stage"), stage),
        (_("Proposed"), stage_word(who["proposed_stage"], language()) if who["proposed_stage"] else ""),
        (_("Our number for you"), who["id"]),
        (_("Your number in our lists"), who["lead_id"]),
    ]
    lines = [Line(f"{name}: {value}") for name, value in pairs if value not in (None, "")]
    told_above = {"email", "company", "channel", "name", "first_name", "last_name"}
    known = [(name, value) for name, value in who["attributes"].items() if name not in told_above]
    lines += [Line(_said(name, value, own)) for name, value in known]
    times = (("created_at", _("First seen")), ("last_activity_at", _("Last sign")), ("touched_at", _("We last acted")))
    lines += [Line(word, _time(who[name])) for name, word in times if who[name]]
    return lines


def _fact(fact: Mapping[str, Any], own: Own) -> Line:
    what = _said(fact["attribute"], fact["value"], own)
    return Line(what, _time(fact["occurred_at"]), [_source(fact)])


def _identifier(each: Mapping[str, Any]) -> Line:
    kinds = {"email": _("E-mail"), "user_id": _("id of another system"), "lead_id": _("id of a list")}
    return Line(f"{kinds.get(each['kind'], each['kind'])}: {each['value']}")


def _visitor(each: Mapping[str, Any]) -> Line:
    touches = (each["first_touch"], each["last_touch"])
    ways = [_("came by: %(way)s") % {"way": _plain(touch)} for touch in touches if touch is not None]
    return Line(_("Browser: %(id)s") % {"id": each["anonymous_id"]}, _time(each["last_seen_at"]), ways)


def _event(event: Mapping[str, Any]) -> Line:
    more = [f"{name}: {_plain(value)}" for name, value in event["properties"].items()]
    more += [channel_word(event["channel"])] if event["channel"] else []
    more.append(_source(event))
    more += [] if event["is_human"] else [_("done by a program, counts for nothing")]
    return Line(sentence(event["name"], event["properties"]).text, _time(event["occurred_at"]), more)


def _verdict(each: Mapping[str, Any]) -> Line:
    by_person, by_program = _("Sign %(id)s: done by a person"), _("Sign %(id)s: done by a program")
    what = by_person if each["is_human"] else by_program
    return Line(what % {"id": each["event"]}, _time(each["occurred_at"]))


def _move(move: Mapping[str, Any]) -> Line:
    if move["to_status"] != move["from_status"]:
        what = status_word(move["to_status"])
    elif move["to_stage"] == move["from_stage"]:
        what = _("A proposal was declined")
    else:
        what = f"{stage_word(move['from_stage'], language())} → {stage_word(move['to_stage'], language())}"
    by = _("by somebody of our team") if move["by"] == "user" else _("by a rule")
    rule = str(_RULES.get(move["rule"], move["rule"]))
    more = [by, *filter(None, [rule, move["why"]]), _("score then: %(score)s") % {"score": round(move["score"])}]
    return Line(what, _time(move["occurred_at"]), more)


def _score_change(change: Mapping[str, Any]) -> Line:
    before = change["points_before"]
    what = f"{before} → {change['points']}" if before is not None else str(change["points"])
    return Line(what, _time(change["as_of"]), [str(_CAUSES.get(change["cause"], change["cause"]))])


def _objection(each: Mapping[str, Any]) -> Line:
    what = _("Objection taken back") if each["is_lifted"] else _("Objection to being profiled")
    return Line(what, _time(each["occurred_at"]), [each["how"]] if each["how"] else [])


def _consent(each: Mapping[str, Any]) -> list[Line]:
    what = f"{purpose_word(each['purpose'])}, {consent_channel_word(each['channel'])}: {each['wording']}"
    more = [each["address"], *filter(None, [each["page"], each["ip"], each["user_agent"]])]
    words = {"mailed": _("Mail that asks to confirm left"), "confirmed": _("Confirmed"), "withdrawn": _("Withdrawn")}
    steps = [
        Line(words[step["step"]], _time(step["occurred_at"]), [*filter(None, [step["ip"], step["how"]])])
        for step in each["steps"]
    ]
    return [Line(what, _time(each["occurred_at"]), more), *steps]


def _suppression(each: Mapping[str, Any]) -> Line:
    reasons = {
        "objection": _("You want no advertising"),
        "erased": _("You were erased at your wish"),
        "complaint": _("You called a mail spam"),
        "bounced": _("Mail did not arrive"),
        "blocked": _("Somebody of our team said so"),
    }
    return Line(reasons[each["reason"]], _time(each["since"]))


def _submission(each: Mapping[str, Any]) -> Line:
    said = [f"{name}: {_plain(value)}" for name, value in each["answers"].items()]
    more = [*said, *(f"{name}: {_plain(value)}" for name, value in each["around"].items() if value)]
    return Line(each["version"]["form"], _time(each["received_at"]), [*more, *filter(None, [each["ip"]])])


def _message(each: Mapping[str, Any]) -> Line:
    return Line(each["subject"], _time(each["created_at"]), [each["address"], mail_state_word(each["state"])])


def _quarantined(call: Mapping[str, Any]) -> Line:
    return Line(call["raw"], _time(call["received_at"]), [call["source"], call["reason"]])


def _mailed(mail: Mapping[str, Any]) -> Line:
    words = [mail["sender"], mail["subject"], mail["text"]]
    return Line(": ".join(filter(None, words)), _time(mail["received_at"]), [mail["source"], mail["reason"]])


def _rejected(row: Mapping[str, Any]) -> Line:
    where = _("%(file)s, row %(row)s") % {"file": row["file_name"], "row": row["row"]}
    return Line(row["raw"], _time(row["imported_at"]), [where, row["reason"]])


def _audited(entry: Mapping[str, Any]) -> Line:
    by = _("by somebody of our team") if entry["by"] == "user" else _("by a command or a rule")
    return Line(audit_words.action(entry["action"]), _time(entry["occurred_at"]), [by])


def _said(name: str, value: Any, own: Own) -> str:
    """Budget: 20.000 €; what is nested as it is kept."""
    label = label_of(name, own)
    if value is None:
        gone = _("no longer known")
        return f"{label}: {gone}"
    if isinstance(value, (dict, list)):
        return f"{label}: {_plain(value)}"
    return ": ".join(own_words(own[name], value)) if name in own else f"{label}: {value_word(name, value)}"


def _plain(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(each, (str, int, float)) for each in value):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _source(row: Mapping[str, Any]) -> str:
    if row["source"] == PEOPLE:
        return _("typed by somebody of our team")
    return _("from: %(source)s") % {"source": row["source"]}


def _time(written: str) -> datetime:
    return datetime.fromisoformat(written)
