"""The text of a message and what came along with it."""

from collections.abc import Iterator

from reif.integrations.mail.header_texts import charset_text, one_line, several_lines, text_of
from reif.integrations.mail.html_text import text_of_html
from reif.integrations.mail.mail import Attachment
from reif.integrations.mail.parsing import Part, inner

LONGEST_TEXT = 200_000
_MOST_ATTACHMENTS = 100
_LONGEST_NAME = 200
_REPORTS = ("message/delivery-status", "message/feedback-report", "text/rfc822-headers", "message/rfc822")


def text_in(message: Part) -> str:
    """What is written: the plain text where there is one, else what the HTML says."""
    plain: list[str] = []
    html: list[str] = []
    for part in _own_parts(message):
        if _is_attached(part):
            continue
        if part.get_content_type() == "text/html":
            html.append(_text(part))
        elif part.get_content_maintype() == "text" or (part is message and not part.is_multipart()):
            plain.append(_text(part))
    written = "\n".join(plain)
    if not written.strip() and html:
        written = "\n".join(text_of_html(each) for each in html)
    return several_lines(written[:LONGEST_TEXT]).strip("\n")


def attachments_in(message: Part) -> tuple[Attachment, ...]:
    """What came along, by name, type and size; the first hundred."""
    found = []
    for part in _own_parts(message):
        if part is not message and (_is_attached(part) or part.get_content_maintype() not in ("text", "multipart")):
            found.append(Attachment(_name(part), one_line(part.get_content_type())[:_LONGEST_NAME], _size(part)))
            if len(found) == _MOST_ATTACHMENTS:
                break
    return tuple(found)


def content_of(part: Part) -> bytes:
    """The bytes of a part without parts, as far as they can be decoded."""
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""


def _own_parts(message: Part) -> Iterator[Part]:
    """The parts that are the message's own, not those of messages that it brings along."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(inner(part))
        else:
            yield part


def _is_attached(part: Part) -> bool:
    said = text_of(part, "Content-Disposition").partition(";")[0].strip().lower()
    return said == "attachment" or part.get_content_type() in _REPORTS or (said == "inline" and bool(_name(part)))


def _text(part: Part) -> str:
    charset = part.get_param("charset")
    return charset_text(content_of(part), charset if isinstance(charset, str) else None)


def _name(part: Part) -> str:
    try:
        return one_line(part.get_filename() or "")[:_LONGEST_NAME]
    except (ValueError, LookupError, TypeError):
        return ""


def _size(part: Part) -> int:
    return 0 if part.is_multipart() else len(content_of(part))
