"""Whom the rows of an import name: capture asks, identify and protect answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from reif.capture.list_rows import ListedChange, ListedLead, ListedObjection
from reif.capture.people import Named
from reif.identify import operations, queries
from reif.identify.key import EMAIL, LEAD_ID, LINKEDIN, PHONE, Key, key
from reif.protect.operations import Noted, take_over
from reif.protect.queries import barred
from reif.records.models import Import, Source


class Directory:
    """The contacts of the records."""

    def find(self, named: Sequence[Named]) -> list[tuple[int, int | None] | None]:
        """The numbers of the contacts, and whose it would be had nobody been merged; None where there is none."""
        return [*queries.whose([Key(lead_id=each.lead_id, email=each.email) for each in named])]

    def barred(self, named: Iterable[Named]) -> set[int]:
        """The places of those who were erased at their own wish."""
        kinds = (LEAD_ID, EMAIL, LINKEDIN, PHONE)
        return barred([(kind, value) for kind, value in zip(kinds, each, strict=True) if value] for each in named)

    def keep(self, leads: Sequence[ListedLead], *, of: Import) -> list[bool]:
        """Find or make the contacts and learn what the list says; for each whether it was news."""
        people = [
            operations.Person(
                key(lead_id=lead.lead_id, email=lead.email, linkedin=lead.profile, phone=lead.phone),
                _facts(lead),
                lead.created_at,
            )
            for lead in leads
        ]
        return operations.take_in(people=people, source=of.source, at=of.started_at, made_by=of)

    def keep_changes(self, changes: Sequence[ListedChange], *, of: Import) -> list[bool]:
        """Find or make the contacts and keep what became known of them; for each row whether it was news."""
        at = of.started_at
        keys = [key(lead_id=each.lead_id, email=each.email) for each in changes]
        contacts = operations.contacts_for(keys=keys, at=at, made_by=of)
        origins = operations.origins_of(keys=keys, contacts=contacts)
        places = defaultdict(list)
        for place, each in enumerate(changes):
            places[each.source or of.source.name].append(place)
        news = [False] * len(changes)
        for name, of_source in places.items():
            said_by, _ = Source.objects.get_or_create(name=name, defaults={"created_at": at})
            facts = [
                operations.Facts(
                    contacts[place],
                    {changes[place].attribute: changes[place].value},
                    changes[place].occurred_at,
                    origins[place],
                )
                for place in of_source
            ]
            for place, is_news in zip(
                of_source, operations.learn_each(facts=facts, source=said_by, at=at), strict=True
            ):
                news[place] = is_news
        return news

    def keep_objections(self, objections: Sequence[ListedObjection], *, at: datetime) -> list[bool | None]:
        """Keep what persons objected to; for each row whether it was news, None where there is no such contact."""
        contact_ids = queries.numbers([Key(lead_id=each.lead_id, email=each.email) for each in objections])
        found = [
            Noted(contact_id, each.is_lifted, each.how, each.occurred_at)
            for contact_id, each in zip(contact_ids, objections, strict=True)
            if contact_id is not None
        ]
        news = iter(take_over(objections=found, at=at))
        return [None if contact_id is None else next(news) for contact_id in contact_ids]


def _facts(lead: ListedLead) -> dict[str, object]:
    return {name: value for name, value in lead.attributes.items() if name != "lead_id"}
