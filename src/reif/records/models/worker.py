"""Workers: the processes that do jobs."""

from django.db import models

from reif.records.fates import OnErase, OnExport


class Worker(models.Model):
    """A process that works, by machine and process number. `turned_at`: when it last said that it is alive."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    name = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField()
    turned_at = models.DateTimeField()
