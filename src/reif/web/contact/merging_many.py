"""Several pairs of contacts that are one person, merged at once: shown first, and taken back at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from reif.merging import CannotMerge, TakenApart, merge, take_apart
from reif.records.models import Contact, Merge, User
from reif.rules.permissions import Permission
from reif.web.access import needs
from reif.web.contact.comparing import Line, lines_of

MOST = 50
_LONGEST_NUMBER = 16


@dataclass(frozen=True, slots=True)
class Together:
    """Who stays, who becomes part of it, and what is known of both that differs."""

    survivor: Contact
    absorbed: Contact
    lines: list[Line]


@needs(Permission.KEEP_CONTACTS)
@require_POST
def merge_many(request: HttpRequest) -> HttpResponse:
    """The chosen pairs: shown, and (with `confirmed`) merged. Of each pair the contact that came first stays."""
    pairs = list(_pairs(request.POST.getlist("pair")))
    if "confirmed" not in request.POST:
        return render(request, "contact/merge_many.html", {"pairs": _shown(pairs)})
    user, at = cast(User, request.user), timezone.now()
    stays: dict[int, int] = {}
    done = []
    for pair in pairs:
        one, other = (stays.get(number, number) for number in pair)
        people = Contact.objects.in_bulk([one, other])
        if len(people) < 2:
            continue
        try:
            merged = merge(survivor=people[one], absorbed=people[other], by=user, at=at)
        except CannotMerge:
            continue
        stays = {number: one if into == other else into for number, into in stays.items()} | {other: one}
        done.append(merged.pk)
    return _leave(f"?merged={'-'.join(map(str, done))}&of={len(pairs)}")


@needs(Permission.KEEP_CONTACTS)
@require_POST
def split_many(request: HttpRequest) -> HttpResponse:
    """Take merges back, the last one first."""
    user, at = cast(User, request.user), timezone.now()
    for done in merges_in(request.POST.get("merged", "")):
        try:
            take_apart(merge=done, by=user, at=at)
        except TakenApart:
            continue
    return _leave("")


def merges_in(written: str) -> Sequence[Merge]:
    """The merges that an address names and that hold, the last one first."""
    numbers = [int(each) for each in written.split("-")[:MOST] if _is_number(each)]
    return list(Merge.objects.filter(pk__in=numbers).order_by("-pk"))


def _pairs(written: Sequence[str]) -> Iterator[tuple[int, int]]:
    for each in list(dict.fromkeys(written))[:MOST]:
        one, _, other = each.partition("-")
        if _is_number(one) and _is_number(other) and one != other:
            yield int(one), int(other)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < _LONGEST_NUMBER


def _shown(pairs: Sequence[tuple[int, int]]) -> list[Together]:
    people = Contact.objects.in_bulk([number for pair in pairs for number in pair])
    both = [(people[one], people[other]) for one, other in pairs if one in people and other in people]
    return [Together(*pair, [line for line in lines_of(*pair) if line.counts]) for pair in both]


def _leave(query: str) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("contact:doubles") + query)
    response.status_code = 303
    return response
