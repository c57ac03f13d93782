"""One contact's story while it is being told; in the end it is put in order and cut at the end of the world."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from reif.rules.catalogue import event_type
from reif.rules.stages import Disqualification, Stage, Status
from reif.simulation.person import Person
from reif.simulation.rhythm import Rhythm
from reif.simulation.world import Contact, Event, Fact, Firm, Move

IDENTIFIED = "identified"


@dataclass(slots=True)
class _Step:
    at: datetime
    stage: Stage | None
    status: Status | None
    by: str
    rule: str
    why: str
    reason: Disqualification | None
    look_again_on: date | None
    is_undoing: bool


@dataclass(slots=True)
class Story:
    """What is known, done and decided so far, in any order."""

    lead_id: str
    random: Random
    rhythm: Rhythm
    kind: str = "buyer"
    who: Person | None = None
    firm: Firm | None = None
    fit: float = 0.0
    need: float = 0.0
    born: datetime = field(init=False)
    seller: str = ""
    owner: str = ""
    owned_since: datetime | None = None
    declined_at: datetime | None = None
    touches: list[datetime] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    steps: list[_Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.born = self.rhythm.since

    def do(
        self, name: str, at: datetime, channel: str = "website", campaign: str = "", **properties: str | int | float
    ) -> None:
        """The contact does something."""
        self.events.append(Event(name, at, properties, channel, campaign, ""))

    def know(self, at: datetime, **facts: str | float) -> None:
        """Attributes become known."""
        self.facts.extend(Fact(attribute, value, at) for attribute, value in facts.items())

    def move(
        self,
        at: datetime,
        stage: Stage | None = None,
        *,
        status: Status | None = None,
        by: str = "",
        rule: str = "",
        why: str = "",
        reason: Disqualification | None = None,
        look_again_on: date | None = None,
        is_undoing: bool = False,
    ) -> None:
        """Stage or status change; what is None stays. `is_undoing`: the move before is taken back."""
        self.steps.append(_Step(at, stage, status, by, rule, why, reason, look_again_on, is_undoing))
        if by:
            self.touches.append(at)

    def lose_interest(self, at: datetime) -> None:
        """Most visits after the instant do not happen."""
        self.events[:] = [
            event
            for event in self.events
            if event.occurred_at <= at or event.name != "Page Viewed" or self.random.random() < 0.12
        ]

    def own(self, at: datetime) -> None:
        """The contact gets its salesperson."""
        if self.owned_since is None:
            self.owned_since = at

    def known(self, at: datetime) -> dict[str, str | float]:
        """The attributes as of the instant."""
        facts = sorted(self.facts, key=lambda fact: fact.known_at)
        return {fact.attribute: fact.value for fact in facts if fact.known_at <= at}

    def told(self) -> Contact:
        """The story in order, without what would come after the end of the world."""
        until = self.rhythm.until
        done = sorted((event for event in self.events if event.occurred_at <= until), key=lambda each: each.occurred_at)
        events = tuple(
            Event(each.name, each.occurred_at, each.properties, each.channel, each.campaign, f"{self.lead_id}-{number}")
            for number, each in enumerate(done)
        )
        first_seen = min((self.born, *(event.occurred_at for event in events)))
        is_owned = self.owned_since is not None and self.owned_since <= until
        return Contact(
            lead_id=self.lead_id,
            kind=self.kind,
            fit=self.fit,
            need=self.need,
            firm=self.firm,
            facts=tuple(self._news()),
            events=events,
            moves=self._moves(events),
            created_at=first_seen,
            owner=self.seller if is_owned else "",
            touched_at=max((at for at in self.touches if at <= until), default=None),
            declined_at=self.declined_at if self.declined_at is not None and self.declined_at <= until else None,
        )

    def _news(self) -> Iterator[Fact]:
        """The facts in the order of time, without those that repeat what was known."""
        known: dict[str, str | float] = {}
        for fact in sorted(self.facts, key=lambda each: each.known_at):
            if fact.known_at <= self.rhythm.until and known.get(fact.attribute) != fact.value:
                known[fact.attribute] = fact.value
                yield fact

    def _moves(self, events: tuple[Event, ...]) -> tuple[Move, ...]:
        steps = sorted((step for step in self.steps if step.at <= self.rhythm.until), key=lambda step: step.at)
        first_interest = self._first_interest(events)
        if first_interest is not None and not any(step.at <= first_interest and step.stage for step in steps):
            steps.append(_Step(first_interest, Stage.LEAD, None, "", IDENTIFIED, "", None, None, False))
            steps.sort(key=lambda step: step.at)
        moves: list[Move] = []
        stage, status = Stage.SUSPECT, Status.ACTIVE
        for step in steps:
            to_stage, to_status = step.stage or stage, step.status or status
            if (to_stage, to_status) == (stage, status) or (step.rule == IDENTIFIED and stage is not Stage.SUSPECT):
                continue
            undoes = len(moves) - 1 if step.is_undoing and moves else None
            moves.append(
                Move(
                    occurred_at=step.at,
                    from_stage=stage,
                    to_stage=to_stage,
                    from_status=status,
                    to_status=to_status,
                    by=step.by,
                    rule=step.rule,
                    why=step.why,
                    reason=step.reason,
                    look_again_on=step.look_again_on,
                    undoes=undoes,
                )
            )
            stage, status = to_stage, to_status
        return tuple(moves)

    def _first_interest(self, events: tuple[Event, ...]) -> datetime | None:
        """The first sign of interest of somebody whose address is known by then."""
        for event in events:
            kind = event_type(event.name)
            if event.occurred_at >= self.born and kind is not None and kind.is_interest:
                return event.occurred_at
        return None
