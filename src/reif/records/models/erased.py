"""Persons who were erased, as counts."""

from django.db import models

from reif.records.fates import OnErase, OnExport


class Erased(models.Model):
    """Somebody who was erased, as the figures go on counting them: when first seen and by which channel, no more.

    `channel` is empty where it would tell the person from everybody else. Their moves from stage to stage point here.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    channel = models.CharField(max_length=50, blank=True, default="")
    created_at = models.DateTimeField(db_index=True)
    is_simulated = models.BooleanField(default=False)
