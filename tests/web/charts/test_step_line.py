"""The score over time, drawn."""

import re
from datetime import UTC, datetime, timedelta

from reif.web.charts.step_line import PHONE, WIDE, Held, Named, Size, StepLine, step_line

BEGIN = datetime(2026, 8, 1, tzinfo=UTC)
END = BEGIN + timedelta(days=100)
THRESHOLDS = [(0.0, "", "cold"), (40.0, "40 warm", "warm"), (70.0, "70 hot", "hot")]


def drawn(size: Size = WIDE, at: datetime = END, **given: object) -> str:
    usual = {
        "line": [Held(BEGIN, 0), Held(BEGIN + timedelta(days=50), 60), Held(BEGIN + timedelta(days=75), 82)],
        "since": BEGIN,
        "until": END,
        "at": at,
        "thresholds": THRESHOLDS,
        "moves": [Named(BEGIN + timedelta(days=50), "Lead")],
        "signs": [Named(BEGIN + timedelta(days=50), "Webinar <attended>", 60.0), Named(BEGIN, "Page", 0.0)],
        "months": [Named(BEGIN + timedelta(days=31), "Sep")],
        "label": 'Score "over" time',
    }
    return step_line(StepLine(**usual | given), size, "band")  # type: ignore[arg-type] # a mapping of mixed values


def test_the_line_is_one_of_steps() -> None:
    half, three_quarters, right = WIDE.right / 2, WIDE.right * 0.75, WIDE.right
    path = re.search(r'class="steps" stroke="url\(#band\)" d="([^"]+)"', drawn())
    assert path is not None
    assert path[1] == f"M0.0 156.0H{half:.1f}V75.6H{three_quarters:.1f}V46.1H{right:.1f}"


def test_the_knob_stands_at_the_instant() -> None:
    assert f'data-x="{WIDE.right:.2f}"' in drawn()
    earlier = drawn(at=BEGIN + timedelta(days=60))
    assert f'data-x="{WIDE.right * 0.6:.2f}"' in earlier
    assert ">60</text>" in earlier
    assert 'class="dot warm"' in earlier


def test_bands_change_colour_hard_at_the_thresholds() -> None:
    offsets = re.findall(r'<stop class="(\w+)" offset="([\d.]+)"/>', drawn())
    assert offsets == [
        ("cold", "0.000"),
        ("cold", "0.400"),
        ("warm", "0.400"),
        ("warm", "0.700"),
        ("hot", "0.700"),
        ("hot", "1.000"),
    ]


def test_words_are_escaped_and_nothing_has_a_style() -> None:
    shown = drawn()
    assert "Webinar &lt;attended&gt;" in shown
    assert 'aria-label="Score &quot;over&quot; time"' in shown
    assert "style=" not in shown


def test_words_of_stages_do_not_meet() -> None:
    close = [Named(BEGIN + timedelta(days=90 + day), word) for day, word in ((0, "Prospect"), (4, "Opportunity"))]
    shown = drawn(moves=close)
    assert "Opportunity" in shown
    assert ">Prospect<" not in shown
    assert shown.count('class="move"') == 2


def test_a_phone_shows_no_names_of_signs() -> None:
    assert "Webinar" not in drawn(PHONE)


def test_a_score_that_nobody_knows_is_no_line() -> None:
    shown = drawn(line=[])
    assert 'class="steps" stroke="url(#band)" d=""' in shown
    assert "dot" not in shown
