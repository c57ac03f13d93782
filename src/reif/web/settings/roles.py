"""The roles in words, with what each may do."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reif.records.enums import Role

WORDS = {
    Role.ADMIN: pgettext_lazy("role", "Admin"),
    Role.MANAGER: pgettext_lazy("role", "Management"),
    Role.SALES: pgettext_lazy("role", "Sales"),
    Role.MARKETING: pgettext_lazy("role", "Marketing"),
    Role.VIEWER: pgettext_lazy("role", "Looking only"),
}
MAY = {
    Role.ADMIN: _("everything, settings included"),
    Role.MANAGER: _("everything but team, own attributes and system"),
    Role.SALES: _("keep contacts, move them from stage to stage, download lists"),
    Role.MARKETING: _("keep contacts, forms, sources and scoring, download lists"),
    Role.VIEWER: _("see everything, change nothing"),
}
CHOICES = [(role.value, word) for role, word in WORDS.items()]
EXPLAINED = [(word, MAY[role]) for role, word in WORDS.items()]
