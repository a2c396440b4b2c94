"""Who leads the tasks of a plan that was just imported, and what to do next about it."""

from __future__ import annotations

from collections.abc import Callable

from planreview.catalogue import t, tn
from planreview.domain.review import TaskFilter
from planreview.services import departments, queries
from planreview.services.workspace import Workspace
from planreview.text import show


def who_leads(ws: Workspace, plan_id: int, key_for: Callable[[str, str], str]) -> str:
    """A sentence with the keys that name a department and that list them, as ``key_for`` (id of a binding, its usual key) has
    them now."""
    found = queries.facets(ws, TaskFilter(plans=(plan_id,)))
    every = departments.departments(ws)
    leads = [one for one in every if found.departments.get(one.id)]
    assign, known = key_for("review.assign", "a"), key_for("review.departments", "d")
    if found.unassigned:
        return tn("screens.import.unassigned", found.unassigned, assign=assign, known=known)
    if len(leads) != 1:
        return tn("screens.import.several_lead", len(leads), known=known) if leads else ""
    (one,) = leads
    name, paste = show(one.name), key_for("screens.paste", "p")
    if any(other.parent_id == one.id for other in every):
        return t("screens.import.one_leads", name=name, assign=assign)
    return t("screens.import.one_leads_alone", name=name, assign=assign, known=known, paste=paste)
