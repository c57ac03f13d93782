"""What holds for the whole installation."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from reif.records.enums import one_of
from reif.records.fates import OnErase, OnExport
from reif.rules.languages import Language
from reif.rules.phones import country_of


class Installation(models.Model):
    """One row: what admins set for everybody. Days of retention: null keeps for ever.

    `imprint`: who answers for mails and public pages, as the law asks (§ 5 DDG); `privacy_url`: where it is told what
    becomes of what people type. `reply_rules`: the team's own file of what replies ask for; empty: the one that comes
    with reif.
    """

    on_export = OnExport.NOTHING
    on_erase = OnErase.KEEP

    name = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=2, default=Language.EN.value)
    time_zone = models.CharField(max_length=64, default="UTC")
    may_accept_by_itself = models.BooleanField(default=False)
    keep_visitors_days = models.PositiveIntegerField(null=True, blank=True)
    keep_contacts_days = models.PositiveIntegerField(null=True, blank=True)
    keep_rejects_days = models.PositiveIntegerField(null=True, blank=True)
    keep_audit_days = models.PositiveIntegerField(null=True, blank=True)
    imprint = models.TextField(blank=True, default="")
    privacy_url = models.CharField(max_length=500, blank=True, default="")
    respond_within_minutes = models.PositiveIntegerField(default=60)
    reply_rules = models.TextField(blank=True, default="")

    class Meta:
        constraints: ClassVar = [
            one_of("language", Language, "installation"),
            models.CheckConstraint(condition=models.Q(id=1), name="installation_one_row"),
        ]

    @classmethod
    def current(cls) -> "Installation":
        """What is set; where nothing is, the language and time zone of the settings and the defaults."""
        kept = cls.objects.filter(id=1).first()
        return kept or cls(id=1, language=settings.LANGUAGE_CODE, time_zone=settings.TIME_ZONE)

    @property
    def home_country(self) -> str:
        """Whose telephone numbers those without a country code are: the time zone's country; empty: it has none."""
        return country_of(self.time_zone)
