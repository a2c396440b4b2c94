"""The summary of a store: facts from the projection, counted by the domain's rules, with the ids behind every figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.domain.counting import TaskFact
from planreview.domain.grouping import BYS, MODES, GroupName
from planreview.domain.indicator_figures import IndicatorFigures, indicator_figures
from planreview.domain.place_names import with_city
from planreview.domain.review import PlanInfo, TaskFilter
from planreview.domain.summary import Summary, summarise
from planreview.errors import InputError
from planreview.presets import share_classes, verdict_set
from planreview.services.filter_format import format_filter
from planreview.services.meaning import meant
from planreview.services.round_standing import with_standing
from planreview.services.workspace import Workspace
from planreview.store import queries as store_queries
from planreview.store import report_queries as rows
from planreview.store.indicators import pending_indicators
from planreview.store.round_standing import round_of_plans
from planreview.store.settings import read_settings
from planreview.text import show

if TYPE_CHECKING:
    import sqlite3


def summary(
    ws: Workspace,
    *,
    by: str = "department",
    mode: str = "lead",
    scope: TaskFilter | None = None,
    round_name: str | None = None,
) -> Summary:
    """Summarise the tasks of a scope by ``department``, ``section``, ``city``, ``verdict``, ``plan`` or ``person``.

    ``mode`` is ``lead`` (each task once, at its first lead) or ``all`` (once in each of its departments). What is not
    supervised is named beside the total, so a scope need not ask for it. The schedule share is None where the periods of the
    plans differ. ``round_name`` is that of the round that is summed up, whose plans are the scope; without it the round that is
    open for all of them is named. Raises :class:`InputError` summary_by.
    """
    if by not in BYS or mode not in MODES:
        raise InputError("summary_by", by=show(by), mode=show(mode))
    scope = scope or TaskFilter()
    with ws.store.reading() as connection:
        asked = meant(ws, scope)
        facts = rows.task_facts(connection, replace(asked, supervised=None) if asked.supervised else asked)
        present = {fact.plan for fact in facts}
        plans = [plan for plan in store_queries.plan_rows(connection) if plan.id in present]
        outside = _outside(facts)
        names = _names(connection, by, plans, outside)
        sections = [*rows.section_groups(connection, under_plans=False), *outside]
        limits = read_settings(connection).thresholds
        written = "" if scope == TaskFilter() or round_name is not None else _written(ws, scope, asked)
        standing = round_name or round_of_plans(connection, present)
    days = sorted({plan.as_of for plan in plans}) or [ws.today()]
    several = t("reports.as_of_differs", first=days[0].isoformat(), last=days[-1].isoformat())
    found = summarise(
        facts,
        by=by,
        mode=mode,
        names=names,
        section_names=sections,
        as_of=days[-1],
        as_of_first=days[0],
        schedule_share=schedule_share(plans),
        verdicts=verdict_set(),
        classes=share_classes(),
        dominance=limits.dominance,
        round_name=standing,
        title=show(plans[0].title) if len(plans) == 1 else "",
        scope=written,
        warnings=(several,) if len(days) > 1 else (),
    )
    named = by == "department" and mode == "lead" and scope.role != "lead" and scope.departments is not None
    bodies = tuple(one for one in scope.departments or () if one) if named else ()
    found = replace(found, indicators=indicators_of(ws, scope), asked=bodies)
    # Of a round that is summed up, whoever sums it up says how far it has come.
    return with_standing(ws, found, scope) if standing and round_name is None and not scope.indicators else found


def _written(ws: Workspace, scope: TaskFilter, asked: TaskFilter) -> str:
    """The filter in words; says so where its text is meant in pinyin."""
    return format_filter(ws, scope, aloud=True) + ("" if asked is scope else t("filter.spoken"))


# What narrows tasks and indicators alike; a number, a heading or a text of tasks says nothing of indicators.
_OF_BOTH = ("plans", "cities", "departments", "role", "supervised")


def indicators_of(ws: Workspace, scope: TaskFilter) -> IndicatorFigures | None:
    """The indicators of the plans, cities and departments of a scope; None where it asks for anything else, or has none."""
    if scope != TaskFilter(**{name: getattr(scope, name) for name in _OF_BOTH}):
        return None
    chosen = replace(scope, indicators=True)
    with ws.store.reading() as connection:
        facts = rows.task_facts(connection, replace(chosen, supervised=None) if scope.supervised else chosen)
        pending = pending_indicators(connection)
        whole = summary(ws, by="verdict", scope=chosen).total if facts else None
    return None if whole is None else indicator_figures(facts, pending, whole.counts, whole.cells)


def schedule_share(plans: Sequence[PlanInfo]) -> Decimal | None:
    """The schedule share that plans have in common; None where their periods or dates differ."""
    found = {(plan.period, plan.share) for plan in plans}
    return next(iter(found))[1] if len(found) == 1 else None


def _names(connection: sqlite3.Connection, by: str, plans: Sequence[PlanInfo], outside: list[GroupName]) -> list[GroupName]:
    """The names of the rows; sections stand under their plan where there are several."""
    if by == "department":
        return rows.department_groups(connection, {plan.city for plan in plans})
    if by == "section" and len(plans) > 1:
        under = [replace(one, parent_key=f"plan/{str(one.key).partition('/')[2]}") for one in outside]
        tops = [
            GroupName(f"plan/{plan.id}", show(with_city(plan.city, plan.title)), order=plan.id, kind="plan") for plan in plans
        ]
        return [*tops, *rows.section_groups(connection, under_plans=True), *under]
    if by == "section":
        return [*rows.section_groups(connection, under_plans=False), *outside]
    if by == "plan":
        several = len({plan.city for plan in plans}) > 1
        titles = {plan.id: with_city(plan.city, plan.title) if several else plan.title for plan in plans}
        return [GroupName(plan.id, show(titles[plan.id]), order=plan.id, kind="plan") for plan in plans]
    if by == "city":
        cities = dict.fromkeys(plan.city for plan in plans)
        return [GroupName(city, show(city), order=place, kind="city") for place, city in enumerate(cities)]
    return []


def _outside(facts: Sequence[TaskFact]) -> list[GroupName]:
    """Rows for tasks that stand outside all headings, behind the sections of their plan."""
    keys = dict.fromkeys(fact.section for fact in facts if str(fact.section).startswith(rows.OUTSIDE))
    return [GroupName(key, t("reports.no_section"), order=10**9, kind="section") for key in keys]
