"""Who reviews is asked once and kept: the name of the login is nobody's signature."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from planreview.config_keep import keep_setting
from planreview.errors import InputError
from planreview.services import review
from planreview.tui.app import PlanreviewApp
from planreview.tui.settings import Settings
from tests.tui.reviewing import grid, make_app, press, read, settle
from tests.tui.screens.support import type_text, writer


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, 'person = "王芳"\n'),
        ("# ours\nlang = 'zh'\n\n[keys]\nmap = 'vim'\n", "person = \"王芳\"\n# ours\nlang = 'zh'\n\n[keys]\nmap = 'vim'\n"),
        ("lang = 'zh'\nperson = 'root' # me\n[keys]\nperson = 'p'\n", "lang = 'zh'\nperson = \"王芳\"\n[keys]\nperson = 'p'\n"),
    ],
)
def test_one_line_of_the_configuration_changes(tmp_path: Path, before: str | None, after: str) -> None:
    path = tmp_path / "made" / "config.toml"
    if before is not None:
        path.parent.mkdir()
        path.write_text(before, "utf-8")
    keep_setting(path, "person", "王芳")
    assert path.read_text("utf-8") == after and [one.name for one in path.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("before", ["person = '''a\nb'''\n", "lang = \n"])
def test_a_configuration_that_would_break_stays_as_it_was(tmp_path: Path, before: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(before, "utf-8")
    with pytest.raises(InputError) as refused:
        keep_setting(path, "person", "王芳")
    assert refused.value.key in {"config_unwritable", "config_unreadable"}
    assert path.read_text("utf-8") == before and [one.name for one in tmp_path.iterdir()] == ["config.toml"]


async def test_the_name_is_asked_for_and_stands_beside_what_follows(store: Path, tmp_path: Path) -> None:
    config = tmp_path / "config" / "config.toml"
    with writer(store) as ws:
        review.save_draft(ws, 1, "还没写完", "reason")
    app = make_app(store, settings=Settings(config=config, person_guessed=True))
    async with app.run_test(size=(120, 30), notifications=True) as pilot:
        await settle(pilot)
        assert not list(app._notifications) and "张三（@ 改名）" in grid(app)[0]
        await press(pilot, "3", "at")
        await settle(pilot)
        await type_text(pilot, "王芳")
        await press(pilot, "enter")
        assert "王芳" in grid(app)[0] and "改名" not in grid(app)[0]
        await press(pilot, "5")
    with read(store) as ws:
        persons = [row[0] for row in ws.store.connection.execute("select person from operation order by seq desc limit 2")]
        assert persons == ["王芳", "张三"]
        assert {row[0] for row in ws.store.connection.execute("select distinct person from draft")} == {"王芳"}
    assert tomllib.loads(config.read_text("utf-8")) == {"person": "王芳"}


async def test_the_name_of_a_login_is_told_at_the_first_mark_or_note_and_never_again(store: Path, tmp_path: Path) -> None:
    settings = Settings(config=tmp_path / "config.toml", person_guessed=True, state_folder=tmp_path / "state")

    def told(app: PlanreviewApp) -> int:
        return sum("已记在 张三 名下（登录名）；按 @ 改成姓名" in line for line in grid(app))

    app = make_app(store, settings=settings)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert told(app) == 0
        await press(pilot, "n")
        await type_text(pilot, "设备到货")
        await press(pilot, "ctrl+s")
        assert told(app) == 1
        # Not in the way: marks go on, and what they tell takes its place.
        await press(pilot, "3", "3", "u")
        assert told(app) == 0
    app = make_app(store, settings=settings)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5")
        assert told(app) == 0
        # Whoever says that the login is the name is not told any more.
        await press(pilot, "at", "enter")
        assert "改名" not in grid(app)[0]
    assert tomllib.loads((tmp_path / "config.toml").read_text("utf-8")) == {"person": "张三"}


async def test_nobody_is_told_who_said_their_name(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert not list(app._notifications)
        await press(pilot, "at", "escape", "escape")
        assert app.person == "张三"


async def test_an_emptied_name_stays_as_it_was_and_that_is_said(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "at", "ctrl+u", "enter")
        assert [one.message for one in app._notifications] == ["没有写名字，仍是 张三"]
        assert app.person == "张三"
        await press(pilot, "at", "escape")
        assert len(app._notifications) <= 1
