"""The words of the field, in German and in English."""

import pytest
from django.utils import translation

from reif.rules.catalogue import CHANNELS
from reif.rules.maturity import TEMPERATURES
from reif.rules.stages import Disqualification, Stage, Status
from reif.web.wording import field


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_word_has_a_shown_one(language: str) -> None:
    with translation.override(language):
        shown = [
            *(field.stage_word(stage, language) for stage in Stage),
            *(field.temperature_word(each) for each in TEMPERATURES),
            *(field.status_word(each) for each in Status),
            *(field.disqualification_word(each) for each in Disqualification),
            *(field.channel_word(each) for each in CHANNELS),
        ]
    assert all(shown)
    assert "trade_fair" not in shown


def test_words() -> None:
    assert field.stage_word("opportunity", "de") == "Verkaufschance"
    assert field.stage_word("opportunity", "de", is_short=True) == "Chance"
    assert field.stage_word("opportunity", "en", is_short=True) == "Opportunity"
    assert field.event_word("Email Replied", "de") == "auf E-Mail geantwortet"
    assert field.event_word("Email Replied", "en") == "Email replied"
    assert field.event_word("Rocket Launched", "de") == "Rocket Launched"
    assert field.channel_word("rocket") == "rocket"
    assert field.disqualification_word("") == ""
    assert (field.attribute_word("budget", "de"), field.attribute_word("budget", "en")) == ("Budget", "Budget")
    assert field.attribute_word("rocket_kind", "de") == "Rocket kind"
    with translation.override("de"):
        assert (field.level_word(4), field.fit_word("B")) == ("Stufe 4 von 4", "Passung B")
        assert field.temperature_word("hot") == "heiß"
