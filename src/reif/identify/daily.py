"""Ids for visitors who send none: they hold for a day, and nobody can work them out again afterwards.

Nothing is stored on a device, and nothing of the address or the browser here. Whoever shares network and browser with
another has the same id, so such a visitor never becomes a contact; single events may (see `hand_over`).
"""

import hashlib
import hmac
import ipaddress
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from reif.records.bulk import among
from reif.records.models import Event, Salt, Source, Visitor
from reif.rules.machines import by_itself

PREFIX = "day-"
ONE_VIEW = timedelta(days=1)
"""How long a page stays open before it is said whose it was."""
_BYTES = 32
_SHOWN = 32
_KEPT_BITS = {4: 24, 6: 48}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a request came from: the address and the browser; neither is stored."""

    address: str = ""
    user_agent: str = ""


def told_of(origin: Origin, source: Source, at: datetime, *, needs_id: bool) -> dict[str, str]:
    """All that is kept of it: `taken_for`, the rule by which it is a machine, and `today`, the id of the day."""
    taken_for = by_itself(origin.user_agent, {})
    told = {"taken_for": taken_for} if taken_for else {}
    if needs_id:
        told["today"] = id_of_the_day(source=source, address=origin.address, user_agent=origin.user_agent, at=at)
    return told


def id_of_the_day(*, source: Source, address: str, user_agent: str, at: datetime) -> str:
    """The id of whoever comes from there with that browser to that source on the day of `at` (in UTC).

    `address`: of the client; of it only the network counts (24 bits of IPv4, 48 of IPv6). The day's salt is made with
    the first id.
    """
    said = "\n".join((str(source.pk), network_of(address), user_agent))
    secret = bytes.fromhex(_secret_of(_day(at)))
    return PREFIX + hmac.new(secret, said.encode(errors="replace"), hashlib.sha256).hexdigest()[:_SHOWN]


def network_of(address: str) -> str:
    """The network that an address is of; empty for what is no address."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ipaddress.ip_network((found, _KEPT_BITS[found.version]), strict=False))


def hand_over(*, message_ids: Collection[str], source: Source, to: Visitor, since: datetime) -> frozenset[int]:
    """Let events that came without an id since then be this visitor's, once a browser has said that they are.

    The contacts (at most one) to which they came so. Nobody knows the message ids but who sent them. A visitor of the
    day of whom nothing else is told is forgotten: they are not seen twice.
    """
    begun = Event.objects.filter(source=source, message_id__in=among(message_ids), contact=None, received_at__gte=since)
    whose = dict(begun.filter(visitor__anonymous_id__startswith=PREFIX).values_list("id", "visitor_id"))
    Event.objects.filter(id__in=list(whose)).hand_over(visitor_id=to.pk, contact_id=to.contact_id, origin=to.origin)
    left = Visitor.objects.select_for_update(skip_locked=True).filter(pk__in=set(whose.values())).order_by("id")
    Visitor.objects.filter(pk__in=[visitor.pk for visitor in left], events=None).delete()
    return frozenset({to.contact_id}) if whose and to.contact_id is not None else frozenset()


def destroy_salts(*, before: datetime) -> int:
    """Destroy the salts of days that are over; how many there were."""
    return int(Salt.objects.filter(day__lt=_day(before)).delete()[0])


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()


def _secret_of(day: date) -> str:
    """The same for every process: of two that make it at once the database keeps one."""
    found = Salt.objects.filter(day=day).first()
    if found is None:
        Salt.objects.bulk_create([Salt(day=day, secret=secrets.token_hex(_BYTES))], ignore_conflicts=True)
        found = Salt.objects.get(day=day)
    return found.secret
