"""The other language, at once: the same list under the same cursor, in its words."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerError

from planreview.catalogue import LANGUAGES, language, t, use_language
from planreview.config_keep import keep_setting
from planreview.errors import PlanreviewError
from planreview.services.filter_format import format_filter
from planreview.tui.ahead import under_way
from planreview.tui.keys import key_for
from planreview.tui.screens.review_layout import arrange, show_pane
from planreview.tui.screens.review_list import recall
from planreview.tui.screens.review_loading import Loader

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

# What is read for the screen as it stands; and what is stored, which nobody stops.
READING, STORING = ("list", "rows", "detail", "counts", "tree", "vocabulary"), "marks"


async def speak_the_other(screen: ReviewScreen) -> None:
    """Go on in the language that is not in use, and keep it in the configuration where there is one."""
    app, looking, near = screen.desk, screen.looking, screen.tasks.current
    tree, selected = screen.plan_tree, screen.tasks.selected
    pane = next((one.id for one in (tree, screen.detail) if one is screen.focused), screen.tasks.id)
    reading = screen.has_class("-reading")
    # In the language that is left too: who came here by accident must be able to read the way back.
    left = t("language.left", key=key_for(screen.app, "review.language", "E"))
    use_language(next(one for one in LANGUAGES if one != language()))
    if looking.filter_text:
        # What is typed is read in either language; it is written in the one in use.
        looking.filter_text = await app.read(lambda ws: format_filter(ws, looking.filter))
    await _compose_anew(screen)
    screen.loader = Loader(screen)
    sort, group = looking.sort, looking.group
    recall(screen)
    looking.sort, looking.group = sort, group
    screen.plan_tree.take_over(tree)
    arrange(screen)
    show_pane(screen, screen.query_one(f"#{pane}"), reading=reading)
    await screen.loader.load(near)
    if selected:
        screen.tasks.select(selected)
    app.notify(f"{left} {t('language.now')}{_keep(screen)}", markup=False, timeout=6)


async def _compose_anew(screen: ReviewScreen) -> None:
    """Make the widgets again, while nobody asks for one: what was stored has been shown, nothing more is read, and messages
    wait in the queue of the screen, in which it is done."""
    for worker in under_way(one for one in screen.workers if one.group == STORING):
        with suppress(WorkerError):
            await worker.wait()
    for group in READING:
        screen.workers.cancel_group(screen, group)
    done = asyncio.Event()

    async def compose() -> None:
        try:
            await screen.recompose()
        finally:
            done.set()

    screen.call_next(compose)
    await done.wait()


def _keep(screen: ReviewScreen) -> str:
    """Nothing to say where it was kept, or there is no configuration."""
    config = screen.desk.settings.config
    try:
        if config is not None:
            keep_setting(config, "lang", language())
    except PlanreviewError as error:
        return f" {error.message}"
    return ""
