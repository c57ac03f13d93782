"""The words of a breakdown, in English and German."""

from collections.abc import Mapping
from datetime import datetime

MINUS = "\N{MINUS SIGN}"
_GERMAN = str.maketrans(",.", ".,")
_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "de": ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."],
}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "points": "{points} of 100",
        "level": "level {level}",
        "cold": "cold",
        "warm": "warm",
        "hot": "hot",
        "grade": "fit {grade}",
        "probability": "probability {share}",
        "as_of": "as of {time} UTC",
        "as_of_own": "as of its {column}",
        "base": "Base",
        "fit": "Fit",
        "engagement": "Engagement",
        "score": "Score",
        "excluded": "Never a target: {label} ({rule})",
        "once": "once, {time}",
        "times": "{count} times, last {time}",
    },
    "de": {
        "points": "{points} von 100",
        "level": "Stufe {level}",
        "cold": "kalt",
        "warm": "warm",
        "hot": "heiß",
        "grade": "Passung {grade}",
        "probability": "Wahrscheinlichkeit {share}",
        "as_of": "Stand {time} UTC",
        "as_of_own": "Stand: Spalte {column}",
        "base": "Grundwert",
        "fit": "Passung",
        "engagement": "Verhalten",
        "score": "Reife",
        "excluded": "Kein Ziel: {label} ({rule})",
        "once": "1-mal, {time}",
        "times": "{count}-mal, zuletzt {time}",
    },
}


class Words:
    """Phrases, numbers and times in a language (en or de)."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, phrase: str, **values: object) -> str:
        """A phrase with its values put in."""
        return _WORDS[self.language][phrase].format(**values)

    def tenths(self, value: int, *, signed: bool = False) -> str:
        """`+18.0` or `+18,0` of 180 tenths; with a true minus, and no sign at 0."""
        sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
        return sign + self._in_language(f"{abs(value) / 10:.1f}")

    def percent(self, share: float) -> str:
        """`61.0%` or `61,0 %`."""
        gap = "\N{NARROW NO-BREAK SPACE}" if self.language == "de" else ""
        return self._in_language(f"{share * 100:.1f}") + f"{gap}%"

    def time(self, instant: datetime) -> str:
        """`1 Mar 2026, 09:30` or `1. März 2026, 09:30`."""
        dot = "." if self.language == "de" else ""
        month = _MONTHS[self.language][instant.month - 1]
        return f"{instant.day}{dot} {month} {instant.year}, {instant:%H:%M}"

    def evidence(self, events: int, last_at: datetime | None) -> str:
        """How often and when; nothing for what rests on no event."""
        if last_at is None or events == 0:
            return ""
        count = self._in_language(f"{events:,}")
        return self.say("once" if events == 1 else "times", count=count, time=self.time(last_at))

    def _in_language(self, number: str) -> str:
        return number.translate(_GERMAN) if self.language == "de" else number
