"""The review screen, by keys: marking, moving, selecting, filtering, and what another process does meanwhile."""

from __future__ import annotations

from pathlib import Path

from textual import events

from planreview.domain.review import TaskFilter
from planreview.services import review
from tests.tui.reviewing import grid, make_app, press, screen_of, settle, stored, tasks_of, verdicts
from tests.tui.screens.support import type_text, writer


async def test_the_first_picture_shows_the_tasks_and_how_they_stand(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await settle(pilot)
        lines = grid(app)
        assert "临澜市科技局2026年工作要" in lines[0] and "截至2026-08-15" in lines[0] and "序时进度58.3%" in lines[0]
        assert "已核0/6" in lines[0] and "显示6" in lines[1]
        assert lines[3].startswith(">   1 未核") and "培育高新技术企业" in lines[3]
        assert sum("未核  -" in line for line in lines[3:14]) == 6
        assert any("1未启" in line and "8无口" in line for line in lines)


async def test_a_digit_records_and_the_cursor_goes_on(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "3")
        assert tasks_of(pilot).cursor == 1
        assert grid(app)[3].startswith("    1 序时") and grid(app)[4].startswith(">   2 未核")
        assert "已核1/6" in grid(app)[0]
    assert verdicts(store) == ["on_track", None, None, None, None, None]


async def test_digits_typed_in_one_go_reach_the_tasks_in_their_order(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await pilot.press("1", "2", "3", "4", "5", "7")
        await settle(pilot)
    assert verdicts(store) == ["not_started", "behind", "on_track", "ahead", "done", "dropped"]


async def test_marks_are_stored_in_the_order_of_the_keys_when_they_fall_on_one_task(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for digit in "12345123451234512345123451234512348":
            app.post_message(events.Key(digit, digit))
            app.post_message(events.Key("up", None))
        await settle(pilot)
    assert verdicts(store)[0] == "no_measure"
    with writer(store) as ws:
        for digit in "4321543215432154321543215432154321":
            review.undo(ws)
            expected = {"1": "not_started", "2": "behind", "3": "on_track", "4": "ahead", "5": "done"}[digit]
            assert verdicts(store)[0] == expected


async def test_full_width_digits_are_taken(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await type_text(pilot, "５３")
        await settle(pilot)
    assert verdicts(store)[:2] == ["done", "on_track"]


async def test_nought_clears_and_undo_and_redo_go_back_and_forth(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "5", "up", "0")
        assert verdicts(store)[0] is None
        await press(pilot, "u")
        assert verdicts(store)[0] == "done" and tasks_of(pilot).cursor == 0
        assert "完成" in grid(app)[3]
        await press(pilot, "u")
        assert verdicts(store)[0] is None
        await press(pilot, "U", "ctrl+r")
        assert verdicts(store)[0] is None


async def test_undo_goes_back_to_an_empty_store_then_says_that_there_is_nothing_left(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *"uuuu")
        assert "还没有计划" in "\n".join(grid(app))
        assert any(notice.severity == "error" for notice in app._notifications)
        await press(pilot, "3", "n", "v", "a", "space", "enter", "down")
        assert app.return_code is None
    assert stored(store) == []


async def test_a_verdict_that_asks_for_a_reason_marks_the_row_and_never_blocks(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "2", "7", "3")
        assert grid(app)[3].startswith("    1 滞后?") and grid(app)[4].startswith("    2 调出?")
        assert grid(app)[5].startswith("    3 序时 ") and "缺原因2" in grid(app)[1]


async def test_a_selection_is_marked_as_one_action(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "space", "down", "space")
        assert "选中2" in grid(app)[1] and grid(app)[3].startswith(" *  1")
        await press(pilot, "4")
        assert verdicts(store) == ["ahead", None, "ahead", None, None, None]
        assert not tasks_of(pilot).selected
        await press(pilot, "u")
    assert set(verdicts(store)) == {None}


async def test_shift_and_arrows_select_a_range_and_escape_leaves_it(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "shift+down", "shift+down")
        assert len(tasks_of(pilot).selected) == 3
        await press(pilot, "escape")
        assert not tasks_of(pilot).selected
        await press(pilot, "ctrl+a")
        assert len(tasks_of(pilot).selected) == 6


async def test_what_another_process_stores_appears_and_cursor_selection_and_filter_stay(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "down", "space")
        before = tasks_of(pilot).current
        await app._look_outside()
        with writer(store, person="李四") as ws:
            review.mark(ws, [stored(store)[0].id], "done")
        await app._look_outside()
        await settle(pilot)
        assert "完成" in grid(app)[3]
        assert tasks_of(pilot).current == before and len(tasks_of(pilot).selected) == 1


async def test_the_cursor_keeps_its_task_when_tasks_before_it_vanish(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.looking.narrow(TaskFilter(verdicts=("unreviewed",)), "结论=未核")
        await press(pilot, "down", "down", "down")
        before = tasks_of(pilot).current
        await app._look_outside()
        with writer(store, person="李四") as ws:
            review.mark(ws, [row.id for row in stored(store)[:2]], "done")
        await app._look_outside()
        await settle(pilot)
        assert len(tasks_of(pilot).ids) == 4 and tasks_of(pilot).current == before and tasks_of(pilot).cursor == 1


async def test_a_row_stays_in_a_filtered_list_while_its_own_person_marks_it(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.looking.narrow(TaskFilter(verdicts=("unreviewed",)), "结论=未核")
        screen.loader.reload()
        await settle(pilot)
        await press(pilot, "3", "3", "3")
        assert len(tasks_of(pilot).ids) == 6 and tasks_of(pilot).cursor == 3


async def test_only_the_marked_row_is_repainted(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        tasks = tasks_of(pilot)
        drawn: list[int] = []
        plain = tasks.line
        tasks.line = lambda index, cells: drawn.append(index) or plain(index, cells)  # type: ignore[method-assign,func-returns-value]
        await press(pilot, "3")
        assert set(drawn) <= {0, 1}
