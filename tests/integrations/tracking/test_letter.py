"""A letter knows how many calls it holds, what they are, and what stands around them."""

import json

import pytest

from reif.integrations.tracking.call import Call, Type, Unusable
from reif.integrations.tracking.letter import Letter, opened, wholes
from reif.integrations.tracking.segment import NotACall, TooMany


def test_a_call_that_the_path_names() -> None:
    letter = Letter("segment", Type.PAGE, {"name": "Preise"}, {"anonymous_id": "ä-1"})
    ((_, call),) = letter.calls()
    assert isinstance(call, Call)
    assert (call.anonymous_id, call.type, letter.size()) == ("ä-1", Type.PAGE, 1)
    assert letter.around() == {"form": "segment", "type": "page", "beside": {"anonymous_id": "ä-1"}, "around": {}}


def test_the_key_is_not_kept_with_what_stands_around_a_batch() -> None:
    said = {"writeKey": "k", "sentAt": "x", "context": {"ip": "1"}, "batch": [{}, {}]}
    letter = Letter("segment", None, said)
    assert (letter.size(), len(letter.calls())) == (2, 2)
    assert letter.around()["around"] == {"sentAt": "x", "context": {"ip": "1"}}


def test_an_event_of_posthog_that_is_its_own_batch() -> None:
    assert Letter("posthog", None, {"event": "x", "distinct_id": "1"}).size() == 1
    assert Letter("posthog", None, {"batch": [{"event": "x"}] * 3}).size() == 3


@pytest.mark.parametrize("form", ["segment", "posthog"])
@pytest.mark.parametrize(
    ("said", "problem"), [([], NotACall), ("x", NotACall), ({"batch": 1}, NotACall), ({"batch": [0] * 2501}, TooMany)]
)
def test_what_is_no_batch_is_known_before_it_is_read(form: str, said: object, problem: type[Exception]) -> None:
    for ask in (Letter(form, None, said).size, Letter(form, None, said).calls):
        with pytest.raises(problem):
            ask()


def test_a_body_that_is_no_call() -> None:
    with pytest.raises(NotACall):
        Letter("segment", Type.TRACK, [1]).size()


@pytest.mark.parametrize("of", [None, Type.TRACK])
def test_a_letter_that_was_kept(of: Type | None) -> None:
    said = {"batch": [{"event": "Größe"}]}
    letter = Letter("segment", of, said, {"sent_at": "x"})
    assert opened("segment", of or "", json.dumps(said).encode(), {"sent_at": "x"}) == letter


def test_calls_of_one_thing_stand_together_and_equal_things_stand_alone() -> None:
    lead, call = {"email": "a@b.example"}, Call(Type.TRACK)
    said = [(lead, call), (lead, call), (dict(lead), call), (1, Unusable("no object")), (1, Unusable("no object"))]
    assert [len(calls) for _, calls in wholes(said)] == [2, 1, 1, 1]
