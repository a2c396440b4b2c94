"""What HTML and SVG share: text made safe for both, and the fonts of machines that have no network."""

from __future__ import annotations

import html

# XML forbids these even escaped; a picture with one would not open at all.
_FORBIDDEN = dict.fromkeys((0xFFFE, 0xFFFF))
SERIF = "'Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,STSong,serif"
MONOSPACE = (
    "'Sarasa Mono SC','Noto Sans Mono CJK SC','Source Han Mono SC','WenQuanYi Zen Hei Mono','WenQuanYi Micro Hei Mono',"
    "NSimSun,SimSun,monospace"
)


def escape(text: str) -> str:
    """Text for an element or a quoted attribute."""
    return html.escape(text.translate(_FORBIDDEN), quote=True)
