"""How much came from a source, day by day."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.source import Source


class SourceDay(models.Model):
    """Counts of one day (UTC), by when it was received.

    `taken`: calls that were new. `known`: that had been sent before. `quarantined`: that could not be used. `last_at`:
    when the last of them came. `forged`: calls with a wrong signature.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    source = models.ForeignKey(Source, models.CASCADE, related_name="days")
    day = models.DateField()
    taken = models.PositiveBigIntegerField(default=0)
    known = models.PositiveBigIntegerField(default=0)
    quarantined = models.PositiveBigIntegerField(default=0)
    forged = models.PositiveBigIntegerField(default=0, db_default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["source", "day"], name="sourceday_once")]
