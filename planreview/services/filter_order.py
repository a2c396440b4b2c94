"""Order and groups of a list, as a filter line names them: ``排序=差距``, ``排序=-时限`` (turned round), ``分组=单位``."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.errors import InputError
from planreview.services.filter_words import said, value_of
from planreview.text import show

# What a list can be sorted by; ``-due`` is due turned round.
ORDERS = ("plan", "gap", "due", "department", "verdict", "updated")
GROUPS = ("department", "section", "city", "plan", "verdict", "light")
TURNED = "-"


def read_order(given: Sequence[str]) -> str:
    """The key of an order. Raises :class:`InputError` filter_value_unknown."""
    text = given[0].strip() if len(given) == 1 else show(",".join(given))
    turned = text.startswith(("-", "－"))
    key = value_of(text[1:] if turned else text, ORDERS, "order")
    return TURNED + key if turned else key


def write_order(sort: str) -> str:
    """An order as :func:`read_order` reads it back."""
    return (TURNED if sort.startswith(TURNED) else "") + said(sort.removeprefix(TURNED), "order")


def read_group(given: Sequence[str]) -> str:
    """What a list is grouped by. Raises :class:`InputError` filter_value_unknown."""
    if len(given) != 1:
        raise InputError(
            "filter_value_unknown", value=show(",".join(given)), known=" ".join(said(one, "group") for one in GROUPS)
        )
    return value_of(given[0], GROUPS, "group")


def write_group(group: str) -> str:
    """A grouping as :func:`read_group` reads it back."""
    return said(group, "group")
