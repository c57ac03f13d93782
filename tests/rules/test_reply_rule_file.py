"""The file of reply rules, and what is said of one that is not right."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reif.rules.reply_rule_file import ReplyRulesError, parse_reply_rules, ready_rules
from reif.rules.reply_rules import Intent, asked_in

SMALL = """\
format: 1
negations: [kein*]
offer:
  phrases: ["send* *muster|katalog*"]
  unless: [unser* muster]
"""


def test_a_team_says_it_in_its_own_words() -> None:
    rules = parse_reply_rules(SMALL, file="f.yaml")
    assert [each.intent for each in asked_in("Senden Sie uns den Katalog.", rules)] == [Intent.OFFER]
    assert asked_in("Senden Sie uns keinen Katalog.", rules) == ()
    assert asked_in("Wir senden unser Muster.", rules) == ()
    assert asked_in("Unsubscribe", rules) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "f.yaml:1: expected a model, found an empty file"),
        ("offer: {phrases: [a]}", "f.yaml:1: format: missing; a file of reply rules needs format"),
        ("format: 2", "f.yaml:1: format: expected a whole number from 1 to 1, found the number 2"),
        ("format: 1\noffers: {phrases: [a]}", "f.yaml:2: offers: unknown key; did you mean offer?"),
        ("format: 1\noffer: [a]", "f.yaml:2: offer: expected a mapping, found a list"),
        ("format: 1\noffer: {}", "f.yaml:2: offer.phrases: missing; an intent needs phrases"),
        ("format: 1\noffer:\n  phrases: a", 'f.yaml:3: offer.phrases: expected a list of phrases, found the text "a"'),
        (
            "format: 1\noffer:\n  phrases:\n    - 7",
            "f.yaml:4: offer.phrases[1]: expected a phrase of words, found the number 7",
        ),
        (
            "format: 1\noffer: {phrases: ['']}",
            'f.yaml:2: offer.phrases[1]: expected a phrase of words, found the text ""',
        ),
        (
            "format: 1\noffer: {phrases: ['an*gebot']}",
            'only at the beginning or end of each and | between; found "an*gebot"',
        ),
        ("format: 1\noffer: {phrases: ['a||b']}", 'found "a||b"'),
        ("format: 1\noffer: {phrases: ['*']}", 'found "*"'),
        ("format: 1\noffer: {phrases: ['a.b']}", 'found "a.b"'),
        ("format: 1\noffer: {phrases: [a b c d e f g h i]}", "expected at most 8 words"),
        ("format: 1\nnegations: [gar nicht]", "expected one word"),
        ("format: 1\noffer: {phrases: [" + "a, " * 501 + "]}", "expected at most 500 phrases, found 501"),
        ("a: [", "not YAML"),
    ],
)
def test_problems(text: str, problem: str) -> None:
    with pytest.raises(ReplyRulesError) as raised:
        parse_reply_rules(text, file="f.yaml")
    assert problem in str(raised.value)


def test_all_problems_at_once() -> None:
    with pytest.raises(ReplyRulesError) as raised:
        parse_reply_rules("format: 1\noffer: {phrases: ['*', 'a||b']}\ndemo: x", file="f.yaml")
    assert len(raised.value.problems) == 3


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    with suppress(ReplyRulesError):
        parse_reply_rules(text, file="f.yaml")


@given(st.integers(0, 3_000), st.text(max_size=5))
def test_no_change_of_the_ready_file_breaks_it(place: int, put: str) -> None:
    text = ready_rules()
    with suppress(ReplyRulesError):
        parse_reply_rules(text[:place] + put + text[place + 3 :], file="f.yaml")
