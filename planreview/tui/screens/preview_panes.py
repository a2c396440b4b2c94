"""The panes of the preview: outline, source and remarks, what each cursor is about, and the making of corrections."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Callable

from textual import events, getters, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll

from planreview.catalogue import t, tn
from planreview.cells import width
from planreview.domain.outline import Diagnostic
from planreview.outline.correcting_targets import every_target
from planreview.outline.corrections import Correction, correction_at
from planreview.outline.form import diagnostic_message
from planreview.services.corrections import settle
from planreview.services.filing import Prepared
from planreview.text import show
from planreview.tui.keys import key_for
from planreview.tui.preview_lines import PLAN, Entry, columns_at, entries, entry_choice, marks
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.import_review import LINE, diagnostic_choice
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.source_view import SourceView

PANES = ("preview-outline", "preview-source", "preview-notes")
# Narrower than this, one pane is shown at a time.
WIDE = 118
_OUTLINE = (Column(6, "right"), Column(), Column(14, from_width=66), Column(10, from_width=74), Column(4, "right"))


class PreviewPanes(Dialog[Prepared | None]):
    """What is shown of a document, and how it changes; the keys are those of :class:`PreviewScreen`."""

    FULL = True

    outline_list = getters.query_one("#preview-outline", ChoiceList)
    source = getters.query_one("#preview-source", SourceView)
    notes = getters.query_one("#preview-notes", ChoiceList)
    summary = getters.query_one("#preview-summary", Paragraph)
    note = getters.query_one("#preview-note", Paragraph)

    def __init__(self, prepared: Prepared) -> None:
        super().__init__()
        self.came = prepared
        self.prepared = prepared
        self.undone: list[tuple[Correction, ...]] = []
        self.done: list[tuple[Correction, ...]] = []
        self.entries: list[Entry] = []
        self.told: list[Diagnostic] = []
        self.pane = PANES[0]
        # The lines are those of the document, whatever is corrected.
        lines = prepared.outline.lines
        self.tabular = any(columns_at(prepared.outline, line) is not None for line in range(1, len(lines) + 1))
        self._turns = Lock()

    def body(self) -> ComposeResult:
        yield Paragraph(id="preview-summary", classes="field-label")
        with Horizontal(id="preview-panes"):
            yield ChoiceList(_OUTLINE, enter="screens.key.preview_to_source", id="preview-outline")
            with Vertical(id="preview-right"):
                yield SourceView(id="preview-source")
                yield ChoiceList((Column(LINE, "right"), Column()), enter="screens.key.preview_to_line", id="preview-notes")
                with VerticalScroll(id="preview-note-box", can_focus=False):
                    yield Paragraph(id="preview-note")

    def on_mount(self) -> None:
        self.title_line.text = t("preview.title", name=show(self.prepared.outline.title))
        self.source.show_lines(self.prepared.outline.lines)
        self._show()
        self._focus(PANES[0])

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        """Which panes there is room for."""
        narrow = self.app.size.width < WIDE
        self.outline_list.display = not narrow or self.pane == PANES[0]
        self.query_one("#preview-right").display = not narrow or self.pane != PANES[0]
        self.call_after_refresh(self._show_note)

    def _show_note(self) -> None:
        """All of what the remark under the cursor says, below a list that has no room for it on its line."""
        chosen, cells = self.notes.chosen, self.notes.size.width
        words = show(diagnostic_message(self.told[chosen.key])) if chosen and isinstance(chosen.key, int) else ""
        self.note.text = words if 0 < cells < LINE + 1 + width(words) else ""

    def on_descendant_focus(self) -> None:
        """A pane that was clicked is the one that keys are about."""
        self.pane = next((pane for pane in PANES if self.query_one(f"#{pane}").has_focus), self.pane)

    def _show(self) -> None:
        """Show the outline as it is now; cursors stay where they were."""
        outline = self.prepared.outline
        self.entries = entries(outline)
        names = tuple(t(f"preview.column_{name}") for name in ("number", "title", "units", "deadline", "targets"))
        self.outline_list.show_choices([Choice(None, names, "columns"), *(entry_choice(outline, one) for one in self.entries)])
        told = sorted(outline.diagnostics, key=lambda one: one.severity == "info")
        self.told = told
        self.notes.show_choices([diagnostic_choice(n, one) for n, one in enumerate(told)])
        self.call_after_refresh(self._show_note)
        self.source.mark(marks(outline), {one.line for one in outline.other if one.role == "ignored"})
        n = sum(one.severity != "info" for one in told)
        made = tn("preview.made", len(self.prepared.corrections))
        self.summary.text = f"{tn('preview.tasks', len(outline.tasks))}  {tn('screens.import.diagnostics', n)}  {made}"
        if unsure := sum(one.doubtful for one in every_target(outline)):
            key = key_for(self.app, "screens.preview_targets", "v")
            self.summary.text += "  " + tn("preview.targets_unsure", unsure, key=key)
        self._light()

    def _light(self) -> None:
        entry = self.entry
        self.source.light(range(entry.line, entry.end_line + 1) if entry is not None else range(0))

    @property
    def entry(self) -> Entry | None:
        """The heading or task meant: under the cursor of the outline, or at the line of the source."""
        if self.pane == "preview-outline":
            chosen = self.outline_list.chosen
            return next((one for one in self.entries if chosen is not None and one.key == chosen.key), None)
        return self.entry_at(self.source.line)

    def entry_at(self, line: int) -> Entry | None:
        """The heading or task that a line belongs to."""
        here = [one for one in self.entries if one.kind != PLAN and one.line <= line <= one.end_line]
        own = [one for one in here if one.kind == "section" and one.line == line]
        tasks = [one for one in here if one.kind == "task"]
        return next(iter(own or tasks[-1:] or here), None)

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """What the cursor stands on is lit in the source, and in view."""
        if event.choice_list is self.notes:
            self._show_note()
        if event.choice_list is self.outline_list and self.pane == "preview-outline" and self.entry is not None:
            self.source.go_to(self.entry.line)
            self._light()

    def on_source_view_moved(self) -> None:
        if self.pane == "preview-source":
            self._light()

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Enter leads to the source: to the lines of a task, or to what a remark is about."""
        line = self.source.line
        if event.choice_list is self.notes and isinstance(event.choice.key, int):
            line = self.told[event.choice.key].line
        elif self.entry is not None:
            line = self.entry.line
        self._focus("preview-source")
        self.source.go_to(line)
        self._light()

    def action_pane(self, step: int) -> None:
        """Go to another pane; on a narrow terminal it takes the place of the one before."""
        self._focus(PANES[(PANES.index(self.pane) + step) % len(PANES)])

    def _focus(self, pane: str) -> None:
        self.pane = pane
        self._lay_out()
        self.query_one(f"#{pane}").focus()
        self._light()

    @work(group="store")
    async def _do(self, wanted: Callable[[], tuple[Correction, ...] | None], made: Correction | None = None) -> None:
        """Have these corrections and no others; where the one just made does not fit, nothing changes and that is said."""
        # One after another: two keys in a burst are two corrections.
        async with self._turns:
            with self.problems():
                before = self.prepared
                corrections = wanted()
                if corrections is None:
                    return
                after = await self.desk.read(lambda _: settle(before, corrections))
                if made is not None and made not in after.corrections:
                    self.complain(t("preview.unfit"))
                    return
                if made is not None:
                    self.done.append(before.corrections)
                    self.undone.clear()
                if len(after.corrections) < len(corrections):
                    self.complain(tn("preview.fell_away", len(corrections) - len(after.corrections)))
                self.prepared = after
                self._show()

    def _make(self, *corrections: Correction) -> None:
        self._do(lambda: (*self.prepared.corrections, *corrections), corrections[-1])

    def _at(self, kind: str, entry: Entry, values: dict[str, str] | None = None) -> Correction:
        return correction_at(self.prepared.outline.lines, kind, entry.line, values, words=entry.words)
