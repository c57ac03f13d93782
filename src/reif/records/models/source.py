"""Sources: where events come from."""

from django.db import models

from reif.records.fates import OnErase, OnExport


class Source(models.Model):
    """A website, an import, another system. `write_key_hash`: SHA-256 of its write key, null if it has none.

    `public_key`: the key itself where everybody can read it, as in a website's code; what comes with it is a claim.
    Empty for a key that is secret, which is kept as its hash alone. `field_map`: which field each name holds (null:
    none) of leads that come as JSON, where what is detected is not what is meant.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    name = models.CharField(max_length=200, unique=True)
    write_key_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)
    public_key = models.CharField(max_length=64, blank=True, default="")
    field_map = models.JSONField(default=dict, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    @property
    def is_public(self) -> bool:
        """Whether anybody may send with its key."""
        return bool(self.public_key)
