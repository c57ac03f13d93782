"""The writer's own words in an answer: without what was quoted, without closing and signature.

What the heads of other languages' programs look like, mail-parser-reply knows. Its rules for signatures take away too
much for us ("Thank you, please send an offer" ends a mail there), so those are our own.
"""

import re
from collections.abc import Sequence

from mailparser_reply.parser import EmailMessage

from reif.integrations.mail.reply_words import (
    ATTRIBUTION,
    CLOSING,
    HEAD,
    HEAD_GOES_ON,
    POSTSCRIPT,
    SENT_FROM,
    SEPARATOR,
)

LONGEST_REPLY = 20_000
_MOST_LINES = 400
_LONGEST_LINE = 2_000
_LONGEST_LINE_OF_A_HEAD = 300
_LANGUAGES = ("de", "en", "fr", "it", "es", "nl")
_BLANKS = re.compile(r"\n{3,}")
_DASHES = ("--", "—", "__")
_RULE = re.compile(r"^[_-]{20,}$")


def reply_in(text: str) -> str:
    """The words above, below and between quotes; at most LONGEST_REPLY characters. Of a mail that quotes nothing, all
    but the signature.
    """
    lines = [line[:_LONGEST_LINE].strip() for line in text[: 5 * LONGEST_REPLY].split("\n")]
    lines = _until_another_mail(_without_marked_quotes(lines))[:_MOST_LINES]
    own = "\n".join(_without_signature(_until_known_head(lines)))
    return _BLANKS.sub("\n\n", own).strip()[:LONGEST_REPLY]


def _without_marked_quotes(lines: Sequence[str]) -> list[str]:
    """Without lines that begin with `>`, and without the words above them that say whose they are."""
    kept: list[str] = []
    for place, line in enumerate(lines):
        if not line.startswith(">"):
            kept.append(line)
        elif place == 0 or not lines[place - 1].startswith(">"):
            _drop_attribution(kept)
    _drop_attribution(kept)
    return kept


def _drop_attribution(kept: list[str]) -> None:
    """Programs break it into up to three lines, and leave one free below it."""
    end = len(kept)
    while end > 0 and len(kept) - end < 2 and not kept[end - 1]:
        end -= 1
    for start in range(end - 1, max(end - 4, -1), -1):
        if not kept[start]:
            return
        if ATTRIBUTION.match(" ".join(kept[start:end])[:_LONGEST_LINE]):
            del kept[start:]
            return


def _until_another_mail(lines: list[str]) -> list[str]:
    """Up to where a program copied the mail that is answered, unmarked, below the answer."""
    for place, line in enumerate(lines):
        if SEPARATOR.match(line[:_LONGEST_LINE_OF_A_HEAD]) or _is_head(lines, place):
            return lines[:place]
        if ATTRIBUTION.match(line[:_LONGEST_LINE_OF_A_HEAD]) and any(lines[:place]):
            return lines[:place]
    return lines


def _is_head(lines: Sequence[str], place: int) -> bool:
    if not HEAD.match(lines[place][:_LONGEST_LINE_OF_A_HEAD]):
        return False
    below = [line for line in lines[place + 1 : place + 8] if line][:5]
    return sum(HEAD_GOES_ON.match(line[:_LONGEST_LINE_OF_A_HEAD]) is not None for line in below) >= 2


def _until_known_head(lines: list[str]) -> list[str]:
    """The same by what mail-parser-reply knows; shown only short lines, as its patterns take long for long ones."""
    short = _BLANKS.sub("\n\n", "\n".join(line[:_LONGEST_LINE_OF_A_HEAD] for line in lines))
    replies = EmailMessage(text=short, languages=list(_LANGUAGES), keep_hyphen_lists=True).read().replies
    if len(replies) < 2 or not replies[0].content.strip():
        return lines
    count = sum(bool(line) for line in replies[0].content.split("\n"))
    seen = 0
    for place, line in enumerate(lines):
        if seen == count:
            return lines[:place]
        seen += bool(line)
    return lines


def _without_signature(lines: list[str]) -> list[str]:
    """Up to the closing, or the mark of a signature; a postscript is said after it."""
    own = next((place for place, line in enumerate(lines) if _ends(lines, place)), len(lines))
    after = next((place for place in range(own, len(lines)) if POSTSCRIPT.match(lines[place])), len(lines))
    until = next((place for place in range(after, len(lines)) if _ends(lines, place)), len(lines))
    return [*lines[:own], *([""] if after < until else []), *lines[after:until]]


def _ends(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    if line in _DASHES or _RULE.match(line) or SENT_FROM.match(line):
        return True
    said_before = any(lines[:place])
    return said_before and len(line) <= 80 and CLOSING.match(line) is not None
