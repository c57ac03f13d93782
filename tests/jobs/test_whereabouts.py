"""What is kept of an error says where, never what was typed."""

from importlib import import_module

from reif.jobs.whereabouts import whereabouts


def test_the_kind_and_the_place_without_the_message() -> None:
    try:
        {}["ann@example.com"]
    except KeyError as error:
        said = whereabouts(error)
    assert said.startswith("KeyError at test_whereabouts.py:")
    assert said.endswith(" in test_the_kind_and_the_place_without_the_message")
    assert "ann@" not in said


def test_an_error_that_was_never_raised() -> None:
    assert whereabouts(ValueError("ann@example.com")) == "ValueError"


def test_the_machinery_of_imports_is_left_out() -> None:
    try:
        import_module("reif.nowhere.to_be_found")
    except ModuleNotFoundError as error:
        said = whereabouts(error)
    assert said.startswith("ModuleNotFoundError at __init__.py:")
    assert "frozen" not in said
