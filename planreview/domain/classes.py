"""Which items are one task: those that joins put together, as long as no document in force holds two of them.

Two tasks that a later revision merges are two as of a date before it; so a join waits where it would make one task of two
items that stand side by side in the revision that is in force.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

Item = TypeVar("Item", int, str)


def join_classes(joins: Iterable[tuple[Item, Item]], placed: Mapping[Item, int]) -> dict[Item, Item]:
    """Every item that a join names → the least item of its class; joins are taken in the order given.

    ``placed`` holds the items that stand in the revision in force of their plan, with the plan.
    """
    leader: dict[Item, Item] = {}
    standing: dict[Item, set[int]] = defaultdict(set)

    def find(item: Item) -> Item:
        while leader[item] != item:
            leader[item] = leader[leader[item]]
            item = leader[item]
        return item

    for pair in joins:
        for item in pair:
            if item not in leader:
                leader[item] = item
                if item in placed:
                    standing[item].add(placed[item])
        first, second = sorted(map(find, pair))
        if first != second and not standing[first] & standing[second]:
            leader[second] = first
            standing[first] |= standing[second]
    return {item: find(item) for item in leader}
