"""How the targets of a document are read: listed with the doubtful ones, which a person takes or drops, and changed by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from planreview.aims import field_words as spoken
from planreview.catalogue import t
from planreview.domain.entries import parse_date
from planreview.domain.operations import TARGET_READ, OperationDraft
from planreview.domain.outline import TargetSpec
from planreview.domain.review import Receipt, TargetView, TaskFilter, TaskRow
from planreview.domain.target_values import FIELDS, KINDS, OPERATORS, BadValueError, checked
from planreview.errors import InputError
from planreview.services import queries, typed_figures
from planreview.services.workspace import Workspace
from planreview.store import queries as rows
from planreview.store.handle import Connection
from planreview.store.splits import part_for, targets_left
from planreview.text import clean_line, fold, show

State = Literal["stands", "doubtful", "dropped", "leftover"]
STANDS, IN_DOUBT, DROPPED = "stands", "doubtful", "dropped"
_FIGURES = frozenset({"value", "value_max", "baseline"})
_SIGNS = {"≥": ">=", "≤": "<=", "＝": "=", "+": "+="}


@dataclass(frozen=True, slots=True)
class ListedTarget:
    """A target with its task (None: the whole plan's) and whether it counts, is doubtful or was dropped."""

    target: TargetView
    task: TaskRow | None
    state: State


def targets_of_task(ws: Workspace, task_id: int) -> tuple[ListedTarget, ...]:
    """A task's targets: those that count as ``show`` numbers them, behind them doubtful and dropped ones."""
    row = queries.task_detail(ws, task_id).row
    with ws.store.reading() as connection:
        words = rows.task_words(connection, task_id)
        shown = None if words is None else int(words["shown_id"])
        standing = () if shown is None else rows.task_targets(connection, shown)
        left = () if shown is None else rows.targets_left_out(connection, row.plan_id, shown)
        over = _leftover(connection, row.plan_id, row.id)
    return (*(ListedTarget(one, row, "stands") for one in standing), *over, *_left(left, {None: row}))


def targets_of_plan(ws: Workspace, plan_id: int) -> tuple[ListedTarget, ...]:
    """A plan's targets: its own as ``show`` numbers them, then those of its tasks, behind them doubtful and dropped ones."""
    ids = queries.task_ids(ws, TaskFilter(plans=(plan_id,), supervised=None))
    with ws.store.reading() as connection:
        found = [ListedTarget(one, None, "stands") for one in rows.plan_targets(connection, plan_id)]
        by_item: dict[int | None, TaskRow] = {}
        for row in rows.task_rows(connection, ids):
            words = rows.task_words(connection, row.id)
            if words is None:
                continue
            by_item[words["shown_id"]] = row
            found += (ListedTarget(one, row, "stands") for one in rows.task_targets(connection, words["shown_id"]))
        found += _leftover(connection, plan_id)
        left = rows.targets_left_out(connection, plan_id)
    return (*found, *_left(left, by_item))


def _leftover(connection: Connection, plan_id: int, part_id: int | None = None) -> list[ListedTarget]:
    """Targets of split tasks that go with no part; each is listed with the first part, or with the one asked about."""
    left = targets_left(connection, plan_id)
    own = {
        row.id: row for row in rows.task_rows(connection, list(dict.fromkeys([*left.values(), *([part_id] if part_id else [])])))
    }
    found = []
    for view in rows.targets_by_id(connection, list(left)):
        part = left[view.id] if part_id is None else part_id
        if part_id is None or part_for(connection, part_id, view.id) is not None:
            found.append(ListedTarget(view, own[part], "leftover"))
    return found


def _left(left: Sequence[tuple[TargetView, bool]], tasks: Mapping[int | None, TaskRow]) -> list[ListedTarget]:
    listed = [
        ListedTarget(one, tasks.get(one.item_id, tasks.get(None)), "dropped" if dropped else "doubtful") for one, dropped in left
    ]
    return sorted(listed, key=lambda one: one.state == DROPPED)


def indicators_of_plan(ws: Workspace, plan_id: int) -> tuple[ListedTarget, ...]:
    """A plan's own targets as ``show`` numbers them, behind them doubtful and dropped ones."""
    with ws.store.reading() as connection:
        standing = rows.plan_targets(connection, plan_id)
        left = [(one, dropped) for one, dropped in rows.targets_left_out(connection, plan_id) if one.item_id is None]
    return (*(ListedTarget(one, None, "stands") for one in standing), *_left(left, {}))


def count_doubtful(ws: Workspace, plan_id: int) -> int:
    """How many targets of a plan wait for a person to take or drop them."""
    with ws.store.reading() as connection:
        return sum(not dropped for _, dropped in rows.targets_left_out(connection, plan_id))


def take_targets(ws: Workspace, targets: Sequence[ListedTarget]) -> Receipt:
    """Let targets count: doubtful ones, and those that were dropped."""
    return _say(ws, targets, {"stands": True})


def drop_targets(ws: Workspace, targets: Sequence[ListedTarget]) -> Receipt:
    """Leave targets out: they are no commitments."""
    return _say(ws, targets, {"stands": False})


def _say(ws: Workspace, targets: Sequence[ListedTarget], payload: Mapping[str, object]) -> Receipt:
    if not targets:
        raise InputError("target_unknown", id="-")
    with ws.store.transaction():
        batch = ws.append([OperationDraft(TARGET_READ, one.target.uid, payload) for one in targets])
    tasks = tuple(dict.fromkeys(one.task.id for one in targets if one.task is not None))
    return Receipt(batch, TARGET_READ, tasks)


def field_words() -> dict[str, str]:
    """The words for the fields of a target, those of earlier versions too, and which field each stands for."""
    earlier = {t("target.field_earlier.op"): "op"}
    return {word: name for name in FIELDS for word in (name, t(f"target.field.{name}"))} | earlier


def parse_values(texts: Iterable[str]) -> dict[str, str]:
    """``value=5 unit=家`` or ``目标值=5 单位=家`` as names of ``FIELDS`` and texts.

    Raises :class:`InputError` target_field_unknown with the names there are.
    """
    names = {fold(word): name for word, name in field_words().items()}
    found: dict[str, str] = {}
    for text in texts:
        word, sign, value = text.replace("＝", "=", 1).partition("=")
        name = names.get(fold(word))
        if not sign or name is None:
            known = ", ".join(f"{t(f'target.field.{one}')} ({one})" for one in FIELDS)
            raise InputError("target_field_unknown", text=show(text), known=known)
        found[name] = value
    return found


def apart(line: str) -> list[str]:
    """``指标=甲 乙 目标值=5`` as its parts: each begins at a name of a field, so that words may hold spaces."""
    names = sorted(field_words(), key=len, reverse=True)
    begins = [match.start() for match in re.finditer(rf"(?<!\S)(?:{'|'.join(map(re.escape, names))})\s*[=＝]", line)]
    if not begins or line[: begins[0]].strip():
        return line.split()
    return [line[first:last].strip() for first, last in pairwise([*begins, len(line)])]


def understood(values: Mapping[str, str], today: date, of: TargetView | TargetSpec | None = None) -> dict[str, str]:
    """Values as a person types them in the form that is kept; figures are in the unit that is given, or that of the target
    which they change.

    Raises :class:`InputError`: target_value_bad, figure_unread, figure_not_in_unit, actual_percent.
    """
    if of is None and "unit" not in values and any(typed_figures.names_percent(values.get(name, "")) for name in _FIGURES):
        # 75% says its unit where no other does.
        values = {**values, "unit": "%"}
    unit = clean_line(values["unit"]) or None if "unit" in values else of.unit if of else None
    metric = clean_line(values.get("metric", "")) or (of.metric if of else "")
    kinds = {fold(word): kind for kind in KINDS for word in (kind, t(f"target.kind_earlier.{kind}"), t(f"target.kind.{kind}"))}
    signs = {fold(t(f"target.op.{name}")): sign for sign, name in OPERATORS.items()} | _SIGNS
    said: dict[str, str] = {}
    for name, typed in values.items():
        text = clean_line(typed).strip()
        if name in _FIGURES and text:
            text = typed_figures.read_aim(text, metric, unit, of.value if of else None)
        elif name == "op":
            text = signs.get(fold(text), signs.get(text, text))
        elif name == "kind":
            text = kinds.get(fold(text), text)
        elif name == "due" and text:
            day = parse_date(text, today)
            if day is None:
                raise InputError("target_value_bad", field=t("target.field.due"), text=show(text), known="2026-12-31")
            text = day.isoformat()
        said[name] = text
    try:
        return checked(said)
    except BadValueError as error:
        known = {
            "op": " ".join(f"{t(f'target.op.{name}')} ({sign})" for sign, name in OPERATORS.items()),
            "kind": " ".join(f"{t(f'target.kind.{one}')} ({one})" for one in KINDS),
        }
        raise InputError(
            "target_value_bad",
            field=t(f"target.field.{error.field}"),
            text=show(values[error.field]),
            known=known.get(error.field, t("target.a_figure") if error.field in _FIGURES else t("target.a_text")),
        ) from None


def spoken_values(values: Mapping[str, str]) -> str:
    """All values of a target on one line, as :func:`parse_values` reads them."""
    return " ".join(f"{t(f'target.field.{name}')}={spoken(name, values[name])}" for name in FIELDS if name in values)
