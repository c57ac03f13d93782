"""YAML that is no model at all."""

import pytest

from tests.rules.model_texts import problems


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("", "m:1: expected a model, found an empty file"),
        ("# nothing\n\n", "m:1: expected a model, found an empty file"),
        ("---\n", "m:1: expected a model, found an empty file"),
        ("~", "m:1: expected a mapping, found nothing (null)"),
        ("[1]", "m:1: expected a mapping, found a list"),
        ("score me", 'm:1: expected a mapping, found the text "score me"'),
        (b"format: 1\nname: M\xfcller\n", "m:2: expected text in UTF-8, found the byte 0xfc"),
        ("format: 1\n---\nformat: 1\n", "m:2: expected one document, found another one that begins here"),
        ("%YAML 1.1\n---\nformat: 1\n", "m:1: expected YAML 1.2, found %YAML 1.1"),
        ("format: 1\nname: a: b\n", "m:2: not YAML: mapping values are not allowed here"),
        ("format: 1\nname: 'x\n", "m:3: not YAML: found unexpected end of stream while scanning a quoted scalar"),
        ("format: 1\nname: \x07\n", "m:2: not YAML: found the control character U+0007"),
        (
            "format: [1,\nname: x\n",
            "m:3: not YAML: expected ',' or ']', but got '<stream end>' while parsing a flow sequence",
        ),
        ("[" * 65, "m:1: expected at most 64 levels of nesting, found more"),
        ("x" * 1_000_001, "m:1: expected at most 1,000,000 bytes, found 1,000,001"),
        ("- 1\n" * 50_000, "m:1: expected at most 50,000 values, aliases followed, found more"),
        (
            "format: 1\nname: x\nname: y\n\nname: z\n",
            (
                "m:3: name: given twice, first in line 2; expected once\n"
                "m:5: name: given twice, first in line 2; expected once"
            ),
        ),
        (
            "format: 1\nname: x\n1: 2\n[a]: 3\n",
            "m:3: expected a text as key, found the number 1\nm:4: expected a text as key, found a list",
        ),
        ("format: 1\nname: !name x\n", "m:2: name: expected a text, found a value with the tag !name"),
        ("format: 1\nname: !!binary x\n", "m:2: name: expected a text, found a value with the tag !!binary"),
        (
            "format: 1\nname: x\nbase: !!int ten\n",
            "m:3: base: expected a finite number, found a value with the tag !!int",
        ),
        (
            "format: 1\nname: x\nexclude: !!set {a}\n",
            "m:3: exclude: expected a list of rules, found a value with the tag !!set",
        ),
        ('format: 1\nname: "a\\0"\n', "m:2: name: expected a text, found a text with the character U+0000"),
        ('format: 1\nname: "\\ud800"\n', "m:2: name: expected a text, found a text with the character U+D800"),
        ("format: 1\nname: *who\n", "m:2: name: expected a text, found the alias *who without its anchor"),
        (
            "format: 1\nname: x\nlevels: &l [1, 2, *l]\n",
            "m:3: levels[3]: expected a finite number, found the alias *l inside of what it stands for",
        ),
    ],
)
def test_what_is_no_model_at_all(source: str | bytes, expected: str) -> None:
    assert problems(source) == expected


def test_a_value_is_quoted_without_what_acts_on_a_terminal() -> None:
    source = 'format: 1\nname: x\nbase: "\\e[31m\\u202e' + "x" * 50 + '"\n"\\e": 1'
    assert problems(source).splitlines()[0].startswith("m:3: base: expected a finite number, found a text with")
    source = 'format: 1\nname: x\nbase: "\\u202e' + "x" * 50 + '"'
    assert problems(source) == f'm:3: base: expected a finite number, found the text "·{"x" * 38}…"'
