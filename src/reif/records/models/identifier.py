"""What contacts and visitors are recognised by."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport, OnMerge
from reif.records.models.contact import Contact


class Identifier(models.Model):
    """Something that names one contact: an e-mail, a user id of another system. `value`: normalised.

    `is_verified`: said by a list, another system or the team, or proved by the person; not only by a browser.
    """

    on_merge = OnMerge.MOVE
    on_export = OnExport.GIVE
    on_erase = OnErase.DELETE

    contact = models.ForeignKey(Contact, models.PROTECT, related_name="identifiers")
    origin = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=30)
    value = models.CharField(max_length=500)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "value"], name="identifier_unique")]
