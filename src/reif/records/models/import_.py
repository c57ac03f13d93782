"""Imports of files, and the rows that could not be used."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.source import Source
from reif.records.models.user import User


class Import(models.Model):
    """A file that is read into the records. `rows_done`: where to go on after an interruption.

    Its events and facts are those of its source that were received at `started_at`. `is_undoable`: the contacts that it
    made say so (`made_by`), and nothing of it is a person's wish. `undoing_since`: it is taken back since then;
    `undone_at`: nothing of it is left since then.
    """

    on_export = OnExport.FIND
    on_erase = OnErase.EMPTY

    source = models.ForeignKey(Source, models.PROTECT, related_name="imports")
    kind = models.CharField(max_length=20)
    file_name = models.CharField(max_length=500)
    file_hash = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict, blank=True)
    rows_done = models.PositiveBigIntegerField(default=0)
    rows_accepted = models.PositiveBigIntegerField(default=0)
    rows_known = models.PositiveBigIntegerField(default=0)
    rows_rejected = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    is_undoable = models.BooleanField(default=False, db_default=False)
    undoing_since = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "file_hash"], name="import_by_file")]


class ImportReject(models.Model):
    """A row that could not be used: its number in the file, why, and the row as it was read."""

    on_export = OnExport.FIND
    on_erase = OnErase.EMPTY

    of = models.ForeignKey(Import, models.CASCADE, related_name="rejects")
    row = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=500)
    raw = models.TextField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["of", "row"], name="importreject_once")]
