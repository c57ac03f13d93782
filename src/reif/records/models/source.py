"""Sources: where events come from."""

from django.db import models

from reif.records.fates import OnErase, OnExport


class Source(models.Model):
    """A website, an import, another system. `write_key_hash`: SHA-256 of its write key, null if it has none."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    name = models.CharField(max_length=200, unique=True)
    write_key_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()
