"""Matching two forms of a document: whatever changes, no task is lost, doubled or joined with two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planreview.services.identity import item_uid
from planreview.services.revising import ADDED, KEPT, RENUMBERED, NewTask, OldTask, document_uids, match_tasks

# Few words, so that equal texts, equal titles and likenesses all happen.
TEXTS = st.sampled_from(["修复古籍六十册", "修复古籍九十册", "新建分馆三家", "新建分馆三家并开放", "举办讲座", "采购图书"])
TASKS = st.lists(st.tuples(TEXTS, st.sampled_from(["甲", "乙", ""]), st.sampled_from(["一", "二"])), max_size=8)


def old_tasks(plan: str, rows) -> list[OldTask]:
    seen: dict[str, int] = {}
    tasks = []
    for place, (text, title, section) in enumerate(rows):
        seen[text] = seen.get(text, 0) + 1
        uid = item_uid(plan, text, seen[text])
        tasks.append(OldTask(place, uid, uid, place + 1, f"{place + 1}.", title, text, frozenset({section})))
    return tasks


def new_tasks(rows) -> list[NewTask]:
    return [
        NewTask(place + 1, f"{place + 1}.", title, text, frozenset({section}))
        for place, (text, title, section) in enumerate(rows)
    ]


@given(before=TASKS, after=TASKS)
def test_every_task_has_one_fate(before, after) -> None:
    old, new = old_tasks("p", before), new_tasks(after)
    families = {task.uid: task.family for task in old}
    uids = document_uids("p", old, new, families)
    matched, dropped = match_tasks(uids, old, new, families)
    assert len(set(uids)) == len(new) == len(matched)
    used = [one.before.uid for one in matched if one.before]
    assert len(used) == len(set(used)), "no two tasks take one review"
    assert {*used, *(task.uid for task in dropped)} == {task.uid for task in old}
    for one in matched:
        assert (one.before is None) == (one.kind == ADDED)
        assert one.joins == (one.before is not None and one.uid != one.before.uid)
        if one.kind in {KEPT, RENUMBERED}:
            assert one.before is not None and one.before.uid == one.uid


@given(rows=TASKS)
def test_the_same_document_keeps_everything(rows) -> None:
    old = old_tasks("p", rows)
    families = {task.uid: task.family for task in old}
    matched, dropped = match_tasks(document_uids("p", old, new_tasks(rows), families), old, new_tasks(rows), families)
    assert {one.kind for one in matched} <= {KEPT} and dropped == ()


@given(before=TASKS, middle=TASKS, after=TASKS)
def test_joined_items_never_stand_twice_in_one_document(before, middle, after) -> None:
    """Three forms of a document: a wording that comes back is its old task, unless that stands there in new words."""
    plan = "p"
    old = old_tasks(plan, before)
    families = {task.uid: task.family for task in old}
    for rows in (middle, after):
        new = new_tasks(rows)
        uids = document_uids(plan, old, new, families)
        matched, _ = match_tasks(uids, old, new, families)
        for one in matched:
            if one.before is not None:
                families[one.uid] = one.before.family
            families.setdefault(one.uid, one.uid)
        standing = [families[uid] for uid in uids]
        assert len(standing) == len(set(standing))
        old = [
            OldTask(place, uid, families[uid], task.number, task.label, task.title, task.text, task.places)
            for place, (uid, task) in enumerate(zip(uids, new, strict=True))
        ]
