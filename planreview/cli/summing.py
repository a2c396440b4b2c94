"""Sum up for a person: a plain ``summary`` is understood and printed without click, which takes as long to load as the rest."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from planreview.catalogue import t, tn
from planreview.cli.choices import Options, imprint_of, plain_line, plainly, reading
from planreview.cli.output import hand_on, narrate, on_terminal, say_json, say_lines
from planreview.domain.records import replace
from planreview.domain.review import TaskFilter

if TYPE_CHECKING:
    from planreview.domain.summary import Summary
    from planreview.services.workspace import Workspace

COMMAND = "summary"
# Cells of the widest page on a terminal.
WIDEST = 120
# Below this no table can be read.
NARROWEST = 40
# Forms of which no more is printed than a person reads.
BRIEF = (None, "table", "text")
# Forms that stand as lines on a terminal; the others are files, whose bytes are handed on as they are.
_LINES = ("table", "text", "md")


def plain_summary(arguments: Sequence[str]) -> Options | None:
    """The options of a command line that asks for the summary and says nothing else of it; None for another."""
    found = plain_line(arguments)
    return found[0] if found is not None and found[1] == [COMMAND] else None


def run_plain(options: Options) -> int:
    """Print the summary, and give the exit code; failures of the program's own kind are raised."""
    with plainly(options), reading() as ws:
        result = replace(summarise(ws, "department", "lead", TaskFilter(), brief=True), imprint=imprint_of(ws))
    print_summary(result)
    return 0


def summarise(ws: Workspace, by: str, mode: str, scope: TaskFilter, *, brief: bool) -> Summary:
    """The summary, or as much of it as a person reads; says so where that is not all."""
    from planreview.services.brief import MOST, brief_summary
    from planreview.waiting import told_by_the_clock

    with told_by_the_clock("progress.summing", "progress.keys_command"), ws.store.stoppable():
        if brief:
            result = brief_summary(ws, by=by, mode=mode, scope=scope)
        else:
            from planreview.services.reports import summary

            result = summary(ws, by=by, mode=mode, scope=scope)
        found = _with_behind(ws, result, scope)
    if brief and any(group.kind == "rest" for group in result.groups):
        narrate(t("cli.summary.shortened", n=MOST))
    return found


def _with_behind(ws: Workspace, result: Summary, scope: TaskFilter) -> Summary:
    """Of a part of the store the tasks behind are listed as well; a plain summary loads nothing for it."""
    if scope == TaskFilter():
        return result
    from planreview.services.behind_list import with_behind

    return with_behind(ws, result, scope)


def print_summary(result: Summary, form: str | None = None, uids: dict[int | str, str] | None = None) -> None:
    """The summary on stdout: coloured on a terminal, plain in a pipe, in a form of its own where one is asked for."""
    from planreview.render.formats import render_summary

    on_screen = on_terminal(sys.stdout)
    chosen = form or ("table" if on_screen else "text")
    if chosen == "json":
        from planreview.render.json_form import to_json

        say_json(to_json(result, uids))
    elif chosen == "table" and on_screen:
        from rich.console import Console

        from planreview.render.grid import PAGE
        from planreview.render.printed import PRINTED, columns_for
        from planreview.render.table import renderable

        console = Console(file=sys.stdout)
        # A wider window shows longer names on one line; a line of more than that is hard to follow.
        page = min(max(PAGE, console.width - 1), WIDEST) if console.width >= PAGE else max(NARROWEST, console.width - 1)
        columns = columns_for(result, page) if page < PAGE else PRINTED
        console.print(renderable(result, page, columns), soft_wrap=True, highlight=False, markup=False)
        if left := [one.heading(result) for one in PRINTED if one not in columns]:
            narrate(tn("cli.summary.narrowed", len(left), columns=", ".join(left), cells=PAGE))
    elif chosen in _LINES:
        say_lines(render_summary(result, chosen).decode("utf-8").splitlines())
    else:
        hand_on(render_summary(result, chosen, uids))
