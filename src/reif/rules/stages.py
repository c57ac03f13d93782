"""The stages of the lifecycle, from somebody hardly known to somebody who recommends."""

from enum import StrEnum


class Stage(StrEnum):
    """How far somebody has come, in order."""

    SUSPECT = "suspect"
    LEAD = "lead"
    PROSPECT = "prospect"
    OPPORTUNITY = "opportunity"
    CUSTOMER = "customer"
    AMBASSADOR = "ambassador"

    @property
    def rank(self) -> int:
        """0 for a suspect … 5 for an ambassador."""
        return tuple(Stage).index(self)

    @property
    def english(self) -> str:
        """The word shown to English readers."""
        return self.value.capitalize()

    @property
    def german(self) -> str:
        """The word shown to German readers."""
        return _GERMAN[self]

    @property
    def next(self) -> "Stage | None":
        """The stage that follows; None after the last."""
        return next((stage for stage in Stage if stage.rank == self.rank + 1), None)


class Status(StrEnum):
    """What stands beside the stage: still pursued, given up, or left to nurturing until a date."""

    ACTIVE = "active"
    DISQUALIFIED = "disqualified"
    RECYCLED = "recycled"


class Disqualification(StrEnum):
    """Why a contact is given up."""

    NO_FIT = "no_fit"
    NO_BUDGET = "no_budget"
    NO_AUTHORITY = "no_authority"
    NO_NEED = "no_need"
    COMPETITOR = "competitor"
    BAD_DATA = "bad_data"
    DUPLICATE = "duplicate"
    SPAM = "spam"


_GERMAN = {
    Stage.SUSPECT: "Verdächtiger",
    Stage.LEAD: "Lead",
    Stage.PROSPECT: "Interessent",
    Stage.OPPORTUNITY: "Verkaufschance",
    Stage.CUSTOMER: "Kunde",
    Stage.AMBASSADOR: "Markenbotschafter",
}
