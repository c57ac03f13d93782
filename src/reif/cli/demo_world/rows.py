"""Rows of made-up contacts: who they are, what is known of them, what they did."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from reif.records.models import AttributeChange, Company, Contact, Event, Identifier, Source, User, Visitor
from reif.records.search import searchable
from reif.rules.catalogue import is_sign
from reif.simulation import world

_RESULT = ("score", "points", "level", "temperature", "grade")


def contact_row(
    of: world.Contact, company: Company | None, users: Mapping[str, User], result: Mapping[str, Any], at: datetime
) -> Contact:
    """The contact as lists show it, with the result as of `at`."""
    known = of.attributes(at)
    name = f"{known.get('first_name', '')} {known.get('last_name', '')}".strip()
    email, firm = str(known.get("email", "")), str(known.get("company", ""))
    given_up = next((move for move in reversed(of.moves) if move.to_status != move.from_status), None)
    is_out = given_up is not None and given_up.to_status == of.status
    newest = next((event for event in reversed(of.events) if is_sign(event.name)), None)
    return Contact(
        lead_id=of.lead_id,
        name=name,
        email=email,
        company=company if firm else None,
        company_name=firm,
        search=searchable(name, email, firm, str(known.get("title", ""))),
        attributes=known,
        owner=users.get(of.owner),
        channel=str(known.get("channel", "")),
        country=str(known.get("country", "")),
        stage=of.stage,
        status=of.status,
        status_reason=(given_up.reason or "") if given_up is not None and is_out else "",
        look_again_on=given_up.look_again_on if given_up is not None and is_out else None,
        declined_at=of.declined_at,
        touched_at=of.touched_at,
        is_simulated=True,
        rescore_at=at,
        last_activity=newest.name if newest is not None else "",
        last_activity_at=newest.occurred_at if newest is not None else None,
        created_at=of.created_at,
        **{column: result[column] for column in _RESULT},
    )


def identifier_rows(of: world.Contact, contact: Contact) -> Iterator[Identifier]:
    """The e-mail, by which the contact is recognised."""
    del of
    if contact.email:
        yield Identifier(contact=contact, kind="email", value=contact.email, is_verified=True)


def fact_rows(of: world.Contact, contact: Contact, source: Source) -> Iterator[AttributeChange]:
    """What became known, in the order of time."""
    for fact in of.facts:
        yield AttributeChange(
            contact=contact,
            attribute=fact.attribute,
            value=fact.value,
            source=source,
            occurred_at=fact.known_at,
            received_at=fact.known_at,
        )


def event_rows(
    of: world.Contact, contact: Contact, visitor: Visitor | None, source: Source, site: Source
) -> Iterator[Event]:
    """What was done, in the order of time; received as it happened. `visitor`: the browser they looked with; `site`: at
    what.
    """
    for event in of.events:
        is_view = event.name == "Page Viewed"
        yield Event(
            contact=contact,
            visitor=visitor if is_view else None,
            source=site if is_view else source,
            message_id=event.message_id,
            name=event.name,
            properties=dict(event.properties),
            channel=event.channel,
            campaign=event.campaign,
            occurred_at=event.occurred_at,
            received_at=event.occurred_at,
        )
