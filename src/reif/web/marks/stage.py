"""Stage: six rungs, the present one higher, then the word. No hue: a stage is not better by colour."""

from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from reif.rules.stages import Stage

_STEP, _WIDTH, _LOW, _HIGH = 4.6, 3, 8, 12


@lru_cache(maxsize=1024)
def rungs(stage: str, word: str) -> SafeString:
    """The rungs and the word."""
    here = Stage(stage).rank
    drawn = format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        (
            (
                "here" if each.rank == here else "past" if each.rank < here else "ahead",
                f"{each.rank * _STEP:.1f}",
                0 if each.rank == here else _HIGH - _LOW,
                _WIDTH,
                _HIGH if each.rank == here else _LOW,
            )
            for each in Stage
        ),
    )
    return format_html(
        '<span class="stage"><svg viewBox="0 0 26 12" width="26" height="12" aria-hidden="true">{}</svg>{}</span>',
        drawn,
        word,
    )
