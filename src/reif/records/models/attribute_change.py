"""What became known of a contact, and when."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.append_only import AppendOnly
from reif.records.models.contact import Contact
from reif.records.models.source import Source


class AttributeChange(AppendOnly):
    """From `occurred_at` on the attribute has the value (JSON; null: missing)."""

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="attribute_changes")
    origin = models.BigIntegerField(null=True, blank=True)
    attribute = models.CharField(max_length=200)
    value = models.JSONField(null=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="attribute_changes")
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["contact", "attribute", "occurred_at", "id"], name="attribute_by_contact"),
        ]
