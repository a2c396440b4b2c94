"""What was understood of a document, what not, and the one question that an import may ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.cells import wrap
from planreview.domain.changes import ChangeTable
from planreview.domain.confidence import DOUBTFUL
from planreview.domain.outline import Diagnostic, Outline
from planreview.errors import PlanreviewError
from planreview.outline.form import diagnostic_message
from planreview.render.change_words import count_words
from planreview.services.imports import ImportResult, Prepared, store_plan
from planreview.services.placing import plan_targets
from planreview.services.revision_changes import preview
from planreview.services.suggestions import likely_lead
from planreview.text import show
from planreview.tui.import_words import who_leads
from planreview.tui.keys import bind, key_for
from planreview.tui.screens.changes import ChangesScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.more_below import MoreBelow
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.widgets.vertical import vertical_keys

# Seconds for the sentences about a plan that was stored: they name what to do next.
READ = 12
# Typed in place of a lead: nobody leads.
NOBODY = frozenset("-－—")
TONES = {"error": "alarm", "warning": "alarm", "info": ""}


def understood(outline: Outline) -> str:
    """The document in a few lines: its title, whose and of which years it is, and how much it holds."""
    years = "-".join(dict.fromkeys(map(str, outline.period or ()))) or "-"
    issuer = show(outline.issuer) if outline.issuer else t("screens.import.no_issuer")
    targets = sum(len(task.targets) for task in outline.tasks)
    # Those of which the reader is sure, as they are counted when the plan is stored.
    whole = plan_targets("", outline, range(len(outline.sections)))
    indicators = sum(one.spec.confidence >= DOUBTFUL for one in whole)
    return "\n".join(
        (
            show(outline.title),
            t("screens.import.whose", city=show(outline.city or "-"), years=years, issuer=issuer),
            t(
                "screens.import.holds",
                sections=len(outline.sections),
                tasks=len(outline.tasks),
                targets=targets,
                indicators=indicators,
            ),
        )
    )


# Cells of a line's number in the list of doubts, those beside it and its words, and those that its words have at least.
LINE, BESIDE, LEAST = 5, 5, 16


def diagnostic_choice(place: int, diagnostic: Diagnostic) -> Choice:
    """A line of the list: where, and what the reader was unsure of."""
    return Choice(place, (str(diagnostic.line), show(diagnostic_message(diagnostic))), TONES.get(diagnostic.severity, ""))


def _whole(choice: Choice, cells: int) -> Iterator[Choice]:
    """The same on as many lines as its words need: nothing is chosen there that would say the rest of them."""
    line, words = choice.cells
    for number, part in enumerate(wrap(words, cells) or [""]):
        yield replace(choice, key=(choice.key, number), cells=("" if number else line, part))


class ImportReviewScreen(Dialog[ImportResult | None]):
    """Stores the plan on Enter of the last line, or on Ctrl+S; F2 shows it beside its source; Esc goes back to its name."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "store", "store_plan"),
        bind("f2", "preview", "preview"),
        bind("ctrl+t", "changes", "changes"),
        *vertical_keys("go(-1)", "go(1)"),
    ]

    city = getters.query_one("#import-city", PromptLine)
    lead = getters.query_one("#import-lead", PromptLine)

    def __init__(self, prepared: Prepared) -> None:
        super().__init__()
        self.prepared = prepared
        self._busy = False
        self.table: ChangeTable | None = None
        outline = prepared.outline
        self.suggestion = (likely_lead(outline.city, outline) or "") if self.asks and outline.city else ""

    def body(self) -> ComposeResult:
        outline = self.prepared.outline
        yield Paragraph(id="import-understood", classes="remark")
        yield Paragraph(id="import-changes", classes="remark")
        yield Paragraph(id="import-doubts", classes="field-label")
        yield ChoiceList((Column(LINE, "right"), Column()), focusable=False, id="import-diagnostics")
        yield MoreBelow()
        yield Paragraph(t("screens.import.city"), classes="field-label")
        yield PromptLine(outline.city or "", id="import-city", enter=f"screens.key.{'next_field' if self.asks else 'store_plan'}")
        yield Paragraph(id="import-question", classes="field-label")
        yield PromptLine(id="import-lead", enter="screens.key.store_plan")

    @property
    def asks(self) -> bool:
        """Whether the lead is asked for: the document states no issuer."""
        return self.prepared.outline.issuer is None

    def on_mount(self) -> None:
        self.title_line.text = t("screens.import.review_title")
        self._show()
        self.lead.display = self.query_one("#import-question").display = self.asks
        self._ask()
        self.city.focus()
        if self.prepared.outline.city and self.asks:
            self.lead.focus()

    def set_focus(self, widget: Widget | None, scroll_visible: bool = True, from_app_focus: bool = False) -> None:
        """The city on the line is proposed, however one comes there: whatever is typed first takes its place."""
        comes = widget is not self.focused and not from_app_focus
        super().set_focus(widget, scroll_visible, from_app_focus)
        if comes and isinstance(widget, PromptLine) and widget.id == "import-city":
            widget.propose(widget.value)

    async def load(self) -> None:
        city = self.prepared.outline.city
        self.table = await self.desk.read(lambda ws: preview(ws, self.prepared)) if city else None
        line = self.query_one("#import-changes", Paragraph)
        line.display = self.table is not None
        if self.table is not None:
            line.text = t("screens.import.revises", second=self.table.second, changes=count_words(self.table))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The table has a key where there is one."""
        return self.table is not None if action == "changes" else True

    def action_changes(self) -> None:
        """Look at the change table."""
        if self.table is not None:
            self.app.push_screen(ChangesScreen(self.table))

    def _show(self) -> None:
        """Say what was understood, and what to look at: what is to be checked stands before what is only told."""
        outline = self.prepared.outline
        self.query_one("#import-understood", Paragraph).text = understood(outline)
        notes = sorted(outline.diagnostics, key=lambda one: one.severity == "info")
        told = sum(one.severity == "info" for one in notes)
        said = [tn("screens.import.diagnostics", len(notes) - told), tn("screens.import.remarks", told)]
        if self.prepared.corrections:
            said.append(tn("preview.made", len(self.prepared.corrections)))
        self.query_one("#import-doubts", Paragraph).text = "  ".join(said)
        diagnostics = self.query_one("#import-diagnostics", ChoiceList)
        cells = max(LEAST, self.app.size.width - LINE - BESIDE)
        diagnostics.show_choices([line for n, one in enumerate(notes) for line in _whole(diagnostic_choice(n, one), cells)])

    def on_resize(self) -> None:
        """What is said is wrapped for the width."""
        self._show()

    @work(group="ask")
    async def action_preview(self) -> None:
        """Look at the outline beside the source, and correct it."""
        from planreview.tui.screens.preview import PreviewScreen

        corrected = await self.app.push_screen_wait(PreviewScreen(self.prepared))
        if corrected is not None:
            self.prepared = corrected
            self._show()
            self.reload()

    def action_go(self, step: int) -> None:
        """Look through what the reader was unsure of: nothing is chosen there, so every step scrolls."""
        notes = self.query_one("#import-diagnostics", ChoiceList)
        notes.cursor = max(0, min(notes.scroll_offset.y + step, len(notes.choices) - notes.size.height))
        notes.scroll_to(y=notes.cursor, animate=False, force=True, immediate=True)

    def action_page(self, step: float) -> None:
        """Look through it by pages."""
        self.action_go(int(step * max(2, self.query_one("#import-diagnostics", ChoiceList).size.height - 1)))

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        if event.input is self.city and self.asks:
            self.lead.focus()
        else:
            await self.action_store()

    def on_input_changed(self, event: Input.Changed) -> None:
        if event.input is self.city and self.asks:
            self._suggest()

    def _suggest(self) -> None:
        """Suggest the lead that fits the city as it was typed."""
        if self.city.text:
            self.suggestion = likely_lead(self.city.text, self.prepared.outline) or ""
            self._ask()

    def _ask(self) -> None:
        """Ask for the lead; a suggestion is named in the question and stands faint on the line, to be taken by Enter."""
        question = "lead_suggested" if self.suggestion else "lead_open"
        self.query_one("#import-question", Paragraph).text = t(f"screens.import.{question}", lead=show(self.suggestion))
        self.lead.placeholder = show(self.suggestion) or t("screens.import.lead_example")

    @property
    def chosen_lead(self) -> str | None:
        """The lead that was typed, else the one suggested; None where neither is, or nobody was asked for."""
        text = self.lead.text or self.suggestion
        return None if not self.asks or not text or text in NOBODY else text

    def line_of(self, error: PlanreviewError) -> PromptLine | None:
        """The line that a problem is about."""
        return self.lead if error.key in ("name_empty", "name_long") and self.asks else None

    async def action_store(self) -> None:
        """Store the plan; a second key while it is being stored stores nothing more."""
        if self._busy:
            return
        if not self.city.text:
            named = self.prepared.outline.city
            said = t("screens.import.city_emptied", city=show(named)) if named else t("screens.import.city_missing")
            self.complain(said)
            self.city.focus()
            return
        prepared, lead = self.prepared, self.chosen_lead
        city = self.city.text if self.city.text != prepared.outline.city else None
        self._busy = True
        try:
            with self.problems():
                result = await self.desk.write(lambda ws: store_plan(ws, prepared, city=city, lead=lead))
                told = {"indicators": result.indicators, "revision": result.revision}
                said = tn(f"screens.import.done_{result.status}", result.tasks, **told)
                if result.table is not None or result.status == "new":
                    said += await self.desk.read(
                        lambda ws: who_leads(ws, result.plan_id, lambda id, key: key_for(self.app, id, key))
                    )
                self.app.notify(said, markup=False, timeout=READ)
                self.dismiss(result)
        finally:
            self._busy = False
