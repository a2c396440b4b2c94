"""Saved views: a list with counts, of which one is opened by Enter or its digit; what is listed now is saved under a name."""

from __future__ import annotations

import unicodedata
from typing import ClassVar

from textual import events, getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t
from planreview.errors import InputError
from planreview.services import views
from planreview.services.filter_text import Sentence
from planreview.services.views import View
from planreview.tui.keys import bind
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.spoken import meant
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

DIGITS = "123456789"


class ViewsScreen(Dialog[View]):
    """Gives the view that was opened; one that is broken says why and stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("s", "save", "save_view"),
        bind("x,delete", "delete", "delete_view"),
    ]
    FULL = True

    lines = getters.query_one("#view-lines", ChoiceList)
    remark = getters.query_one("#view-remark", Paragraph)

    def __init__(self, now: Sentence, words: str, columns: tuple[str, ...] | None) -> None:
        super().__init__()
        self._now = now
        self._words = words
        self._columns = columns
        self._views: tuple[View, ...] = ()

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(2), Column(18), Column(), Column(6, "right")), enter="screens.key.open_view", id="view-lines")
        yield Paragraph(id="view-remark", classes="field-label")

    async def load(self) -> None:
        self.title_line.text = t("screens.views.title")
        self._views = await self.desk.read(lambda ws: views.views(ws, counted=False))
        self._show()
        if not self._opened:
            self.lines.focus()
        self._count()

    @work(exclusive=True, group="count")
    async def _count(self) -> None:
        """Count what each view lists; no number stands there meanwhile."""
        with self.in_place():
            for one in self._views:
                if one.sentence is not None:
                    await meant(self.desk, one.sentence.filter)
            found = await self.desk.read(views.views, background=True)
            if not self._left:
                self._views = found
                self._show()

    def _show(self) -> None:
        lines = []
        for place, one in enumerate(self._views, 1):
            count = "-" if one.problem else "" if one.count is None else str(one.count)
            says = one.problem or one.said or t("filter.all")
            digit = str(place) if place <= len(DIGITS) else ""
            lines.append(Choice(one.name, (digit, one.name, says, count), "alarm" if one.problem else ""))
        self.lines.show_choices(lines)
        self.refresh_bindings()
        now = t("screens.views.now", sentence=self._words or t("filter.all"))
        self.remark.text = now if lines else f"{t('screens.views.none')}\n{now}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A view is forgotten where there is one."""
        return bool(self._views) if action == "delete" else True

    def _open(self, place: int) -> None:
        if not 0 <= place < len(self._views):
            return
        found = self._views[place]
        if found.problem:
            self.complain(found.problem)
        else:
            self.dismiss(found)

    def on_choice_list_chosen(self) -> None:
        self._open(self.lines.cursor)

    def on_key(self, event: events.Key) -> None:
        """A digit, full-width or not, opens the view of its number."""
        digit = unicodedata.normalize("NFKC", event.character or "")
        if digit and digit in DIGITS:
            event.stop()
            self._open(int(digit) - 1)

    @work(group="ask")
    async def action_save(self) -> None:
        """Save what is listed now, under the name of the view under the cursor unless another is typed."""
        try:
            # Before a name is asked for.
            views.refuse_many(self._now.filter)
        except InputError as error:
            self.complain(error.message)
            return
        line = self.lines.chosen
        asked = AskScreen(t("screens.views.save"), self._words or t("filter.all"), str(line.key) if line else "")
        name = await self.app.push_screen_wait(asked)
        if name is None:
            return
        with self.problems():
            receipt = await self.desk.write(lambda ws: views.save_view(ws, name, self._now, self._columns))
            key = "screens.views.replaced" if receipt.values["replaced"] else "screens.views.saved"
            self.tell(t(key, name=receipt.values["name"]))
            await self._load()
            self.lines.select_key(receipt.values["name"])

    @work(group="store")
    async def action_delete(self) -> None:
        """Forget the view under the cursor."""
        line = self.lines.chosen
        if line is None:
            return
        name = str(line.key)
        with self.problems():
            await self.desk.write(lambda ws: views.delete_view(ws, name))
            self.tell(t("screens.views.deleted", name=name))
            await self._load()
