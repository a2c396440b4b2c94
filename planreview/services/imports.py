"""Import a plan document: read it, give its tasks their ids, store it in one transaction, and say what changed.

The same document again changes nothing. An import that is interrupted leaves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from planreview.domain.changes import ChangeRow, ChangeTable
from planreview.domain.operations import CORRECTED, DEFAULT_LEAD, IMPORT, OperationDraft, plan_subject
from planreview.domain.outline import Diagnostic
from planreview.errors import InputError
from planreview.services.corrections import kept_corrections, replayed, scope_drafts
from planreview.services.filing import Identity, Prepared, filed, holds_from, identify
from planreview.services.naming import LONGEST_NAME, Naming
from planreview.services.placing import item_entries, plan_targets
from planreview.services.preparing import prepare, prepared_from
from planreview.services.revision_changes import Answers, change_table, find_fates, match_drafts, merged_verdicts
from planreview.services.suggestions import likely_lead
from planreview.services.target_adding import said_again
from planreview.services.workspace import Workspace
from planreview.store import department_queries, documents, revisions
from planreview.store.former_targets import unmatched_actuals, unmatched_indicators
from planreview.store.revisions import StoredPlan
from planreview.text import clean_line, show

if TYPE_CHECKING:
    import sqlite3

__all__ = ["ImportResult", "Prepared", "prepare", "prepared_from", "store_plan"]

NEW, UNCHANGED, OLDER, REVISED = "new", "unchanged", "older", "revised"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did. ``table`` is the change table against the revision before, None for a new plan.

    ``revision`` is the number of the one in force: where the document is an ``older`` one, that is another.
    ``lead_question``: tasks stand without a department because the document names no issuer; ``lead_suggestion`` is the
    body to ask about, None where the text names none.
    """

    plan_id: int
    status: str
    tasks: int
    indicators: int
    table: ChangeTable | None
    diagnostics: tuple[Diagnostic, ...]
    lead_question: bool
    revision: int
    lead_suggestion: str | None = None

    @property
    def changes(self) -> tuple[ChangeRow, ...]:
        """What became of each task."""
        return self.table.rows if self.table else ()


def store_plan(
    ws: Workspace,
    prepared: Prepared,
    *,
    city: str | None = None,
    lead: str | None = None,
    revises: int | None = None,
    on: date | None = None,
    answers: Answers | None = None,
) -> ImportResult:
    """Store a document as a new plan, or as a revision of the plan it is or ``revises``; again the same: nothing is written.

    ``city`` overrides what the document says; ``lead`` is the department that leads where none is stated. A revision holds
    from ``on``, else as :func:`filing.holds_from` says; ``answers`` settle doubtful pairs of :func:`revision_changes.preview`.
    Raises :class:`InputError` city_unknown, plan_unknown, revision_too_early.
    """
    with ws.store.transaction() as connection:
        identity = identify(prepared, city, ws.today().year)
        plan = filed(connection, prepared, identity, city, revises)
        if plan is None and not identity.city:
            raise InputError("city_unknown", name=show(prepared.source.name))
        prepared = replayed(connection, plan, prepared)
        source = prepared.source
        like = (source.sha256, source.outline, source.corrections)
        same = None if plan is None else revisions.revision_like(connection, plan.id, *like)
        if plan is not None and same is not None and plan.number >= same[1]:
            status = UNCHANGED if plan.number == same[1] else OLDER
            return _result(connection, plan.id, status, None, prepared, identity)
        return _Import(ws, connection, prepared, identity, plan, same).store(lead, on, answers or {}, retitle=revises is not None)


class _Import:
    """One import while its transaction is open."""

    def __init__(
        self,
        ws: Workspace,
        connection: sqlite3.Connection,
        prepared: Prepared,
        identity: Identity,
        plan: StoredPlan | None,
        stored: tuple[int, int] | None,
    ) -> None:
        self.ws = ws
        self.connection = connection
        self.prepared = prepared
        self.identity = identity
        self.plan = plan or self._new_plan()
        self.stored = stored

    def store(self, lead: str | None, on: date | None, answers: Answers, *, retitle: bool) -> ImportResult:
        """Write documents that are not there yet, then the operations; gives what the import did."""
        plan, since = self.plan, holds_from(self.connection, self.plan, self.prepared.outline.issued_on, on)
        corrected = kept_corrections(self.connection, plan, self.prepared)
        found = find_fates(self.connection, plan, self.prepared.outline, self.stored and self.stored[0])
        revision_id, number = self.stored or self._add_revision(found.uids)
        payload = {
            "revision": number,
            "sha256": self.prepared.source.sha256,
            "city": self.identity.city or plan.city,
            "title": self.identity.title,
        }
        matched = match_drafts(found, answers, since)
        drafts = [
            *self._departments(revision_id, lead),
            OperationDraft(IMPORT, plan_subject(plan.key), payload, since),
            *matched,
            *said_again(self.connection, matched),
            *scope_drafts(self.prepared, corrected, found.fates),
        ]
        if retitle and self.identity.title != plan.title:
            drafts.append(OperationDraft(CORRECTED, plan_subject(plan.key), {"title": self.identity.title}))
        merged = merged_verdicts(self.connection, found.fates, self.prepared.outline) if plan.number else []
        self.ws.append(drafts)
        table = change_table(self.connection, plan.id) if plan.number else None
        status = REVISED if plan.number else NEW
        return _result(self.connection, plan.id, status, table, self.prepared, self.identity, merged)

    def _new_plan(self) -> StoredPlan:
        identity = self.identity
        place = documents.ensure_place(self.connection, identity.city)
        plan_id = documents.insert_plan(
            self.connection, identity.key, place, identity.title, identity.period, self.prepared.outline
        )
        return StoredPlan(plan_id, identity.key, identity.city, identity.title, None, 0, 0)

    def _add_revision(self, uids: Sequence[str]) -> tuple[int, int]:
        outline, plan, number = self.prepared.outline, self.plan, self.plan.newest + 1
        revision_id = documents.insert_revision(self.connection, plan.id, number, self.prepared.source)
        sections = documents.insert_sections(self.connection, revision_id, outline.sections)
        documents.insert_items(self.connection, plan.id, revision_id, item_entries(outline, uids, sections))
        targets = plan_targets(plan.key, outline, sections)
        documents.insert_plan_targets(self.connection, plan.id, revision_id, targets)
        return revision_id, number

    def _departments(self, revision_id: int, lead: str | None) -> list[OperationDraft]:
        """Departments that the document states, and who leads where it states none: ``lead``, else its issuer."""
        naming = Naming(self.connection, self.plan.city)
        for name in revisions.stated_names(self.connection, revision_id):
            naming.uid_of(name[:LONGEST_NAME])
        subject = plan_subject(self.plan.key)
        current = department_queries.default_lead_uid(self.connection, subject)
        issuer = clean_line(self.prepared.outline.issuer or "") if current is None else ""
        # What is longer than a name is a line that was taken for one.
        name = clean_line(lead or "") or (issuer if len(issuer) <= LONGEST_NAME else "")
        uid = naming.uid_of(name) if name else None
        if uid is None or uid == current:
            return naming.drafts
        return [*naming.drafts, OperationDraft(DEFAULT_LEAD, subject, {"department": uid})]


def _result(
    connection: sqlite3.Connection,
    plan_id: int,
    status: str,
    table: ChangeTable | None,
    prepared: Prepared,
    identity: Identity,
    told: Sequence[Diagnostic] = (),
) -> ImportResult:
    outline = prepared.outline
    plan = revisions.plan_by_id(connection, plan_id)
    assert plan is not None and plan.revision_id is not None
    tasks, indicators = revisions.revision_count(connection, plan.revision_id)
    leaderless = revisions.tasks_without_lead(connection, plan_id)
    known = department_queries.default_lead_uid(connection, plan_subject(plan.key)) is not None
    asks = bool(leaderless) and not known
    # That tasks stand without a lead says already that no issuer is stated, and what to do about it.
    own = [*(note for note in outline.diagnostics if not (asks and note.kind == "no_issuer")), *told]
    if identity.presumed:
        own.append(Diagnostic(1, "period_presumed", "warning", (("year", str(identity.period[0])),)))
    if asks:
        own.append(Diagnostic(1, "lead_unknown", "warning", (("n", str(leaderless)),)))
    for row in unmatched_actuals(connection, plan_id) if status == REVISED else ():
        target = f"{row['metric']} {row['value']}{row['unit'] or ''}".strip()
        values = (("number", str(row["number"] or "-")), ("target", target))
        own.append(Diagnostic(row["line"], "actuals_unmatched", "warning", values))
    for row in unmatched_indicators(connection, plan_id) if status == REVISED else ():
        target = f"{row['metric']} {row['value']}{row['unit'] or ''}".strip()
        own.append(Diagnostic(1, "indicator_actuals_unmatched", "warning", (("target", target),)))
    return ImportResult(
        plan_id,
        status,
        tasks,
        indicators,
        table,
        tuple(own),
        asks and status not in {UNCHANGED, OLDER},
        plan.number,
        likely_lead(plan.city, outline) if asks else None,
    )
