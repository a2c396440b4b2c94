"""Matching two forms of a document: whatever changes, no task is lost, doubled or joined with two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planreview.services.identity import item_uid
from planreview.services.revising import NewTask, OldTask, document_uids, match_tasks

# Few words, so that equal texts, equal titles and likenesses all happen.
TEXTS = st.sampled_from(["修复古籍六十册", "修复古籍九十册", "新建分馆三家", "新建分馆三家并开放", "举办讲座", "采购图书"])
TASKS = st.lists(st.tuples(TEXTS, st.sampled_from(["甲", "乙", ""]), st.sampled_from(["一", "二"])), max_size=8)


def old_tasks(plan: str, rows) -> list[OldTask]:
    seen: dict[str, int] = {}
    tasks = []
    for text, title, section in rows:
        seen[text] = seen.get(text, 0) + 1
        uid = item_uid(plan, text, seen[text])
        tasks.append(OldTask(uid, uid, title, text, frozenset({section})))
    return tasks


def new_tasks(rows) -> list[NewTask]:
    return [NewTask(title, text, frozenset({section})) for text, title, section in rows]


@given(before=TASKS, after=TASKS)
def test_every_task_has_one_fate(before, after) -> None:
    old, new = old_tasks("p", before), new_tasks(after)
    families = {task.uid: task.family for task in old}
    uids = document_uids("p", old, new, families)
    fates = match_tasks(uids, old, new, families)
    assert [fate.uid for fate in fates.tasks] == uids and len(set(uids)) == len(new)
    used = [task.uid for fate in fates.tasks for task in fate.before]
    assert len(used) == len(set(used)), "no two tasks take one review"
    for fate in fates.tasks:
        assert {task.uid for task in fate.joins} == {task.uid for task in fate.before} - {fate.uid}
        assert not (fate.before and fate.part_of), "what goes on with a task is no part of another"
        assert fate.part_of is None or fate.part_of.uid in used, "a split task has an heir"
    standing = {task.text for task in old} & {task.text for task in new}
    assert standing <= {task.text for fate in fates.tasks for task in fate.before if task.uid == fate.uid}, "equal words stay"
    certain = {(fate.uid, task.uid) for fate in fates.tasks for task in fate.before}
    assert not certain & {(one.uid, one.old.uid) for one in fates.doubtful}


@given(rows=TASKS)
def test_the_same_document_keeps_everything(rows) -> None:
    old = old_tasks("p", rows)
    families = {task.uid: task.family for task in old}
    fates = match_tasks(document_uids("p", old, new_tasks(rows), families), old, new_tasks(rows), families)
    assert [[task.uid for task in fate.before] for fate in fates.tasks] == [[task.uid] for task in old]
    assert fates.doubtful == ()


@given(before=TASKS, middle=TASKS, after=TASKS)
def test_joined_items_never_stand_twice_in_one_document(before, middle, after) -> None:
    """Three forms of a document: a wording that comes back is its old task, unless that stands there in new words."""
    plan = "p"
    old = old_tasks(plan, before)
    families = {task.uid: task.family for task in old}
    for rows in (middle, after):
        new = new_tasks(rows)
        uids = document_uids(plan, old, new, families)
        for fate in match_tasks(uids, old, new, families).tasks:
            family = fate.before[0].family if fate.before else fate.uid
            families.setdefault(fate.uid, family)
            merged = {task.family for task in fate.before} | {families[fate.uid]}
            families = {uid: families[fate.uid] if of in merged else of for uid, of in families.items()}
        standing = [families[uid] for uid in uids]
        assert len(standing) == len(set(standing))
        old = [OldTask(uid, families[uid], task.title, task.text, task.places) for uid, task in zip(uids, new, strict=True)]
