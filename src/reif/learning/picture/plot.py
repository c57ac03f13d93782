"""Where a pair of shares lies on the sheet."""

from dataclasses import dataclass

from reif.learning.picture.drawing import Point


@dataclass(frozen=True, slots=True)
class Plot:
    """A field of the sheet, with the origin bottom left and `most` (above 0) at its right and its upper end."""

    left: float
    top: float
    width: float
    height: float
    most: float = 1.0

    def at(self, right: float, up: float) -> Point:
        """The point so far to the right and so far up."""
        return self.left + self.width * right / self.most, self.top + self.height * (1 - up / self.most)
