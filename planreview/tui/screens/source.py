"""The whole document of a plan, with the lines lit that somebody came for."""

from __future__ import annotations

from collections.abc import Iterable

from textual import getters
from textual.app import ComposeResult

from planreview.catalogue import t
from planreview.domain.review import TargetView
from planreview.services import queries
from planreview.text import show
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.source_view import SourceView


class SourceScreen(Dialog[None]):
    """Lines ``first`` to ``last`` (from 1) are lit, the targets among them underlined."""

    FULL = True

    source = getters.query_one(SourceView)

    def __init__(self, plan_id: int, first: int, last: int, targets: Iterable[TargetView] = ()) -> None:
        super().__init__()
        self.plan_id = plan_id
        self.lit = range(first, last + 1)
        self.targets: dict[int, list[tuple[int, int]]] = {}
        for target in targets:
            if target.span is not None:
                line, start, end = target.span
                self.targets.setdefault(line, []).append((start, end))

    def body(self) -> ComposeResult:
        yield SourceView(id="source")

    async def load(self) -> None:
        plan_id = self.plan_id
        lines = await self.desk.read(lambda ws: queries.source_lines(ws, plan_id))
        plan = next((one for one in await self.desk.read(queries.plans) if one.id == plan_id), None)
        name = show(f"{plan.title}  {plan.source_name}") if plan else ""
        key = "screens.source.title" if len(self.lit) > 1 else "screens.source.title_one_line"
        self.title_line.text = t(key, name=name, first=self.lit.start, last=self.lit.stop - 1)
        first = not self.source.lines
        self.source.show_lines(lines)
        self.source.mark(self.targets, ())
        self.source.light(self.lit)
        if first:
            self.source.focus()
            self.source.go_to(self.lit.start)
