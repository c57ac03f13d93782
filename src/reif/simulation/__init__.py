"""A made-up but lifelike world: the team of a supplier of conveyors and the contacts it sells to, over one year.

The same seed and end give the same world. No person, firm or address exists; domains are reserved ones.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from reif.simulation import contacts as people
from reif.simulation import visitors as unknown
from reif.simulation.rhythm import ZONE
from reif.simulation.team import TEAM
from reif.simulation.world import Contact, Visitor, World

CONTACTS = 2000
VISITORS_PER_CONTACT = 2
EVENING = time(17, 30)

__all__ = ["CONTACTS", "EVENING", "end_of", "simulate", "stream", "stream_visitors"]


def end_of(today: date, clock: time = EVENING) -> datetime:
    """The last instant of a world (UTC): that time of that day in Berlin."""
    return datetime.combine(today, clock, ZONE).astimezone(UTC)


def simulate(*, seed: int, today: date, clock: time = EVENING, contacts: int = CONTACTS) -> World:
    """The world of so many contacts in the year up to `today`, `clock` (Berlin)."""
    until = end_of(today, clock)
    return World(
        until=until,
        team=TEAM,
        contacts=tuple(people.contacts(seed, until, contacts)),
        visitors=tuple(stream_visitors(seed=seed, until=until, contacts=contacts)),
    )


def stream(*, seed: int, until: datetime, contacts: int) -> Iterator[Contact]:
    """The contacts of such a world one by one, in bounded memory, up to `until` (aware)."""
    return people.contacts(seed, until, contacts)


def stream_visitors(*, seed: int, until: datetime, contacts: int) -> Iterator[Visitor]:
    """Those who never said who they are, in a world of so many contacts, one by one."""
    return unknown.visitors(seed, until, VISITORS_PER_CONTACT * contacts)
