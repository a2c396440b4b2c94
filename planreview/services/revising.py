"""What became of the tasks of a revised document: which stay themselves, which are joined, parts, new, dropped or doubtful.

Equal words keep their id. The rest is matched by text and place (:mod:`planreview.domain.matching`); what is certain becomes a
logged operation and a line of the change table, and what is doubtful is left to a person, never guessed silently.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count

from planreview.domain.matching import PART, SAME, match
from planreview.services.identity import item_uid

# What a person may say of a doubtful pair; the first two are also what matching finds.
OTHER = "other"
ANSWERS = (SAME, PART, OTHER)


@dataclass(frozen=True, slots=True)
class OldTask:
    """A task of the revision before; ``family`` is one id for all items joined with it, ``places`` name its section.

    ``title`` and ``text`` are in search form, the text as :func:`identity.item_text` gives it.
    """

    uid: str
    family: str
    title: str
    text: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task of the revised document, in the same form."""

    title: str
    text: str
    places: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fate:
    """A new task with its id: the old ones that it goes on with (none: it is added; several: it merges them), those of them
    that an operation must join, and else the one that it is a part of."""

    uid: str
    before: tuple[OldTask, ...] = ()
    joins: tuple[OldTask, ...] = ()
    part_of: OldTask | None = None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A pair that may belong together: the new task's id, the old task, whether as the same or as a part."""

    uid: str
    old: OldTask
    relation: str


@dataclass(frozen=True, slots=True)
class Fates:
    """What became of all: new tasks in their order, doubtful pairs, and how sure each pair is, by (new id, old id)."""

    tasks: tuple[Fate, ...]
    doubtful: tuple[Doubtful, ...] = ()
    scores: Mapping[tuple[str, str], Decimal] = field(default_factory=dict)


def match_tasks(uids: Sequence[str], old: Sequence[OldTask], new: Sequence[NewTask], families: Mapping[str, str]) -> Fates:
    """The fates of the new tasks, whose ids are ``uids``.

    ``families`` holds every id the plan has had up to now, with the id that stands for all items joined with it.
    """
    settled = _settled(uids, old, families)
    # Words that stood in the plan before and come back bring their own history, whatever else they resemble.
    returned = {place for place, uid in enumerate(uids) if uid in families and place not in settled}
    before: dict[int, list[OldTask]] = defaultdict(list)
    for place, at in settled.items():
        before[place].append(old[at])
    joins: dict[int, list[OldTask]] = defaultdict(list)
    parts: dict[int, OldTask] = {}
    doubtful: list[Doubtful] = []
    scores: dict[tuple[str, str], Decimal] = {}
    for link in match(old, new, settled, returned):
        task = old[link.old]
        scores[uids[link.new], task.uid] = Decimal(format(link.score, ".2f"))
        if not link.certain:
            doubtful.append(Doubtful(uids[link.new], task, link.relation))
        elif link.relation == SAME:
            before[link.new].append(task)
            joins[link.new].append(task)
        else:
            parts[link.new] = task
    fates = (Fate(uid, tuple(before[place]), tuple(joins[place]), parts.get(place)) for place, uid in enumerate(uids))
    return Fates(tuple(fates), tuple(doubtful), scores)


def _settled(uids: Sequence[str], old: Sequence[OldTask], families: Mapping[str, str]) -> dict[int, int]:
    """Place of a new task → place of the old one whose words, or words from before, it has."""
    by_uid = {task.uid: place for place, task in enumerate(old)}
    by_family = {task.family: place for place, task in enumerate(old)}
    settled = {place: by_uid[uid] for place, uid in enumerate(uids) if uid in by_uid}
    used = set(settled.values())
    for place, uid in enumerate(uids):
        at = by_family.get(families.get(uid, ""))
        if place not in settled and at is not None and at not in used:
            settled[place] = at
            used.add(at)
    return settled


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
