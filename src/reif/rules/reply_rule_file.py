"""The file of reply rules: read with all its problems at once, each with its line and what would be accepted."""

from importlib import resources

from reif.rules.places import Findings, Place, items, mapping, text, whole_number
from reif.rules.problems import ModelFileError, Problem
from reif.rules.reply_rules import Intent, Pattern, Phrase, ReplyRules, Word, folded, words_of
from reif.rules.yaml_nodes import Sequence, YamlError, compose

_FORMAT = 1
_MOST_WORDS = 8
_MOST_PHRASES = 500
_LONGEST_PHRASE = 300
_FILE = resources.files("reif.rules") / "replies" / "default.yaml"


class ReplyRulesError(ModelFileError):
    """The file is not valid; problems by line."""


def ready_rules() -> str:
    """The text of the file that comes with reif."""
    return _FILE.read_text(encoding="utf-8")


def parse_reply_rules(content: str | bytes, *, file: str) -> ReplyRules:
    """The rules in a file. Raises ReplyRulesError with all problems."""
    findings = Findings(file)
    try:
        root = compose(content)
    except YamlError as error:
        raise ReplyRulesError([Problem(file, error.line, "", error.message)]) from None
    place = Place(root, "", root.line, findings)
    names = ("format", "negations", "harmless", *Intent)
    members = mapping(place, "a file of reply rules", names, required=("format",)) or {}
    whole_number(members.get("format"), _FORMAT, _FORMAT, _FORMAT)
    patterns = {intent: _pattern(members[intent]) for intent in Intent if intent in members}
    rules = ReplyRules(
        patterns={intent: pattern for intent, pattern in patterns.items() if pattern.phrases},
        negations=tuple(phrase[0] for phrase in _phrases(members.get("negations"), most_words=1)),
        harmless=_phrases(members.get("harmless")),
    )
    if findings.problems:
        raise ReplyRulesError(findings.problems)
    return rules


def _pattern(place: Place) -> Pattern:
    members = mapping(place, "an intent", ("phrases", "unless"), required=("phrases",)) or {}
    return Pattern(_phrases(members.get("phrases")), _phrases(members.get("unless")))


def _phrases(place: Place | None, most_words: int = _MOST_WORDS) -> tuple[Phrase, ...]:
    if place is not None and isinstance(place.node, Sequence) and len(place.node.items) > _MOST_PHRASES:
        place.reject(f"expected at most {_MOST_PHRASES} phrases, found {len(place.node.items)}")
        return ()
    found = (_phrase(each, most_words) for each in items(place, "a list of phrases"))
    return tuple(phrase for phrase in found if phrase is not None)


def _phrase(place: Place, most_words: int) -> Phrase | None:
    before = len(place.findings.problems)
    written = text(place, what="a phrase of words")
    if len(place.findings.problems) > before:
        return None
    words = folded(written).split()
    if len(words) > most_words or len(written) > _LONGEST_PHRASE:
        what = "one word" if most_words == 1 else f"at most {most_words} words"
        place.reject(f"expected {what}, with | between those that stand for one another; found {len(words)}")
        return None
    phrase = [_word(each) for each in words]
    for each, read in zip(words, phrase, strict=True):
        if read is None:
            place.reject(f'expected words, with * only at the beginning or end of each and | between; found "{each}"')
            return None
    return tuple(read for read in phrase if read is not None)


def _word(written: str) -> Word | None:
    """None for what no word of a text could ever be."""
    exact, beginnings, ends, parts = set(), [], [], []
    for each in written.split("|"):
        bare = each.strip("*")
        if words_of(bare) != [bare] or len(each) - len(bare) > 2:
            return None
        match each.startswith("*"), each.endswith("*"):
            case True, True:
                parts.append(bare)
            case True, False:
                ends.append(bare)
            case False, True:
                beginnings.append(bare)
            case _:
                exact.add(bare)
    return Word(frozenset(exact), tuple(beginnings), tuple(ends), tuple(parts))
