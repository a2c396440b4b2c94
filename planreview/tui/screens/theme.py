"""The themes, each seen while the cursor stands on it: Enter keeps it, Esc goes back to the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import getters
from textual.app import ComposeResult

from planreview.catalogue import t
from planreview.tui.screens.dialog import Dialog
from planreview.tui.themes import SHIPPED
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from planreview.tui.comfort import ComfortApp


class ThemeScreen(Dialog[None]):
    """Choose how the screens look."""

    themes = getters.query_one(ChoiceList)

    def __init__(self) -> None:
        super().__init__()
        self._before = ""

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(14), Column()), enter="screens.key.theme_keep")
        yield Paragraph(t("theme.remark"), classes="remark")

    @property
    def comfort(self) -> ComfortApp[int]:
        """The app, as far as it looks like something."""
        return cast("ComfortApp[int]", self.app)

    def on_mount(self) -> None:
        app = self.comfort
        self._before = app.theme
        shown = [
            Choice(name, (t(f"theme.name.{name}"), t(f"theme.what.{name}")) if name in SHIPPED else (name, t("theme.what.own")))
            for name in app.themes_to_choose
        ]
        self.themes.show_choices(shown)
        self.themes.select_key(app.theme)
        self.themes.focus()

    async def load(self) -> None:
        self.title_line.text = t("theme.title")

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """Show the theme under the cursor."""
        if event.choice is not None and not self._left:
            self.comfort.show_theme(str(event.choice.key))

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Keep it."""
        self.comfort.choose_theme(str(event.choice.key))
        self.dismiss(None)

    async def action_leave(self) -> None:
        """Back to the theme of before, unless one was kept by the Enter before this Esc."""
        if self._left:
            return
        self.comfort.theme = self._before
        self.dismiss(None)
