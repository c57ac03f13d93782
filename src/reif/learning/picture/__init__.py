"""A report as one picture: an SVG file that stands alone, in light and dark."""

from reif.learning.picture.sheet import draw

__all__ = ["draw"]
