"""What becomes of a record when its contact is merged, asks what is known (GDPR, Art. 15), or is erased (Art. 17).

Every table says `on_export` and `on_erase`; one that points at a contact says `on_merge`, too.
"""

from enum import Enum


class OnMerge(Enum):
    """What becomes of the absorbed contact's records."""

    MOVE = "move"
    """They belong to the survivor; `origin` keeps whose they would be had nobody been merged (null: the contact's)."""
    DROP = "drop"
    """They can be recomputed for the survivor."""
    KEEP = "keep"
    """They are kept with the merge: they tell what happened to the absorbed contact alone."""


class OnExport(Enum):
    """What a person is given who asks what is known of them."""

    GIVE = "give"
    """All that is theirs."""
    FIND = "find"
    """Those that name them, which are looked for."""
    NOTHING = "nothing"
    """They tell of no contact."""


class OnErase(Enum):
    """What becomes of an erased contact's records."""

    DELETE = "delete"
    """They tell of the person."""
    UNLINK = "unlink"
    """They are counts once they point at nobody; the columns in `blank_on_erase` are emptied."""
    EMPTY = "empty"
    """Those that name the person are looked for, and what names them is emptied."""
    WITH_LAST = "with last"
    """Deleted with the last contact that points at them."""
    KEEP = "keep"
    """They stay: they tell of nobody, or hold a number that leads to nobody any more."""
