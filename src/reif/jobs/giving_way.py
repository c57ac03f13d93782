"""Who brings work goes first while more of it is brought than is done: a burst is taken in at the speed of the disk."""

from dataclasses import dataclass

SHARES_GIVEN_WAY = 3.0
"""How long others have for themselves, for each second of a step while it falls behind."""


@dataclass(slots=True)
class GivingWay:
    """`came`: how many pieces came during the last step and the pause before it. `is_behind`: whether those were more
    than it did. `newest`: the number of the last that waited after it; 0: none did.
    """

    newest: int = 0
    came: int = 0
    is_behind: bool = False

    def pause_after(self, *, done: int, newest: int, seconds: float) -> float:
        """Seconds to wait after a step that took `seconds` and did `done` pieces of work.

        `newest`: the number of the piece that came last of those that wait, 0 if none does; pieces are numbered as
        they come.
        """
        self.came = newest - self.newest if self.newest and newest else 0
        self.newest = newest
        self.is_behind = self.came > done
        return SHARES_GIVEN_WAY * seconds if self.is_behind else 0.0
