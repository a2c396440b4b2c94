"""Add a target by hand after the import: a commitment that the reader did not find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planreview.catalogue import t
from planreview.domain.operations import PART_TARGET, SAME_TASK, TARGET_ADDED, OperationDraft, canonical, plan_subject
from planreview.domain.review import Receipt
from planreview.errors import InputError
from planreview.services.identity import digest
from planreview.services.target_reading import understood
from planreview.services.workspace import Workspace
from planreview.store.former_targets import added_targets
from planreview.store.handle import Connection
from planreview.store.splits import owner_to_be, plan_key, stands

# What a target is where nobody says otherwise.
USUAL = {"op": ">=", "kind": "level"}
_NEEDED = ("metric", "value")


def add_target(ws: Workspace, task_id: int, values: Mapping[str, str]) -> Receipt:
    """Add a target to a task, by the names of ``FIELDS``; to a part it belongs alone.

    Raises :class:`InputError`: target_add_lacks, target_value_bad, target_add_twice, task_gone.
    """
    said = _checked(ws, values)
    with ws.store.transaction() as connection:
        owner = owner_to_be(connection, task_id)
        if owner is None:
            raise InputError("task_gone", id=task_id)
        item, whole, part = owner
        uid = digest("added", part or item, canonical(said))
        if stands(connection, uid):
            raise InputError("target_add_twice")
        drafts = [OperationDraft(TARGET_ADDED, item, {"target": uid, "values": said})]
        if whole is not None:
            drafts.append(OperationDraft(PART_TARGET, whole, {"target": uid, "part": part}))
        return Receipt(ws.append(drafts), TARGET_ADDED, (task_id,))


def add_indicator(ws: Workspace, plan_id: int, values: Mapping[str, str]) -> Receipt:
    """Add an indicator to a plan. Raises :class:`InputError`: target_add_lacks, target_value_bad, target_add_twice,
    plan_unknown."""
    said = _checked(ws, values)
    with ws.store.transaction() as connection:
        key = plan_key(connection, plan_id)
        if key is None:
            raise InputError("plan_unknown", reference=plan_id)
        uid = digest("added", plan_subject(key), canonical(said))
        if stands(connection, uid):
            raise InputError("target_add_twice")
        batch = ws.append([OperationDraft(TARGET_ADDED, plan_subject(key), {"target": uid, "values": said})])
        made = stands(connection, uid)
        return Receipt(batch, TARGET_ADDED, () if made is None else (-made,))


def said_again(connection: Connection, drafts: Sequence[OperationDraft]) -> list[OperationDraft]:
    """The operations that add what people added to tasks, as it stands, to the items that ``drafts`` join with them: the words
    of a revision are of other items, and no document holds these targets."""
    found = []
    for one in drafts:
        if one.kind == SAME_TASK:
            for said in added_targets(connection, str(one.payload["same_as"]), one.subject):
                uid = digest("added", one.subject, canonical(said))
                if not stands(connection, uid):
                    found.append(OperationDraft(TARGET_ADDED, one.subject, {"target": uid, "values": said}))
    return found


def check_needed(values: Mapping[str, str]) -> None:
    """Raises :class:`InputError` target_add_lacks where what every target has is missing."""
    missing = [name for name in _NEEDED if not values.get(name, "").strip()]
    if missing:
        raise InputError("target_add_lacks", fields=t("adjust.and").join(t(f"target.field.{name}") for name in missing))


def _checked(ws: Workspace, values: Mapping[str, str]) -> dict[str, str]:
    check_needed(values)
    said = understood({**USUAL, **values}, ws.today())
    return {name: text for name, text in said.items() if text}
