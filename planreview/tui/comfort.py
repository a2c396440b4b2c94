"""What suits the hand and the eye, for the whole app: key map, theme, lines for old consoles; what is wrong with the wishes.

A wish that cannot be granted never keeps anybody from working: the screens open with what is built in, and say so.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from textual import events
from textual.driver import Driver
from textual.filter import LineFilter, Monochrome, NoColor

from planreview import __version__
from planreview.catalogue import t
from planreview.errors import InputError
from planreview.tui.hangup import outliving
from planreview.tui.keyboard import reading_any
from planreview.tui.keymaps import MAPS, Chords, put_together
from planreview.tui.keys import half_width
from planreview.tui.notices import NoticeApp
from planreview.tui.remembered import Remembered
from planreview.tui.settings import DEFAULT_KEYS, Settings
from planreview.tui.themes import SHIPPED, fitting_theme, shipped_theme, user_themes

Result = TypeVar("Result")


class ComfortApp(NoticeApp[Result]):
    """An app that looks and listens as its settings say."""

    def __init__(self, settings: Settings, remembered: Remembered) -> None:
        super().__init__()
        self.settings = settings
        self.remembered = remembered
        # What is wrong with the settings; told when there is a screen to tell it on.
        self.faults: list[InputError] = []
        self._look()
        self._listen()

    def on_key(self, event: events.Key) -> None:
        """A capital that means nothing, where its small letter does, is one of a Caps Lock that was left on."""
        capital = half_width(event.character or "")
        if len(capital) != 1 or not "A" <= capital <= "Z":
            return
        bound = self.screen.active_bindings
        small = capital.lower()
        if capital not in bound and event.key not in bound and small in bound:
            self.notify(t("app.caps_lock", key=capital, small=small), markup=False, timeout=4)

    def on_not_utf8(self) -> None:
        """Text of another encoding: nothing of it was taken, and how it can be."""
        said = t("app.not_utf8")
        if all(one.message != said for one in self._notifications):
            self.notify(said, severity="warning", timeout=12, markup=False)

    def _look(self) -> None:
        settings = self.settings
        own, self.faults = user_themes(settings.themes_folder) if settings.themes_folder else ([], [])
        for one in own:
            self.register_theme(one)
        self._themes = [*SHIPPED, *(one.name for one in own)]
        wanted = self._choice("theme", settings.theme)
        known = {*self._themes, *self.available_themes}
        if wanted and wanted not in known and not self.faults:
            self.faults.append(InputError("theme_none", name=wanted, known=", ".join(self._themes)))
        before = self.theme
        self.show_theme(fitting_theme(wanted, known, colours=settings.colours, no_color=self.no_color))
        # Before anything was parsed in it, so that Textual need not parse everything anew for it.
        self.stylesheet.set_variables(self.get_css_variables())
        self._dressed = self.theme != before
        self._frame()
        self._plain: list[LineFilter] = []
        wide = settings.ambiguous == "wide"
        if wide or settings.borders == "ascii":
            from planreview.tui.plain import PlainLines

            self._plain.append(PlainLines(wide))
        if self.no_color:
            from planreview.tui.plain import Colourless

            self._plain.append(Colourless())

    def show_theme(self, name: str) -> None:
        """Look like a theme, which is read if it has not been."""
        if name not in self.available_themes:
            self.register_theme(shipped_theme(name))
        self.theme = name

    def hang_out(self) -> None:
        """Read the themes that nobody wears yet, so that any can be put on; not before the first picture."""
        for name in SHIPPED:
            if name not in self.available_themes:
                self.register_theme(shipped_theme(name))

    def refresh_css(self, animate: bool = True) -> None:
        """Parse what says how things look anew; not for the theme that it is parsed in at first, which costs a first picture."""
        if self._dressed:
            self._dressed = False
            return
        super().refresh_css(animate)

    def _choice(self, name: str, configured: str) -> str:
        """What was chosen on the screens, if the configuration still says what it said then; else what it says."""
        said = self.remembered.common(name)
        holds = isinstance(said, dict) and said.get("configured") == configured
        return str(said.get("chosen") or configured) if isinstance(said, dict) and holds else configured

    def _keep(self, name: str, chosen: str, configured: str) -> None:
        self.remembered.keep_common(name, {"chosen": chosen, "configured": configured})

    def _frame(self) -> None:
        """Dialogs have borders where their ground is that of what lies below, unless the settings say otherwise."""
        borders = self.settings.borders or ("ascii" if self.current_theme.ansi else "none")
        for one in ("ascii", "line"):
            self.set_class(borders == one, f"-borders-{one}")

    def watch_theme(self) -> None:
        """Another theme may want borders."""
        self._frame()

    def _listen(self) -> None:
        name = self._choice("keys", self.settings.keymap)
        try:
            self.use_keymap(name)
        except InputError as error:
            self.faults.append(error)
            self.use_keymap(DEFAULT_KEYS, own=False)

    def use_keymap(self, name: str, *, own: bool = True) -> None:
        """Listen to this map, with the user's own keys on top (``own``); raises :class:`InputError` where that cannot be."""
        if name not in MAPS:
            raise InputError("keymap_none", name=name, known=", ".join(MAPS))
        keys = self.settings.own_keys if own else {}
        if keys and self.settings.config is not None:
            self._check(keys, name, self.settings.config)
        whole = put_together(name, keys)
        self.keymap_name = name
        self.chords = Chords(whole)
        self.set_keymap(whole)

    def _check(self, keys: Mapping[str, str], name: str, config: Path) -> None:
        """Check a user's own keys; those that this version has found right are not looked at again, which takes half a second."""
        right = f"{__version__} {name} {sorted(keys.items())}"
        if self._choice("checked", "") != right:
            from planreview.tui.key_check import check_own_keys

            check_own_keys(keys, name, config)
            self._keep("checked", right, "")

    def choose_keymap(self, name: str) -> None:
        """Listen to this map from now on, here and at the next start; raises as :meth:`use_keymap`."""
        self.use_keymap(name)
        self._keep("keys", name, self.settings.keymap)

    @property
    def themes_to_choose(self) -> list[str]:
        """Our themes and the user's; Textual's own have no colours for verdicts."""
        return self._themes

    def choose_theme(self, name: str) -> None:
        """Look like this from now on, here and at the next start."""
        self.show_theme(name)
        self._keep("theme", name, self.settings.theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's NO_COLOR is grey: here it is no colour at all."""
        filters = super().get_line_filters()
        if not self._plain:
            return filters
        return [*(one for one in filters if not isinstance(one, Monochrome | NoColor)), *self._plain]

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver, which outlives its terminal and takes every key; on Windows without keys that break input methods."""
        driver = reading_any(outliving(super().get_driver_class()))
        if sys.platform == "win32":
            from planreview.tui.console import without_kitty

            return without_kitty(driver)
        return driver

    def tell_faults(self) -> None:
        """Say what is wrong with the settings, once there is a screen."""
        for error in self.faults:
            self.notify(error.message, title=error.title, severity="warning", timeout=12, markup=False)
        self.faults.clear()
