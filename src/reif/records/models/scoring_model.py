"""Versions of the scoring model."""

from typing import Any, ClassVar

from django.db import models

from reif.records.enums import ModelState, one_of
from reif.records.fates import OnErase, OnExport
from reif.records.models.append_only import WrittenOnce
from reif.records.models.user import User


class ScoringModel(models.Model):
    """One version. Number, name and text never change; its state does. At most one is live.

    `created_by`, `published_by`: null if a command did it. `discarded_at`: a draft that nobody wants to see any more.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    frozen: ClassVar = ("number", "name", "text", "created_at")

    number = models.PositiveIntegerField(unique=True)
    name = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=10, default=ModelState.DRAFT.value)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    discarded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("state", ModelState, "scoringmodel"),
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state=ModelState.LIVE.value), name="scoringmodel_one_live"
            ),
            models.CheckConstraint(
                condition=models.Q(state=ModelState.DRAFT.value) | models.Q(published_at__isnull=False),
                name="scoringmodel_published",
            ),
        ]

    def delete(self, *arguments: Any, **options: Any) -> tuple[int, dict[str, int]]:
        """Refused. Raises WrittenOnce."""
        del arguments, options
        raise WrittenOnce("ScoringModel: versions are retired, never deleted")

    @classmethod
    def frozen_columns(cls) -> tuple[str, ...]:
        """The columns that the database itself keeps as they were written."""
        return cls.frozen
