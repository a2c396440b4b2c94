"""Which of the bodies that a text names may be the bureau that issued it; asked once at import, never assumed."""

from __future__ import annotations

from planreview.domain.departments import canonical

_ENDS = ("局", "委", "委员会")


def is_bureau(name: str, city: str) -> bool:
    """Whether a name is that of a bureau or commission of the city's own level: 市科技局, 达州市科技局, but no centre."""
    text = canonical(name, city)
    return len(text) > 2 and text[0] == city[-1:] and text.endswith(_ENDS)
