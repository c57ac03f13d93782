"""A report in words: numbers and sentences in English and German."""

from dataclasses import dataclass

from reif.learning.finding import Kind
from reif.learning.intervals import Interval
from reif.learning.phrases import PHRASES
from reif.learning.report import Report

DASH = "\N{EN DASH}"
FEW = 10
LANGUAGES = tuple(PHRASES)
GERMAN = str.maketrans(",.", ".,")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one of LANGUAGES. What is None reads as a dash, never as 0."""

    language: str = "en"

    def say(self, phrase: str, **values: str | int) -> str:
        """A phrase with its values put in."""
        return PHRASES[self.language][phrase].format(**values)

    def count(self, number: int) -> str:
        """1,204 or 1.204."""
        return self._in_language(f"{number:,}")

    def decimal(self, number: float | None, places: int = 2) -> str:
        """0.78 or 0,78."""
        return DASH if number is None else self._in_language(f"{number:,.{places}f}")

    def percent(self, share: float | None, places: int = 1) -> str:
        """Of a share of 1: 12.8% or 12,8 %."""
        return DASH if share is None else self.decimal(100 * share, places) + self._percent_sign

    def decimals(self, interval: Interval | None, places: int = 2) -> str:
        """Both ends, with an en dash between."""
        if interval is None:
            return DASH
        return f"{self.decimal(interval.low, places)}{DASH}{self.decimal(interval.high, places)}"

    def percents(self, interval: Interval | None) -> str:
        """Both ends as percentages, with an en dash between and one sign."""
        if interval is None:
            return DASH
        return self.decimals(Interval(100 * interval.low, 100 * interval.high), places=1) + self._percent_sign

    def range_of(self, band_name: str) -> str:
        """The name of a score band, with an en dash."""
        return band_name.replace("-", DASH)

    def finding(self, report: Report) -> str:
        """What the data says, in one sentence without its full stop."""
        total, finding = report.total, report.finding
        values: dict[str, str | int] = {
            "known": self.count(total.known),
            "average": self.percent(total.rate),
        }
        if finding.top is not None and finding.top.lift is not None and finding.cut is not None:
            values |= {
                "cut": finding.cut,
                "rate": self.percent(finding.top.rate),
                "interval": self.percents(finding.top.interval),
                "lift": self.decimal(finding.top.lift, 1 if finding.top.lift >= 1.1 else 2),
            }
        return self.say("no_leads" if total.leads == 0 else finding.kind, **values)

    def sentence(self, report: Report) -> str:
        """The finding with the counts that it rests on."""
        if report.finding.top is None:
            return self.finding(report) + "."
        return f"{self.finding(report)} ({self._of_known('evidence', report)})."

    def deck(self, report: Report) -> str:
        """Below the finding: the counts that it rests on, and how well the score orders."""
        if report.ranking is None:
            return self._of_known("deck", report)
        interval = report.ranking.auc_interval
        ends = f" ({self.decimals(interval)})" if interval else ""
        return f"{self._of_known('deck', report)}; {self.say('auc')} {self.decimal(report.ranking.auc)}{ends}"

    def notes(self, report: Report) -> tuple[str, ...]:
        """What it takes to read the figures rightly: few conversions, unknown outcomes, excluded leads."""
        total, unknown = report.total, report.total.leads - report.total.known
        notes = []
        if report.finding.kind in (Kind.BETTER, Kind.UNCLEAR, Kind.WORSE) and total.converted < FEW:
            notes.append(self._of_count("few", total.converted))
        if unknown and total.known:
            notes.append(self._of_count("unknown", unknown))
        if report.excluded:
            notes.append(self._of_count("excluded", report.excluded))
        if total.known and report.calibration is None:
            notes.append(self.say("no_calibration"))
        return tuple(notes)

    def _of_known(self, phrase: str, report: Report) -> str:
        return self.say(phrase, converted=self.count(report.total.converted), known=self.count(report.total.known))

    def _of_count(self, phrase: str, number: int) -> str:
        return self.say(f"one_{phrase}" if number == 1 else phrase, count=self.count(number))

    @property
    def _percent_sign(self) -> str:
        return "\N{NARROW NO-BREAK SPACE}%" if self.language == "de" else "%"

    def _in_language(self, number: str) -> str:
        return number.translate(GERMAN) if self.language == "de" else number
