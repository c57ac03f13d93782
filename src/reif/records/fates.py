"""What becomes of a record when its contact is merged into another, or erased (GDPR, Art. 17).

Every table that points at a contact says both: `on_merge` and `on_erase`.
"""

from enum import Enum


class OnMerge(Enum):
    """What becomes of the absorbed contact's records."""

    MOVE = "move"
    """They belong to the survivor."""
    DROP = "drop"
    """They can be recomputed for the survivor."""
    KEEP = "keep"
    """They stay as they were: they tell what happened to the absorbed contact."""


class OnErase(Enum):
    """What becomes of an erased contact's records."""

    DELETE = "delete"
    """They tell of the person."""
    UNLINK = "unlink"
    """They are counts once they point at nobody; the columns in `blank_on_erase` are emptied."""
