"""Who reviews: the name that stands beside every verdict and note, asked for where nobody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.config_keep import keep_setting
from planreview.services import drafts
from planreview.services.workspace import Workspace
from planreview.text import clean_line, show
from planreview.tui.keys import key_for
from planreview.tui.screens.ask import AskScreen
from planreview.tui.toasts import LASTING

if TYPE_CHECKING:
    from planreview.tui.app import PlanreviewApp
    from planreview.tui.screens.review import ReviewScreen

# Under this it is remembered whose name was told.
TOLD = "name_told"


async def ask_person(screen: ReviewScreen) -> None:
    """Ask for the name, keep it in the configuration and act under it at once; earlier actions stay as they are."""
    app, config = screen.desk, screen.desk.settings.config
    remark = t("person.remark_kept", path=config) if config is not None else t("person.remark")
    said = await screen.app.push_screen_wait(AskScreen(t("person.title"), remark, proposed=app.person))
    name = clean_line(said or "")
    if said is not None and not name:
        app.notify(t("person.kept", name=show(app.person)), markup=False)
    if not name or (name == app.person and not app.name_guessed):
        return
    if config is not None:
        keep_setting(config, "person", name)

    def act_as(workspace: Workspace) -> None:
        workspace.person = name

    await app.write(lambda ws: drafts.take_over(ws, name), tell=False)
    app.person, app.name_guessed = name, False
    for lane in (app.reader, app.background):
        await lane.run(act_as)
    app.announce(None, own=True)
    app.notify(t("person.now", name=name), markup=False)


def tell_name(app: PlanreviewApp) -> None:
    """Say under which name was stored, where nobody said who reviews: once for each store and name."""
    if len(app.screen_stack) > 1:
        # The key is one of the task list: the next action there tells it.
        return
    if app.remembered.own(TOLD) != app.person:
        app.remembered.keep_own(TOLD, app.person)
        key = key_for(app.screen.app, "review.person", "at")
        app.notify(t("person.guessed", name=show(app.person), key=key), markup=False, timeout=LASTING)
