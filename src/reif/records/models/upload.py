"""Lists that somebody sent by the browser and that are not imported yet."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.import_ import Import
from reif.records.models.user import User


class Upload(models.Model):
    """A list on its way in: whole since `whole_at`, gone a week after. Whoever was erased meanwhile is not let in.

    `kind`, `mapping` (header -> field, None: left out; only what somebody chose) and `source` (its name): how it is to
    be imported. `found`: what was read of it, None before; `problem`: why it cannot be read. `rehearsal`: what the
    import would do, None before it was tried with this kind and mapping. `of`: the import that it became.
    `stopped_at`: somebody stopped that.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    file_name = models.CharField(max_length=500)
    size = models.PositiveBigIntegerField(default=0)
    whole_at = models.DateTimeField(null=True, blank=True)
    kind = models.CharField(max_length=20, blank=True, default="")
    mapping = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=200)
    found = models.JSONField(null=True, blank=True)
    problem = models.CharField(max_length=1000, blank=True, default="")
    rehearsal = models.JSONField(null=True, blank=True)
    of = models.ForeignKey(Import, models.CASCADE, null=True, blank=True, related_name="uploads")
    stopped_at = models.DateTimeField(null=True, blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")


class UploadPart(models.Model):
    """A megabyte of the file, in the database: so every worker of a cluster has it, and a backup too."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    of = models.ForeignKey(Upload, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of", "number"], name="uploadpart_once")]
