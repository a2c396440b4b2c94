"""Key maps: vim's on every screen, own keys checked before use, two letters for one key, what is shown and remembered."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from planreview.catalogue import LANGUAGES, t, use_language
from planreview.errors import InputError
from planreview.tui.key_check import check_own_keys, scopes
from planreview.tui.keymaps import MAPS, VIM, keys_of
from planreview.tui.keys import key_name
from planreview.tui.screens.help import HelpScreen
from planreview.tui.screens.key_maps import KeyMapsScreen
from planreview.tui.settings import Settings
from planreview.tui.widgets.key_bar import KeyBar
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of

CONFIG = Path("config.toml")
VIM_SETTINGS = Settings(theme="dark", keys="vim")


@pytest.mark.parametrize("name", MAPS)
def test_a_map_that_comes_with_the_program_passes_the_check_of_own_keys(name: str) -> None:
    check_own_keys(MAPS[name], "default", CONFIG)
    check_own_keys({}, name, CONFIG)


def test_vims_map_names_bindings_that_there_are() -> None:
    assert set(VIM) <= {id for scope in scopes() for part in scope.parts for id in part}


@pytest.mark.parametrize(
    ("own", "name", "key", "said"),
    [
        ({"review.nota": "m"}, "default", "keys_unknown", "review.note"),
        ({"review.note": "foo"}, "default", "keys_bad", "foo"),
        ({"review.note": ""}, "default", "keys_bad", "review.note"),
        ({"review.note": "hyper+ctlr+x"}, "default", "keys_bad", "ctlr"),
        ({"review.note": "ctrl+i"}, "default", "keys_same", "tab"),
        ({"review.note": "s"}, "default", "keys_conflict", "review.summary"),
        ({"review.note": "m", "review.undo": "m"}, "default", "keys_conflict", "review.note"),
        ({"review.export": "ctrl+q"}, "default", "keys_conflict", "review.quit_now"),
        ({"review.tree_pick": "x"}, "default", "keys_conflict", "review.scope"),
        ({"review.note": "h"}, "vim", "keys_conflict", "review.tree"),
        ({"review.note": "g"}, "vim", "keys_conflict", "review.note"),
        ({"review.note": "gx"}, "default", "keys_conflict", "review.go_to"),
        ({"screens.store": "s"}, "default", "keys_typed", "screens.store"),
    ],
)
def test_own_keys_that_cannot_be_are_refused_with_both_names(own: dict[str, str], name: str, key: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        check_own_keys(own, name, CONFIG)
    assert caught.value.key == key
    assert all(words in caught.value.message for words in (said, *list(own)[:1], str(CONFIG)))


@pytest.mark.parametrize(
    "own",
    [
        {"review.note": "m,f9"},
        {"review.undo": "s", "review.summary": "u"},
        {"screens.store": "s,f9"},
        {"review.note": "?", "review.help": "ctrl+n"},
        {"review.go_to": "G", "review.list_first": "home,gg"},
    ],
)
def test_own_keys_that_mean_one_thing_each_are_taken(own: dict[str, str]) -> None:
    check_own_keys(own, "default", CONFIG)


async def test_wrong_keys_keep_nobody_from_working_and_are_told(store: Path, tmp_path: Path) -> None:
    settings = Settings(theme="dark", own_keys={"review.note": "s"}, config=tmp_path / "config.toml")
    app = make_app(store, settings=settings)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        drawn = "".join("".join(grid(app)).split())
        assert "自定按键未采用" in drawn and "review.note" in drawn and "review.summary" in drawn
        await press(pilot, "s")
        assert type(app.screen).__name__ == "SummaryScreen"


async def test_own_keys_work_and_foot_help_and_palette_say_them(store: Path, tmp_path: Path) -> None:
    settings = Settings(theme="dark", own_keys={"review.note": "m,f9"}, config=tmp_path / "config.toml", state_folder=tmp_path)
    app = make_app(store, settings=settings)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        foot = [place.name + place.words for place in screen_of(pilot).query_one(KeyBar).places()]
        assert any(one.startswith("m") and one.endswith("备注") for one in foot)
        await press(pilot, "n")
        assert type(app.screen).__name__ == "ReviewScreen"
        await press(pilot, "ｍ")
        assert type(app.screen).__name__ == "NoteScreen"
        await press(pilot, "escape", "question_mark")
        assert isinstance(app.screen, HelpScreen)
        assert any(line.split()[:3] == ["m", "F9", "备注"] for line in grid(app))
    # What was found right is not looked at again.
    assert "review.note" in (tmp_path / "desk.json").read_text(encoding="utf-8")


async def test_vim_moves_and_what_it_displaces_stands_elsewhere(store: Path) -> None:
    app = make_app(store, settings=VIM_SETTINGS)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        tasks = tasks_of(pilot)
        places = []
        for keys in (("j", "j"), ("k",), ("G",), ("g", "g"), ("end",), ("g", "c"), ("ｇ", "ｇ"), ("g", "escape")):
            await press(pilot, *keys)
            places.append(tasks.cursor)
        assert places == [2, 1, 5, 0, 5, 5, 0, 0]
        assert tasks.has_focus
        await press(pilot, "h")
        assert screen_of(pilot).plan_tree.has_focus
        await press(pilot, "escape", "colon")
        assert type(app.screen).__name__ == "GoToScreen"
        await press(pilot, "escape", "L")
        assert type(app.screen).__name__ == "ActivityScreen"
        await press(pilot, "escape")
        foot = {place.words.strip(): place.name for place in screen_of(pilot).query_one(KeyBar).places()}
        assert foot["跳号"] == ":"


async def test_letters_of_a_chord_are_text_where_text_is_typed(store: Path) -> None:
    app = make_app(store, settings=VIM_SETTINGS)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "slash", "g", "g", "j")
        assert screen_of(pilot).query_one("#search", Input).value == "ggj"


async def test_the_map_is_switched_where_it_stands_and_remembered_until_the_configuration_changes(
    store: Path, tmp_path: Path
) -> None:
    settings = Settings(theme="dark", state_folder=tmp_path)
    app = make_app(store, settings=settings)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "K")
        assert isinstance(app.screen, KeyMapsScreen)
        await press(pilot, "down")
        assert "跳号 :" in "\n".join(grid(app))
        await press(pilot, "enter", "j")
        assert tasks_of(pilot).cursor == 1 and app.keymap_name == "vim"
    assert make_app(store, settings=settings).keymap_name == "vim"
    assert make_app(store, settings=Settings(keys="vim", state_folder=tmp_path)).keymap_name == "vim"
    (tmp_path / "desk.json").write_text("{broken", encoding="utf-8")
    assert make_app(store, settings=settings).keymap_name == "default"


def test_settings_of_a_configuration_take_tables_in_tables_and_ids_in_quotes(tmp_path: Path) -> None:
    table = {"keys": {"map": "vim", "review.note": "m", "screens": {"store": "f9"}}, "mouse": False, "theme": "dark"}
    settings = Settings.of_table(table, tmp_path / "config.toml", tmp_path)
    assert (settings.keymap, settings.mouse, settings.theme) == ("vim", False, "dark")
    assert settings.own_keys == {"review.note": "m", "screens.store": "f9"}
    assert Settings.of_table({"keys": "vim"}, tmp_path / "config.toml", tmp_path).keymap == "vim"


def test_keys_are_named_as_people_call_them() -> None:
    names = {key_name(key) for key in keys_of(":,$,ctrl+l,gg,minus,?")}
    assert names == {":", "$", "Ctrl+L", "gg", "-", "?"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_binding_has_its_words_and_its_explanation(language: str) -> None:
    use_language(language)
    ids = {id for scope in scopes() for part in scope.parts for id in part}
    keys = [f"{area}.{kind}.{name}" for area, _, name in (id.partition(".") for id in ids) for kind in ("key", "tip")]
    assert sorted(key for key in keys if t(key) == key) == []


async def test_the_keys_of_other_programs_do_what_they_do_there(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)

        def told() -> str:
            return "".join(one.message for one in app._notifications)

        await press(pilot, "3", "ctrl+z")
        assert "已撤销" in told()
        await press(pilot, "ctrl+y")
        assert "已重做" in told()
        await press(pilot, "ctrl+s")
        assert told() == "每一步都已保存，不用另存。"
        await press(pilot, "delete")
        assert told() == "清除结论按 0；撤销上一步按 u。"
        await press(pilot, "ctrl+f")
        assert screen_of(pilot).query_one("#search").has_focus
        await press(pilot, "escape")
        assert not any("Ctrl" in place.name or "删除" in place.name for place in screen_of(pilot).query_one(KeyBar).places())
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        names = {choice.cells[0] for choice in app.screen.list.choices}
        assert {"Ctrl+Z", "Ctrl+Y", "Ctrl+F", "Ctrl+S", "删除"} <= names


@pytest.mark.parametrize("keys", ["default", "vim"])
async def test_they_give_way_to_what_a_map_binds(store: Path, tmp_path: Path, keys: str) -> None:
    own = {"review.note": "ctrl+z", "review.summary": "delete"}
    app = make_app(store, settings=Settings(theme="dark", keys=keys, own_keys=own, config=tmp_path / "config.toml"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        assert not app._notifications
        await press(pilot, "ctrl+z")
        assert type(app.screen).__name__ == "NoteScreen"
        await press(pilot, "escape", "delete")
        assert type(app.screen).__name__ == "SummaryScreen"
        await press(pilot, "escape", "ctrl+f")
        assert bool(screen_of(pilot).query("#search")) == (keys == "default")
