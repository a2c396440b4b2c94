"""The change table of a revised document: shown before it is stored, and read from the log afterwards.

Both come from one comparison of two forms of the plan; before storing, who is whom comes from matching, afterwards from the
operations that were logged, with whatever people have settled since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planreview.catalogue import t
from planreview.domain.changes import ChangeTable, Doubt, Form, Origins, change_rows, goal_rows
from planreview.domain.matching import PART, SAME
from planreview.domain.operations import DOUBTFUL, OTHER_TASK, SAME_TASK, SPLIT_FROM, OperationDraft
from planreview.domain.outline import Diagnostic, Outline
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.services import placing, revising
from planreview.services.corrections import replayed
from planreview.services.filing import Prepared, filed, holds_from, identify
from planreview.services.revising import ANSWERS, OTHER, Fates
from planreview.services.revision_forms import outline_forms, outline_goals, stored_forms, stored_goals
from planreview.services.workspace import Workspace
from planreview.store import lineage as lineage_store
from planreview.store import revisions
from planreview.store.handle import Connection
from planreview.store.lineage import Lineage, read_lineage, verdicts_of
from planreview.store.lookup import NumberedTask
from planreview.store.revisions import StoredPlan, StoredTask
from planreview.text import clean_line

# What a person said of doubtful pairs: (new id, old id) → one of ``revising.ANSWERS``.
Answers = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of a document's tasks in order, what became of them, and what the old ones are called, by id."""

    uids: Sequence[str]
    fates: Fates
    names: Mapping[str, str]


def preview(
    ws: Workspace, prepared: Prepared, *, city: str | None = None, revises: int | None = None, on: date | None = None
) -> ChangeTable | None:
    """The change table that storing a document would give; None where it revises no plan of the store or changes nothing.

    Raises :class:`InputError` plan_unknown, revision_too_early.
    """
    with ws.store.reading() as connection:
        identity = identify(prepared, city, ws.today().year)
        plan = filed(connection, prepared, identity, city, revises)
        if plan is None or plan.revision_id is None:
            return None
        prepared = replayed(connection, plan, prepared)
        source = prepared.source
        same = revisions.revision_like(connection, plan.id, source.sha256, source.outline, source.corrections)
        since = holds_from(connection, plan, prepared.outline.issued_on, on)
        if since is None or (same is not None and plan.number >= same[1]):
            return None
        found = find_fates(connection, plan, prepared.outline, same and same[0])
        old, new = stored_forms(connection, plan.revision_id), outline_forms(prepared.outline, found.uids)
        origins = Origins(
            {fate.uid: [task.uid for task in fate.before] for fate in found.fates.tasks},
            {fate.uid: fate.part_of.uid for fate in found.fates.tasks if fate.part_of},
            found.fates.scores,
        )
        by_uid = {form.uid: form for form in (*old, *new)}
        doubts = [
            Doubt(by_uid[one.old.uid], by_uid[one.uid], one.relation, found.fates.scores[one.uid, one.old.uid])
            for one in found.fates.doubtful
        ]
        goals = goal_rows(stored_goals(connection, plan.revision_id), outline_goals(plan.key, prepared.outline))
        second = same[1] if same else plan.newest + 1
        title = identity.title if revises is not None else plan.title
        return ChangeTable(plan.city, title, plan.number, second, since, change_rows(old, new, origins), goals, tuple(doubts))


def changes(ws: Workspace, plan_id: int, number: int | None = None) -> ChangeTable:
    """The change table of a plan's newest revision, or of the one with a number, against the one before it.

    Raises :class:`InputError` plan_unknown, never_revised, revision_unknown.
    """
    with ws.store.reading() as connection:
        return change_table(connection, plan_id, number)


def former_names(ws: Workspace, task_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Id and name of those of the tasks that a revision dropped: the log goes on naming what they were."""
    with ws.store.reading() as connection:
        return lineage_store.former_names(connection, task_ids)


def change_table(connection: Connection, plan_id: int, number: int | None = None) -> ChangeTable:
    """As :func:`changes`, while a connection is held."""
    plan = revisions.plan_by_id(connection, plan_id)
    live = revisions.live_revisions(connection, plan_id)
    if plan is None or not live:
        raise InputError("plan_unknown", reference=plan_id)
    place = len(live) - 1 if number is None else next((at for at, one in enumerate(live) if one.number == number), None)
    if place is None:
        raise InputError("revision_unknown", number=number, known=", ".join(str(one.number) for one in live))
    if place == 0:
        raise InputError("never_revised", number=live[0].number)
    first, second = live[place - 1], live[place]
    lineage = read_lineage(connection, plan_id, second.id)
    old, new = stored_forms(connection, first.id), stored_forms(connection, second.id)
    by_uid = {form.uid: form for form in (*old, *new)}
    before = {form.uid for form in old}
    doubts = [
        Doubt(by_uid[one.old], by_uid[one.new], one.relation, one.score)
        for one in lineage.doubts
        if one.new in by_uid and one.old in before and not lineage.settled(one.new, one.old)
    ]
    return ChangeTable(
        plan.city,
        plan.title,
        first.number,
        second.number,
        date.fromisoformat(second.since),
        change_rows(old, new, _origins(old, new, lineage)),
        goal_rows(stored_goals(connection, first.id), stored_goals(connection, second.id)),
        tuple({(one.after.uid, one.before.uid): one for one in doubts}.values()),
    )


def find_fates(connection: Connection, plan: StoredPlan, outline: Outline, stored: int | None) -> Found:
    """What becomes of a plan's tasks in a document; ``stored`` is the revision that holds it already, where one does."""
    families = revisions.item_families(connection, plan.id, plan.number)
    standing = [] if plan.revision_id is None else revisions.revision_tasks(connection, plan.revision_id)
    before = placing.old_tasks(standing, families)
    tasks = placing.new_tasks(outline)
    uids: Sequence[str] = (
        revising.document_uids(plan.key, before, tasks, families)
        if stored is None
        else [task.uid for task in revisions.revision_tasks(connection, stored)]
    )
    return Found(uids, revising.match_tasks(uids, before, tasks, families), {task.uid: name_of(task) for task in standing})


def name_of(task: StoredTask | NumberedTask) -> str:
    """What the log calls a task of an earlier revision, which nobody can look up any more."""
    return f"{task.label or ''}{task.title}"


def match_drafts(found: Found, answers: Answers, since: date | None) -> list[OperationDraft]:
    """The operations that record what was matched, and what was not: doubtful pairs stay known until a person settles them."""
    drafts: list[OperationDraft] = []

    def add(kind: str, new: str, old: str, **said: str) -> None:
        score = str(found.fates.scores.get((new, old), Decimal(1)))
        drafts.append(OperationDraft(kind, new, {**said, "score": score, "was": found.names[old]}, since))

    for fate in found.fates.tasks:
        for task in fate.joins:
            add(SAME_TASK, fate.uid, task.uid, same_as=task.uid)
        if fate.part_of is not None:
            add(SPLIT_FROM, fate.uid, fate.part_of.uid, **{"from": fate.part_of.uid})
    for doubt in found.fates.doubtful:
        new, old = doubt.uid, doubt.old.uid
        answer = answers.get((new, old))
        if answer is None:
            add(DOUBTFUL, new, old, maybe=old, relation=doubt.relation)
        else:
            drafts.append(answer_draft(new, old, answer, found.names[old], since))
    return drafts


def answer_draft(new: str, old: str, answer: str, was: str, on: date | None = None) -> OperationDraft:
    """The operation that says what a person decided of a pair; ``was`` is what the old task was called."""
    assert answer in ANSWERS
    kind, said = {SAME: (SAME_TASK, "same_as"), PART: (SPLIT_FROM, "from"), OTHER: (OTHER_TASK, "other_than")}[answer]
    return OperationDraft(kind, new, {said: old, "was": was}, on)


def merged_verdicts(connection: Connection, fates: Fates, outline: Outline) -> list[Diagnostic]:
    """What to look at anew: tasks that are merged although they were found to stand differently."""
    merging = [(fate, task) for fate, task in zip(fates.tasks, outline.tasks, strict=True) if len(fate.before) > 1]
    verdicts = verdicts_of(connection, [old.uid for fate, _ in merging for old in fate.before])
    words = verdict_set()
    told = []
    for fate, task in merging:
        found = [verdicts.get(old.uid) for old in fate.before]
        if len(set(found)) > 1 and any(found):
            said = t("changes.comma_short").join(words.by_key(verdict).word for verdict in found)
            values = (("title", clean_line(task.title)), ("verdicts", said))
            told.append(Diagnostic(task.line, "merged_verdicts", "warning", values))
    return told


def _origins(old: Iterable[Form], new: Iterable[Form], lineage: Lineage) -> Origins:
    """Who is whom, by the classes and parts of the log."""
    classes: dict[str, list[str]] = {}
    for form in old:
        classes.setdefault(lineage.classes.get(form.uid, form.uid), []).append(form.uid)
    same = {form.uid: classes.get(lineage.classes.get(form.uid, form.uid), []) for form in new}
    return Origins(same, lineage.parts, lineage.scores)
