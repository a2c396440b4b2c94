"""Who had something printed and when, as one calm line below the title."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.imprint import Imprint
from planreview.text import show

# Longer than any name that people have.
NAME_CELLS = 160


def heads_of(subtitle: str, said: Imprint | None) -> tuple[str, ...]:
    """The lines between the title and what follows."""
    if said is None:
        return (subtitle,)
    name, on = clip(show(said.person), NAME_CELLS), said.on.isoformat()
    return subtitle, t("summary.imprint", name=name, on=on) if name else t("summary.imprint_day", on=on)
