"""The key maps: which is in use, what it changes, and the user's own keys; Enter switches."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import getters
from textual.app import ComposeResult

from planreview.catalogue import t, tn
from planreview.errors import InputError
from planreview.text import show
from planreview.tui.keymaps import MAPS, keys_of
from planreview.tui.keys import key_name, spoken
from planreview.tui.screens.dialog import Dialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

if TYPE_CHECKING:
    from planreview.tui.comfort import ComfortApp


class KeyMapsScreen(Dialog[None]):
    """Choose which keys do what."""

    maps = getters.query_one(ChoiceList)
    changes = getters.query_one("#keymap-changes", Paragraph)

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(14), Column()), enter="screens.key.keymap_use")
        yield Paragraph(id="keymap-changes", classes="remark")
        yield Paragraph(id="keymap-own", classes="remark")

    @property
    def comfort(self) -> ComfortApp[int]:
        """The app, as far as it listens to keys."""
        return cast("ComfortApp[int]", self.app)

    def on_mount(self) -> None:
        used = self.comfort.keymap_name
        shown = [
            Choice(name, (t(f"keymap.name.{name}"), t("keymap.used") if name == used else t(f"keymap.what.{name}")))
            for name in MAPS
        ]
        self.maps.show_choices(shown)
        self.maps.select_key(used)
        self.maps.focus()
        own = self.comfort.settings.own_keys
        lines = [tn("keymap.own", len(own)), *(_line(id, keys) for id, keys in own.items())] if own else []
        where = self.comfort.settings.config
        lines.append(t("keymap.remark", path=show(where) if where else "config.toml"))
        self.query_one("#keymap-own", Paragraph).text = "\n".join(lines)

    async def load(self) -> None:
        self.title_line.text = t("keymap.title")

    def on_choice_list_moved(self, event: ChoiceList.Moved) -> None:
        """Name what the map under the cursor changes."""
        changed = MAPS[str(event.choice.key)] if event.choice is not None else {}
        said = t("keymap.comma").join(dict.fromkeys(_line(id, keys) for id, keys in changed.items()))
        self.changes.text = said or t("keymap.no_changes")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        """Use it from now on."""
        name = str(event.choice.key)
        try:
            self.comfort.choose_keymap(name)
        except InputError as error:
            self.complain(str(error))
            return
        self.tell(t("keymap.chosen", name=t(f"keymap.name.{name}")))
        self.dismiss(None)


def _line(id: str, keys: str) -> str:
    area, _, name = id.partition(".")
    return f"{spoken(f'{area}.key.{name}')} {' '.join(map(key_name, keys_of(keys)))}"
