"""`reif explain`: one lead's score, readable, and adding up as it is shown."""

import json

import pytest

from tests.cli.commands import AT, MODEL, Ended, Reif

ENGLISH = """\
001: 70 of 100 · level 4 · hot · fit B · probability 35.3%
as of 23 Nov 2026, 00:00 UTC

Fit                                             35.0
  Decider                                      +20.0
  Budget                                       +15.0
Engagement                                      35.0
  Webinar            once, 20 Nov 2026, 09:30  +30.0
  Looked at prices   once, 9 Nov 2026, 00:00    +5.0
Score                                           70.0
"""
GERMAN = """\
001: 70 von 100 · Stufe 4 · heiß · Passung B · Wahrscheinlichkeit 35,3 %
Stand 23. Nov. 2026, 00:00 UTC

Passung                                          35,0
  Entscheider                                   +20,0
  Budget                                        +15,0
Verhalten                                        35,0
  Webinar            1-mal, 20. Nov. 2026, 09:30  +30,0
  Preise angesehen   1-mal, 9. Nov. 2026, 00:00    +5,0
Reife                                            70,0
"""


def explain(reif: Reif, lead: str, *arguments: str) -> Ended:
    return reif("explain", "model.yaml", "--leads", "leads.csv", "--events", "events.csv", "--at", AT, "--lead", lead,
                *arguments)  # fmt: skip


def words(text: str) -> list[list[str]]:
    """The words of each line, however wide the gaps are; a narrow no-break space is a space."""
    return [line.split() for line in text.splitlines()]


def test_a_lead_in_english(reif: Reif) -> None:
    ended = explain(reif, "001")
    assert (ended.code, words(ended.out)) == (0, words(ENGLISH))
    assert ended.lines == ["leads.csv: CSV, UTF-8, commas, LF; 4 rows", "events.csv: CSV, UTF-8, commas, LF; 3 rows"]


def test_a_lead_in_german(reif: Reif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert words(explain(reif, "001").out) == words(GERMAN)
    assert words(explain(reif, "001", "--lang", "en").out) == words(ENGLISH)


def test_the_terminal_says_its_language(reif: Reif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LC_ALL")
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert "Reife" in explain(reif, "001").out


def test_an_excluded_lead_says_why(reif: Reif) -> None:
    assert explain(reif, "003").out.splitlines()[0] == "003: 0 of 100 · level 1 · cold · fit D"
    assert explain(reif, "003").out.splitlines()[-1] == "Never a target: Rival (rival)"
    assert explain(reif, "003", "--lang", "de").out.splitlines()[-1] == "Kein Ziel: Wettbewerber (rival)"


def test_a_lead_about_whom_nothing_is_known(reif: Reif) -> None:
    assert words(explain(reif, "004").out)[3:] == [["Fit", "0.0"], ["Engagement", "0.0"], ["Score", "0.0"]]


def test_base_deductions_and_bounds(reif: Reif) -> None:
    """Base first, in each group the biggest first, deductions after, bounds last."""
    odd = "- {id: odd, label: Odd, when: {field: budget, exists: true}, points: -0.25}"
    model = MODEL.replace("name: small", "name: small\nbase: 90").replace("max: 50", "max: 30", 1)
    reif.put("model.yaml", model.replace("points: 15}", f"points: 15}}\n    {odd}"))
    assert words(explain(reif, "001").out)[3:] == words(
        """\
        Base 90.0
        Fit 30.0
        Decider +20.0
        Budget +15.0
        Odd −0.2
        Bound of fit −4.8
        Engagement 35.0
        Webinar once, 20 Nov 2026, 09:30 +30.0
        Looked at prices once, 9 Nov 2026, 00:00 +5.0
        Bound of the score −55.0
        Score 100.0"""
    )


def test_several_events(reif: Reif) -> None:
    days = (f"001,Webinar Attended,2026-10-0{day}\n" for day in (1, 2, 3))
    reif.put("events.csv", "lead_id,event,occurred_at\n" + "".join(days))
    assert " ".join(explain(reif, "001").out.split()).endswith(
        "Webinar 3 times, last 3 Oct 2026, 00:00 +90.0 Bound of engagement −40.0 Score 85.0"
    )
    assert "Webinar 3-mal, zuletzt 3. Okt. 2026, 00:00 +90,0" in " ".join(
        explain(reif, "001", "--lang", "de").out.split()
    )


def test_labels_are_text_and_not_markup(reif: Reif) -> None:
    reif.put("model.yaml", MODEL.replace("{en: Decider, de: Entscheider}", "'[bold]Chef[/] [red'"))
    assert "[bold]Chef[/] [red" in explain(reif, "001").out


def test_each_lead_as_of_its_own_time(reif: Reif) -> None:
    reif.put("leads.csv", "lead_id,seen_at\n001,2026-11-09\n")
    ended = reif("explain", "model.yaml", "--leads", "leads.csv", "--events", "events.csv", "--at-column", "seen_at",
                 "--lead", "001")  # fmt: skip
    assert (ended.out.splitlines()[1], words(ended.out)[-1]) == ("as of its seen_at", ["Score", "10.0"])


def test_json(reif: Reif) -> None:
    ended = explain(reif, "002", "--json", "--lang", "de")
    assert json.loads(ended.out) == {
        "lead_id": "002",
        "score": 20.0,
        "points": 20,
        "level": 2,
        "temperature": "cold",
        "grade": "C",
        "fit": 20.0,
        "engagement": 0.0,
        "probability": pytest.approx(0.108),
        "excluded": "",
        "at": "2026-11-23T00:00:00Z",
        "at_column": None,
        "contributions": [
            {"group": "fit", "rule": "decider", "label": "Entscheider", "value": 20.0, "events": 0, "last_at": None}
        ],
    }
    assert ended.out.count("\n") == 1


def test_json_of_events_and_bounds_adds_up(reif: Reif) -> None:
    reif.put("model.yaml", MODEL.replace("max: 50", "max: 30"))
    found = json.loads(explain(reif, "001", "--json").out)
    parts = found["contributions"]
    assert [(part["group"], part["rule"]) for part in parts] == [
        ("fit", "decider"),
        ("fit", "budget"),
        ("fit", "fit_bound"),
        ("engagement", "webinar"),
        ("engagement", "prices"),
        ("engagement", "engagement_bound"),
    ]
    assert (parts[4]["events"], parts[4]["last_at"]) == (1, "2026-11-09T00:00:00Z")
    assert sum(part["value"] for part in parts) == pytest.approx(found["score"], abs=1e-9)


@pytest.mark.parametrize("lead", ["009", "1", ""])
def test_a_lead_that_is_not_there(reif: Reif, lead: str) -> None:
    ended = explain(reif, lead)
    assert (ended.code, ended.out) == (1, "")
    assert ended.lines[-1] == f"reif: leads.csv: no lead {lead!r} that can be scored"


def test_rows_left_out_are_counted(reif: Reif) -> None:
    reif.put("leads.csv", "lead_id,seniority\n001,vp\n001,intern\n")
    ended = explain(reif, "001")
    assert "leads.csv: 1 row rejected" in ended.lines
    assert words(ended.out)[4] == ["Decider", "+20.0"]


def test_usage(reif: Reif) -> None:
    assert reif("explain", "model.yaml", "--leads", "leads.csv").code == 2
    assert explain(reif, "001", "--at-column", "x").code == 2
