"""Delete a department that holds nothing, such as one that was typed wrongly when assigning; undo brings it back."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.domain.operations import REMOVED, OperationDraft, department_subject
from planreview.domain.review import Receipt
from planreview.errors import InputError
from planreview.services.workspace import Workspace
from planreview.store.department_queries import department_rows
from planreview.store.removed_departments import what_it_holds
from planreview.text import show


def remove_department(ws: Workspace, department_id: int) -> Receipt:
    """Take a department off every list. What was assigned to it once stays in the log: undone so far back, it is listed again.

    Raises :class:`InputError` department_gone, department_in_use with what it leads, supports, or where it is named.
    """
    with ws.store.transaction() as connection:
        department = next((one for one in department_rows(connection) if one.id == department_id), None)
        if department is None:
            raise InputError("department_gone", reference=department_id)
        held = {what: n for what, n in what_it_holds(connection, department_id).items() if n}
        if held:
            said = t("departments.and").join(t(f"departments.in_use.{what}", n=n) for what, n in held.items())
            raise InputError("department_in_use", name=show(department.name), held=said)
        batch = ws.append([OperationDraft(REMOVED, department_subject(department.uid))])
    return Receipt(batch, REMOVED, (), values={"department": department.name})
