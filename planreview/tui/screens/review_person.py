"""Who reviews: the name that stands beside every verdict and note, asked for where nobody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.config_keep import keep_setting
from planreview.services import drafts
from planreview.services.workspace import Workspace
from planreview.text import clean_line
from planreview.tui.screens.ask import AskScreen

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen


async def ask_person(screen: ReviewScreen) -> None:
    """Ask for the name, keep it in the configuration and act under it at once; earlier actions stay as they are."""
    app, config = screen.desk, screen.desk.settings.config
    remark = t("person.remark_kept", path=config) if config is not None else t("person.remark")
    said = await screen.app.push_screen_wait(AskScreen(t("person.title"), remark, proposed=app.person))
    name = clean_line(said or "")
    if not name or name == app.person:
        return
    if config is not None:
        keep_setting(config, "person", name)

    def act_as(workspace: Workspace) -> None:
        workspace.person = name

    await app.write(lambda ws: drafts.take_over(ws, name), tell=False)
    app.person = name
    for lane in (app.reader, app.background):
        await lane.run(act_as)
    app.announce(None, own=True)
    app.notify(t("person.now", name=name), markup=False)
