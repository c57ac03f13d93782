"""Words that must not stand in the repository, and marks that need a reason beside them."""

import re

import pytest

from tests.architecture.tree import ROOT, committed, name_of, text_of

GLOSSARY = ROOT / "docs" / "glossary.md"
THIS_FILE = ROOT / "tests" / "architecture" / "test_words.py"
# The glossary names the words; the page about real data speaks of the data's own world (banks, shops); signing in is
# done by a package that has a word of its own for users; other systems give their exports headers of their own.
SPEAK_OTHERWISE = (
    "docs/glossary.md",
    "docs/explanation/real-data.md",
    "src/reif/config/sign_in.py",
    "src/reif/config/web_settings.py",
    "src/reif/rules/vendor_headers.py",
    "src/reif/web/sign_in/",
)

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|WIP)\b")
SILENCED = re.compile(
    r"#\s*(?:type:\s*ignore|noqa)(?P<codes>(?:\[[\w\-, ]+\])|(?::\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*))?(?P<reason>.*)"
)
SKIPPED = re.compile(r"\b(?:pytest\.)?(?:mark\.)?(?:skip|skipif|xfail|importorskip)\(|mark\.(?:skip|xfail)\b")
OUTSIDE_HOSTS = re.compile(
    r"\b(?:pypi\.org|pythonhosted\.org|test\.pypi|registry\.npmjs|npmjs\.com|deb\.debian|security\.debian|"
    r"jsdelivr|unpkg|cdnjs|googleapis|gstatic|bootstrapcdn|cloudflare|maven\.org|conda\.anaconda)|--(?:extra-)?index-url",
    re.IGNORECASE,
)
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}\b")


def lines(*patterns: str) -> list[tuple[str, str]]:
    """Place and text of every line of the matching text files, this one left out."""
    return [
        (f"{name_of(file)}:{number}", line)
        for file in committed(*patterns)
        if file != THIS_FILE and (text := text_of(file)) is not None
        for number, line in enumerate(text.splitlines(), start=1)
    ]


def found(pattern: re.Pattern[str], *paths: str) -> list[str]:
    return [f"{place}: {line.strip()}" for place, line in lines(*paths) if pattern.search(line)]


def test_nothing_is_left_unfinished() -> None:
    assert not found(UNFINISHED, "*.py", "*.md", "*.toml", "*.yaml", "Makefile", "script/*")


def test_no_test_is_skipped() -> None:
    assert not found(SKIPPED, "tests/*.py")


def test_no_package_index_or_content_network_is_named() -> None:
    allowed = "script/lock:"
    assert not [line for line in found(OUTSIDE_HOSTS) if not line.startswith(allowed)]


def test_locks_carry_hashes() -> None:
    for lock in committed("requirements/*.txt"):
        pins = lock.read_text().count("==")
        assert 0 < pins <= lock.read_text().count("--hash=sha256:"), name_of(lock)


def test_no_secret_is_committed() -> None:
    assert not found(SECRETS)


def reasonless(line: str) -> bool:
    """A check is silenced without naming the check and saying why."""
    match = SILENCED.search(line)
    return match is not None and (match["codes"] is None or len(re.findall(r"\w+", match["reason"])) < 2)


def test_silenced_checks_give_their_reason() -> None:
    assert not [f"{place}: {line.strip()}" for place, line in lines("*.py") if reasonless(line)]


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("x = 1  # type: ignore", True),
        ("x = 1  # type: ignore[arg-type]", True),
        ("x = 1  # type: ignore[arg-type] # a present value", False),
        ("except Exception:  # noqa: BLE001 - the parser lets anything slip", False),
        ("except Exception:  # noqa: BLE001", True),
        ("except Exception:  # noqa", True),
        ("x = 1  # one", False),
    ],
)
def test_missing_reasons_are_seen(line: str, verdict: bool) -> None:
    assert reasonless(line) is verdict


def words_to_avoid() -> list[str]:
    section = GLOSSARY.read_text().split("## Words to avoid", 1)[1]
    return [row.split("|")[1].strip() for row in section.splitlines() if row.startswith("| ")][2:]


def test_words_to_avoid_are_avoided() -> None:
    words = words_to_avoid()
    assert "account" in words
    pattern = re.compile(rf"(?<![a-z])(?:{'|'.join(map(re.escape, words))})s?(?![a-z])", re.IGNORECASE)
    places = found(pattern, "src/*.py", "src/*.yaml", "README.md", "docs/*.md")
    assert not [place for place in places if not place.startswith(SPEAK_OTHERWISE)]
