"""The screen of rounds: what is said before one is closed or reopened, what stays of it, what is offered without one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from planreview.services import imports, issued, queries, rounds
from planreview.tui.screens.open_round import OpenRoundScreen
from planreview.tui.screens.rename_round import RenameRoundScreen
from planreview.tui.screens.rounds import RoundsScreen
from planreview.tui.screens.summary import SummaryScreen
from tests.tui.reviewing import grid, make_app, press, read, settle, tasks_of
from tests.tui.screens.support import shown, writer


async def test_closing_says_what_is_open_and_a_closed_round_keeps_its_counts(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "9", "9", "2", "R", "c")
        assert "任务3/6件本轮未核。（Esc返回后按f列出）缺原因1件。" in "".join("\n".join(grid(app)).split())
        await press(pilot, "enter", "escape", "0", "0", "R")
        text = "\n".join(grid(app))
        (line,) = (line for line in text.splitlines() if line.lstrip().startswith("8月轮"))
        assert line.split()[1:] == ["关", "2026-08-15", "3/6", "2", "2026-08-15"]
        # No round is open: what is done in one is not offered, and what comes next is.
        assert "没有开着的轮次：按 n 开轮" in text and "9 " not in grid(app)[-1] and "c 关轮" not in text
        await press(pilot, "9", "c")
        assert isinstance(app.screen, RoundsScreen)
        await press(pilot, "n", *"十月", "enter", "enter")
        text = "\n".join(grid(app))
        assert "十月 " in text and "没有开着的轮次" not in text and "c 关轮" in text
        await press(pilot, "down", "c")
        assert "请选一个开着的轮次" in "\n".join(grid(app))
        await press(pilot, "up")
        assert "请选一个开着的轮次" not in "\n".join(grid(app))


async def test_what_a_round_still_asks_for_is_listed_and_the_figures_name_it(second: Path) -> None:
    with read(second) as ws:
        open_one = rounds.rounds(ws)[-1]
        left, wanted = rounds.round_left(ws, open_one.uid), rounds.left_filter(ws, open_one.uid)
        ids, earlier = queries.task_ids(ws, wanted), issued.issued_summary(ws, open_one.uid)
    assert len(ids) == left.tasks == left.total
    assert earlier.warnings[-1].startswith(f"本轮已核 0/{left.total} 件；其余 {left.total} 件按以前的结论计")
    app = make_app(second)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "4", "R", "f")
        assert "8月轮 本轮未核" in grid(app)[1] and f"显示{left.total - 1}" in grid(app)[1]
        await press(pilot, "escape", "ctrl+a", "2", "R", "f")
        assert "本轮全部核过" in "\n".join(grid(app))


async def test_the_list_of_what_is_left_keeps_the_figures_of_the_round_and_comes_back_behind_the_summary(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "f")
        assert "8月轮 已核0/6" in grid(app)[0]
        await press(pilot, "9", "3")
        listed = list(tasks_of(pilot).ids)
        assert "8月轮 已核2/6  其中沿用1" in grid(app)[0] and len(listed) == 6, "what was done stays until the list is read anew"
        await press(pilot, "s")
        summary = shown(app, SummaryScreen).summary
        assert summary is not None and summary.counts.total == 6
        said = "".join("".join(grid(app)).split())
        assert "列表的筛选未计入：8月轮本轮未核（/计入）" in said
        await press(pilot, "slash")
        summary = shown(app, SummaryScreen).summary
        assert summary is not None and summary.counts.total == 4
        await press(pilot, "escape")
        assert "8月轮 本轮未核" in grid(app)[1], "who only looked goes on with what was listed"
        assert list(tasks_of(pilot).ids) == listed[2:], "carried over or found anew, what was done has gone"


async def test_the_list_of_what_is_left_goes_with_its_round_and_takes_its_new_name(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "f", "R", "r", "ctrl+u", *"八月", "enter", "escape")
        assert "八月 本轮未核" in grid(app)[1]
        await press(pilot, "R", "c", "enter", "escape")
        assert "本轮未核" not in grid(app)[1] and "Esc返回" not in grid(app)[1] and len(tasks_of(pilot).ids) == 6
        await press(pilot, "R", "n", *"九月", "enter", "enter", "escape")
        assert "本轮未核" not in grid(app)[1]


async def test_a_round_over_a_part_of_what_is_looked_at_is_named_with_its_own_count(store: Path) -> None:
    with writer(store) as ws:
        rounds.open_round(ws, "8月轮", plans=[1])
        other = "南屏县2026年水利工作要点\n\n一、防汛\n\n1.加固堤防。年内加固堤防3公里。\n"
        imports.store_plan(ws, imports.prepare(other.encode(), name="other.txt"))
    app = make_app(store)
    async with app.run_test(size=(160, 45), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "3")
        assert "8月轮 本轮1/6  已核1/7  未核6" in grid(app)[0]


async def test_the_day_that_is_proposed_is_that_of_the_plans_covered_and_gives_way_to_what_was_typed(store: Path) -> None:
    with writer(store) as ws:
        past = "南屏县2020年水利工作要点\n\n一、防汛\n\n1.加固堤防。年内加固堤防3公里。\n"
        added = imports.store_plan(ws, imports.prepare(past.encode(), name="past.txt"))
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        app.push_screen(OpenRoundScreen(added.plan_id))
        await settle(pilot)
        dialog = app.screen
        assert isinstance(dialog, OpenRoundScreen)
        assert (dialog.name_line.text, dialog.date_line.text) == ("8月轮", "2026-08-15")
        await press(pilot, "f2")
        assert (dialog.name_line.text, dialog.date_line.text) == ("12月轮", "2020-12-31")
        await press(pilot, *"补", "f2")
        assert (dialog.name_line.text, dialog.date_line.text) == ("补", "2026-08-15")


async def test_undo_of_a_round_says_what_that_means_and_redo_brings_it_back(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "c", "enter", "escape", "u")
        assert any(one.message.startswith("已撤销：关轮 8月轮") and "按 U 重做" in one.message for one in app._notifications)
        with read(second) as ws:
            assert rounds.rounds(ws)[-1].open
        await press(pilot, "U")
        with read(second) as ws:
            assert not rounds.rounds(ws)[-1].open
        assert any("关轮 8月轮" in one.message and "按 u" in one.message for one in app._notifications)
        await press(pilot, "u", "u", "H")
        lines = [line for line in grid(app) if "轮 8月轮" in line]
        assert any("关轮" in line for line in lines) and any("开轮" in line for line in lines), (
            "an opening taken back has its name"
        )


async def test_an_open_round_is_renamed_and_what_cannot_be_its_name_stays_on_the_line(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "down", "r")
        assert "请选一个开着的轮次" in "\n".join(grid(app))
        await press(pilot, "up", "r", "ctrl+u", "enter")
        assert shown(app, RenameRoundScreen).problem_line.text
        await press(pilot, *"八月", "enter")
        assert any(line.strip(" │┃▌▐").split()[:2] == ["八月", "开"] for line in grid(app))
        assert any("轮次 8月轮 改名为 八月" in one.message for one in app._notifications)
        await press(pilot, "escape", "u")
        assert any(one.message.startswith("已撤销：轮次改名 8月轮 > 八月") for one in app._notifications)
        assert "8月轮 已核0/6" in grid(app)[0]


async def test_a_verdict_outside_of_all_rounds_is_told_once(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "3")
        assert not [one for one in app._notifications if "不记入" in one.message]
        await press(pilot, "R", "c", "enter", "escape", "3", "3")
        assert len([one for one in app._notifications if "不记入任何一轮" in one.message]) == 1


async def test_a_carried_row_has_a_sign_and_a_verdict_without_a_reason_names_the_key(second: Path) -> None:
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "9", "2")
        text = "\n".join(grid(app))
        assert "序时=" in text and "滞后?" in text
        asked = [one.message for one in app._notifications if "r 逐件补写" in one.message]
        assert len(asked) == 1 and asked[0].startswith("滞后要写原因")
        await press(pilot, "2")
        assert not app._notifications, "not with every key; the next action takes it away"
        await press(pilot, "7")
        asked = [one.message for one in app._notifications if "r 逐件补写" in one.message]
        assert asked[-1].startswith("调出要写原因"), "another verdict asks for itself"


async def test_the_name_follows_the_date_until_it_is_edited(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "n")
        dialog = app.screen
        assert isinstance(dialog, OpenRoundScreen) and dialog.name_line.text == "8月轮"
        await press(pilot, "enter", *"2026.10.31")
        assert (dialog.name_line.text, dialog.date_line.text) == ("10月轮", "2026.10.31")
        await press(pilot, "up", "end", "补", "enter", "ctrl+u", *"2026-11-30")
        assert dialog.name_line.text == "10月轮补"
        await press(pilot, "up", "end", "backspace", "enter", "ctrl+u", *"2026-12-31", "enter")
    with read(store) as ws:
        assert [(one.name, str(one.as_of)) for one in rounds.rounds(ws)] == [("12月轮", "2026-12-31")]


async def test_the_line_of_a_new_round_that_is_wrong_has_the_cursor(second: Path) -> None:
    with writer(second) as ws:
        rounds.close_round(ws, force=True)
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "n", *"7月轮", "enter", *"十月底", "enter")
        dialog = app.screen
        assert isinstance(dialog, OpenRoundScreen) and app.focused is dialog.date_line
        assert "“十月底”不是日期，例：2026-10-31。" in "\n".join(grid(app))
        # The name is taken: it is the name that is typed anew.
        await press(pilot, *"2026-08-31", "enter")
        assert "已有“7月轮”" in "\n".join(grid(app)) and app.focused is dialog.name_line
        await press(pilot, *"八月", "ctrl+s")
    with read(second) as ws:
        assert {one.name for one in rounds.rounds(ws) if one.open} == {"八月"}


async def test_the_round_that_was_opened_has_the_cursor(second: Path) -> None:
    with writer(second) as ws:
        rounds.close_round(ws, force=True)
    app = make_app(second)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "down", "n", *"九月", "ctrl+s")
        assert isinstance(app.screen, RoundsScreen) and app.screen.chosen_open is not None
        assert app.screen.chosen_open.name == "九月"


async def test_a_round_before_the_latest_is_opened_by_a_second_enter_only(store: Path) -> None:
    with writer(store) as ws:
        rounds.open_round(ws, "10月轮", as_of=date(2026, 10, 31))
        rounds.close_round(ws, force=True)
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "R", "n", "down", "ctrl+u", *"2026-09-30", "ctrl+s")
        assert isinstance(app.screen, OpenRoundScreen) and "最近一轮 10月轮 截至 2026-10-31" in " ".join(grid(app))
        with read(store) as ws:
            assert len(rounds.rounds(ws)) == 1
        # Another date, another question.
        await press(pilot, "backspace", "0", "ctrl+s")
        assert isinstance(app.screen, OpenRoundScreen)
        await press(pilot, "ctrl+s")
        assert not isinstance(app.screen, OpenRoundScreen)
        with read(store) as ws:
            assert [one.name for one in rounds.rounds(ws) if one.open] == ["9月轮"]
