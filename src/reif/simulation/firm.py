"""Firms, each by its number: the same number is the same firm, however many there are."""

import math
from functools import lru_cache
from random import Random

from reif.simulation.chance import chance
from reif.simulation.spelling import plain
from reif.simulation.words.firms import BEGINNINGS, COMPETITORS, ENDINGS, LEGAL_FORMS, OF_FAMILIES, TRADES, Trade
from reif.simulation.words.names import ORIGINS
from reif.simulation.words.towns import AUSTRIA, FARTHER, GERMANY, SWITZERLAND, Town
from reif.simulation.world import Firm

_STEMS = len(BEGINNINGS) * len(ENDINGS)
_STRIDE = 593  # shares no factor with the number of stems: every stem comes once before any comes again
_HEADS = ((1, 9, 10), (10, 49, 22), (50, 249, 36), (250, 999, 24), (1000, 6000, 8))
_COUNTRIES = ((GERMANY, 72), (AUSTRIA, 13), (SWITZERLAND, 12), (FARTHER, 3))


@lru_cache(maxsize=64)
def firm(seed: int, number: int) -> Firm:
    """The firm of that number."""
    random = chance("firm", seed, number)
    trade = random.choices(TRADES, [each.share for each in TRADES])[0]
    town = random.choice(random.choices([places for places, _ in _COUNTRIES], [share for _, share in _COUNTRIES])[0])
    employees = _employees(random)
    name, domain = _named(random, seed, number, trade, town)
    return Firm(
        number=number,
        name=name,
        domain=domain,
        industry=trade.industry,
        employees=employees,
        revenue=max(1, round(employees * random.uniform(1.1, 2.6))) * 100_000,
        country=town.country,
        region=town.region,
        city=town.name,
        postal_code=town.postal_code,
        exchange=town.exchange,
        suits=trade.suits,
    )


def competitor(seed: int, number: int, which: int) -> Firm:
    """A competitor, at home wherever the firm of that number is."""
    like = firm(seed, number)
    name, domain = COMPETITORS[which % len(COMPETITORS)]
    return Firm(
        number=-1 - which % len(COMPETITORS),
        name=name,
        domain=domain,
        industry="Maschinenbau",
        employees=420,
        revenue=71_000_000,
        country="DE",
        region="Niedersachsen",
        city="Lingen",
        postal_code="49808",
        exchange=like.exchange,
        suits=0.0,
    )


def _employees(random: Random) -> int:
    low, high, _ = random.choices(_HEADS, [share for *_, share in _HEADS])[0]
    heads = round(low * math.pow(high / low, random.random()))
    return heads if heads < 100 else round(heads, -1)  # people round the size of larger firms


def _named(random: Random, seed: int, number: int, trade: Trade, town: Town) -> tuple[str, str]:
    """Name and domain. The stem makes the domain one firm's alone; from the second round on the number does."""
    round_, place = divmod(number, _STEMS)
    first, second = divmod((place * _STRIDE + seed) % _STEMS, len(ENDINGS))
    stem, word = BEGINNINGS[first] + ENDINGS[second], random.choice(trade.words)
    domain = f"{plain(stem)}-{plain(word)}{f'-{number}' if round_ else ''}.example"
    form = random.choice(LEGAL_FORMS.get(town.country, LEGAL_FORMS["DE"]))
    if random.random() < 0.12:
        family = random.choice(OF_FAMILIES).format(random.choice(ORIGINS[0].family))
        return f"{family} {word} {form}", f"{plain(family)}-{number}.example"
    return f"{stem} {word} {form}" if not round_ else f"{stem} {word} {town.name} {form}", domain
