"""The summary for programs: the form that the command line promises."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planreview.aims import aim
from planreview.domain.behind_list import BehindList, ListedTask, Said
from planreview.domain.counting import Id
from planreview.domain.indicator_figures import IndicatorFigures
from planreview.domain.out_list import OutList
from planreview.domain.summary import Group, Summary
from planreview.render.printed import group_name, row_names
from planreview.text import show


def to_json(summary: Summary, uids: Mapping[Id, str] | None = None) -> dict[str, Any]:
    """The summary as a table of plain values; percentages are numbers with one decimal, null where not measured.

    ``uids`` gives the ids that two machines agree on for the summary's own; without it those stand as they are.
    """
    known, names = uids or {}, row_names(summary)

    def named(ids: tuple[Id, ...]) -> list[Id]:
        return [known.get(one, one) for one in ids]

    def group(one: Group) -> dict[str, Any]:
        figures = _figures(one)
        del figures["out"], figures["not_supervised"]
        return {
            "key": _id(one.key),
            "name": names.get(one.key) or group_name(one, summary.by),
            "parent": None if one.parent is None else _id(one.parent),
            **figures,
            "lights": dict(one.counts.lights),
            "targets": {
                "stated": one.targets.stated,
                "reported": one.targets.reported,
                "attained": one.targets.attained,
            },
            "support": one.support,
            "task_ids": named(one.task_ids),
            "cells": {column: named(ids) for column, ids in one.cells.items()},
        }

    figures = _figures(summary.total)
    rates = {"completion": figures.pop("completion"), "on_schedule": figures.pop("on_schedule")}
    return {
        "as_of": summary.as_of.isoformat(),
        "as_of_first": (summary.as_of_first or summary.as_of).isoformat(),
        "mode": summary.mode,
        "by": summary.by,
        "round": None if summary.round is None else show(summary.round),
        "schedule_share": _number(summary.schedule_share),
        **figures,
        "shares": [{"class": one.key, "n": one.n, "share": _number(one.share)} for one in summary.shares],
        **rates,
        "groups": [group(one) for one in summary.groups],
        "indicators": None if summary.indicators is None else _indicators(summary.indicators, known),
        "behind": None if summary.behind is None else _behind(summary.behind),
        "taken_out": None if summary.taken_out is None else _taken_out(summary.taken_out),
    }


def _words(one: Said | None) -> dict[str, str] | None:
    return None if one is None else {"text": show(one.body), "on": one.on.isoformat()}


def _named(one: ListedTask) -> dict[str, Any]:
    return {
        "id": one.uid,
        "plan": one.plan,
        "number": show(one.number),
        "title": show(one.title),
        "lead": list(map(show, one.leads)),
        "support": list(map(show, one.supports)),
        "verdict": one.verdict,
    }


def _taken_out(found: OutList) -> dict[str, Any]:
    return {
        "total": found.total,
        "tasks": [
            {
                **_named(one),
                "since": None if one.decision is None else one.decision.since.isoformat(),
                "reason": None if one.decision is None else _words(one.decision.reason),
                "approver": None if one.decision is None else show(one.decision.approver) or None,
                "document": None if one.decision is None else show(one.decision.document) or None,
            }
            for one in found.tasks
        ],
    }


def _behind(found: BehindList) -> dict[str, Any]:
    return {
        "total": found.total,
        "tasks": [
            {
                **_named(one),
                "overdue": one.overdue,
                "light": one.light,
                "target": None if one.target is None else show(one.target.metric),
                "actual": None if one.target is None else _number(one.target.actual),
                "aim": None if one.target is None else aim(one.target),
                "attainment": _number(one.attainment),
                "gap": _number(one.gap),
                "due": None if one.due is None else one.due.isoformat(),
                "due_presumed": one.due_presumed,
                "reason": _words(one.reason),
                "reason_asked": one.reason_asked,
                "measure": _words(one.measure),
            }
            for one in found.tasks
        ],
    }


def _indicators(found: IndicatorFigures, uids: Mapping[Id, str]) -> dict[str, Any]:
    counts = found.counts
    return {
        "total": counts.total,
        **found.stands,
        "verdicts": dict(counts.verdicts),
        "unreviewed": counts.unreviewed,
        "overdue": counts.overdue,
        "out": counts.out,
        "not_supervised": counts.not_supervised,
        "lights": dict(counts.lights),
        "cells": {column: [uids.get(one, one) for one in ids] for column, ids in found.cells.items()},
    }


def _figures(group: Group) -> dict[str, Any]:
    counts = group.counts
    return {
        "total": counts.total,
        "base": counts.base,
        "verdicts": dict(counts.verdicts),
        "unreviewed": counts.unreviewed,
        "closed": counts.closed,
        "overdue": counts.overdue,
        "out": counts.out,
        "not_supervised": counts.not_supervised,
        "completion": _number(counts.completion),
        "on_schedule": _number(counts.on_schedule),
    }


def _id(key: Id) -> Id:
    """A key; one that is a name out of a document passes the gate like any text."""
    return show(key) if isinstance(key, str) else key


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def render(summary: Summary, uids: Mapping[Id, str] | None = None) -> str:
    """The table as JSON text, Chinese as it is."""
    return json.dumps(to_json(summary, uids), ensure_ascii=False, indent=1) + "\n"
