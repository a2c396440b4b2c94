"""Narrow the list: a line of text in the syntax of the command line, and a list to tick; each follows the other."""

from __future__ import annotations

import asyncio
from typing import ClassVar, cast

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.review import TaskFilter
from planreview.errors import PlanreviewError
from planreview.services import pinyin
from planreview.services.filter_text import parse_filter
from planreview.services.filter_words import key_of, pair, tokens_at
from planreview.services.highlights import found_spans
from planreview.text import show
from planreview.tui.filter_counts import Listed, no_department, read_filter
from planreview.tui.filter_parts import Part, is_chosen, toggle, within
from planreview.tui.keys import bind
from planreview.tui.screens.filter_counting import FilterCounting
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.finding_list import FindingList
from planreview.tui.widgets.more_below import MoreBelow
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.words import SHORT

# Cells of the numbers behind what can be ticked.
FIGURES = 20


class FilterScreen(FilterCounting):
    """Gives the filter to show; None leaves the list as it was."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("space", "tick", "toggle"),
        bind("down", "to_parts", "to_parts"),
        bind("tab", "app.focus_next", "other_part"),
        bind("f8", "clear", "clear_filter"),
        bind("pageup", "page(-1)", "page_up", show=False),
        bind("pagedown", "page(1)", "page_down", show=False),
    ]

    parts = getters.query_one("#filter-parts", ChoiceList)

    def __init__(self, chosen: TaskFilter, listed: Listed = lambda chosen: chosen, place: str = "") -> None:
        """As :class:`FilterCounting`."""
        super().__init__(chosen, listed, place)
        # The word that the parts were narrowed to last.
        self._found = ""

    def body(self) -> ComposeResult:
        yield PromptLine(id="filter-line", enter="screens.key.apply_filter", placeholder=t("screens.filter.example"))
        yield Paragraph(id="filter-count", classes="remark")
        yield FindingList((Column(1), Column(), Column(FIGURES, "right")), enter="screens.key.apply_filter", id="filter-parts")
        yield MoreBelow()
        yield Paragraph(t("screens.filter.typing"), id="filter-typing", classes="field-label")
        yield Paragraph(t("screens.filter.syntax"), classes="field-label")

    def on_mount(self) -> None:
        self.line.focus()

    def on_descendant_focus(self) -> None:
        """What Space does, and where what is typed goes, is another thing on the line than below it."""
        key = "screens.filter.typing" if self.line.has_focus else "screens.filter.ticking"
        self.query_one("#filter-typing", Paragraph).text = t(key)

    async def load(self) -> None:
        self.title_line.text = t("screens.filter.title")
        chosen = self.chosen
        await self._know(chosen)
        reading = await self.desk.read(lambda ws: read_filter(ws, chosen, self.scope, self.listed))
        if self.line.text == self._line:
            self.line.value = self._line = self._asked = reading.line
            self.line.cursor_position = len(reading.line)
            self._say_count(chosen, reading.n)
            self._ticked = chosen
        self._groups, self._counted = reading.groups, chosen
        self._uncounted = reading.n is None
        self._show_parts()
        if self._uncounted and self.line.text == self._line:
            self._count_parts()
        if not self._opened:
            self._learn([offer.words for _, lines in reading.groups for offer in lines])

    def _show_parts(self) -> bool:
        """Show what can be ticked, of it only what the word at the cursor finds; False where it finds nothing."""
        word = self._word
        marks = {offer.part: found_spans(word, offer.words) for _, lines in self._groups for offer in lines} if word else {}
        found = {part for part, spans in marks.items() if spans}
        choices: list[Choice] = []
        for name, lines in self._groups:
            kept = [offer for offer in lines if not found or offer.part in found]
            if kept:
                choices.append(Choice(("heading", name), (t(f"screens.filter.{name}"),), "heading"))
            for offer in kept:
                mark = "*" if is_chosen(self._ticked, offer.part) else ""
                spans = tuple((1, first, behind) for first, behind in marks.get(offer.part, ()))
                choices.append(
                    Choice(offer.part, (mark, offer.words, offer.figure), "" if mark or offer.n != 0 else "faint", spans)
                )
        # Numbers that arrive for the same word leave the cursor where it is.
        self.parts.show_choices(choices, keep=not found or word == self._found)
        self._found = word
        return bool(found)

    @property
    def _word(self) -> str:
        """The word at the cursor that finds something to tick; none while a condition is typed, or nothing is."""
        if self.line.text == self._line:
            return ""
        first, behind = _word_at(self.line)
        word = self.line.value[first:behind]
        return "" if pair(word) is not None or key_of(word) is not None or word.startswith('"') else word

    def _without_word(self) -> str:
        first, behind = _word_at(self.line)
        return (self.line.value[:first] + self.line.value[behind:]).strip()

    @work(exclusive=True, group="learn")
    async def _learn(self, names: list[str]) -> None:
        """Have letters find names in pinyin."""
        await asyncio.to_thread(pinyin.learn, names)
        if not self._left:
            self._show_parts()

    async def _understand(self) -> bool:
        """Take over what was typed on the line; False where it is not understood."""
        text = self.line.text
        if text == self._line:
            return True
        with self.problems():
            try:
                parsed = await self.desk.read(lambda ws: parse_filter(ws, text))
            except PlanreviewError as error:
                if not (said := no_department(error)):
                    raise
                self.complain(said)
                return False
            self.chosen = within(parsed, self.scope)
            self._line = text
        return text == self._line

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Down leads to what can be ticked from the line; within the list it is the list's own."""
        return self.line.has_focus if action == "to_parts" else True

    def action_to_parts(self) -> None:
        """Go down to what can be ticked."""
        self.parts.focus()

    def action_page(self, step: int) -> None:
        """Go through what can be ticked by pages, wherever the focus is."""
        self.parts.action_page(step)

    async def action_tick(self) -> None:
        """Add the part under the cursor, or take it away."""
        self.complain("")
        choice = self.parts.chosen
        if choice is not None and self._word and self._show_parts():
            # What found the part was typed to find it.
            self.line.value = self._without_word()
            self.line.cursor_position = len(self.line.value)
        if choice is not None and await self._understand():
            self.chosen = toggle(self.chosen, cast(Part, choice.key))
            await self._load()
            if self.chosen.text:
                self.complain(t("screens.filter.text_stays", text=clip(show(self.chosen.text), SHORT)))

    async def action_clear(self) -> None:
        """Ask for nothing in particular, within the same plans."""
        plain = TaskFilter(plans=self.scope.plans, ids=self.scope.ids)
        if self.chosen == plain and not self.line.text:
            self.complain(t("screens.filter.nothing_to_clear"))
            return
        self.complain("")
        self.chosen = plain
        self.line.value = self._line = ""
        await self._load()

    def on_input_changed(self, event: Input.Changed) -> None:
        # A word that finds something to tick goes with the tick: what can be ticked is counted without it.
        beside = self._without_word() if self._show_parts() else self.line.text
        text = self.line.text
        # What was typed and taken back is what is listed again.
        if text != self._line or (text != self._asked and not self._uncounted):
            self._asked = text
            self.complain("")
            self._count(text, beside)
        elif self._uncounted or self._counted != self.chosen:
            self._count_parts()

    async def on_input_blurred(self, event: Input.Blurred) -> None:
        # A list that a word has narrowed waits for a tick.
        if self.line.text != self._line and not (self._word and self._show_parts()) and await self._understand():
            await self._load()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        await self._apply()

    async def on_choice_list_chosen(self) -> None:
        """Enter on what can be ticked means it, where nothing was ticked so far, or a word was typed to find it."""
        part = self.parts.chosen
        looked_for = bool(self._word) and self._show_parts()
        if (self.chosen == self.scope or looked_for) and part is not None and not is_chosen(self._ticked, cast(Part, part.key)):
            await self.action_tick()
        await self._apply()

    async def _apply(self) -> None:
        if await self._understand():
            self.dismiss(self.chosen)


def _word_at(line: PromptLine) -> tuple[int, int]:
    """Where the word at the cursor begins and ends: the last one, too, while only a space was typed behind it."""
    return tokens_at(line.value, min(line.cursor_position, len(line.value.rstrip())))
