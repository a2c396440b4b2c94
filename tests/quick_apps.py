"""Hundreds of apps in one process: what would be done anew for each of them, and is no part of any test, is done once.

A stylesheet is parsed once for its text and its colours. What was drawn goes with its app: Textual's cache of edges keeps the
last thousand widgets with all their lines, and each app begins with a look at everything that is there. And that look leaves out
what pytest, Hypothesis and the modules hold.
"""

from __future__ import annotations

import gc
from collections.abc import Hashable, Iterator
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import pytest
from textual._styles_cache import StylesCache
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from planreview.tui import app, idle

__all__ = ["quick_apps"]


@pytest.fixture(scope="session", autouse=True)
def quick_apps() -> Iterator[None]:
    """For every test of a folder whose conftest imports it."""
    assert app.QuietCollector is idle.QuietCollector
    gc.collect()
    gc.freeze()
    with pytest.MonkeyPatch.context() as patch:
        share_parsed_rules(patch)
        let_edges_go(patch)
        # The program's own freezing would thaw at its end what is frozen here.
        kept = {"freeze": lambda: None, "unfreeze": lambda: None}
        patch.setattr(idle, "gc", SimpleNamespace(**{**vars(gc), **kept}))
        yield
    gc.unfreeze()


def share_parsed_rules(patch: pytest.MonkeyPatch) -> None:
    """Stylesheets of one process parse the same text with the same variables once: what they make of it is never changed."""
    parsed: dict[Hashable, list[RuleSet]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, css: str, *given: Any, **named: Any) -> list[RuleSet]:
        key = (css, given, frozenset(named.items()), frozenset(self._variables.items()))
        if key not in parsed:
            parsed[key] = parse(self, css, *given, **named)
        return parsed[key]

    patch.setattr(Stylesheet, "_parse_rules", parse_once)


def let_edges_go(patch: pytest.MonkeyPatch) -> None:
    """The colours of edges are kept for their colours, and not for each widget that was drawn with them."""
    edges = lru_cache(1024)(StylesCache.get_inner_outer.__wrapped__)
    patch.setattr(StylesCache, "get_inner_outer", classmethod(edges))
