"""The waterfall as a table that adds up."""

from django.template import engines
from django.utils import translation

from reif.web.contact.breakdown import Breakdown, Group, Row


def test_the_table_adds_up() -> None:
    rows = [
        Row("a", "Decider", "decides", "counts", 20.0, 0.0, 20.0, 20.0),
        Row("b", "Tied elsewhere", "", "takes", -6.0, 20.0, 14.0, 14.0),
    ]
    shown = Breakdown([Group("fit", rows, 14.0, 35.0)], 14.0, 100.0)
    with translation.override("de"):
        page = engines["django"].from_string("{% waterfall shown %}").render({"shown": shown})
    assert [part in page for part in ("+20,0", "−6,0", ">14,0<", "14<span", "zieht ab")] == [True] * 5
    assert "Grenze" not in page
