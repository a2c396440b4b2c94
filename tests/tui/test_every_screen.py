"""Every screen, looked at cell by cell: no word of another language, no character that an old console draws too wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest
from textual.command import CommandPalette

from planreview.catalogue import FOLDER, use_language
from planreview.catalogue_format import read_folder
from planreview.render.formats import FORMATS
from planreview.services import departments, review
from planreview.tui.app import PlanreviewApp
from planreview.tui.keys import key_name
from planreview.tui.settings import Settings
from tests.tui.reviewing import make_app
from tests.tui.screens import test_every_dialog
from tests.tui.screens.support import PLAN, make_store, writer
from tests.tui.screens.test_every_dialog import DIALOGS

LATIN = re.compile(r"[A-Za-z]{2,}")
HAN = re.compile(r"[\u4e00-\u9fff]+")
OF_FILES = ("db", "bak", "wal", "shm", "json", "device")
OLD = Settings(theme="mono", borders="ascii", ambiguous="wide")


def drawn(app: PlanreviewApp) -> str:
    """What is sent of the screen, filters and all."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in lines)


async def every_screen(app: PlanreviewApp, store: Path) -> AsyncIterator[tuple[str, str]]:
    """(name, text) of the review screen, its parts, the palette and every dialog."""
    async with app.run_test(size=(110, 40), notifications=True) as pilot:

        async def rest() -> None:
            for _ in range(4):
                await pilot.pause()
                with suppress(Exception):
                    busy = [one for one in app.workers if one.group in {"load", "read", "store"} and not one.is_finished]
                    await app.workers.wait_for_complete(busy or None) if busy else None

        await rest()
        yield "review", drawn(app)
        for key in ("enter", "escape", "slash"):
            await pilot.press(key)
            await rest()
            yield key, drawn(app)
        await pilot.press("escape", "ctrl+p")
        await rest()
        assert isinstance(app.screen, CommandPalette)
        yield "palette", drawn(app)
        await pilot.press("escape")
        for name, make in DIALOGS.items():
            dialog = make(store)
            app.push_screen(dialog)
            await rest()
            assert app.screen is dialog, name
            yield name, drawn(app)
            dialog.dismiss(None)
            await rest()


def plain_store(path: Path, text: str = PLAN) -> None:
    """The plan with verdicts, notes, drafts and open reasons, without a Latin letter."""
    make_store(path, text)
    with writer(path) as ws:
        departments.assign(ws, (1,), departments.departments(ws)[-1].id)
        review.mark(ws, (1, 2), "behind")
        review.mark(ws, (3,), "dropped")
        review.add_note(ws, (4,), "设备未到")


@pytest.fixture(autouse=True)
def plain_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """What dialogs are given as data holds no Latin letter."""
    monkeypatch.setattr(test_every_dialog, "HOSTILE", "岚溪县")


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_no_screen_says_a_word_of_the_other_language(tmp_path: Path, language: str) -> None:
    store = tmp_path / "库.db"
    plain_store(store)
    use_language(language)
    app = make_app(store, settings=Settings(theme="light"))
    said = " ".join(read_folder(FOLDER / language).values())
    data = PLAN + "张三设备未到岚溪县临澜市科技局办公室高新科成果科"
    keys = ("ctrl+s", "escape", "tab", "shift+tab", "f1", "home", "delete", "pagedown", "backspace")
    # Files of the folder and forms of files are called what they are called.
    known = {
        *LATIN.findall(said),
        *FORMATS,
        "db",
        "bak",
        "wal",
        "shm",
        "json",
        "device",
        "toml",
        *(part for key in keys for part in LATIN.findall(key_name(key))),
    }
    known |= {word for part in tmp_path.parts for word in LATIN.findall(part)}
    wrong: dict[str, set[str]] = {}
    async for name, text in every_screen(app, store):
        if language == "en":
            found = {run for run in HAN.findall(text) if run not in data.replace("\n", "")}
        else:
            found = {run for run in LATIN.findall(re.sub(r"\b(review|screens)\.\w+", "", text)) if run not in known}
        if found:
            wrong[name] = found
    assert wrong == {}


async def test_an_old_console_is_sent_no_character_that_it_draws_too_wide(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    plain_store(store, PLAN.replace("专利授权量", "①“专利”授权量——…×①"))
    app = make_app(store, settings=OLD)
    framed = 0
    async for name, text in every_screen(app, store):
        ambiguous = {char for char in text if unicodedata.east_asian_width(char) == "A"}
        assert not ambiguous, (name, ambiguous)
        framed += "+--" in text
    assert framed > len(DIALOGS) // 2


async def test_without_the_setting_documents_keep_their_characters(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    plain_store(store, PLAN.replace("4.保护", "4.①保护"))
    app = make_app(store, settings=Settings(theme="light"))
    async for name, text in every_screen(app, store):
        assert name != "review" or "①保护" in text
        break
