"""What is kept per engagement rule: what it gives as of an instant, and how that goes on by itself."""

from abc import ABC, abstractmethod
from typing import Any, NamedTuple


class Given(NamedTuple):
    """What a rule gives: its value in points, how many events counted, the newest one's instant."""

    value: float
    events: int
    newest: int | None


class Phase(NamedTuple):
    """How a rule's value goes on: from `value` it halves every `half_life` (None: it stays), before `until`."""

    value: float
    half_life: int | None = None
    until: int | None = None


class RuleState(ABC):
    """One rule of one lead. Instants are microseconds since 1970, `at` never earlier than one named before."""

    @property
    def reach(self) -> int | None:
        """The age beyond which an event never counts; None: there is none."""
        return None

    @abstractmethod
    def add(self, t: int) -> None:
        """An event that the rule looks at happened at `t`, within its reach. May raise NeedsHistory."""

    @abstractmethod
    def given(self, at: int) -> Given:
        """What the rule gives. May raise NeedsHistory, as may `phase` and `prune`."""

    @abstractmethod
    def phase(self, at: int) -> Phase:
        """How that goes on without further events."""

    @abstractmethod
    def to_json(self) -> Any:
        """What the state is restored from."""

    def prune(self, at: int) -> None:  # noqa: B027 - most states have nothing to let go of
        """Let go of what no instant from `at` on needs."""
