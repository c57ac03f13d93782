"""Whether a mail may leave: examples of the law, and what holds whatever happened."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reif.rules.consent import (
    CONFIRM_WITHIN,
    Basis,
    Channel,
    Declared,
    Kind,
    Known,
    Mail,
    Purpose,
    Reason,
    Refusal,
    Suppressed,
    may_leave,
)

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
NEWSLETTER = Mail(Kind.MARKETING, Purpose.NEWSLETTER, AT)
ASKS = Mail(Kind.CONFIRMATION, "", AT)


def declared(confirmed: int | None = None, withdrawn: int | None = None, **more: object) -> Declared:
    """Given ten days ago; days before now of its steps."""
    given: dict[str, object] = {
        "purpose": Purpose.NEWSLETTER,
        "channel": Channel.EMAIL,
        "given_at": AT - 10 * DAY,
        "confirmed_at": None if confirmed is None else AT - confirmed * DAY,
        "withdrawn_at": None if withdrawn is None else AT - withdrawn * DAY,
    }
    return Declared(**(given | more))  # type: ignore[arg-type] # of the right kinds


def suppressed(reason: Reason, days: int) -> Suppressed:
    return Suppressed(reason, AT - days * DAY)


@pytest.mark.parametrize(
    ("given_consents", "reasons", "verdict"),
    [
        ((), (), Refusal.NO_CONSENT),
        ((declared(),), (), Refusal.NOT_CONFIRMED),
        ((declared(9),), (), Basis.CONSENT),
        ((declared(9, 1),), (), Refusal.WITHDRAWN),
        ((declared(9, 5), declared(3)), (), Basis.CONSENT),
        ((declared(9, 5), declared()), (), Refusal.NOT_CONFIRMED),
        ((declared(-1),), (), Refusal.NOT_CONFIRMED),  # confirmed only tomorrow
        ((declared(9, -1),), (), Basis.CONSENT),  # withdrawn only tomorrow
        ((declared(is_to_confirm=False),), (), Basis.CONSENT),
        ((declared(9, purpose=Purpose.OFFERS),), (), Refusal.NO_CONSENT),
        ((declared(9, channel=Channel.PHONE),), (), Refusal.NO_CONSENT),
        ((declared(9),), (suppressed(Reason.OBJECTION, 1),), Refusal.SUPPRESSED),
        ((declared(9),), (suppressed(Reason.OBJECTION, -1),), Basis.CONSENT),  # objects only tomorrow
        ((declared(1),), (suppressed(Reason.OBJECTION, 9),), Basis.CONSENT),  # agreed anew since
        ((declared(1),), (suppressed(Reason.ERASED, 9),), Basis.CONSENT),
        ((declared(1),), (suppressed(Reason.BOUNCED, 9),), Basis.CONSENT),
        ((declared(1),), (suppressed(Reason.COMPLAINT, 9),), Refusal.SUPPRESSED),
        ((declared(1),), (suppressed(Reason.BLOCKED, 9),), Refusal.SUPPRESSED),
        ((), (suppressed(Reason.ERASED, 9),), Refusal.SUPPRESSED),
    ],
)
def test_advertising(
    given_consents: tuple[Declared, ...], reasons: tuple[Suppressed, ...], verdict: Basis | Refusal
) -> None:
    said = may_leave(NEWSLETTER, Known(given_consents, reasons), AT)
    assert (said.basis or said.refusal) is verdict
    assert said.is_allowed is isinstance(verdict, Basis)


@pytest.mark.parametrize("purpose", ["", "spam"])
def test_advertising_for_nothing_in_particular_never_leaves(purpose: str) -> None:
    said = may_leave(Mail(Kind.MARKETING, purpose, AT), Known((declared(9, purpose=purpose),)), AT)
    assert said.refusal is Refusal.NO_PURPOSE


def test_whether_it_was_they_may_be_asked_without_a_consent_for_a_week() -> None:
    assert may_leave(ASKS, Known(), AT).basis is Basis.ASKED
    assert may_leave(ASKS, Known((), (suppressed(Reason.OBJECTION, 1),)), AT).basis is Basis.ASKED
    assert may_leave(ASKS, Known(), AT + CONFIRM_WITHIN).basis is Basis.ASKED
    assert may_leave(ASKS, Known(), AT + CONFIRM_WITHIN + DAY).refusal is Refusal.TOO_LATE


@pytest.mark.parametrize("reason", [Reason.COMPLAINT, Reason.BLOCKED])
def test_who_called_us_spam_is_not_even_asked(reason: Reason) -> None:
    assert may_leave(ASKS, Known((), (suppressed(reason, 1),)), AT).refusal is Refusal.SUPPRESSED


def test_notices_are_for_the_team_alone() -> None:
    assert may_leave(Mail(Kind.NOTICE, "", AT, is_to_team=True), Known(), AT).basis is Basis.TEAM
    assert may_leave(Mail(Kind.NOTICE, "", AT), Known((declared(9),)), AT).refusal is Refusal.NOT_OF_THE_TEAM


days = some.integers(-5, 20)
consents = some.lists(
    some.builds(
        Declared,
        some.sampled_from(list(Purpose)),
        some.sampled_from(list(Channel)),
        some.integers(0, 30).map(lambda day: AT - day * DAY),
        some.booleans(),
        some.none() | days.map(lambda day: AT - day * DAY),
        some.none() | days.map(lambda day: AT - day * DAY),
    ),
    max_size=6,
).map(tuple)
reasons = some.lists(some.builds(suppressed, some.sampled_from(list(Reason)), days), max_size=4).map(tuple)
purposes = some.sampled_from(list(Purpose))


@given(consents, reasons, purposes)
def test_exactly_one_of_basis_and_refusal(
    given_consents: tuple[Declared, ...], why_not: tuple[Suppressed, ...], purpose: Purpose
) -> None:
    said = may_leave(Mail(Kind.MARKETING, purpose, AT), Known(given_consents, why_not), AT)
    assert (said.basis is None) is not (said.refusal is None)


@given(consents, reasons, purposes)
def test_what_leaves_has_a_consent_of_this_purpose_that_was_confirmed_and_not_withdrawn(
    given_consents: tuple[Declared, ...], why_not: tuple[Suppressed, ...], purpose: Purpose
) -> None:
    if may_leave(Mail(Kind.MARKETING, purpose, AT), Known(given_consents, why_not), AT).is_allowed:
        assert any(
            each.purpose == purpose
            and each.channel == Channel.EMAIL
            and (each.withdrawn_at is None or each.withdrawn_at > AT)
            and (not each.is_to_confirm or (each.confirmed_at is not None and each.confirmed_at <= AT))
            for each in given_consents
        )


@given(consents, reasons, purposes, some.sampled_from(list(Reason)))
def test_whoever_objects_now_gets_nothing_now(
    given_consents: tuple[Declared, ...], why_not: tuple[Suppressed, ...], purpose: Purpose, reason: Reason
) -> None:
    mail = Mail(Kind.MARKETING, purpose, AT)
    assert not may_leave(mail, Known(given_consents, (*why_not, Suppressed(reason, AT))), AT).is_allowed


@given(consents, reasons, purposes)
def test_withdrawing_everything_holds_everything_back(
    given_consents: tuple[Declared, ...], why_not: tuple[Suppressed, ...], purpose: Purpose
) -> None:
    ended = tuple(
        Declared(each.purpose, each.channel, each.given_at, each.is_to_confirm, each.confirmed_at, AT)
        for each in given_consents
    )
    assert not may_leave(Mail(Kind.MARKETING, purpose, AT), Known(ended, why_not), AT).is_allowed
