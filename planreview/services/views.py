"""Saved views: a name for a filter with its order, groups and columns; operations, so that they travel and can be undone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planreview.domain.operations import VIEW_DELETED, VIEW_PREFIX, VIEW_SAVED, OperationDraft
from planreview.domain.review import Receipt, TaskFilter
from planreview.errors import InputError
from planreview.services import queries
from planreview.services.filter_format import format_sentence
from planreview.services.filter_order import GROUPS, ORDERS, TURNED
from planreview.services.filter_text import Sentence, refuse_selected
from planreview.services.view_forms import from_form, to_form
from planreview.services.workspace import Workspace
from planreview.store.project_views import read_views
from planreview.text import clean_line, fold, show

if TYPE_CHECKING:
    import sqlite3

LONGEST = 60
# Tasks that a view may name one by one.
MOST_NAMED = 500


@dataclass(frozen=True, slots=True)
class View:
    """A saved view as it is here now: what it lists, in words, and how many tasks that is; ``problem`` says why it cannot be
    opened. ``columns`` None: as the list has them; ``said``: ``words`` to be read by people only."""

    name: str
    person: str
    saved_at: str
    sentence: Sentence | None
    columns: tuple[str, ...] | None
    words: str
    count: int | None
    problem: str = ""
    said: str = ""


def view_subject(name: str) -> str:
    """The subject of operations about the view of this name, however it is spelled."""
    return VIEW_PREFIX + hashlib.sha256(fold(name).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def save_view(ws: Workspace, name: str, sentence: Sentence, columns: tuple[str, ...] | None = None) -> Receipt:
    """Save a view under a name; one that is there is replaced. ``values`` of the receipt: whether one was (``replaced``).

    Raises :class:`InputError` view_name, filter_selected, view_tasks.
    """
    wanted = clean_line(name)
    if not fold(wanted) or len(wanted) > LONGEST:
        raise InputError("view_name", most=LONGEST)
    refuse_selected(sentence.filter)
    refuse_many(sentence.filter)
    payload: dict[str, object] = {"name": wanted, "filter": to_form(ws, sentence.filter)}
    if sentence.sort is not None:
        payload["sort"] = sentence.sort
    if sentence.group is not None:
        payload["group"] = sentence.group
    if columns is not None:
        payload["columns"] = list(columns)
    subject = view_subject(wanted)
    with ws.store.transaction() as connection:
        replaced = any(row["subject"] == subject for row in read_views(connection))
        batch = ws.append([OperationDraft(VIEW_SAVED, subject, payload)])
    return Receipt(batch, VIEW_SAVED, (), values={"name": wanted, "replaced": replaced})


def refuse_many(chosen: TaskFilter) -> None:
    """Raises :class:`InputError` view_tasks where a filter names more tasks one by one than a view holds."""
    n = max(len(one.ids or ()) for one in (chosen, chosen.without) if one is not None)
    if n > MOST_NAMED:
        raise InputError("view_tasks", n=n, most=MOST_NAMED)


def delete_view(ws: Workspace, name: str) -> Receipt:
    """Forget a view. Raises :class:`InputError` view_unknown."""
    subject = view_subject(name)
    with ws.store.transaction() as connection:
        found = next((row for row in read_views(connection) if row["subject"] == subject), None)
        if found is None:
            raise _unknown(ws, name)
        batch = ws.append([OperationDraft(VIEW_DELETED, subject, {"name": found["name"]})])
    return Receipt(batch, VIEW_DELETED, (), values={"name": found["name"]})


def views(ws: Workspace, *, counted: bool = True) -> tuple[View, ...]:
    """All views, the oldest first; those that are broken say why. ``counted``: with the number of their tasks."""
    with ws.store.reading() as connection:
        return tuple(_view(ws, row, counted) for row in read_views(connection))


def the_view(ws: Workspace, name: str) -> View:
    """The view of a name. Raises :class:`InputError` view_unknown, and view_broken where it does not mean what it meant."""
    with ws.store.reading() as connection:
        row = next((one for one in read_views(connection) if one["subject"] == view_subject(name)), None)
        if row is None:
            raise _unknown(ws, name)
        _meaning(ws, row["payload"])
        return _view(ws, row, False)


def _view(ws: Workspace, row: sqlite3.Row, counted: bool) -> View:
    name, person, saved_at = row["name"], row["person"], row["saved_at"]
    try:
        sentence, columns = _meaning(ws, row["payload"])
    except InputError as error:
        return View(name, person, saved_at, None, None, "", None, error.message)
    words = format_sentence(ws, sentence)
    n = queries.sums(ws, sentence.filter).total if counted else None
    said = format_sentence(ws, sentence, aloud=True)
    return View(name, person, saved_at, sentence, columns, words, n, said=said)


def _meaning(ws: Workspace, payload: str) -> tuple[Sentence, tuple[str, ...] | None]:
    """What a view says here and now. Raises :class:`InputError` view_broken."""
    said = json.loads(payload)
    sort, group, columns = said.get("sort"), said.get("group"), said.get("columns")
    if (sort is not None and str(sort).removeprefix(TURNED) not in ORDERS) or (group is not None and group not in GROUPS):
        raise InputError("view_broken", what=show(sort if group is None or group in GROUPS else group))
    known = isinstance(columns, list) and all(isinstance(one, str) for one in columns)
    chosen: TaskFilter = from_form(ws, said.get("filter"))
    return Sentence(chosen, sort, group), tuple(columns) if known else None


def _unknown(ws: Workspace, name: str) -> InputError:
    with ws.store.reading() as connection:
        known = " ".join(show(row["name"]) for row in read_views(connection)) or "-"
    return InputError("view_unknown", name=show(name), known=known)
