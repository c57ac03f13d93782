"""What the machine does by itself."""

from reif.config.schedule import KINDS


def test_every_kind_of_job_has_its_handler() -> None:
    assert all(callable(kind.load()) for kind in KINDS.values())


def test_every_kind_may_be_silent_for_a_while_and_is_tried_more_than_once() -> None:
    assert all(kind.lease.total_seconds() >= 60 and kind.attempts > 1 for kind in KINDS.values())
