"""What a department claims of tasks (自评): a verdict by its digit or from the list, words, or both."""

from __future__ import annotations

from collections.abc import Hashable
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t
from planreview.domain.review import Receipt
from planreview.domain.verdicts import UNREVIEWED
from planreview.presets import verdict_set
from planreview.services import queries, self_reports
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.form import FormDialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine


class SelfReportScreen(FormDialog[Receipt | None]):
    """A digit at the beginning of the line chooses the verdict; what stands behind it are the department's words."""

    FORM = "self-report"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
    ]

    before = getters.query_one("#report-before", Paragraph)
    choices = getters.query_one("#report-verdicts", ChoiceList)
    line = getters.query_one("#report-text", PromptLine)

    def __init__(self, task_ids: tuple[int, ...], title: str) -> None:
        super().__init__()
        self.task_ids = task_ids
        self.heading = title
        self.verdicts = verdict_set()
        # The verdict of the digit that the mark followed last, and what was marked before.
        self._said: str | None = None
        self._before: Hashable = None

    def body(self) -> ComposeResult:
        yield Paragraph(id="report-before", classes="remark")
        yield ChoiceList((Column(3), Column()), focusable=False, pointer=True, id="report-verdicts")
        yield PromptLine(
            id="report-text", enter="screens.key.store", placeholder=t("screens.report.example"), on_enter=self._entered
        )

    def on_mount(self) -> None:
        none = Choice(None, ("-", t("screens.report.words_only")))
        self.choices.show_choices([none, *(Choice(one.key, (one.digit, one.both)) for one in self.verdicts.entries)])
        self.line.focus()

    async def load(self) -> None:
        self.title_line.text = t("screens.report.title", title=show(self.heading))
        if len(self.task_ids) == 1:
            detail = await self.desk.read(lambda ws: queries.task_detail(ws, self.task_ids[0]))
            lines = []
            for one in detail.reports[-2:]:
                verdict = self.verdicts.by_key(one.verdict).word if one.verdict else ""
                lines.append(f"{one.on} {verdict} {show(one.text)}".rstrip())
            self.before.text = "\n".join(lines)
        await self.go_on()

    def marks(self) -> dict[str, str]:
        chosen = self.choices.chosen
        return {} if chosen is None or chosen.key is None else {"verdict": str(chosen.key)}

    def mark_again(self, kept: dict[str, str]) -> None:
        if "verdict" in kept:
            # Chosen after the digit, if there is one.
            self.follow_digit()
            self.choices.select_key(kept["verdict"])

    def action_go(self, step: int) -> None:
        """Choose the verdict; the digits before this key come first."""
        self.follow_digit()
        self.choices.action_move(step)

    def _split(self) -> tuple[str | None, str]:
        """The verdict of a leading digit and the words behind it; None where the line begins otherwise."""
        text = self.line.text
        verdict = self.verdicts.by_digit(text[:1]) if text and (len(text) == 1 or text[1] in " 　,，、") else None
        if verdict is None or verdict == UNREVIEWED:
            return None, text
        return verdict, text[1:].strip(" 　,，、")

    @on(Input.Changed)
    def follow_digit(self) -> None:
        """A digit moves the mark; one that is none any more (3家企业, or taken back) moves it back."""
        said, _ = self._split()
        marked = self.choices.chosen.key if self.choices.chosen is not None else None
        if said == self._said:
            return
        if self._said is None:
            self._before = marked
        if said is not None:
            self.choices.select_key(said)
        elif marked == self._said:
            self.choices.select_key(self._before)
        self._said = said

    async def _entered(self, line: PromptLine) -> None:
        self.follow_digit()
        _, text = self._split()
        chosen = self.choices.chosen
        verdict = str(chosen.key) if chosen is not None and chosen.key is not None else None
        ids, draft = self.task_ids, self.seen_draft
        async with self.keys_held(), self._keeping:
            with self.problems():
                self.dismiss(await self.desk.write(lambda ws: self_reports.report_tasks(ws, ids, verdict, text, discards=draft)))
