"""Who was erased at their own wish, so that no list brings them back unnoticed."""

from django.db import models

from reif.records.fates import OnErase, OnExport


class Barred(models.Model):
    """An identifier of an erased person, to be recognised and not read: a digest keyed by the secret of the system.

    `key`: which secret it was, by its first signs: after a change of the secret nobody recognises it. `person`: the
    same for all that are one person's.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    digest = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=8)
    person = models.CharField(max_length=64, db_index=True)
    since = models.DateField()
