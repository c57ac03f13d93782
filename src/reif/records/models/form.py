"""Forms that people fill in, and their published versions."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport
from reif.records.models.append_only import AppendOnly
from reif.records.models.source import Source
from reif.records.models.user import User


class Form(models.Model):
    """What the team asks of people, at the address `slug`. `draft`: the next version, as `rules/form.py` reads it.

    `source`: what comes by it, as claims. `closed_at`: since when nothing more is taken; null while it is open.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    draft = models.JSONField(default=dict)
    source = models.OneToOneField(Source, models.PROTECT, related_name="form")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Its name, as lists show it."""
        return self.name


class FormVersion(AppendOnly):
    """A form as it was published: every word that people saw, and what they agreed to. The last one is shown."""

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP
    may_change = ("published_by_id",)

    form = models.ForeignKey(Form, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    specification = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["form", "number"], name="formversion_once")]
