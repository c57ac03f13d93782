"""Contacts that turned out to be one."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.contact import Contact
from reif.records.models.user import User


class Merge(models.Model):
    """A contact (`contact`, the survivor) took in another one (`absorbed`, its number), which is no contact any more.

    Whatever was the absorbed one's is the survivor's now and bears the number as its `origin`, as does what comes later
    by what named it. `kept`: what has no place with the survivor: the absorbed one's columns, moves and score changes.
    `before`: of the survivor, what its columns were. `by` null: by `rule`. A merge that is undone is gone.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="merges")
    origin = models.BigIntegerField(null=True, blank=True)
    absorbed = models.BigIntegerField(unique=True)
    kept = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    rule = models.CharField(max_length=50, blank=True, default="")
    by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    merged_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["contact", "merged_at"], name="merge_by_contact")]

    @property
    def absorbed_name(self) -> str:
        """What the absorbed contact was called; else its e-mail; empty if it had neither."""
        columns = self.kept.get("contact", {})
        return str(columns.get("name") or columns.get("email") or "")
