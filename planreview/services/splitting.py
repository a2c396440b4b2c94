"""Split a task into parts (分项) with leads and dues of their own, and join them again; the log keeps what was said of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planreview.domain.entries import parse_date
from planreview.domain.operations import PART_TARGET, SPLIT, OperationDraft
from planreview.domain.review import Receipt, TargetView, TaskRow
from planreview.errors import InputError
from planreview.outline.labels import KINDS_OF_NUMBER, read_label
from planreview.outline.titles import read_title
from planreview.services import queries
from planreview.services.days import check_day
from planreview.services.identity import digest
from planreview.services.naming import LONGEST_NAME, Naming
from planreview.services.workspace import Workspace
from planreview.store import queries as rows
from planreview.store.splits import city_of, part_for, split_subject, standing_tasks, times_split
from planreview.text import clean_line, fold, show

_FEWEST, _MOST = 2, 99


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A part to be: its title, who leads it (none: who leads the task) and until when (None: as the task)."""

    title: str
    leads: tuple[str, ...] = ()
    due: date | None = None


def split(ws: Workspace, task_id: int, parts: Sequence[PartDraft], *, on: date | None = None) -> Receipt:
    """Divide a task into parts, which count in its place from ``on`` or the as-of date; its targets go with the parts whose
    words hold them, and ``targets_left`` of the receipt's values go with none.

    Raises :class:`InputError` task_gone, split_too_few, split_no_title, split_of_part, day_unthinkable.
    """
    check_day(on)
    drafts = [PartDraft(clean_line(one.title).strip(), one.leads, one.due) for one in parts]
    if not _FEWEST <= len(drafts) <= _MOST:
        raise InputError("split_too_few", least=_FEWEST, most=_MOST)
    if not all(one.title for one in drafts):
        raise InputError("split_no_title")
    with ws.store.transaction() as connection:
        words, uid = rows.task_words(connection, task_id), split_subject(connection, task_id)
        if words is None or uid is None:
            raise InputError("task_gone", id=task_id)
        if words["is_part"]:
            raise InputError("split_of_part")
        (row,) = rows.task_rows(connection, [task_id])
        number = str(row.number) if row.number is not None else (row.label or "").rstrip(".．、)）")
        naming = Naming(connection, city_of(connection, row.plan_id))
        targets = rows.task_targets(connection, words["shown_id"])
        made = times_split(connection, uid)
        said = [
            {
                "uid": digest("part", uid, ws.device, str(made), str(place)),
                "label": f"{number}-{place}",
                "title": one.title,
                "due": None if one.due is None else one.due.isoformat(),
                "leads": [naming.uid_of(clean_line(name)[:LONGEST_NAME]) for name in one.leads if clean_line(name)],
                "targets": [target.uid for target in targets if _is_of(target, one, drafts)],
            }
            for place, one in enumerate(drafts, 1)
        ]
        batch = ws.append([*naming.drafts, OperationDraft(SPLIT, uid, {"parts": said}, on)])
        left = sum(not any(_is_of(target, one, drafts) for one in drafts) for target in targets)
        return Receipt(batch, SPLIT, standing_tasks(connection, uid), values={"targets_left": left})


def join(ws: Workspace, task_id: int, *, on: date | None = None) -> Receipt:
    """Let a task that was split, named by any of its parts, count as one again; what was said of the parts stays in the log.

    Raises :class:`InputError` task_gone, not_split, day_unthinkable.
    """
    check_day(on)
    with ws.store.transaction() as connection:
        words, uid = rows.task_words(connection, task_id), split_subject(connection, task_id)
        if words is None or uid is None:
            raise InputError("task_gone", id=task_id)
        if not words["is_part"]:
            raise InputError("not_split")
        batch = ws.append([OperationDraft(SPLIT, uid, {"parts": []}, on)])
        return Receipt(batch, SPLIT, standing_tasks(connection, uid))


def give_target(ws: Workspace, target_id: int, part_id: int) -> Receipt:
    """Let a target of a task that was split go with one of its parts, whatever part it went with.

    Raises :class:`InputError` part_target_other where the target is none of the part's task.
    """
    with ws.store.transaction() as connection:
        found = part_for(connection, part_id, target_id)
        if found is None:
            raise InputError("part_target_other")
        task, part, target = found
        batch = ws.append([OperationDraft(PART_TARGET, task, {"target": target, "part": part})])
        return Receipt(batch, PART_TARGET, standing_tasks(connection, task))


def parts_of(ws: Workspace, task_id: int) -> tuple[TaskRow, ...]:
    """The parts of the task that a task is a part of, itself among them; none where it is no part."""
    if not is_part(ws, task_id):
        return ()
    with ws.store.reading() as connection:
        uid = split_subject(connection, task_id)
        return () if uid is None else tuple(rows.task_rows(connection, standing_tasks(connection, uid)))


def is_part(ws: Workspace, task_id: int) -> bool:
    """Whether a task is a part of one that was split."""
    with ws.store.reading() as connection:
        words = rows.task_words(connection, task_id)
    return words is not None and bool(words["is_part"])


def own_parts(ws: Workspace, task_id: int) -> tuple[str, ...]:
    """The titles of the numbered points in a task's own words: what it would be split into."""
    body = queries.task_detail(ws, task_id).body
    found = []
    for line in body.split("\n")[1:]:
        label = read_label(line.strip())
        if label is not None and label.kind in KINDS_OF_NUMBER:
            found.append(read_title(line.strip()[label.offset :]).text)
    return tuple(one for one in found if one)


def parse_part(text: str, today: date) -> PartDraft:
    """``建水厂|市水利局、市城管局|2020-06-30`` as a part; units and date may be left out.

    Raises :class:`InputError` split_due.
    """
    title, units, due, *_ = (*(one.strip() for one in text.replace("｜", "|").split("|")), "", "")
    day = parse_date(due, today) if due else None
    if due and day is None:
        raise InputError("split_due", text=show(due))
    return PartDraft(title, tuple(one.strip() for one in re.split("[、,，]", units) if one.strip()), day)


def _is_of(target: TargetView, part: PartDraft, parts: Sequence[PartDraft]) -> bool:
    """Whether a target goes with a part: its words share most with those of the part, and with no other as much."""
    shares = [(_shared(target, one), one) for one in parts]
    most = max(shared for shared, _ in shares)
    best = [one for shared, one in shares if shared == most]
    return most >= 2 and len(best) == 1 and best[0] is part


def _shared(target: TargetView, part: PartDraft) -> int:
    """How many pairs of neighbouring characters a target's words have in common with a part's title."""
    words, title = fold(target.quote + target.metric), fold(part.title)
    pairs = {title[place : place + 2] for place in range(len(title) - 1)}
    return sum(pair in words for pair in pairs)
