"""Rows of lists, calls of clients and mails that could not be used, and names of files, that name a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from reif.protect._naming import Names, any_in, prefilter
from reif.records.models import Import, ImportReject, InboundMail, Quarantined

ERASED = "(erased)"
_AT_ONCE = 2_000
_IDS = {"userId": "user_id", "anonymousId": "user_id", "previousId": "user_id", "distinct_id": "user_id"}
"""Where calls say who it is."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Numbers of rejects, of imports, of quarantined calls and of mails that name somebody."""

    rejects: tuple[int, ...] = ()
    imports: tuple[int, ...] = ()
    calls: tuple[int, ...] = ()
    mails: tuple[int, ...] = ()


def mentions_of(names: Names) -> Mentions:
    """Whatever names the persons by e-mail, id, phone or whole name; it may also be of another one of that name."""
    rejects = [each.pk for each in _rejects(names) if _is_named_in(each, names)]
    imports = [each.pk for each in Import.objects.all() if any_in(names, (each.file_name, *each.mapping))]
    calls = [each.pk for each in _calls(names) if names.are_in_row(each.raw, _IDS) or names.are_in(each.reason)]
    mails = [each.pk for each in _mails(names) if names.are_in_row(_written(each), {})]
    return Mentions(tuple(rejects), tuple(imports), tuple(calls), tuple(mails))


def certain_rejects(names: Names) -> list[ImportReject]:
    """Rejects that are a person's for certain, by e-mail or id."""
    return [each for each in _rejects(names) if names.identify_row(each.raw, each.of.mapping)]


def certain_calls(names: Names) -> list[Quarantined]:
    """The same of quarantined calls."""
    return [each for each in _calls(names) if names.identify_row(each.raw, _IDS)]


def certain_mails(names: Names) -> list[InboundMail]:
    """The same of mails."""
    return [each for each in _mails(names) if names.identify_row(_written(each), {})]


def empty(mentions: Mentions, names: Names) -> int:
    """Empty what names the persons; that there was such a row, and its number, stays. Returns how many rows."""
    for start in range(0, len(mentions.rejects), _AT_ONCE):
        part = ImportReject.objects.filter(pk__in=mentions.rejects[start : start + _AT_ONCE])
        part.update(raw="", reason=ERASED)
    for start in range(0, len(mentions.calls), _AT_ONCE):
        called = Quarantined.objects.filter(pk__in=mentions.calls[start : start + _AT_ONCE])
        called.update(raw="", reason=ERASED, sent={})
    for start in range(0, len(mentions.mails), _AT_ONCE):
        mailed = InboundMail.objects.filter(pk__in=mentions.mails[start : start + _AT_ONCE])
        mailed.update(sender="", subject="", text="", reason=ERASED)
    for each in Import.objects.filter(pk__in=mentions.imports):
        if names.are_in(each.file_name):
            each.file_name = ERASED
        each.mapping = {
            f"{ERASED} {place}" if names.are_in(header) else header: name
            for place, (header, name) in enumerate(each.mapping.items(), start=1)
        }
        each.save(update_fields=["file_name", "mapping"])
    return len(mentions.rejects) + len(mentions.calls) + len(mentions.mails)


def _is_named_in(reject: ImportReject, names: Names) -> bool:
    return names.are_in_row(reject.raw, reject.of.mapping) or names.are_in(reject.reason)


def _rejects(names: Names) -> Iterator[ImportReject]:
    return _that_may_name(names, ImportReject.objects.select_related("of").exclude(raw="", reason=ERASED))


def _calls(names: Names) -> Iterator[Quarantined]:
    return _that_may_name(names, Quarantined.objects.exclude(raw="", reason=ERASED))


def _mails(names: Names) -> Iterator[InboundMail]:
    rows = InboundMail.objects.exclude(sender="", subject="", text="", reason=ERASED)
    return _that_may_name(names, rows, ("sender", "subject", "text", "reason"))


def _written(mail: InboundMail) -> str:
    return "\n".join((mail.sender, mail.subject, mail.text, mail.reason))


def _that_may_name(names: Names, rows: QuerySet[Any], columns: tuple[str, ...] = ("raw", "reason")) -> Iterator[Any]:
    found = rows.order_by("id")
    sure = prefilter(names)
    if sure is not None:
        if not sure:
            return iter(())
        named = (Q(**{f"{column}__icontains": text}) for text in sure for column in columns)
        found = found.filter(reduce(or_, named))
    return found.iterator(chunk_size=_AT_ONCE)
