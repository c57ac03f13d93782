"""Words by which mail programs and people mark what is not the writer's own: quotes, closings, phones."""

import re

ATTRIBUTION = re.compile(
    r"^\W{0,4}(?:am|on|le|il|el|op)\s.{3,300}\b(?:schrieb|wrote|a écrit|ha scritto|escribió|schreef)\b"
    r".{0,200}:\W{0,4}$",
    re.IGNORECASE | re.DOTALL,
)
"""The line, or the lines, above a quote."""

SEPARATOR = re.compile(
    r"^[\s>]*[-_=]{2,}\s*(?:ursprüngliche (?:nachricht|mail|e-mail)|original[- ]?(?:nachricht|message|appointment)"
    r"|weitergeleitete nachricht|forwarded message|message d'origine)\s*[-_=]{2,}\s*$"
    r"|^[\s>]*(?:anfang der weitergeleiteten nachricht|begin forwarded message):\s*$",
    re.IGNORECASE,
)

HEAD = re.compile(r"^[*\s]*(von|from|de|da)\s?:[*\s]*\S", re.IGNORECASE)
HEAD_GOES_ON = re.compile(
    r"^[*\s]*(gesendet|datum|an|cc|kopie|betreff|sent|date|to|subject|envoyé|à|objet|organisation)\s?:", re.IGNORECASE
)
"""The head that Outlook puts above a quote: a sender, and within a few lines two more of these."""

_GREETINGS = r"(?:grüßen?|grüssen?|gruessen?|grüße|grüsse|gruesse|gruß|gruss)"
CLOSING = re.compile(
    r"^(?:mit (?:freundlich|best|herzlich|lieb|viel|sonnig)e[nm] " + _GREETINGS + r"|(?:viele|liebe|beste|herzliche"
    r"|schöne|sonnige|freundliche|besten|lieben|schönen|herzlichen) " + _GREETINGS + "|" + _GREETINGS + r"|mfg|lg|vg|bg"
    r"|hochachtungsvoll|herzlichst|(?:kind|best|warm|warmest|many) regards|regards|best wishes|all the best"
    r"|yours (?:sincerely|faithfully|truly)|sincerely|cheers|best|thanks|many thanks|danke|vielen dank)"
    r"(?:\s+(?:aus|from|nach|an)\s+\S+)?(?:\s*/\s*(?:kind|best) regards)?[\s,.!;-]*"
    r"(?:(?-i:[A-ZÄÖÜ])[\w.'-]*[\s.]*){0,4}$",
    re.IGNORECASE,
)
"""A line that ends what somebody says, alone or with a name."""

SENT_FROM = re.compile(
    r"^(?:von meinem .{1,40} gesendet|gesendet von .{1,60}|sent from .{1,60}|get outlook for .{1,40}"
    r"|outlook für .{1,40} beziehen.{0,100}|diese nachricht wurde von meinem .{1,60} gesendet.{0,20}"
    r"|holen sie sich outlook für .{1,60}|envoyé de mon .{1,40})$",
    re.IGNORECASE,
)

POSTSCRIPT = re.compile(r"^(?:p\.?\s?s\.?|nachtrag)\s?:?\s", re.IGNORECASE)
