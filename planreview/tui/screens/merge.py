"""Join a department to another: the other is found by letters, and what is joined is said before Enter does it."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.domain.review import DepartmentInfo, Receipt
from planreview.services import department_merging as merging
from planreview.services.department_merging import Merger
from planreview.services.department_names import department_words, rank_departments
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine


class MergeScreen(Dialog[Receipt | None]):
    """Gives what was done; ``others`` are the departments that the one may be joined to."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
    ]

    line = getters.query_one("#merge-into", PromptLine)
    found = getters.query_one("#merge-found", ChoiceList)
    preview = getters.query_one("#merge-preview", Paragraph)

    def __init__(self, merged: DepartmentInfo, others: tuple[DepartmentInfo, ...]) -> None:
        super().__init__()
        self.merged = merged
        self.others = tuple(one for one in others if one.id != merged.id and one.wildcard == merged.wildcard)
        self._shown: Merger | None = None

    def body(self) -> ComposeResult:
        yield PromptLine(id="merge-into", enter="screens.key.merge_now", placeholder=t("screens.merge.example"))
        yield ChoiceList((Column(), Column(6, "right"), Column(6, "right")), focusable=False, id="merge-found")
        yield Paragraph(id="merge-preview", classes="remark")

    def on_mount(self) -> None:
        self.line.focus()

    async def load(self) -> None:
        self.title_line.text = t("screens.merge.title", name=show(self.merged.name))
        names = department_words(self.others, self.others)
        tiers = rank_departments(self.others, self.line.text)
        ranked = [one for tier in tiers for one in tier]
        head = Choice("head", ("", t("screens.departments.leads"), t("screens.departments.supports")), "columns")
        self.found.show_choices(
            [head, *(Choice(one.id, (names[one.id], str(one.leads), str(one.supports))) for one in ranked)], keep=False
        )
        await self._look()

    async def _look(self) -> None:
        """Say what would be joined with the one under the cursor."""
        self._shown = None
        chosen = self.found.chosen
        into = chosen.key if chosen is not None else None
        if not isinstance(into, int):
            self.preview.text = t("screens.merge.none")
            return
        with self.problems():
            merged = self.merged.id
            self.preview.text = ""
            shown = await self.desk.read(lambda ws: merging.merger(ws, into, merged))
            if self.found.chosen is chosen:
                self._shown = shown
                self.preview.text = preview_words(shown)

    def on_input_changed(self, event: Input.Changed) -> None:
        self.complain("")
        self.reload()

    async def action_go(self, step: int) -> None:
        """Another department."""
        self.found.action_move(step)
        await self._look()

    async def on_choice_list_chosen(self) -> None:
        await self._look()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        shown = self._shown
        if shown is None:
            # What is joined has been on the screen before it is done.
            await self._look()
            return
        with self.problems():
            self.dismiss(await self.desk.write(lambda ws: merging.merge_departments(ws, shown.into.id, shown.merged.id)))


def preview_words(shown: Merger) -> str:
    """What is joined, and what that makes."""
    lines = [
        t(
            "screens.merge.names",
            merged=show(shown.merged.name),
            into=show(shown.into.name),
            aliases=show("、".join(shown.aliases)),
        ),
        t("screens.merge.leads", one=shown.leads[0], other=shown.leads[1], both=shown.leads[2]),
        t("screens.merge.supports", one=shown.supports[0], other=shown.supports[1], both=shown.supports[2]),
    ]
    if shown.offices:
        lines.append(tn("screens.merge.offices", len(shown.offices), names=show("、".join(shown.offices))))
    return "\n".join(lines)
