"""Two contacts that are one, and two again.

Rows that belong to a contact keep, as their `origin`, whose they would be had nobody been merged. So a merge can be
taken back at any time, whatever came later, and in any order where several were merged one into the other.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, Field, Model, Value
from django.db.models.functions import Coalesce, NullIf

from reif.identify._doubles import note_merged, note_split
from reif.identify._known import Known
from reif.identify._learning import follow, merged_among
from reif.identify.key import EMAIL, LEAD_ID
from reif.records.models import (
    AttributeChange,
    Consent,
    Contact,
    Event,
    Identifier,
    Merge,
    Message,
    Objection,
    Score,
    ScoreChange,
    StageChange,
    Submission,
    User,
    Visitor,
)
from reif.records.models.append_only import AppendOnlyQuerySet

MOVED: tuple[type[Any], ...] = (
    Identifier,
    Visitor,
    Event,
    AttributeChange,
    Submission,
    Consent,
    Message,
    Objection,
    Merge,
)
KEPT: tuple[type[Any], ...] = (StageChange, ScoreChange)
DROPPED: tuple[type[Any], ...] = (Score,)
_BY_ADDRESS = ((Submission, "received_at"), (Consent, "occurred_at"), (Message, "created_at"))
_GIVEN_ON = ("owner_id", "created_at", "touched_at")


def absorb(survivor: Contact, absorbed: Contact, *, rule: str, by: User | None, at: datetime) -> Merge:
    """Let everything of one contact be the other's (both are locked). What is known of both, the later fact counts."""
    names = set(AttributeChange.objects.filter(contact=absorbed).values_list("attribute", flat=True))
    claims = list(Visitor.objects.filter(claims=absorbed).values_list("pk", flat=True))
    kept = {
        table.__name__: [_columns(row) for row in table.objects.filter(contact=absorbed).order_by("pk")]
        for table in KEPT
    }
    before = {name: _plain(getattr(survivor, name)) for name in _GIVEN_ON}
    for table in MOVED:
        whose = Coalesce(F("origin"), Value(absorbed.pk))
        _move(table.objects.filter(contact=absorbed), survivor.pk, whose)
    StageChange.objects.filter(contact=absorbed).exclude(undoes=None).erase()  # they point at others of these
    for table in (*KEPT, *DROPPED):
        _delete(table.objects.filter(contact=absorbed))
    Visitor.objects.filter(pk__in=claims).update(claims=survivor)
    Contact.objects.filter(pk=absorbed.pk).delete()
    if absorbed.lead_id:
        whose_id = {"contact": survivor, "origin": absorbed.pk, "is_verified": True}
        Identifier.objects.get_or_create(kind=LEAD_ID, value=absorbed.lead_id, defaults=whose_id)
    note_merged(survivor.pk, absorbed.pk, by, at)
    _give_on(survivor, absorbed)
    after = {name: _plain(getattr(survivor, name)) for name in _GIVEN_ON}
    merge = Merge.objects.create(
        contact=survivor,
        absorbed=absorbed.pk,
        kept={"contact": _columns(absorbed), **kept},
        before={"columns": before, "after": after, "claims": claims},
        rule=rule,
        by=by,
        merged_at=at,
    )
    _show(survivor, names, at)
    return merge


def split(merge: Merge, *, at: datetime) -> tuple[Contact, Contact]:
    """Let the absorbed contact be one of its own again, with all that came by what named it; survivor and absorbed.

    The survivor is locked.
    """
    survivor = Contact.objects.get(pk=merge.contact_id)
    own = _under(merge)
    names = set(AttributeChange.objects.filter(contact=survivor, origin__in=own).values_list("attribute", flat=True))
    absorbed = _restored(Contact, merge.kept["contact"])
    absorbed.save(force_insert=True)
    if absorbed.lead_id:
        Identifier.objects.filter(kind=LEAD_ID, value=absorbed.lead_id, contact=survivor).delete()
    _by_address(survivor, own, merge)
    _take_back_choices(survivor, merge)
    Merge.objects.filter(pk=merge.pk).delete()
    note_split(survivor.pk, absorbed.pk)
    for table in MOVED:
        whose = NullIf(F("origin"), Value(absorbed.pk))
        _move(table.objects.filter(contact=survivor, origin__in=own), absorbed.pk, whose)
    for table in KEPT:
        table.objects.bulk_create(_restored(table, columns) for columns in merge.kept[table.__name__])
    Visitor.objects.filter(pk__in=merge.before["claims"], claims=survivor).update(claims=absorbed)
    _take_back(survivor, merge)
    for contact in (survivor, absorbed):
        contact.may_be_profiled = _may_be_profiled(contact)
        contact.version += 1
        contact.save(update_fields=["may_be_profiled", "version", *_GIVEN_ON])
    chosen = set(merge.before.get("chosen", ()))
    _show(survivor, names | chosen, at)
    _show(absorbed, names | set(absorbed.attributes), at)  # of which some may have been another's, who left before
    return survivor, absorbed


def note_choice(merge: Merge, names: Iterable[str]) -> None:
    """Remember of which attributes somebody said with the merge what counts."""
    merge.before = {**merge.before, "chosen": sorted(names)}
    merge.save(update_fields=["before"])


def _give_on(survivor: Contact, absorbed: Contact) -> None:
    survivor.created_at = min(survivor.created_at, absorbed.created_at)
    survivor.owner_id = survivor.owner_id or absorbed.owner_id
    touched = [each.touched_at for each in (survivor, absorbed) if each.touched_at is not None]
    survivor.touched_at = max(touched, default=None)
    survivor.may_be_profiled = survivor.may_be_profiled and absorbed.may_be_profiled
    survivor.version += 1
    survivor.save(update_fields=[*_GIVEN_ON, "may_be_profiled", "version"])


def _take_back(survivor: Contact, merge: Merge) -> None:
    """What the survivor had from the other, unless somebody has changed it since."""
    before, after = merge.before["columns"], merge.before["after"]
    for name in _GIVEN_ON:
        if _plain(getattr(survivor, name)) == after[name] != before[name]:
            setattr(survivor, name, _value(Contact, name, before[name]))


def _show(contact: Contact, names: set[str], at: datetime) -> None:
    """Let the contact's columns show what is known of these attributes now."""
    known = Known([contact.pk], names, merged_among([contact.pk]))
    known.named.setdefault(contact.pk, set()).update(names)
    follow([contact], known, {contact.pk: names}, at)


def _under(merge: Merge) -> list[int]:
    """The absorbed contact and all that it had absorbed itself."""
    into: dict[int | None, list[int]] = {}
    for origin, absorbed in Merge.objects.filter(contact=merge.contact_id).values_list("origin", "absorbed"):
        into.setdefault(origin, []).append(absorbed)
    found, wave = [merge.absorbed], [merge.absorbed]
    while wave:
        wave = [each for number in wave for each in into.get(number, ())]
        found += wave
    return found


def _by_address(survivor: Contact, own: list[int], merge: Merge) -> None:
    """What was sent since by, or to, an address of the absorbed one is theirs."""
    named = Identifier.objects.filter(contact=survivor, kind=EMAIL, origin__in=own).values_list("value", flat=True)
    addresses = list(named)
    for table, when in _BY_ADDRESS:
        later = {"contact": survivor, "origin": None, "address__in": addresses, f"{when}__gte": merge.merged_at}
        _move(table.objects.filter(**later), survivor.pk, Value(merge.absorbed))


def _take_back_choices(survivor: Contact, merge: Merge) -> None:
    chosen = merge.before.get("chosen", ())
    said = AttributeChange.objects.filter(contact=survivor, origin=None, attribute__in=chosen)
    said.filter(occurred_at=merge.merged_at, received_at=merge.merged_at).erase()


def _may_be_profiled(contact: Contact) -> bool:
    """Whether, of all whom the contact is, the last word of each who objected was that they no longer do."""
    last: dict[int | None, bool] = {}
    rows = Objection.objects.filter(contact=contact).order_by("occurred_at", "id")
    for origin, is_lifted in rows.values_list("origin", "is_lifted"):
        last[origin] = is_lifted
    return all(last.values())


def _move(rows: Any, contact_id: int, origin: object) -> None:
    if isinstance(rows, AppendOnlyQuerySet):
        rows.move(contact_id=contact_id, origin=origin)
    else:
        rows.update(contact_id=contact_id, origin=origin)


def _delete(rows: Any) -> None:
    if isinstance(rows, AppendOnlyQuerySet):
        rows.erase()
    else:
        rows.delete()


def _columns(row: Model) -> dict[str, object]:
    return {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.local_concrete_fields}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, (datetime, date)) else value


def _restored(table: type[Any], columns: Mapping[str, object]) -> Any:
    """The row as it was; what it pointed at and is gone it points at no more. Columns that came later are as usual."""
    fields = {field.attname: field for field in table._meta.local_concrete_fields}
    known = {name: value for name, value in columns.items() if name in fields}
    return table(
        **{name: _value(table, name, value) for name, value in known.items() if _is_there(fields[name], value)}
    )


def _is_there(field: "Field[Any, Any]", value: object) -> bool:
    if not field.is_relation or value is None or not field.null or field.related_model is field.model:
        return True
    pointed_at: Any = field.related_model
    return bool(pointed_at._default_manager.filter(pk=value).exists())


def _value(table: type[Any], name: str, value: object) -> Any:
    [field] = [each for each in table._meta.local_concrete_fields if each.attname == name]
    return field.to_python(value)
