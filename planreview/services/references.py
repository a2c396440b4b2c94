"""How a person names a plan or a task: an id, the beginning of one, ``达州市2020/17``, ``铜仁市2020/二/（二）/3``.

Levels may be left out. What fits several is never guessed.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from planreview.domain.review import PlanInfo
from planreview.errors import InputError
from planreview.services.filter_words import key_of
from planreview.services.label_paths import is_subsequence, label_key, segments, tasks_at, those_at
from planreview.store.indicators import numbered_indicators
from planreview.store.lookup import NumberedTask, sections_of, tasks_by_uid
from planreview.store.plan_names import like_named_plans, plans_with_key
from planreview.store.queries import plan_rows
from planreview.text import fold, show

if TYPE_CHECKING:
    import sqlite3

# A shorter beginning of an id would be a number as often as not.
SHORTEST_PREFIX = 4
_UID = r"[0-9a-f]+"
_YEAR = r"(?s)(.*?)((?:19|20)\d\d)(?:\D{1,2}((?:19|20)\d\d))?(.*)"
# What stands between names in a filter or a path, and so not in one.
_APART = r"[\s/,，、=:\"]"
# 1-3, 1,4,7 and both; the compatibility form has made their full-width signs half-width.
_NUMBERS = r"\d{1,9}(?:-\d{1,9})?(?:,\d{1,9}(?:-\d{1,9})?)*"
_RANGE_SIGNS = str.maketrans({"~": "-", "\u2013": "-", "\u2014": "-", "、": ","})
# More than any plan holds, so that a slip of the hand does not ask for a thousand million tasks.
LONGEST_LIST = 10_000


def fitting_plans(plans: Sequence[PlanInfo], text: str) -> tuple[int, ...]:
    """The plans that a text names: the beginning of a key, a city with a year (达州2020), or letters of city and title; where
    nothing is named so, the same in pinyin (dz2020)."""
    return _written_plans(plans, text) or _spoken_plans(plans, text)


def _written_plans(plans: Sequence[PlanInfo], text: str) -> tuple[int, ...]:
    wanted = fold(text)
    if not wanted:
        return ()
    if _is_prefix(wanted):
        found = tuple(plan.id for plan in plans if plan.key.startswith(wanted))
        if found:
            return found
    if match := re.fullmatch(_YEAR, wanted):
        city, first, last, rest = match[1], int(match[2]), match[3], match[4]
        found = tuple(
            plan.id
            for plan in plans
            if plan.period[0] == first
            and (last is None or plan.period[1] == int(last))
            and fold(plan.city).startswith(city)
            and rest in fold(plan.title)
        )
        if found:
            return found
    return tuple(plan.id for plan in plans if wanted in fold(plan.city + plan.title))


def _spoken_plans(plans: Sequence[PlanInfo], text: str) -> tuple[int, ...]:
    """Plans that a text names in pinyin, those best that it names best; waits for keys where the text may be pinyin."""
    # Pages of a list name plans too, and none of them in pinyin.
    from planreview.domain.pinyin import IN_ORDER, query_of
    from planreview.services import pinyin

    wanted = fold(text)
    if not query_of(wanted):
        return ()
    match = re.fullmatch(_YEAR, wanted)
    if match is None:
        names = {plan.id: (plan.city + plan.title,) for plan in plans}
        tiers = pinyin.ranked(wanted, names, pinyin.learn([name for (name,) in names.values()]))[:IN_ORDER]
        return next((tier for tier in tiers if tier), ())
    city, year, rest = match[1], int(match[2]), match[4]
    cities = set(pinyin.beginning(city, {plan.city for plan in plans})) | {
        plan.city for plan in plans if fold(plan.city).startswith(city)
    }
    inside = [plan for plan in plans if plan.city in cities and plan.period[0] == year]
    inside = [plan for plan in inside if match[3] is None or plan.period[1] == int(match[3])]
    titles = {plan.id: (plan.title,) for plan in inside}
    spoken = pinyin.ranked(rest, titles, pinyin.learn([plan.title for plan in inside]) if query_of(rest) else {})[:IN_ORDER]
    return tuple(plan.id for plan in inside if rest in fold(plan.title) or any(plan.id in tier for tier in spoken))


def plan_references(plans: Sequence[PlanInfo], wanted: Collection[int] | None = None) -> dict[int, str]:
    """The text of :func:`plan_reference` for every plan, or for some; a nation's plans are named without comparing each with
    all."""
    cities: dict[int, list[str]] = {}
    alike: Counter[tuple[str, tuple[int, int]]] = Counter()
    for plan in plans:
        cities.setdefault(plan.period[0], []).append(fold(plan.city))
        alike[cities[plan.period[0]][-1], plan.period] += 1
    for year in cities.values():
        year.sort()
    keys = sorted(plan.key for plan in plans)

    def alone(plan: PlanInfo) -> bool:
        year, city = cities[plan.period[0]], fold(plan.city)
        behind = bisect_left(year, city + chr(sys.maxunicode))
        # A digit or letter might be read as a part of the year or of an id.
        safe = bool(city) and not any(char.isascii() for char in city) and not re.search(_APART, plan.city)
        return safe and behind - bisect_left(year, city) == 1

    def by_key(plan: PlanInfo) -> str:
        place = bisect_left(keys, plan.key)
        length = SHORTEST_PREFIX
        while any(key.startswith(plan.key[:length]) for key in (*keys[max(0, place - 1) : place], *keys[place + 1 : place + 2])):
            length += 1
        return plan.key[:length]

    def named(plan: PlanInfo) -> str:
        if alone(plan):
            return f"{plan.city}{plan.period[0]}"
        # City and years name none alone of those that have the same.
        return by_key(plan) if alike[fold(plan.city), plan.period] > 1 else plan_reference(plans, plan.id)

    return {plan.id: named(plan) for plan in plans if wanted is None or plan.id in wanted}


def page_references(connection: sqlite3.Connection, shown: Sequence[PlanInfo]) -> dict[int, str]:
    """As :func:`plan_references`, of the few plans on a page among the many of a store."""
    like = like_named_plans(connection, {plan.city for plan in shown})
    found = plan_references(plan_rows(connection, ids=like), {plan.id for plan in shown})
    for plan in shown:
        while plan.key.startswith(found[plan.id]) and plans_with_key(connection, found[plan.id]) > 1:
            found[plan.id] = plan.key[: len(found[plan.id]) + 1]
    return found


def plan_reference(plans: Sequence[PlanInfo], plan_id: int) -> str:
    """The shortest text that names this plan alone: its city and year, else the beginning of its key; the number of one that
    has gone."""
    plan = next((one for one in plans if one.id == plan_id), None)
    if plan is None:
        return str(plan_id)
    years = "-".join(dict.fromkeys(map(str, plan.period)))
    for text in (f"{plan.city}{plan.period[0]}", f"{plan.city}{years}"):
        if not re.search(_APART, text) and _written_plans(plans, text) == (plan_id,):
            return text
    length = SHORTEST_PREFIX
    while sum(other.key.startswith(plan.key[:length]) for other in plans) > 1:
        length += 1
    return plan.key[:length]


def tasks_by_id(connection: sqlite3.Connection, reference: str) -> tuple[int, ...]:
    """The tasks whose id begins as a reference does; of plans nothing is read for it."""
    wanted = fold(reference)
    return tasks_by_uid(connection, wanted) if _is_prefix(wanted) else ()


def fitting_tasks(connection: sqlite3.Connection, plans: Sequence[PlanInfo], reference: str) -> tuple[int, ...]:
    """The tasks that a reference fits; a path alone is looked for in every plan."""
    if found := tasks_by_id(connection, reference):
        return found
    head, *path = segments(reference)
    everywhere = tuple(plan.id for plan in plans)
    if indicators := _fitting_indicators(connection, plans, [head, *path]):
        return indicators
    for chosen, labels in ((fitting_plans(plans, head) if path else (), path), (everywhere, [head, *path])):
        if placed := tasks_at(connection, chosen, [part for part in labels if part]):
            return tuple(task.id for task in placed)
    return ()


def _fitting_indicators(connection: sqlite3.Connection, plans: Sequence[PlanInfo], path: Sequence[str]) -> tuple[int, ...]:
    """The indicators that ``达州市2020/指标/3`` or ``3号指标`` names; all of a plan's without a number, of every plan without a
    plan."""
    keys = [one for part in path if part for one in _apart(part)]
    place = next((n for n, part in enumerate(keys) if n < 2 and key_of(part) == "indicators"), None)
    if place is None or len(keys) > place + 2:
        return ()
    chosen = fitting_plans(plans, keys[0]) if place else tuple(plan.id for plan in plans)
    number = fold(keys[place + 1]) if len(keys) > place + 1 else ""
    found = numbered_indicators(connection, chosen) if chosen else []
    return tuple(one for one, own in found if number in {"", str(own)})


def _apart(part: str) -> tuple[str, ...]:
    """``指标3`` and ``3号指标`` as word and number; anything else as it is."""
    match = re.fullmatch(r"(\d{1,6})?(\D+)(\d{1,6})?", fold(part))
    if match is None:
        return (part,)
    # A number before the word may have a counter behind it.
    words = (match[2], match[2][1:]) if match[1] else (match[2],)
    number = match[1] or match[3]
    return next(((word, number) for word in words if number and key_of(word) == "indicators"), (part,))


def listed_references(reference: str) -> tuple[str, ...]:
    """A reference for each number of a range or list at the end of one: ``达州市2020/1-3,7``; none where there is no such end.

    Raises :class:`InputError` task_range where a range runs backwards or names more tasks than a plan holds.
    """
    *path, last = segments(reference)
    folded = fold(last).translate(_RANGE_SIGNS)
    if not re.fullmatch(_NUMBERS, folded):
        return ()
    numbers: dict[int, None] = {}
    for part in folded.split(","):
        first, _, end = part.partition("-")
        span = range(int(first), int(end or first) + 1)
        if not span or len(span) + len(numbers) > LONGEST_LIST:
            raise InputError("task_range", text=show(reference), most=LONGEST_LIST)
        numbers |= dict.fromkeys(span)
    return tuple("/".join((*path, str(number))) for number in numbers)


def fitting_sections(
    connection: sqlite3.Connection, plan_ids: Iterable[int], text: str
) -> tuple[tuple[int, tuple[str, ...], str], ...]:
    """The headings that labels (二, 二/（三）), else letters of a title, else its pinyin name, in the plans given."""
    sections = [section for plan_id in plan_ids for section in sections_of(connection, plan_id)]
    labels = [part for part in segments(text) if part]
    for strict in (True, False):
        keys = [label_key(part, strict) for part in labels]
        found = [
            section
            for section in sections
            if keys
            and label_key(section[1][-1], strict) == keys[-1]
            and is_subsequence(keys, [label_key(part, strict) for part in section[1]])
        ]
        if found:
            return tuple(found)
    written = tuple(section for section in sections if fold(text) and fold(text) in fold(section[2]))
    from planreview.domain.pinyin import IN_ORDER, query_of
    from planreview.services import pinyin

    if written or not query_of(text):
        return written
    keys_of = pinyin.learn([title for _, _, title in sections])
    tiers = pinyin.ranked(text, {section: (section[2],) for section in sections}, keys_of)[:IN_ORDER]
    return next((tier for tier in tiers if tier), ())


def fitting_among(tasks: Sequence[NumberedTask], uids: Mapping[int, str], text: str) -> tuple[int, ...]:
    """Those of some tasks, whose ids are given, that the beginning of an id, a number or a path names."""
    wanted = fold(text)
    if _is_prefix(wanted) and (found := tuple(one for one, uid in uids.items() if uid.startswith(wanted))):
        return found
    return tuple(task.id for task in those_at(tasks, [part for part in segments(text) if part]))


def _is_prefix(text: str) -> bool:
    return len(text) >= SHORTEST_PREFIX and re.fullmatch(_UID, text) is not None
