"""The command palette: every key of the screen in view, by its words, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from planreview.catalogue import t
from planreview.tui.keys import is_full_width, key_name, spoken


class Commands(Provider):
    """What can be done on the screen in view."""

    async def discover(self) -> Hits:
        """All commands, before anything is typed."""
        for name, run, tip in self._commands():
            yield DiscoveryHit(Content(name), run, text=name, help=tip)

    async def search(self, query: str) -> Hits:
        """Commands whose words hold the letters that were typed."""
        matcher = self.matcher(query)
        found = False
        for name, run, tip in self._commands():
            score = 1.0 if query in name or query in tip else matcher.match(name)
            if score > 0:
                found = True
                yield Hit(score, Content(name), run, text=name, help=tip)

        if not found:
            # The palette's own words for this are English.
            yield Hit(0.1, Content(t("palette.none")), _nothing, text=query)

    def _commands(self) -> Iterator[tuple[str, Callable[[], Any], str]]:
        seen = set()
        words = getattr(self.screen, "key_words", {})
        for key, (node, binding, enabled, _) in self.screen.active_bindings.items():
            mine = enabled and binding.id and binding.description and not is_full_width(key)
            if not mine or binding.id in seen or node not in (self.screen, self.app):
                continue
            seen.add(binding.id)
            name = f"{words.get(binding.action) or spoken(binding.description)}  {key_name(key)}"
            yield name, partial(self.app.run_action, binding.action, node), spoken(binding.tooltip)
        for theme in ("light", "dark", "contrast"):
            yield t(f"palette.theme.{theme}"), partial(setattr, self.app, "theme", theme), t("palette.theme.tip")


def _nothing() -> None:
    return None
