"""The preview of a document: its outline beside its source, what is doubtful below, every correction a key away.

Nothing is stored here: the screen gives back the document with what was corrected, and the import stores it when it is told to.
"""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.outline import corrections as kinds
from planreview.outline.corrections import Correction, correction_at
from planreview.services.preparing import level
from planreview.text import fold, show
from planreview.tui.keys import bind
from planreview.tui.preview_lines import (
    PLAN,
    Entry,
    columns_at,
    indicators,
    label_forms,
    read_columns,
    read_units,
    targets_at,
    units,
    worded_line,
)
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.preview_panes import PreviewPanes
from planreview.tui.screens.preview_targets import PreviewTargetsScreen
from planreview.tui.widgets.choice_list import Column

PANES = ("preview-outline", "preview-source", "preview-notes")
# Narrower than this, one pane is shown at a time.
WIDE = 118
_OUTLINE = (Column(6, "right"), Column(), Column(14, from_width=66), Column(10, from_width=84), Column(4, "right"))


class PreviewScreen(PreviewPanes):
    """Gives the document as it was corrected; None where it was left as it came."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "accept", "preview_accept"),
        bind("tab", "pane(1)", "preview_pane", priority=True),
        bind("shift+tab", "pane(-1)", "preview_pane_back", show=False, priority=True),
        bind("x", "split", "preview_split"),
        bind("j", "join", "preview_join"),
        bind("e", "entitle", "preview_title"),
        bind("a", "departments", "preview_departments"),
        bind("v", "targets", "preview_targets"),
        bind("i", "ignore", "preview_ignore"),
        bind("o", "aside", "preview_aside"),
        bind("l", "level", "preview_level"),
        bind("c", "columns", "preview_columns"),
        bind("u", "undo", "preview_undo"),
        bind("U,ctrl+r", "redo", "preview_redo", show=False),
        bind("question_mark", "help", "preview_help", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Columns are spoken of where the document has a table."""
        return self.tabular if action == "columns" else True

    def action_undo(self) -> None:
        """Take back the last correction."""
        self._do(lambda: self._other(self.done, self.undone, "preview.nothing_to_undo"))

    def action_redo(self) -> None:
        """Make it again."""
        self._do(lambda: self._other(self.undone, self.done, "preview.nothing_to_redo"))

    def _other(
        self, source: list[tuple[Correction, ...]], target: list[tuple[Correction, ...]], nothing: str
    ) -> tuple[Correction, ...] | None:
        if not source:
            self.complain(t(nothing))
            return None
        target.append(self.prepared.corrections)
        return source.pop()

    @work(group="ask")
    async def action_split(self) -> None:
        """Begin a task at the line of the source; within a line, or where one begins already, at words that are asked for."""
        lines, line = self.prepared.outline.lines, self.source.line
        entry = self.entry
        if self.pane != "preview-source":
            self.complain(t("preview.split_in_source"))
            self._focus("preview-source")
            return
        if self.source.begins and not (entry is not None and entry.kind == "task" and entry.line == line):
            self._make(correction_at(lines, kinds.SPLIT, line))
            return
        row = self.source.rows[self.source.cursor]
        words = await self.app.push_screen_wait(
            AskScreen(t("preview.split_title"), t("preview.split_words", line=line), "" if row.start == 0 else row.text[:8])
        )
        if words:
            self._make(correction_at(lines, kinds.SPLIT, line, words=words))

    def action_join(self) -> None:
        """Make the task a part of the one above it."""
        if (entry := self._the_task()) is not None:
            self._make(self._at(kinds.JOIN, entry))

    def _the_task(self) -> Entry | None:
        entry = self.entry
        if entry is None or entry.kind != "task":
            self.complain(t("preview.no_task"))
            return None
        return entry

    def _titled(self) -> Entry | None:
        """The task or heading that is meant."""
        if (entry := self.entry) is None or entry.kind == PLAN:
            self.complain(t("preview.no_task"))
            return None
        return entry

    @work(group="ask")
    async def action_entitle(self) -> None:
        """Type the title of a task or heading."""
        if (entry := self._titled()) is None:
            return
        outline = self.prepared.outline
        title = outline.tasks[entry.place].title if entry.kind == "task" else outline.sections[entry.place].title
        typed = await self.app.push_screen_wait(AskScreen(t("preview.title_title"), "", show(title or "")))
        if typed:
            self._make(self._at(kinds.TITLE, entry, {"title": typed}))

    @work(group="ask")
    async def action_departments(self) -> None:
        """Type who leads and supports a task, or all tasks of a heading."""
        if (entry := self._titled()) is None:
            return
        outline = self.prepared.outline
        stated = (outline.tasks if entry.kind == "task" else outline.sections)[entry.place].departments
        typed = await self.app.push_screen_wait(
            AskScreen(t("preview.departments_title"), t("preview.departments_example"), show(units(stated)))
        )
        if typed is not None:
            self._make(self._at(kinds.DEPARTMENTS, entry, read_units(typed)))

    @work(group="ask")
    async def action_targets(self) -> None:
        """List the targets of the task or line: take, drop, change, add."""
        outline, at, heading = self.prepared.outline, self.source.line, ""
        entry, line, words = self.entry, at, ""
        if self.pane != "preview-outline":
            # A blank line stands for the paragraph beside it.
            line = worded_line(outline, at)
            entry = self.entry_at(line)
            heading = t("preview.targets_of_blank", blank=at, line=line) if line != at else ""
        if entry is not None and (entry.kind == "task" or self.pane == "preview-outline"):
            line, words = entry.line, entry.words
        targets = targets_at(outline, line, words)
        if entry is not None and entry.kind == PLAN:
            targets, heading = indicators(outline), t("preview.indicators_title")
        made = await self.app.push_screen_wait(PreviewTargetsScreen(outline, line, targets, heading))
        if made:
            self._make(*made)

    def action_ignore(self) -> None:
        """Take the line under the cursor out of the plan."""
        entry = self.entry if self.pane == "preview-outline" else None
        if entry is not None and entry.kind == PLAN:
            self.complain(t("preview.no_task"))
            return
        line = self.source.line if entry is None else entry.line
        self._make(correction_at(self.prepared.outline.lines, kinds.IGNORED, line))

    @work(group="ask")
    async def action_aside(self) -> None:
        """Keep a task out of the supervision, with a reason, or take it back in."""
        if (entry := self._the_task()) is None:
            return
        if self.prepared.outline.tasks[entry.place].set_aside is not None:
            self._make(self._at(kinds.ASIDE, entry, {"back": "1"}))
            return
        reason = await self.app.push_screen_wait(AskScreen(t("preview.aside_title"), t("preview.aside_example")))
        if reason is not None:
            self._make(self._at(kinds.ASIDE, entry, {"reason": reason}))

    @work(group="ask")
    async def action_level(self) -> None:
        """Say at which numbering the tasks stand."""
        example = t("preview.level_example", forms="  ".join(label_forms(self.prepared.outline)))
        typed = await self.app.push_screen_wait(AskScreen(t("preview.level_title"), example))
        if typed:
            self._make(level(typed))

    @work(group="ask")
    async def action_columns(self) -> None:
        """Say what the columns of a table hold, with the cursor on its head."""
        line = self.source.line
        known = columns_at(self.prepared.outline, line)
        if known is None:
            self.complain(t("preview.no_table"))
            return
        example = t("preview.columns_example", words=" ".join(t(f"column.{kind}") for kind in kinds.COLUMN_KINDS))
        typed = await self.app.push_screen_wait(AskScreen(t("preview.columns_title"), example, known))
        if typed:
            values = read_columns(typed)
            if values is None:
                self.complain(example)
                return
            lines = self.prepared.outline.lines
            self._make(correction_at(lines, kinds.COLUMNS, line, values | {"head": fold(lines[line - 1])}))

    async def action_accept(self) -> None:
        """Go back to the import with what was corrected."""
        await self.stored()
        self.dismiss(self.prepared)

    async def put_away(self) -> str:
        """Corrections are kept when the plan is stored, and nowhere before."""
        n = len(self.prepared.corrections)
        return "" if self.prepared.corrections == self.came.corrections else tn("preview.lost", n)

    async def action_leave(self) -> None:
        """Leave the document as it came; corrections are named first, and given up at the second Esc."""
        await self.stored()
        if await self.may_leave():
            self.dismiss(None)
