"""What a made-up world consists of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reif.rules.stages import Disqualification, Stage, Status


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of the selling team. `role`: as users of the system have it."""

    email: str
    name: str
    role: str

    @property
    def may_sell(self) -> bool:
        """Whether contacts belong to them."""
        return self.role in ("admin", "sales")


@dataclass(frozen=True, slots=True)
class Firm:
    """Where contacts work. `employees` in heads, `revenue` in EUR a year."""

    number: int
    name: str
    domain: str
    industry: str
    employees: int
    revenue: int
    country: str
    region: str
    city: str
    postal_code: str
    exchange: str
    suits: float


@dataclass(frozen=True, slots=True)
class Fact:
    """An attribute that became known at an instant (UTC)."""

    attribute: str
    value: str | float
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something done, at an instant (UTC), with a message id that no other event has."""

    name: str
    occurred_at: datetime
    properties: Mapping[str, str | int | float]
    channel: str
    campaign: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody unknown, and the pages seen, in the order of time; at least one."""

    name: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A move between stages or statuses, by a colleague (their e-mail) or, empty, by the rule.

    `undoes`: the place, among the contact's moves, of the one that this takes back.
    """

    occurred_at: datetime
    from_stage: Stage
    to_stage: Stage
    from_status: Status
    to_status: Status
    by: str
    rule: str
    why: str
    reason: Disqualification | None = None
    look_again_on: date | None = None
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person with everything known, done and decided, each in the order of time.

    `kind`: what sort of person this is, such as buyer or student; the team does not know it. `fit`, `need`: 0-1, latent
    too. `owner`: a colleague's e-mail, or empty. `touched_at`: when the team last did something about the contact.
    """

    lead_id: str
    kind: str
    fit: float
    need: float
    firm: Firm | None
    facts: tuple[Fact, ...]
    events: tuple[Event, ...]
    moves: tuple[Move, ...]
    created_at: datetime
    owner: str = ""
    touched_at: datetime | None = None
    declined_at: datetime | None = None

    def attributes(self, at: datetime) -> dict[str, str | float]:
        """What is known as of the instant."""
        return {fact.attribute: fact.value for fact in self.facts if fact.known_at <= at}

    def reached(self, stage: Stage) -> datetime | None:
        """When the contact first came to the stage; None if it never did."""
        return next((move.occurred_at for move in self.moves if move.to_stage is stage), None)

    @property
    def stage(self) -> Stage:
        """Where the contact stands at the end."""
        return self.moves[-1].to_stage if self.moves else Stage.SUSPECT

    @property
    def status(self) -> Status:
        """What stands beside the stage at the end."""
        return self.moves[-1].to_status if self.moves else Status.ACTIVE


@dataclass(frozen=True, slots=True)
class World:
    """A team, its contacts and those who stayed unknown, as of `until` (UTC), the last instant of the world."""

    until: datetime
    team: tuple[Colleague, ...]
    contacts: tuple[Contact, ...]
    visitors: tuple[Visitor, ...]

    @property
    def firms(self) -> tuple[Firm, ...]:
        """The firms of the contacts, each once, by number."""
        known = {contact.firm.number: contact.firm for contact in self.contacts if contact.firm is not None}
        return tuple(known[number] for number in sorted(known))

    @property
    def event_count(self) -> int:
        """How many events there are."""
        known = sum(len(contact.events) for contact in self.contacts)
        return known + sum(len(visitor.events) for visitor in self.visitors)
