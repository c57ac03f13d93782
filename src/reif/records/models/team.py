"""Teams of users."""

from django.db import models

from reif.records.fates import OnErase, OnExport


class Team(models.Model):
    """Users who share contacts."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        """Its name, as forms offer it."""
        return self.name
