"""What tasks are to a department, in words: wherever a number counts both, nobody takes it for the one that a summary has."""

from __future__ import annotations

from planreview.catalogue import t


def roles_words(n: int, lead: int, support: int) -> str:
    """What tasks of a department are to it: those that count there in a summary, those it leads together with another one that
    is named first, those it supports; of nothing none."""
    parts = {"lead": lead, "joint": n - lead - support, "support": support}
    return " ".join(t(f"roles.{name}", n=number) for name, number in parts.items() if number > 0) or t("roles.lead", n=0)
