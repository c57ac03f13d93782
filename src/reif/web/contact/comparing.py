"""What is known of two contacts, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.utils import timezone

from reif.records.models import AttributeChange, Contact
from reif.rules.catalogue import ATTRIBUTES
from reif.rules.values import is_missing
from reif.web.contact.known import label_of, own_attributes, own_words, value_word

THIS, OTHER = "this", "other"


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of both about an attribute. `counts`: this or other, what does once they are one; empty: the same,
    or known of one alone.
    """

    name: str
    label: str
    this: str
    other: str
    counts: str


def lines_of(contact: Contact, other: Contact) -> list[Line]:
    """What is known of either, in the order of the catalogue; of what differs the later fact counts."""
    order = {each.name: place for place, each in enumerate(ATTRIBUTES)}
    names = sorted({*contact.attributes, *other.attributes}, key=lambda name: (order.get(name, 999), name))
    own, since = own_attributes(names), _since(contact, other)

    def said(of: Contact, name: str) -> str:
        value = of.attributes.get(name)
        if is_missing(value) and not isinstance(value, (list, bool)):
            return ""
        return own_words(own[name], value)[1] if name in own else value_word(name, value)

    lines = []
    for name in names:
        this, second = said(contact, name), said(other, name)
        is_later = since.get((other.pk, name), contact.created_at) >= since.get((contact.pk, name), contact.created_at)
        counts = (OTHER if is_later else THIS) if this and second and this != second else ""
        lines.append(Line(name, label_of(name, own), this, second, counts))
    return [line for line in lines if line.this or line.other]


def _since(*contacts: Contact) -> Mapping[tuple[int, str], datetime]:
    """Since when the last value of an attribute is known, by contact and name."""
    rows = AttributeChange.objects.filter(contact__in=contacts, occurred_at__lte=timezone.now())
    newest = rows.values_list("contact_id", "attribute").annotate(at=Max("occurred_at"))
    return {(contact_id, name): at for contact_id, name, at in newest}
