"""Corrections that were kept with a plan's revision, made again on the document that follows it."""

from __future__ import annotations

import json
from dataclasses import replace

from planreview.domain.operations import SCOPE, OperationDraft
from planreview.outline.correcting import task_at
from planreview.outline.corrections import ASIDE, COLUMNS, LEVEL, Correction, from_json, known_heads
from planreview.services.filing import Prepared, filed, identify
from planreview.services.preparing import correct
from planreview.services.revising import Fates
from planreview.services.workspace import Workspace
from planreview.store import revisions
from planreview.store.handle import Connection
from planreview.store.revisions import StoredPlan


def replay(ws: Workspace, prepared: Prepared, *, city: str | None = None, revises: int | None = None) -> Prepared:
    """A document with the corrections of the plan's revision before, for one who looks at it before it is stored.

    Raises :class:`InputError` plan_unknown.
    """
    with ws.store.reading() as connection:
        plan = filed(connection, prepared, identify(prepared, city, ws.today().year), city, revises)
        return replayed(connection, plan, prepared)


def replayed(connection: Connection, plan: StoredPlan | None, prepared: Prepared) -> Prepared:
    """As :func:`replay`, for a plan that is known (None: it is new); what a person has settled stays as it is."""
    if prepared.settled:
        return prepared
    kept = () if plan is None else kept_corrections(connection, plan, prepared)
    if not any(one.kind == COLUMNS for one in kept):
        # A head that was explained once is explained for every document that has it.
        elsewhere = (one for form in revisions.corrections_of_columns(connection) for one in from_json(json.loads(form)))
        kept = (*known_heads(prepared.text.lines, elsewhere), *kept)
    own = prepared.corrections
    if any(one.kind == LEVEL for one in own):
        kept = tuple(one for one in kept if one.kind != LEVEL)
    return replace(correct(prepared, (*own, *kept)) if kept else prepared, settled=True)


def settle(prepared: Prepared, corrections: tuple[Correction, ...]) -> Prepared:
    """A document with the corrections that a person made in the preview: those and no others are kept."""
    return replace(correct(prepared, corrections), settled=True)


def kept_corrections(connection: Connection, plan: StoredPlan, prepared: Prepared) -> tuple[Correction, ...]:
    """What was corrected of the same document, else of the revision that stands."""
    kept = revisions.kept_corrections(connection, plan, prepared.source.sha256)
    return () if kept is None else from_json(json.loads(kept))


def scope_drafts(prepared: Prepared, before: tuple[Correction, ...], fates: Fates) -> list[OperationDraft]:
    """Operations for the tasks that the preview set aside or took back; what stood aside before stays as it has become."""
    outline = prepared.outline
    stood = {task_at(outline, one.line, one.words): "back" not in one.said for one in before if one.kind == ASIDE}
    drafts = []
    for place, (task, fate) in enumerate(zip(outline.tasks, fates.tasks, strict=True)):
        known = bool(fate.before) and stood.get(place, False)
        if known != (task.set_aside is not None):
            payload = {"supervised": known, "reason": task.set_aside or ""}
            drafts.append(OperationDraft(SCOPE, fate.uid, payload))
    return drafts
