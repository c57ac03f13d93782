"""What a reply asks for, by words and phrases that a team can change: a request, or to be left alone.

A word may begin or end with `*`, and several may stand for one another: a phrase is a pattern, held against the words
of a text and not against its letters.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reif.rules.texts import shortened

MOST_WORDS_BETWEEN = 4
_REACH = 3
"""How many words around a request a negation is heard over."""
_LONGEST_TEXT = 20_000
_LONGEST_SAID = 300
_SENTENCE = re.compile(r"[.!?]+(?=\s|$)|\n\s*\n|\n(?=\s*[-*•])")
_PART = re.compile(r"[,;:()–—]|\b(?:aber|sondern|jedoch|but|however)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_JOINING = frozenset({"und", "and", "sowie"})
_SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "\u2019": "'", "`": "'", "\u00b4": "'"})


class Intent(StrEnum):
    """What a reply may ask for."""

    OFFER = "offer"
    DEMO = "demo"
    CALL = "call"
    STOP = "stop"
    """No more advertising by mail."""
    OBJECTION = "objection"
    """No more scoring either."""


REQUESTS: Mapping[Intent, str] = {
    Intent.OFFER: "Offer Requested",
    Intent.DEMO: "Demo Requested",
    Intent.CALL: "Call Requested",
}
"""The events of the catalogue that they are."""


@dataclass(frozen=True, slots=True)
class Word:
    """One place of a phrase: any of the texts (as `folded`), as a whole or, with `*`, as a beginning or an end."""

    exact: frozenset[str]
    beginnings: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    def fits(self, word: str) -> bool:
        """Whether a word of the text is meant."""
        return (
            word in self.exact
            or word.startswith(self.beginnings)
            or word.endswith(self.ends)
            or any(part in word for part in self.parts)
        )


Phrase = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What is said where something is meant, and `unless`."""

    phrases: tuple[Phrase, ...]
    unless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyRules:
    """The rules of one file."""

    patterns: Mapping[Intent, Pattern]
    negations: tuple[Word, ...] = ()
    harmless: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Something was asked for, and in which sentence."""

    intent: Intent
    said: str


def asked_in(text: str, rules: ReplyRules) -> tuple[Asked, ...]:
    """What the text asks for, each once, in the order of `Intent`; of a long text its beginning is read."""
    found: dict[Intent, str] = {}
    for sentence in _SENTENCE.split(text[:_LONGEST_TEXT]):
        whole = words_of(sentence)
        parts = [words_of(part) for part in _PART.split(sentence)]
        for intent, pattern in rules.patterns.items():
            if intent not in found and _is_meant(intent, pattern, parts, whole, rules):
                found[intent] = shortened(" ".join(sentence.split()), _LONGEST_SAID)
    return tuple(Asked(intent, found[intent]) for intent in Intent if intent in found)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return _WORD.findall(folded(text))


def folded(text: str) -> str:
    """Lower case, in one spelling: ae for ä, ss for ß."""
    return unicodedata.normalize("NFC", text).casefold().translate(_SPELLINGS)


def _is_meant(
    intent: Intent, pattern: Pattern, parts: Sequence[list[str]], whole: list[str], rules: ReplyRules
) -> bool:
    places = ((words, span) for words in parts for phrase in pattern.phrases for span in _spans(phrase, words))
    is_negatable = intent in REQUESTS
    is_said = any(not (is_negatable and _is_negated(words, span, rules)) for words, span in places)
    return is_said and not any(any(_spans(phrase, whole)) for phrase in pattern.unless)


def _is_negated(words: list[str], span: tuple[int, int], rules: ReplyRules) -> bool:
    start, end = _reach(words, span)
    around = words[start:end]
    harmless = {
        place for phrase in rules.harmless for first, last in _spans(phrase, around) for place in range(first, last)
    }
    return any(
        any(negation.fits(word) for negation in rules.negations)
        for place, word in enumerate(around)
        if place not in harmless
    )


def _reach(words: list[str], span: tuple[int, int]) -> tuple[int, int]:
    """A little further than the phrase, but not beyond an "and"."""
    start, end = span
    while start > 0 and span[0] - start < _REACH and words[start - 1] not in _JOINING:
        start -= 1
    while end < len(words) and end - span[1] < _REACH and words[end] not in _JOINING:
        end += 1
    return start, end


def _spans(phrase: Phrase, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """From where to where (exclusive) the phrase stands; for each beginning the nearest end."""
    for start, word in enumerate(words):
        if phrase[0].fits(word):
            ends = {start + 1}
            for wanted in phrase[1:]:
                ends = {
                    place + 1
                    for end in ends
                    for place in range(end, min(end + MOST_WORDS_BETWEEN + 1, len(words)))
                    if wanted.fits(words[place])
                }
            if ends:
                yield start, min(ends)
