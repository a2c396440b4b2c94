"""Open reasons in words: what each task lacks, what has been given of it, what is still missing when one leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planreview.catalogue import t, tn
from planreview.cells import clip, width
from planreview.domain.place_names import whereabouts
from planreview.domain.review import REASON, PlanInfo, TaskRow
from planreview.domain.verdicts import NOT_STARTED
from planreview.presets import verdict_set
from planreview.services.reasons import Answered
from planreview.text import show
from planreview.tui.widgets.choice_list import Choice, Column
from planreview.tui.widgets.task_columns import lead_text, number_text
from planreview.tui.words import SHORT, lacking, task_name

LEAD = 12
CITY = 10
_NAMES = ("number", "verdict", "lacks", "lead", "task")


def titled(rows: Sequence[TaskRow], where: str, none: int) -> str:
    """What the tasks lack, all together, how many they are and ``where`` (within, widened; empty: everywhere), and how many
    ask for ``none``."""
    plain = all(row.lacks == (REASON,) for row in rows)
    title = tn("screens.reasons.title" if plain else "screens.reasons.title_parts", len(rows))
    return (t(f"screens.reasons.{where}", title=title) if where else title) + unasked(none, "  ")


def unasked(none: int, before: str) -> str:
    """That tasks which are not started ask for no reason, behind ``before``; empty where there are none."""
    return before + tn("screens.reasons.unasked", none, verdict=verdict_set().by_key(NOT_STARTED).word) if none else ""


def lines(rows: Sequence[TaskRow], plans: Mapping[int, PlanInfo]) -> tuple[tuple[Column, ...], list[Choice]]:
    """The columns of the list and its lines, with their names above; no line where there are no tasks. Of several ``plans`` each
    line names its city or plan: their numbers are the same, and names of bodies are without it."""
    words = verdict_set()
    where = whereabouts(plans[one] for one in dict.fromkeys(row.plan_id for row in rows) if one in plans)
    cities = {one.id: one.city for one in plans.values()}
    names: tuple[str, ...] = tuple(t(f"screens.reasons.column.{name}") for name in _NAMES)
    cells: list[tuple[str, ...]] = [
        (number_text(row), words.by_key(row.verdict).word, lacking(row.lacks), lead_text(row, LEAD, cities.get(row.plan_id, "")))
        for row in rows
    ]
    lacks = max(width(one[2]) for one in (names, *cells))
    columns: tuple[Column, ...] = (Column(5, "right"), Column(6), Column(lacks), Column(LEAD), Column())
    if where.by:
        names = (t(f"list.{where.by}"), *names)
        cells = [(show(where.labels.get(row.plan_id, "")), *said) for row, said in zip(rows, cells, strict=True)]
        columns = (Column(min(CITY, max(width(said[0]) for said in (names, *cells)))), *columns)
    named = [Choice(None, names, "columns")] if rows else []
    return columns, [*named, *(Choice(row.id, (*said, row.title)) for row, said in zip(rows, cells, strict=True))]


def given(said: Mapping[str, str], typed: Mapping[str, str]) -> str:
    """What has been given, part by part, and below it what was ``typed`` for the same parts and is not stored."""
    stored = t("screens.reasons.given", parts=_parts(said)) if said else ""
    return "\n".join(filter(None, (stored, not_stored(typed))))


def not_stored(typed: Mapping[str, str]) -> str:
    """That what was typed for parts which somebody gave since stays a draft; nothing where there is none."""
    return t("screens.reasons.not_stored", parts=_parts(typed)) if typed else ""


def _parts(texts: Mapping[str, str]) -> str:
    return "  ".join(t("screens.reasons.part", part=lacking([name]), text=show(body)) for name, body in texts.items())


def still(before: TaskRow, row: TaskRow) -> str:
    """What was stored of a task just now, and what it lacks still."""
    stored = [name for name in before.lacks if name not in row.lacks]
    return t("screens.reasons.still", task=task_name(row), stored=lacking(stored), lacks=lacking(row.lacks))


def noted(title: str, kind: str | None, stored: Answered, key: str) -> str:
    """That a note was stored, of which kind and where, whose reason it completes or what still lacks, and the key that takes it
    back."""
    many = len(stored.receipt.task_ids) > 1
    came = ""
    if stored.complete:
        came = tn("screens.note.completes_many", len(stored.complete)) if many else t("screens.note.completes")
    elif stored.lacks:
        came = t("screens.note.lacks", lacks=lacking(stored.lacks))
    named = t(f"screens.note_kind.{kind or 'none'}")
    return t("screens.note.stored", kind=named, title=clip(show(title), SHORT), came=came, key=key)


def left(rows: Sequence[TaskRow]) -> str:
    """What tasks lack that were begun; nothing where there is none."""
    if len(rows) == 1:
        return t("screens.reasons.left_one", task=task_name(rows[0]), lacks=lacking(rows[0].lacks))
    return tn("screens.reasons.left", len(rows), lacks=lacking({part for row in rows for part in row.lacks})) if rows else ""
