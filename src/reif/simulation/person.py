"""Who somebody is: name, title, address, number."""

from dataclasses import dataclass
from random import Random

from reif.simulation.spelling import plain
from reif.simulation.words.firms import PRIVATE_MAIL
from reif.simulation.words.names import ORIGINS, Origin
from reif.simulation.words.positions import POSITIONS, Position
from reif.simulation.world import Firm

_DOCTOR = "Dr. "
_SHARES = [origin.share for origin in ORIGINS]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody. `title`: what they do, as they would say it themselves."""

    first_name: str
    last_name: str
    salutation: str
    title: str
    position: Position
    phone: str

    @property
    def mailbox(self) -> str:
        """What stands before the @."""
        return f"{plain(self.first_name.removeprefix(_DOCTOR))}.{plain(self.last_name)}"


def person(random: Random, firm: Firm, position: Position | None = None) -> Person:
    """Somebody who works there, in the position if it is given."""
    held = position or _position(random, firm)
    is_woman = random.random() < 0.42
    by_origin = random.choices(ORIGINS, _SHARES)[0]
    is_doctor = held.seniority != "intern" and random.random() < 0.06
    return Person(
        first_name=(_DOCTOR if is_doctor else "") + random.choice(by_origin.women if is_woman else by_origin.men),
        last_name=_family(random, by_origin),
        salutation="ms" if is_woman else "mr",
        title=held.woman if is_woman else held.man,
        position=held,
        phone=f"+49 {firm.exchange}-{random.randrange(1000):03}",
    )


def work_address(who: Person, firm: Firm) -> str:
    """At the firm's domain."""
    return f"{who.mailbox}@{firm.domain}"


def private_address(random: Random, who: Person) -> str:
    """At a provider of private mailboxes."""
    return f"{who.mailbox}{random.randrange(60, 99)}@{random.choice(PRIVATE_MAIL)}"


def _position(random: Random, firm: Firm) -> Position:
    fitting = [each for each in POSITIONS if each.smallest <= firm.employees <= each.largest]
    return random.choices(fitting, [each.weight for each in fitting])[0]


def _family(random: Random, origin: Origin) -> str:
    name = random.choice(origin.family)
    if random.random() >= 0.04:
        return name
    other = random.choice(ORIGINS[0].family)
    return name if other == name else f"{other}-{name}"
