"""Companies."""

from typing import ClassVar

from django.db import models

from reif.records.fates import OnErase, OnExport


class Company(models.Model):
    """Where contacts work. `domain`: lower case, empty if not known, else one company's alone."""

    on_export = OnExport.GIVE
    on_erase = OnErase.WITH_LAST

    name = models.CharField(max_length=300)
    domain = models.CharField(max_length=253, blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["domain"], condition=~models.Q(domain=""), name="company_domain_unique"),
        ]
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="company_by_name")]
