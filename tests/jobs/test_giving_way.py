"""Who brings work goes first while more of it is brought than is done."""

from reif.jobs.giving_way import SHARES_GIVEN_WAY, GivingWay


def test_who_keeps_up_waits_for_nobody() -> None:
    way = GivingWay()
    pauses = [way.pause_after(done=50, newest=newest, seconds=0.1) for newest in (1_000, 1_050, 1_099)]
    assert pauses == [0, 0, 0]
    assert not way.is_behind


def test_while_more_comes_than_is_done_others_go_first() -> None:
    way = GivingWay()
    way.pause_after(done=50, newest=1_000, seconds=0.1)
    assert way.pause_after(done=50, newest=1_051, seconds=0.1) == SHARES_GIVEN_WAY * 0.1
    assert (way.is_behind, way.came) == (True, 51)


def test_all_is_well_once_nothing_waits_and_it_begins_anew_after_that() -> None:
    way = GivingWay(newest=1_000, came=51, is_behind=True)
    assert way.pause_after(done=50, newest=0, seconds=0.1) == 0
    assert (way.is_behind, way.came) == (False, 0)
    assert way.pause_after(done=50, newest=5_000, seconds=0.1) == 0
