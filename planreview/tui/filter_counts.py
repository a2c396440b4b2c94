"""What the dialog for filters reads: the filter as a line, the parts it can be made of, and how many tasks are left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from planreview.catalogue import t
from planreview.domain.review import TaskFilter
from planreview.errors import PlanreviewError
from planreview.presets import verdict_set
from planreview.services import departments, queries, tree
from planreview.services.filter_format import format_filter
from planreview.services.filter_text import parse_filter
from planreview.services.workspace import Workspace
from planreview.stopping import StoppedError
from planreview.tui.filter_parts import Offer, counted_anew, offers, within
from planreview.tui.long_lists import LONG

Groups = list[tuple[str, list[Offer]]]
# What a filter lists where it is asked for: in a part of the tree less than everywhere.
Listed = Callable[[TaskFilter], TaskFilter]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the screen shows of a filter: its text, what it may be narrowed by, and how many tasks it leaves; None while that and
    the counts of the parts are still to be found."""

    line: str
    groups: Groups
    n: int | None


def read_filter(ws: Workspace, chosen: TaskFilter, scope: TaskFilter, listed: Listed) -> Reading:
    """The filter as text, and the parts within its scope (the plans and opened tasks it stands in); of very many tasks they are
    counted only where that is known."""
    whole = TaskFilter(plans=scope.plans, ids=scope.ids)
    plans = [plan for plan in queries.plans(ws) if scope.plans is None or plan.id in scope.plans]
    here = {plan.id for plan in plans}
    nodes = [node for node in tree.tree(ws) if node.plan_id in here]
    facets = queries.facets(ws, listed(whole))
    n: int | None = facets.total
    groups = offers(facets, verdict_set(), departments.departments(ws), nodes, plans)
    if chosen != whole and facets.total > LONG:
        groups, n = [(name, [replace(offer, n=None) for offer in lines]) for name, lines in groups], None
    elif chosen != whole:
        groups, n = count_parts(ws, chosen, groups, listed)
    shown = replace(chosen, plans=None if chosen.plans == scope.plans else chosen.plans)
    shown = replace(shown, ids=None if chosen.ids == scope.ids else chosen.ids)
    return Reading(format_filter(ws, shown), groups, n)


def count_parts(ws: Workspace, chosen: TaskFilter, groups: Groups, listed: Listed) -> tuple[Groups, int]:
    """The parts with what the filter would leave with each, and how many tasks it leaves."""
    return counted_anew(groups, chosen, lambda asked: queries.facets(ws, listed(asked))), queries.sums(ws, listed(chosen)).total


def read_line(ws: Workspace, text: str, scope: TaskFilter) -> tuple[TaskFilter | None, str]:
    """The filter that a line says; None while it is not understood, with the reason, which of a condition without a value is
    none: it is being typed."""
    try:
        return within(parse_filter(ws, text), scope), ""
    except StoppedError:
        raise
    except PlanreviewError as error:
        return None, "" if error.key == "filter_value_empty" else no_department(error) or error.message


def no_department(error: PlanreviewError) -> str:
    """In the words of the dialog, which has no use for commands; empty for any other error."""
    unknown = error.key == "department_unknown"
    return t("screens.filter.no_department", name=str(error.values.get("reference", ""))) if unknown else ""
