"""Gates between stages: when a contact is ripe for the next one, as data."""

from dataclasses import dataclass

from reif.rules.catalogue import EVENTS
from reif.rules.stages import Stage

IDENTIFIED, GATE, REQUEST, LOOK_AGAIN = "identified", "gate", "request", "look_again"
RETRACTED, MERGED = "retracted", "merged"
"""The rules by which contacts are moved, or proposed to be; RETRACTED: what a rule did is as if never done. MERGED: the
contact is one with another one, who had come further.
"""


@dataclass(frozen=True, slots=True)
class Gate:
    """Who may pass to the stage that follows `of`: at least so many points, and one of the grades."""

    of: Stage
    points: int
    grades: tuple[str, ...]

    @property
    def to(self) -> Stage:
        """The stage beyond."""
        following = self.of.next
        assert following is not None
        return following

    def missing(self, points: int, grade: str) -> "Missing":
        """What of it is not met."""
        return Missing(max(self.points - points, 0), () if grade in self.grades else self.grades)


@dataclass(frozen=True, slots=True)
class Missing:
    """What keeps somebody from a stage: so many `points`, one of the `grades`; nothing if both are empty."""

    points: int = 0
    grades: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.points or self.grades)


DEFAULT_GATES = (Gate(Stage.LEAD, 60, ("A", "B", "C")),)


def gate_of(stage: Stage) -> Gate | None:
    """The default gate out of the stage; None where a score does not decide."""
    return next((gate for gate in DEFAULT_GATES if gate.of == stage), None)


INTEREST_NAMES = tuple(name for each in EVENTS if each.is_interest for name in (each.name, *each.other_names))
"""Every name under which the catalogue knows a sign of interest."""
REQUEST_NAMES = tuple(name for each in EVENTS if each.is_request for name in (each.name, *each.other_names))
"""Every name under which the catalogue knows a request for a salesperson."""
