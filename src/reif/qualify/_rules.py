"""What rules do with a contact: move, propose, let a proposal lapse."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from reif.qualify._moves import judged_by, moved, settle
from reif.qualify._signs import Signs
from reif.records.models import Contact, StageChange
from reif.rules.gates import GATE, IDENTIFIED, REQUEST, RETRACTED, gate_of
from reif.rules.stages import Stage, Status


@dataclass(slots=True)
class Assessment:
    """Of one contact, locked, as of `at`. `signs`: those that may be news; `all_signs` looks up every one there is.

    `moves` takes the records of what the rules do, to be stored."""

    contact: Contact
    at: datetime
    signs: Signs
    all_signs: Callable[[], Signs]
    last_changes: "LastChanges"
    may_accept_by_itself: bool
    moves: list[StageChange]

    def run(self) -> bool:
        """Whether anything changed in the contact's columns."""
        before = self._state()
        if self.contact.status == Status.RECYCLED:
            self._return_on_request()
        if self.contact.status == Status.ACTIVE and self.contact.stage == Stage.SUSPECT:
            self._become_lead()
        if self.contact.status == Status.ACTIVE and self.contact.stage == Stage.LEAD:
            self._look_at_gate()
        return self._state() != before

    def _state(self) -> tuple[object, ...]:
        return self.contact.stage, self.contact.status, self.contact.proposed_stage, self.contact.proposed_by_rule

    def _return_on_request(self) -> None:
        if self.signs.request_at and self.signs.request_since(self.last_changes.at(self.contact)):
            self._move(REQUEST, status=Status.ACTIVE)

    def _become_lead(self) -> None:
        """Once somebody took such a move back, only new interest makes a lead again."""
        if not (self.signs.interest_at and is_identifiable(self.contact)):
            return
        if self.signs.interest_since(self.last_changes.at(self.contact)):
            self._move(IDENTIFIED, stage=Stage.LEAD)

    def _look_at_gate(self) -> None:
        contact, gate = self.contact, gate_of(Stage.LEAD)
        assert gate is not None
        is_open = not gate.missing(contact.points, contact.grade)
        if contact.proposed_stage:
            if contact.proposed_by_rule == GATE and not is_open:
                settle(contact)
            return
        if not (is_open or self.signs.request_at):
            return
        refused_at = _refused_at(contact, self.last_changes)
        if self.signs.request_since(refused_at):
            self._propose(gate.to, REQUEST)
        elif is_open and (refused_at is None or self.all_signs().interest_since(refused_at)):
            self._propose(gate.to, GATE)

    def _propose(self, stage: Stage, rule: str) -> None:
        if self.may_accept_by_itself and self.contact.may_be_profiled:
            self._move(rule, stage=stage)
        else:
            propose(self.contact, stage, rule, self.at)

    def _move(self, rule: str, *, stage: Stage | None = None, status: Status | None = None) -> None:
        model = self.moves[0].model if self.moves else judged_by()
        at = max(self.at, self.last_changes.at(self.contact) or self.at)
        self.moves.append(moved(self.contact, model, at=at, stage=stage, status=status, rule=rule))


def propose(contact: Contact, stage: Stage, rule: str, at: datetime) -> None:
    """Let the proposal wait for a person."""
    contact.proposed_stage, contact.proposed_by_rule, contact.proposed_at = stage.value, rule, at


def is_identifiable(contact: Contact) -> bool:
    """Whether somebody could be reached, or is known to another system."""
    known = contact.attributes
    return bool(contact.email or contact.lead_id or known.get("phone") or known.get("linkedin_url"))


def _refused_at(contact: Contact, last_changes: "LastChanges") -> datetime | None:
    """When a person last said no: to a proposal, or by moving the contact back."""
    last = last_changes.of(contact)
    refusals = [contact.declined_at]
    if last is not None and Stage(last.from_stage).rank > Stage(last.to_stage).rank:
        refusals.append(last.occurred_at)
    return max((each for each in refusals if each is not None), default=None)


class LastChanges:
    """The last moves of some contacts, as they were before the rules: looked up in one query, when first needed."""

    def __init__(self, contact_ids: Iterable[int]) -> None:
        self._contact_ids = list(contact_ids)
        self._found: dict[int, StageChange] | None = None

    def of(self, contact: Contact) -> StageChange | None:
        """The contact's last move; None if it was never moved. What was retracted is as if it had never been."""
        if self._found is None:
            made = StageChange.objects.filter(contact_id__in=self._contact_ids)
            rows = made.exclude(rule=RETRACTED).exclude(undone_by__rule=RETRACTED).order_by("occurred_at", "id")
            self._found = {row.contact_id: row for row in rows}
        return self._found.get(contact.pk)

    def at(self, contact: Contact) -> datetime | None:
        """When that was."""
        last = self.of(contact)
        return None if last is None else last.occurred_at
