"""Words that a column may hold, and the constraints that hold them."""

from collections.abc import Iterable
from enum import StrEnum

from django.db import models


class Role(StrEnum):
    """What a user may do."""

    ADMIN = "admin"
    MANAGER = "manager"
    SALES = "sales"
    MARKETING = "marketing"
    VIEWER = "viewer"


class ModelState(StrEnum):
    """Where a version of a scoring model stands."""

    DRAFT = "draft"
    LIVE = "live"
    RETIRED = "retired"


def one_of(column: str, words: Iterable[str], table: str) -> models.CheckConstraint:
    """The column holds one of the words (or null, where the column may)."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{column}__in": [str(word) for word in words]}), name=f"{table}_{column}_known"
    )


def within(column: str, low: float, high: float, table: str) -> models.CheckConstraint:
    """The column lies between the bounds, both included."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{column}__gte": low, f"{column}__lte": high}), name=f"{table}_{column}_in_range"
    )
