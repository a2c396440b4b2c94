"""The app: every key of the review screen, words in two languages, failures in words, the palette, the end."""

from __future__ import annotations

import gc
from functools import lru_cache
from pathlib import Path
from weakref import ref

import pytest
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.command import CommandPalette

from planreview.catalogue import use_language
from planreview.errors import InputError
from planreview.services.workspace import Workspace
from planreview.tui import start
from planreview.tui.crash import CrashError
from planreview.tui.idle import LONG, MANY, QuietCollector
from planreview.tui.keys import is_full_width, spoken
from planreview.tui.palette import Commands
from planreview.tui.screens.review import STEPS, ReviewScreen
from planreview.tui.screens.review_actions import ACTIONS
from planreview.tui.settings import Settings
from planreview.tui.widgets.filter_line import FilterLine
from planreview.tui.widgets.line_view import LineView
from planreview.tui.widgets.plan_tree import PlanTree
from planreview.tui.widgets.task_detail import DetailPane
from planreview.tui.work import start as start_work
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, tasks_of

DIALOGS = {
    "n": "NoteScreen", "v": "ActualScreen", "a": "AssignScreen", "r": "ReasonsScreen", "f": "FilterScreen", "s": "SummaryScreen",
    "d": "DepartmentsScreen", "i": "ImportScreen", "t": "AsOfScreen", "l": "ActivityScreen", "g": "GoToScreen",
    "e": "ExportScreen", "L": "ActivityScreen", "H": "UndoListScreen", "D": "SourceScreen", "P": "PlanScreen",
    "question_mark": "HelpScreen", "f1": "HelpScreen", "fullwidth_question_mark": "HelpScreen",
}  # fmt: skip


def has_han(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)


@pytest.mark.parametrize("key", DIALOGS)
async def test_a_key_opens_its_dialog_and_escape_returns_to_the_same_task(store: Path, key: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        await press(pilot, "down", key)
        assert type(app.screen).__name__ == DIALOGS[key]
        await press(pilot, "escape")
        assert isinstance(app.screen, ReviewScreen) and tasks_of(pilot).cursor == 1


@pytest.mark.parametrize("size", [(160, 45), (110, 30), (80, 22)])
async def test_every_key_of_the_review_screen_can_be_pressed_anywhere(store: Path, size: tuple[int, int]) -> None:
    app = make_app(store)
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        keys = [key for key, _ in screen_of(pilot)._bindings if key != "q" and not is_full_width(key)]
        for key in keys:
            await press(pilot, key)
            while not isinstance(app.screen, ReviewScreen):
                await press(pilot, "escape")
            for line in screen_of(pilot).query(FilterLine):
                line.action_give_up()
                await settle(pilot)
        assert app.return_code is None and len(keys) > 40
        await press(pilot, "q")
    assert app.return_value == 0


def test_every_full_width_key_does_what_its_twin_does() -> None:
    bound = ReviewScreen()._bindings.key_to_bindings
    for digit, full in zip("0123456789", "０１２３４５６７８９", strict=True):
        assert bound[digit][0].action == bound[full][0].action
    for key, full in (("slash", "fullwidth_solidus"), ("u", "ｕ"), ("U", "Ｕ"), ("space", "ideographic_space")):
        assert bound[key][0].action == bound[full][0].action


def test_every_action_is_reached_by_a_key() -> None:
    bound = {binding.action for _, binding in ReviewScreen()._bindings if binding.action.startswith("run(")}
    bound |= {f"run('{name}')" for name in STEPS.values()}
    assert {f"run('{name}')" for name in ACTIONS} - bound == {"run('back_to_summary')"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_binding_has_words_and_a_tooltip_in_both_languages(language: str) -> None:
    use_language(language)
    for owner in (ReviewScreen, LineView, PlanTree, DetailPane, FilterLine):
        for binding in owner.BINDINGS:
            assert binding.id and binding.tooltip  # type: ignore[union-attr]
            for words in (binding.description, binding.tooltip):  # type: ignore[union-attr]
                assert spoken(words) != words
                assert has_han(spoken(words)) is (language == "zh"), words


async def test_an_empty_store_invites_to_import_and_english_holds_no_han(tmp_path: Path) -> None:
    use_language("en")
    path = tmp_path / "new.db"
    Workspace.open(path, person="Zhang", device_file=tmp_path / "device.json", create=True).close()
    app = make_app(path)
    app.person = "Zhang"
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        text = "\n".join(grid(app))
        assert "There is no plan yet" in text and not has_han(text)
        for key in [key for key, _ in screen_of(pilot)._bindings if not is_full_width(key) and key != "q"]:
            await press(pilot, key)
            assert not has_han("\n".join(grid(app))), key
            while not isinstance(app.screen, ReviewScreen):
                await press(pilot, "escape")


async def test_a_failure_in_words_is_shown_as_it_is_and_raised(store: Path) -> None:
    app = make_app(store)

    def refuse(ws: Workspace) -> None:
        raise InputError("config_unreadable", path="[b]x[/", reason="[@click=app.quit]y[/]")

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        for ask in (app.write, app.read):
            with pytest.raises(InputError):
                await ask(refuse)
        await settle(pilot)
        assert "[b]x[/" in "\n".join(grid(app)) and app.return_code is None


async def test_a_failure_in_words_that_nobody_awaits_is_shown_and_the_app_lives(store: Path) -> None:
    app = make_app(store)

    async def fail() -> None:
        raise InputError("theme_key", path="p", where="w", near="n")

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        start_work(app, fail, "test")
        await settle(pilot)
        assert len(app._notifications) == 1 and app.return_code is None


async def test_an_unforeseen_failure_leaves_a_report_and_a_few_words(store: Path, tmp_path: Path) -> None:
    app = make_app(store, settings=Settings(state_folder=tmp_path / "reports"))

    async def fail() -> None:
        raise ZeroDivisionError("the secret of the test: division by zero")

    with pytest.raises(CrashError) as caught:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            start_work(app, fail, "test")
            await pilot.pause()
    (report,) = (tmp_path / "reports").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError: the * of the *: division by zero" in text and "secret" not in text
    assert str(report) in caught.value.__rich__().plain and app.return_code == 1


async def test_a_report_that_cannot_be_written_does_not_hide_the_failure(store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    error = CrashError(ValueError("x"), None)
    assert "无法写入" in error.__rich__().plain
    from planreview.tui.crash import write_report

    assert write_report(ValueError("x"), tmp_path / "file" / "below") is None


async def test_the_palette_lists_the_keys_in_words_and_the_themes(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        provider = Commands(app.screen)
        names = [hit.text or "" async for hit in provider.discover()]
        assert any(name.startswith("完成  5") for name in names) and any(name.startswith("汇总  s") for name in names)
        assert len(names) == len(set(names)) and all(has_han(name) for name in names)
        hits = [hit async for hit in provider.search("深色")]
        assert len(hits) == 1
        hits[0].command()
        assert app.theme == "dark"
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert isinstance(app.screen, CommandPalette) and "输入命令名称" in "\n".join(grid(app))
        hits = [hit async for hit in provider.search("qqqqqq")]
        assert [hit.match_display.plain for hit in hits] == ["没有这个命令"]  # type: ignore[union-attr]
        await pilot.press("escape")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
async def test_another_theme_repaints_everything(store: Path, theme: str) -> None:
    app = make_app(store, theme="dark" if theme == "light" else "light")
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        app.theme = theme
        await settle(pilot)
        strip = tasks_of(pilot).render_line(2)
        expected = app.theme_variables["ink-muted"].lower()
        colours = {segment.style.color.name for segment in strip if segment.style and segment.style.color}
        assert expected in colours


async def test_a_stray_ctrl_c_does_not_end_a_review(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "ctrl+c")
        assert app.return_code is None and "按 q 退出" in "\n".join(grid(app))
        await press(pilot, "ctrl+q")


def test_the_collector_rests_while_somebody_types(monkeypatch: pytest.MonkeyPatch) -> None:
    # The real one: what is frozen for the tests is thawed meanwhile.
    monkeypatch.setattr("planreview.tui.idle.gc", gc)
    gc.unfreeze()
    collector = QuietCollector()
    try:
        collector.begin()
        assert not gc.isenabled() and gc.get_freeze_count() > 0
        collector.touch()
        collector.rest()
        assert collector._due
        collected: list[int] = []
        monkeypatch.setattr("planreview.tui.idle.gc.collect", lambda generation=2: collected.append(generation))
        for waited in (2, 0, 4, 0):
            collector._touched -= waited
            collector.rest()
        assert not collector._due and collected == [0, 2]
        collected.clear()
        for _ in range(MANY):
            collector.touch()
            collector._touched -= 1
            collector.rest()
        assert collected == [0] * MANY + [2]
    finally:
        collector.end()
    monkeypatch.undo()
    assert gc.isenabled() and gc.get_freeze_count() == 0
    gc.collect()
    gc.freeze()


def test_what_closed_dialogs_drew_goes_in_a_long_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    # As Textual has it; the tests share one for all apps.
    keeping = lru_cache(1024)(StylesCache.get_inner_outer.__wrapped__)
    monkeypatch.setattr(StylesCache, "get_inner_outer", keeping)
    drawn = StylesCache()
    keeping(drawn, Color(0, 0, 0), Color(1, 1, 1))
    seen = ref(drawn)
    del drawn
    assert seen() is not None
    collector = QuietCollector()
    collector.touch()
    collector._touched -= 2 * LONG
    collector.rest()
    assert seen() is None


def test_without_a_terminal_nothing_is_opened(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        start.run_app(tmp_path / "store.db", person="x", device_file=tmp_path / "device.json")
    assert caught.value.key == "no_terminal" and caught.value.exit_code == 2 and not list(tmp_path.iterdir())
