"""Pairs of contacts that may be one."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from reif.records.fates import OnErase, OnExport
from reif.records.models.user import User


class Double(models.Model):
    """Two contacts, by number (the lower one is `one_id`), may be one person, with what `probability`, 0 to 1.

    They are numbers as in `Merge`: while one of the two is merged the row waits, and holds again once that is taken
    back. `evidence`: a list of what was compared, each {field, level, weight}; the values are the contacts' own and
    stand there alone. `decision` empty and `decided_at` null: nobody has said yet.
    """

    MERGED, APART = "merged", "apart"
    on_export = OnExport.FIND
    on_erase = OnErase.DELETE

    one_id = models.BigIntegerField()
    other_id = models.BigIntegerField()
    probability = models.FloatField()
    evidence = models.JSONField(default=list)
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=6, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["one_id", "other_id"], name="double_once"),
            models.CheckConstraint(condition=Q(one_id__lt=F("other_id")), name="double_in_order"),
            models.CheckConstraint(condition=Q(probability__range=(0, 1)), name="double_probability"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None)
                | Q(decision__in=["merged", "apart"], decided_at__isnull=False),
                name="double_decided",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-probability", "id"], name="double_open", condition=Q(decision="")),
            models.Index(fields=["other_id"], name="double_by_other"),
        ]
