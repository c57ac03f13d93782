"""E-mail addresses as identifiers: two spellings of one address are equal when normalised."""

import re
import unicodedata

LONGEST = 254  # RFC 5321, section 4.5.3.1.3, without the angle brackets
_ADDRESS = re.compile(
    r"[^\s@<>,;:\"()\[\]\\\x00-\x1f]{1,64}@[^\s@<>,;:\"()\[\]\\\x00-\x1f.]+(\.[^\s@<>,;:\"()\[\]\\\x00-\x1f.]+)+"
)
_ANYBODYS = """
gmail.com googlemail.com outlook.com outlook.de hotmail.com hotmail.de live.com live.de msn.com yahoo.com yahoo.de
ymail.com icloud.com me.com mac.com aol.com aol.de gmx.de gmx.net gmx.com gmx.at gmx.ch web.de t-online.de
magenta.de freenet.de mail.de email.de posteo.de posteo.net mailbox.org arcor.de vodafone.de online.de 1und1.de
kabelmail.de unitybox.de bluewin.ch sunrise.ch hispeed.ch a1.net aon.at chello.at proton.me protonmail.com
tutanota.com tutanota.de tuta.io orange.fr wanadoo.fr free.fr laposte.net libero.it virgilio.it mail.ru yandex.ru
"""
_PRIVATE = frozenset(_ANYBODYS.split())


def normalised_email(text: str) -> str | None:
    """The address in lower case, without blanks around it and a leading `mailto:`; None if the text is no address."""
    address = unicodedata.normalize("NFC", text).strip().removeprefix("mailto:").lower()
    return address if len(address) <= LONGEST and _ADDRESS.fullmatch(address) else None


def domain_of(address: str) -> str:
    """What stands behind the last @."""
    return address.rpartition("@")[2]


def is_private(domain: str) -> bool:
    """Whether anybody gets an address there, so that it names no company."""
    return domain in _PRIVATE
