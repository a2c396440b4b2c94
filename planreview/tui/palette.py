"""The command palette: every key of the screen in view, by its words in either language or in pinyin, and the themes.

Over a dialog it finds what the list below can do as well, and says how to get there: that there were no such command would be
wrong.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from textual import on
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, OptionList
from textual.worker import Worker

from planreview.catalogue import t, t_all
from planreview.domain.pinyin import BEGINNING, CORE, END, IN_ORDER, MIDDLE, WHOLE, Match, is_han, query_of
from planreview.services import pinyin
from planreview.tui.comfort import ComfortApp
from planreview.tui.keys import is_full_width, key_name, spoken
from planreview.tui.themes import SHIPPED

# How high what fits stands in the list: by the words as they are said here, in pinyin, in the other language, by the
# explanation, and by letters anywhere (at most).
SAID, TRANSLATED, EXPLAINED, SCATTERED = 1.0, 0.8, 0.7, 0.5
SPOKEN = {WHOLE: 0.98, CORE: 0.96, BEGINNING: 0.95, END: 0.9, MIDDLE: 0.85, IN_ORDER: 0.6}
# What is to be done elsewhere stands behind all that can be done here, by this share.
ELSEWHERE = 0.1


@dataclass(frozen=True, slots=True)
class Command:
    """What can be done: its words, its key, what it does, and its words in every language, the one in use first; ``elsewhere``
    says how to get where it is done."""

    words: str
    key: str
    run: Callable[[], Any]
    tip: str
    translated: tuple[str, ...]
    elsewhere: str = ""

    @property
    def name(self) -> str:
        """What stands in the list."""
        return f"{self.words}  {self.key}" if self.key else self.words

    @property
    def weight(self) -> float:
        """Its share of how high it would stand."""
        return ELSEWHERE if self.elsewhere else 1.0

    def hit(self, score: float, name: Content | None = None) -> Hit:
        """It as what was found."""
        return Hit(score * self.weight, name or Content(self.name), self.run, text=self.name, help=self.elsewhere or self.tip)

    @property
    def chinese(self) -> tuple[str, ...]:
        """The words that can be meant in pinyin."""
        return tuple(words for words in dict.fromkeys((self.words, *self.translated)) if any(map(is_han, words)))


class Palette(CommandPalette):
    """Textual's palette, which ends once: a second Enter or Esc that was on its way already ends no other screen and does
    nothing twice."""

    _ended = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go, where nothing was chosen before."""
        if self._ended:
            return AwaitComplete()
        self._ended = True
        return super().dismiss(result)

    def _gather_commands(self, search_value: str) -> Worker[None]:
        """What fits what is typed; for a palette that was left at once there is no place to show it, and no failure."""
        gathering = super()._gather_commands(search_value)
        gathering.exit_on_error = False
        return gathering

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _only_once(self, event: Message) -> None:
        if self._ended:
            event.stop()
            event.prevent_default()


class Commands(Provider):
    """What can be done on the screen in view."""

    async def discover(self) -> Hits:
        """What can be done here, before anything is typed."""
        for one in self._commands():
            yield DiscoveryHit(Content(one.name), one.run, text=one.name, help=one.tip)

    async def search(self, query: str) -> Hits:
        """Commands whose words hold the letters that were typed, at once, and those that are meant in pinyin behind them."""
        left: list[Command] = []
        commands = [*self._commands(), *self._elsewhere()]
        for one in commands:
            score = self._written(query, one)
            if score > SCATTERED:
                yield one.hit(score)
            else:
                left.append(one)
        found = len(left) < len(commands)
        if query_of(query):
            await asyncio.to_thread(pinyin.learn, [words for one in left for words in one.chinese])
        for one in left:
            meant = min((fit for words in one.chinese if (fit := pinyin.matched(query, words))), key=_tier, default=None)
            score = SPOKEN[meant.tier] if meant is not None else self.matcher(query).match(one.name) * SCATTERED
            if score > 0:
                found = True
                yield one.hit(score, self._marked(one, query))
        if not found:
            # The palette's own words for this are English.
            yield Hit(0.1, Content(t("palette.none")), _nothing, text=query)

    def _written(self, query: str, one: Command) -> float:
        """How high a command stands by what is written of it."""
        if query in one.name:
            return SAID
        if any(query.casefold() in words.casefold() for words in one.translated):
            return TRANSLATED
        return EXPLAINED if query in one.tip else 0.0

    def _marked(self, one: Command, query: str) -> Content:
        """The name with the letters marked that the query means."""
        meant = pinyin.matched(query, one.words)
        content = Content(one.name)
        for first, behind in meant.spans if meant and self.match_style else ():
            content = content.stylize(self.match_style or "", first, behind)
        return content

    def _commands(self) -> Iterator[Command]:
        yield from self._keys_of(self.screen)
        app: Any = self.app
        for theme in app.themes_to_choose if isinstance(app, ComfortApp) else ():
            ours = theme in SHIPPED
            words = t(f"palette.theme.{theme}") if ours else t("palette.theme.own", name=theme)
            translated = t_all(f"palette.theme.{theme}") if ours else (words,)
            yield Command(words, "", partial(app.choose_theme, theme), t("palette.theme.tip"), translated)

    def _keys_of(self, screen: Screen[Any]) -> Iterator[Command]:
        """What the keys of a screen do there."""
        # The palette itself is open.
        seen: set[str | None] = {"review.commands"}
        words = getattr(screen, "key_words", {})
        for key, (node, binding, enabled, _) in screen.active_bindings.items():
            mine = enabled and binding.id and binding.description and not is_full_width(key)
            if not mine or binding.id in seen or node not in (screen, self.app):
                continue
            seen.add(binding.id)
            # Words of the office's own set, which no language has, or others of the catalogue for what the key does now.
            said = words.get(binding.action, binding.description)
            yield Command(
                spoken(said),
                key_name(key),
                partial(self.app.run_action, binding.action, node),
                spoken(binding.tooltip),
                t_all(said),
            )

    def _elsewhere(self) -> Iterator[Command]:
        """What the list below a dialog can do and this cannot: chosen, it says how to get there, for a dialog is left by hand."""
        below = self.app.screen_stack[0]
        if below is self.screen:
            return
        here = {one.name for one in self._keys_of(self.screen)}
        for one in self._keys_of(below):
            if one.name not in here:
                said = t("palette.elsewhere", command=one.words, key=one.key)
                yield replace(one, run=partial(self.app.notify, said, markup=False, timeout=6), elsewhere=said)


def _tier(meant: Match) -> int:
    return meant.tier


def _nothing() -> None:
    return None
