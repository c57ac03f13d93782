"""Temperature: a word, a shape and a hue. Silhouette and fill differ, so that grey prints tell."""

from collections.abc import Mapping
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

_SHAPES: Mapping[str, SafeString] = {
    "cold": SafeString('<path class="line" d="M7 1.2v11.6M2 4.1l10 5.8M12 4.1 2 9.9"/>'),
    "warm": SafeString(
        '<path class="fill" d="M3.4 9.6a3.6 3.6 0 0 1 7.2 0z"/>'
        '<path class="line" d="M1 12.3h12M7 1.5v2M2.7 3.5l1.3 1.4M11.3 3.5 10 4.9"/>'
    ),
    "hot": SafeString(
        '<path class="fill" d="M7.3.8C7.5 3.6 11.4 5.4 11.4 9.2a4.4 4.4 0 0 1-8.8 0'
        'c0-1.7.8-3 1.8-4 .2 1 .6 1.6 1.3 2C5.5 5 6.1 2.4 7.3.8z"/>'
    ),
}


@lru_cache(maxsize=1024)
def temperature(name: str, word: str) -> SafeString:
    """Shape and word; the word alone for a temperature without a shape."""
    shape = _SHAPES.get(name, "")
    return format_html(
        '<span class="temperature {}">'
        '<svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">{}</svg>{}</span>',
        name,
        shape,
        word,
    )
