"""Who is named by a call, and who only by those who know."""

import pytest

from reif.identify.called import key_of
from reif.identify.key import Key
from reif.integrations.tracking.call import Call, Type
from reif.records.models import Installation

pytestmark = pytest.mark.django_db
ADA = {"name": "Ada Krane", "phone": "+49 89 123456"}
HELD = Key(phone="+4989123456 ada krane")


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (Call(Type.IDENTIFY, anonymous_id="a", traits=ADA), HELD),
        (Call(Type.TRACK, anonymous_id="a", event="x", context={"traits": ADA}), HELD),
        (Call(Type.IDENTIFY, user_id="u", traits=ADA), Key(user_id="u")),
        (Call(Type.IDENTIFY, traits={**ADA, "email": "Ada@krane.example"}), Key(email="ada@krane.example")),
        (
            Call(Type.TRACK, event="x", context={"traits": {"email": "ada@krane.example"}}),
            Key(email="ada@krane.example"),
        ),
        (Call(Type.TRACK, anonymous_id="a", event="x", context={"traits": ["x"]}), None),
        (Call(Type.IDENTIFY, anonymous_id="a", traits={"phone": "+49 89 123456"}), None),
        (Call(Type.IDENTIFY, anonymous_id="a", traits={**ADA, "phone": ["+49 89 123456"]}), None),
        (Call(Type.PAGE, anonymous_id="a"), None),
    ],
)
def test_who_is_named(call: Call, named: Key | None) -> None:
    assert key_of(call, is_proof=True) == named


def test_a_browser_names_nobody_by_telephone() -> None:
    assert key_of(Call(Type.IDENTIFY, anonymous_id="a", traits=ADA), is_proof=False) is None
    assert key_of(Call(Type.IDENTIFY, user_id="u", traits=ADA), is_proof=False) == Key(user_id="u")


def test_a_number_without_a_code_is_of_the_firm_s_country() -> None:
    call = Call(Type.IDENTIFY, anonymous_id="a", traits={**ADA, "phone": "089 / 12 34 56"})
    assert key_of(call, is_proof=True) is None
    Installation.objects.create(id=1, time_zone="Europe/Berlin")
    assert key_of(call, is_proof=True) == HELD
