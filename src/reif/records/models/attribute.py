"""Attributes that a team adds to those of the catalogue."""

from typing import ClassVar

from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport

KINDS = ("text", "number", "choice", "boolean", "date")


class Attribute(models.Model):
    """What a team wants to know of its contacts. `options`: of a choice, `[{"value", "en", "de"}]`."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=10, default="text")
    label_en = models.CharField(max_length=200)
    label_de = models.CharField(max_length=200)
    options = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [one_of("kind", KINDS, "attribute")]
