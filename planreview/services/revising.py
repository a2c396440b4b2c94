"""Match the tasks of a revised document with those of the one before, so that reviews stay with their task.

Equal words keep their id. What is left is joined by an equal title, or by strongly similar words in the same place; every
such join becomes a logged ``same-task`` operation and a line of the change table, never a silent guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from planreview.services.identity import item_uid
from planreview.text import fold

KEPT, RENUMBERED, REWORDED, ADDED, DROPPED = "kept", "renumbered", "reworded", "added", "dropped"

# Share of common character pairs (Dice). A changed figure in a sentence of twenty characters leaves 0.9, a sentence added to
# a paragraph of the same length 0.67; two tasks of one section that share their phrases stay below 0.6.
STRONG = 0.7


@dataclass(frozen=True, slots=True)
class OldTask:
    """A task of the revision before; ``family`` is one id for all items joined with it, ``places`` name its section."""

    item_id: int
    uid: str
    family: str
    number: int | None
    label: str | None
    title: str
    text: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task of the revised document; ``text`` is its words as :func:`identity.item_text` gives them."""

    number: int | None
    label: str | None
    title: str
    text: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the change table: what happened to one task, with its number and title before and now."""

    kind: str
    item_id: int | None
    number: int | None
    title: str
    number_before: int | None = None
    title_before: str | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """A new task with its id; ``before`` is the task it was, ``joins`` whether the two ids must be joined by an operation."""

    uid: str
    kind: str
    before: OldTask | None = None
    joins: bool = False


def match_tasks(
    uids: Sequence[str], old: Sequence[OldTask], new: Sequence[NewTask], families: Mapping[str, str]
) -> tuple[tuple[Matched, ...], tuple[OldTask, ...]]:
    """The new tasks, whose ids are ``uids``, with what became of them, and the old tasks that are dropped.

    ``families`` holds every id the plan has had up to now, with the id that stands for all items joined with it.
    """
    by_uid = {task.uid: task for task in old}
    by_family = {task.family: task for task in old}
    matched: dict[int, Matched] = {}
    used: set[str] = set()
    for place, (uid, task) in enumerate(zip(uids, new, strict=True)):
        before = by_uid.get(uid)
        if before is not None:
            renumbered = (before.number, fold(before.label or "")) != (task.number, fold(task.label or ""))
            matched[place] = Matched(uid, RENUMBERED if renumbered else KEPT, before)
            used.add(before.uid)
    for place, uid in enumerate(uids):
        before = by_family.get(families.get(uid, ""))
        if place not in matched and before is not None and before.uid not in used:
            matched[place] = Matched(uid, REWORDED, before)
            used.add(before.uid)
    open_new = [place for place in range(len(new)) if place not in matched and uids[place] not in families]
    open_old = [task for task in old if task.uid not in used]
    for place, before in _pairs(open_old, new, open_new):
        matched[place] = Matched(uids[place], REWORDED, before, joins=True)
        used.add(before.uid)
    result = tuple(matched.get(place) or Matched(uid, ADDED) for place, uid in enumerate(uids))
    return result, tuple(task for task in old if task.uid not in used)


def document_uids(plan: str, old: Sequence[OldTask], new: Sequence[NewTask], families: Mapping[str, str]) -> list[str]:
    """The ids of a document's tasks, by text and ordinal; one whose family stands there in other words is passed over.

    That happens where a document brings back an old wording beside the new one: two tasks must not share one review.
    """
    by_text = Counter(task.text for task in new)
    current = {task.uid for task in old}
    ordinals = _ordinals(plan, old, new, families)
    uids = [item_uid(plan, task.text, ordinal) for task, ordinal in zip(new, ordinals, strict=True)]
    taken = {families[uid]: uid for uid in uids if uid in current}
    highest = by_text.copy()
    for task, ordinal in zip(new, ordinals, strict=True):
        highest[task.text] = max(highest[task.text], ordinal)
    for place, uid in enumerate(uids):
        family = families.get(uid)
        if family is None:
            continue
        text = new[place].text
        while family is not None and taken.setdefault(family, uid) != uid:
            highest[text] += 1
            uid = item_uid(plan, text, highest[text])
            family = families.get(uid)
        uids[place] = uid
    return uids


def _ordinals(plan: str, old: Sequence[OldTask], new: Sequence[NewTask], families: Mapping[str, str]) -> list[int]:
    """The ordinal of each new task among those of its text.

    Where one of several equal texts is dropped or put in, those that stay are the ones of the same section in the same order,
    not the first from the top.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, task in enumerate(new):
        places[task.text].append(place)
    standing = {task.uid: (order, task) for order, task in enumerate(old)}
    ordinals = [0] * len(new)
    for text, same in places.items():
        known: list[tuple[int, int, OldTask]] = []
        for ordinal in count(1):
            uid = item_uid(plan, text, ordinal)
            if uid in standing:
                order, before = standing[uid]
                known.append((order, ordinal, before))
            elif uid not in families and ordinal >= len(same):
                break
        known.sort(key=lambda one: one[0])
        partners = _partners([(ordinal, before) for _, ordinal, before in known], [(place, new[place]) for place in same])
        taken = {ordinal for _, ordinal, _ in known}
        free = (one for one in count(1) if one not in taken)
        for place in same:
            ordinals[place] = partners[place] if place in partners else next(free)
    return ordinals


def _partners(old: Sequence[tuple[int, OldTask]], new: Sequence[tuple[int, NewTask]]) -> dict[int, int]:
    """Place of a new task → ordinal of the old one of equal text: by section first, then in order."""
    found: dict[int, int] = {}
    left = dict.fromkeys(ordinal for ordinal, _ in old)
    by_section: dict[str, deque[int]] = defaultdict(deque)
    for ordinal, before in old:
        for name in before.places:
            by_section[name].append(ordinal)
    for place, task in new:
        for name in sorted(task.places):
            waiting = by_section[name]
            while waiting and waiting[0] not in left:
                waiting.popleft()
            if waiting and place not in found:
                found[place] = waiting.popleft()
                del left[found[place]]
    for (place, _), ordinal in zip([one for one in new if one[0] not in found], left, strict=False):
        found[place] = ordinal
    return found


def _pairs(old: Sequence[OldTask], new: Sequence[NewTask], open_new: Sequence[int]) -> list[tuple[int, OldTask]]:
    """Pairs by a title that both sides have once, then by likeness, the likest first."""
    pairs: list[tuple[int, OldTask]] = []
    old_titles = Counter(fold(task.title) for task in old)
    new_titles = Counter(fold(new[place].title) for place in open_new)
    titled = {fold(task.title): task for task in old if old_titles[fold(task.title)] == 1 and fold(task.title)}
    for place in open_new:
        title = fold(new[place].title)
        if new_titles[title] == 1 and title in titled:
            pairs.append((place, titled[title]))
    used_new, used_old = {place for place, _ in pairs}, {task.uid for _, task in pairs}
    rest = [(task, _bigrams(task.text)) for task in old if task.uid not in used_old]
    likely: list[tuple[float, int, int]] = []
    for place in open_new:
        if place in used_new:
            continue
        words = _bigrams(new[place].text)
        for order, (task, other) in enumerate(rest):
            if task.places & new[place].places:
                likeness = 2 * len(words & other) / (len(words) + len(other) or 1)
                if likeness >= STRONG:
                    likely.append((-likeness, place, order))
    for _, place, order in sorted(likely):
        task = rest[order][0]
        if place not in used_new and task.uid not in used_old:
            pairs.append((place, task))
            used_new.add(place)
            used_old.add(task.uid)
    return pairs


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(max(len(text) - 1, 1)))
