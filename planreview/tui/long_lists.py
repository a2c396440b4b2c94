"""What is asked of a list of a million ids on the thread of the screen: places and selections without a table of all ids."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Set

# Shorter lists are asked in full.
LONG = 20_000
# Places around which a task is looked for first, and followers that are tried in its stead.
_AROUND, _FOLLOWERS = 64, 200


class AllOf(Set[int]):
    """Every id of a list, held as the list holds it; asked only for ids of that list."""

    def __init__(self, ids: array[int]) -> None:
        self.ids = ids

    def __contains__(self, task: object) -> bool:
        return True

    def __iter__(self) -> Iterator[int]:
        return iter(self.ids)

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def _from_iterable(cls, it: Iterable[int]) -> Set[int]:  # type: ignore[override]
        return set(it)


def among(selected: Set[int], ids: array[int]) -> Set[int]:
    """Those of a selection that a list holds."""
    if not selected:
        return set()
    if isinstance(selected, AllOf):
        return AllOf(ids) if selected.ids == ids else set(selected.ids).intersection(ids)
    return set(selected).intersection(ids)


def kept_place(old: array[int], cursor: int, ids: array[int]) -> int:
    """Where the cursor of a list goes in a new one: to its task, else to the next one behind it that is still there."""
    if not old or not ids:
        return 0
    if len(old) <= LONG and len(ids) <= LONG:
        places = {task: place for place, task in enumerate(ids)}
        found = next((places[task] for task in old[cursor:] if task in places), None)
        if found is not None:
            return found
        return len(ids) - 1 if cursor and old[cursor - 1] in places else min(cursor, len(ids) - 1)
    found = _place(ids, old[cursor], cursor)
    if found is None and old[cursor] in ids:
        found = ids.index(old[cursor])
    for task in old[cursor + 1 : cursor + 1 + _FOLLOWERS] if found is None else ():
        found = _place(ids, task, cursor)
        if found is not None:
            break
    return min(cursor, len(ids) - 1) if found is None else found


def _place(ids: array[int], task: int, near: int) -> int | None:
    """A place where a task stands, where it is near another or the list is in the order of ids, as that of plans is."""
    low = max(0, near - _AROUND)
    around = ids[low : near + _AROUND]
    if task in around:
        return low + around.index(task)
    place = bisect_left(ids, task)
    return place if place < len(ids) and ids[place] == task else None
