"""The headers of other systems hold together."""

from reif.rules.catalogue import ATTRIBUTES
from reif.rules.header_names import EVENT_NAMES, LEAD_NAMES, PERSON_NAMES
from reif.rules.headers import folded
from reif.rules.vendor_headers import VENDORS


def test_every_field_is_one_that_lists_have() -> None:
    known = {*PERSON_NAMES, *LEAD_NAMES, *EVENT_NAMES, *(each.name for each in ATTRIBUTES), "opportunity", None}
    for vendor in VENDORS.values():
        assert {*vendor.leads.values(), *vendor.events.values()} <= known


def test_no_mark_gives_two_systems_away() -> None:
    marks = [frozenset(folded(each) for each in mark) for vendor in VENDORS.values() for mark in vendor.marks]
    assert len(marks) == len(set(marks))
