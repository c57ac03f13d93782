"""In which language something is written: German or English, by the small words that each has."""

import re

from reif.integrations.mail.header_texts import text_of
from reif.integrations.mail.parsing import Part

_WORD = re.compile(r"[a-zäöüß]+")
_READ = 5_000
_GERMAN = """
der die das und ist nicht sie ich wir ein eine einen zu mit von für auf den dem im uns ihnen ihr ihre bitte haben hat
wird werden sind auch bei nach wie oder noch kann können danke gern gerne guten tag hallo
"""
_ENGLISH = """
the and is not you we to of for on in with are have has will would please thanks thank hello this that it be can could
your our from or at as by an if do does
"""
_SMALL_WORDS = {"de": frozenset(_GERMAN.split()), "en": frozenset(_ENGLISH.split())}


def language_of(message: Part, words: str) -> str:
    """By the words, else by what the writer's program says; empty where neither tells."""
    found = _WORD.findall(words[:_READ].lower())
    counts = {language: sum(word in small for word in found) for language, small in _SMALL_WORDS.items()}
    first, second = sorted(counts, key=lambda language: -counts[language])
    if counts[first] >= 2 and counts[first] > counts[second]:
        return first
    said = text_of(message, "Content-Language").lower()[:2]
    return said if said in _SMALL_WORDS else ""
