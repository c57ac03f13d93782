"""Words for contacts, in English and German."""

from reif.records.models import Contact
from reif.rules.problems import shown
from reif.rules.stages import Stage

STYLES = {"cold": "blue", "warm": "yellow", "hot": "bold red"}
_WORDS = {
    "points": ("points", "Punkte"),
    "fit": ("fit", "Passung"),
    "who": ("who", "wer"),
    "company": ("company", "Firma"),
    "stage": ("stage", "Phase"),
    "last": ("last activity", "zuletzt"),
    "simulated": ("simulated", "simuliert"),
    "disqualified": ("disqualified", "disqualifiziert"),
    "recycled": ("recycled", "zurückgestellt"),
    "events": ("Last events", "Letzte Ereignisse"),
    "machine": ("done by a program, does not count", "von einem Programm, zählt nicht"),
    "no_events": ("no events", "keine Ereignisse"),
    "objected": ("Objected to being profiled: not scored", "Hat der Profilbildung widersprochen: wird nicht bewertet"),
}


def say(word: str, language: str) -> str:
    """The word in the language (en or de)."""
    english, german = _WORDS[word]
    return german if language == "de" else english


def name_of(contact: Contact) -> str:
    """What a contact is called: name, else e-mail, else lead_id; on one line, nothing that acts on a terminal."""
    return shown(contact.name or contact.email or contact.lead_id or f"#{contact.pk}")


def stage_of(stage: str, status: str, language: str) -> str:
    """The stage, and the status where it is not active."""
    word = Stage(stage).german if language == "de" else Stage(stage).english
    return word if status == "active" else f"{word}, {say(status, language)}"
