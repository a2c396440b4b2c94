"""A plan as a document: its imports, what its reader was unsure of, what waits for a person; its city and title corrected."""

from __future__ import annotations

from dataclasses import dataclass

from planreview.domain.changes import ChangeTable
from planreview.domain.operations import CORRECTED, DEFAULT_LEAD, OperationDraft, plan_subject
from planreview.domain.outline import Diagnostic
from planreview.domain.review import PlanInfo, Receipt
from planreview.errors import InputError
from planreview.services import queries
from planreview.services.naming import LONGEST_NAME, Naming, checked_name
from planreview.services.revision_changes import change_table
from planreview.services.target_reading import IN_DOUBT, ListedTarget, targets_of_plan
from planreview.services.workspace import Workspace
from planreview.store import department_queries, documents, plan_sheet, revisions
from planreview.store.handle import Connection
from planreview.store.plan_sheet import ImportRow

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """All that the plan screen shows; ``table`` is the newest change table, None where the plan was never revised."""

    plan: PlanInfo
    imports: tuple[ImportRow, ...]
    diagnostics: tuple[Diagnostic, ...]
    table: ChangeTable | None
    doubtful: tuple[ListedTarget, ...]


def plan_sheet_of(ws: Workspace, plan_id: int) -> PlanSheet:
    """Everything about one plan. Raises :class:`InputError` plan_unknown."""
    plan = next((one for one in queries.plans(ws) if one.id == plan_id), None)
    if plan is None:
        raise InputError("plan_unknown", reference=plan_id)
    doubtful = tuple(one for one in targets_of_plan(ws, plan_id) if one.state == IN_DOUBT)
    with ws.store.reading() as connection:
        imports = tuple(plan_sheet.import_rows(connection, plan_id))
        noted = tuple(_diagnostic(one) for one in plan_sheet.noted_diagnostics(connection, plan_id))
        table = change_table(connection, plan_id) if sum(one.live for one in imports) > 1 else None
    return PlanSheet(plan, imports, noted, table, doubtful)


def correct_plan(ws: Workspace, plan_id: int, *, city: str | None = None, title: str | None = None) -> Receipt:
    """Say which city a plan is of, or what it is called, where the import took it wrong; documents and ids stay as they are.

    The departments that the document states, and the one that leads by default, are those of the new city from now on.
    Raises :class:`InputError` plan_unknown, name_empty, name_long.
    """
    said: dict[str, str] = {}
    if city is not None:
        said["city"] = checked_name(city)
    if title is not None:
        said["title"] = _checked_title(title)
    with ws.store.transaction() as connection:
        plan = revisions.plan_by_id(connection, plan_id)
        if plan is None or plan.revision_id is None:
            raise InputError("plan_unknown", reference=plan_id)
        now = {"city": plan.city, "title": plan.title}
        changed = {name: text for name, text in said.items() if text != now[name]}
        if not changed:
            return Receipt("", CORRECTED, (), values=dict(said))
        drafts = [OperationDraft(CORRECTED, plan_subject(plan.key), changed)]
        if "city" in changed:
            documents.ensure_place(connection, changed["city"])
            drafts = [*_departments(connection, plan.key, plan.revision_id, changed["city"]), *drafts]
        return Receipt(ws.append(drafts), CORRECTED, (), values=dict(changed))


def _departments(connection: Connection, key: str, revision_id: int, city: str) -> list[OperationDraft]:
    """The departments of a document in another city, as its import would have made them there."""
    naming = Naming(connection, city)
    for name in revisions.stated_names(connection, revision_id):
        naming.uid_of(name[:LONGEST_NAME])
    lead = department_queries.default_lead_uid(connection, plan_subject(key))
    names = {one.uid: one.name for one in department_queries.department_rows(connection)}
    if lead not in names:
        return naming.drafts
    uid = naming.uid_of(names[lead])
    return [*naming.drafts, OperationDraft(DEFAULT_LEAD, plan_subject(key), {"department": uid})]


def _checked_title(title: str) -> str:
    text = " ".join(title.split())
    if len(text) > LONGEST_TITLE:
        raise InputError("name_long", name=text[:20], n=len(text), most=LONGEST_TITLE)
    return checked_name(text) if len(text) <= LONGEST_NAME else text


def _diagnostic(noted: list[object]) -> Diagnostic:
    line, kind, severity, *values = noted
    pairs = tuple((str(one[0]), str(one[1])) for one in values if isinstance(one, list) and len(one) == 2)
    return Diagnostic(line if isinstance(line, int) else 1, str(kind), str(severity), pairs)
