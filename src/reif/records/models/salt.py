"""Salts: what makes ids of a day that nobody can work out again afterwards."""

from django.db import models

from reif.records.fates import OnErase, OnExport


class Salt(models.Model):
    """A random secret of one day (in UTC), the same for every process; destroyed when the day is over."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    day = models.DateField(unique=True)
    secret = models.CharField(max_length=64)
