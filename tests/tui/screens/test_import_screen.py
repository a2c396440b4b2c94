"""Import from the screen: the file's name is completed, what was understood is shown, one question is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events

from planreview.domain.review import TaskFilter
from planreview.services import departments, queries
from planreview.tui.path_names import common_beginning, completions, is_whole, typed_path
from planreview.tui.screens.import_plan import ImportScreen
from planreview.tui.screens.import_review import ImportReviewScreen
from planreview.tui.widgets.choice_list import ChoiceList
from tests.tui.screens.support import PLAN, Desk, press, settle, shown, type_text, writer

WITHOUT_ISSUER = PLAN.replace("\n临澜市科技局\n2026年1月10日\n", "\n").replace("临澜市科技局2026年", "临澜市2026年")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    writer(tmp_path / "store.db", create=True).close()
    return Desk(tmp_path / "store.db")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "文件"
    (place / "旧计划").mkdir(parents=True)
    (place / "临澜市2026.txt").write_text(PLAN, encoding="utf-8")
    (place / "临澜市无单位.txt").write_text(WITHOUT_ISSUER, encoding="utf-8")
    (place / "信.txt").write_text("一封普通的信。\n", encoding="utf-8")
    return place


def leads(desk: Desk) -> set[str | None]:
    return {row.lead for row in desk.ask_store(lambda ws: queries.task_rows(ws, queries.task_ids(ws, TaskFilter())))}


async def read(desk: Desk, pilot: object, folder: Path, name: str) -> None:
    """Open the screen in the folder and read a file by its name."""
    desk.ask(ImportScreen(folder))
    await settle(pilot)  # type: ignore[arg-type]
    await type_text(pilot, name)  # type: ignore[arg-type]
    await press(pilot, "enter")  # type: ignore[arg-type]


async def test_a_plan_is_shown_as_understood_and_stored(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await read(desk, pilot, folder, "临澜市2026.txt")
        assert "任务6" in desk.words() and "发文单位临澜市科技局" in desk.words()
        await press(pilot, "enter")
        (result,) = desk.results
        assert (result.status, result.tasks) == ("new", 6)
        assert leads(desk) == {"临澜市科技局"} and "已入库：任务 6 件" in desk.notices[0]
        assert "主责都是临澜市科技局，还没有科室：按 d 再按 p" in desk.notices[0]


async def test_what_is_told_of_an_import_names_the_next_step(desk: Desk, folder: Path) -> None:
    several = PLAN.replace("12家", "12家（市财政局牵头）").replace("200家。", "200家。（牵头单位：市人社局）")
    (folder / "几家.txt").write_text(several.replace("临澜市", "松溪市"), encoding="utf-8")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await read(desk, pilot, folder, "临澜市无单位.txt")
        await type_text(pilot, "-")
        await press(pilot, "enter")
        assert "6 件还没有主责：按 a 指定" in desk.notices[-1] and "按 d 列单位" in desk.notices[-1]
        await read(desk, pilot, folder, "几家.txt")
        await press(pilot, "enter")
        assert desk.notices[-1].endswith("主责单位 3 个，按 d 核对。")
        await read(desk, pilot, folder, "几家.txt")
        await press(pilot, "enter")
        assert "未作改动" in desk.notices[-1] and "主责" not in desk.notices[-1]
        with writer(desk.path) as ws:
            bureau = next(one for one in departments.create_departments(ws, "青禾市", ["青禾市科技局"]).values["department_ids"])
            departments.create_departments(ws, "青禾市", ["甲科"], parent=bureau)
        (folder / "青禾.txt").write_text(PLAN.replace("临澜市", "青禾市"), encoding="utf-8")
        await read(desk, pilot, folder, "青禾.txt")
        await press(pilot, "enter")
        assert "主责都是青禾市科技局：按 a 指定到科室" in desk.notices[-1]


async def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        for _ in range(2):
            await read(desk, pilot, folder, "临澜市2026.txt")
            await press(pilot, "ctrl+s")
        assert [result.status for result in desk.results] == ["new", "unchanged"]
        assert "未作改动" in desk.notices[1]


async def test_a_plan_without_issuer_asks_once_who_leads(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        await read(desk, pilot, folder, "临澜市无单位.txt")
        assert "发文单位未载明" in desk.words()
        await type_text(pilot, "市科技局")
        await press(pilot, "enter")
        assert leads(desk) == {"市科技局"}


async def test_an_empty_answer_leaves_the_tasks_unassigned(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, folder, "临澜市无单位.txt")
        await press(pilot, "down", "up", "enter")
        assert leads(desk) == {None}


NAMED = WITHOUT_ISSUER.replace("新建市级", "市教育局新建市级").replace("全年开展科普", "市教育局全年开展科普")


@pytest.mark.parametrize(("typed", "lead"), [("", "市教育局"), ("市科技局", "市科技局"), ("-", None), ("－", None)])
async def test_a_suggested_lead_is_said_to_be_one_and_taken_by_enter(
    desk: Desk, folder: Path, typed: str, lead: str | None
) -> None:
    (folder / "有名.txt").write_text(NAMED, encoding="utf-8")
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, folder, "有名.txt")
        assert "主责：市教育局？" in desk.words() and "仅是建议" in desk.words()
        assert shown(desk, ImportReviewScreen).lead.value == "", "what nobody typed is not written on the line"
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert leads(desk) == {lead}


async def test_the_suggestion_follows_the_city(desk: Desk, folder: Path) -> None:
    (folder / "有名.txt").write_text(NAMED, encoding="utf-8")
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, folder, "有名.txt")
        shown(desk, ImportReviewScreen).city.value = "岚溪县"
        await settle(pilot)
        assert "市教育局" not in desk.words()
        await press(pilot, "ctrl+s")
        assert leads(desk) == {None}


async def test_esc_goes_back_to_the_name_and_stores_nothing(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, folder, "临澜市2026.txt")
        await press(pilot, "escape")
        assert "导入计划" in desk.text() and desk.results == []
        await press(pilot, "escape")
        assert desk.results == [None] and desk.ask_store(queries.plans) == ()


@pytest.mark.parametrize("name", ["信.txt", "没有.txt"])
async def test_what_cannot_be_read_is_said_in_the_dialog(desk: Desk, folder: Path, name: str) -> None:
    async with desk.run_test(size=(60, 20)) as pilot:
        await read(desk, pilot, folder, name)
        assert shown(desk, ImportScreen).problem_line.text and desk.results == [] and "导入计划" in desk.text()


async def test_a_city_can_be_filled_in(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, folder, "临澜市2026.txt")
        shown(desk, ImportReviewScreen).city.value = ""
        await press(pilot, "ctrl+s")
        assert "城市不能空着：文中写的是临澜市" in desk.text() and desk.results == []
        await type_text(pilot, "石桥市")
        await press(pilot, "enter")
        assert desk.ask_store(queries.plans)[0].city == "石桥市"


async def test_names_are_completed_and_chosen(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ImportScreen(folder)
        desk.ask(screen)
        await settle(pilot)
        assert "旧计划" in desk.text() and "文件夹" in desk.text()
        await type_text(pilot, "临")
        await press(pilot, "tab")
        assert screen.line.value.endswith("/临澜市")
        await press(pilot, "tab")
        assert "有2个名称" in desk.words()
        await press(pilot, "down", "up")
        assert screen.line.value.endswith("临澜市2026.txt")
        await press(pilot, "backspace", "tab")
        assert screen.line.value.endswith("临澜市2026.txt")
        screen.line.value = f"{folder}/旧"
        await press(pilot, "tab", "enter", "enter")
        assert screen.line.value.endswith("旧计划/") and desk.results == []
        screen.line.value = ""
        await press(pilot, "enter")
        assert "请给出文件名" in desk.text()


@pytest.mark.parametrize(("typed", "name"), [("2026", "临澜市2026.txt"), ("临澜市2026", "临澜市2026.txt"), ("信.T", "信.txt")])
async def test_a_part_of_the_name_is_enough(desk: Desk, folder: Path, typed: str, name: str) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ImportScreen(folder)
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, typed)
        assert name in desk.text()
        await press(pilot, "enter")
        assert screen.line.value == f"{folder}/{name}" and "只有这一个名称" in desk.text()


async def test_a_folder_is_found_by_a_part_of_its_name_and_tab_takes_what_begins_so(desk: Desk, folder: Path) -> None:
    (folder / "新计划.txt").write_text(PLAN, encoding="utf-8")
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ImportScreen(folder)
        desk.ask(screen)
        await settle(pilot)
        await type_text(pilot, "计划")
        assert [choice.cells[0] for choice in screen.names.choices] == ["旧计划", "新计划.txt"]
        await press(pilot, "tab")
        assert screen.line.value == f"{folder}/计划" and "有2个名称" in desk.words()
        (folder / "计划表.txt").write_text(PLAN, encoding="utf-8")
        await press(pilot, "backspace", *"划")
        assert screen.names.choices[0].cells[0] == "计划表.txt"
        await press(pilot, "tab")
        assert screen.line.value == f"{folder}/计划表.txt"


@pytest.mark.parametrize("pasted", [False, True])
async def test_a_whole_path_takes_the_place_of_the_folder(desk: Desk, folder: Path, tmp_path: Path, pasted: bool) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        screen = ImportScreen(tmp_path)
        desk.ask(screen)
        await settle(pilot)
        whole = str(folder / "临澜市2026.txt")
        if pasted:
            desk.post_message(events.Paste(whole))
            await settle(pilot)
        else:
            await type_text(pilot, whole)
        assert screen.line.value == whole
        await press(pilot, "enter")
        assert "任务6" in desk.words()


def test_what_stands_for_itself_as_a_path() -> None:
    assert all(map(is_whole, ("/a", "~/a", "C:", "d:\\x", "'/a b'", "file:///a", "\\\\server\\x")))
    assert not any(map(is_whole, ("a/b", "计划.txt", "", "'a", "ab:c")))


async def test_what_is_to_be_checked_stands_before_what_is_told(desk: Desk, folder: Path) -> None:
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, folder, "临澜市无单位.txt")
        lines = [choice.cells[1] for choice in desk.screen.query_one("#import-diagnostics", ChoiceList).choices]
        assert "1." in lines[-1] and "dot" not in desk.text() and f"请核对{len(lines) - 1}处说明1条" in desk.words()
        assert shown(desk, ImportReviewScreen).lead.value == "" and "提及最多" not in desk.words()


async def test_a_hostile_file_name_is_literal_and_can_be_chosen(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "恶意"
    place.mkdir()
    try:
        (place / "[b]\x1b]0;x\x07\u202e.txt").write_text(PLAN, encoding="utf-8")
    except OSError:
        pytest.skip("this system allows no such file name")
    async with desk.run_test(size=(80, 24)) as pilot:
        desk.ask(ImportScreen(place))
        await settle(pilot)
        assert "[b]]0;x.txt" in desk.text()
        await press(pilot, "down", "enter")
        assert "任务6" in desk.words()
        await press(pilot, "enter")
        assert desk.results[0].tasks == 6


async def test_hostile_text_of_a_document_is_literal(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PLAN.replace("工作要点\n", "[@click=app.quit]要点[/]工作要点\n", 1), encoding="utf-8")
    async with desk.run_test(size=(80, 24)) as pilot:
        await read(desk, pilot, tmp_path, "a.txt")
        assert "[@click=app.quit]要点[/]" in desk.words()


def test_a_dragged_name_is_understood(tmp_path: Path) -> None:
    assert typed_path("'/a b/c.txt' ") == typed_path('"/a b/c.txt"') == Path("/a b/c.txt")
    assert typed_path("file:///a%20b/%E7%94%B2.txt") == Path("/a b/甲.txt")
    assert typed_path("~/x") == Path.home() / "x"


def test_completions_are_folders_first_without_hidden_ones(folder: Path) -> None:
    (folder / ".藏").touch()
    names = [path.name for path in completions(f"{folder}/")]
    assert names[0] == "旧计划" and ".藏" not in names and len(names) == 4
    assert [path.name for path in completions(f"{folder}/.")] == [".藏"]
    assert completions(f"{folder}/没有/x") == [] and completions("\0") == []


def test_the_common_beginning_of_names() -> None:
    assert common_beginning([Path("/a/甲乙"), Path("/a/甲丙")]) == "/a/甲"
    assert common_beginning([]) == ""


async def test_a_revised_plan_says_what_it_changes_and_shows_the_table_on_a_key(desk: Desk, folder: Path) -> None:
    (folder / "临澜市调整.txt").write_text(PLAN.replace("1.", "1.进一步", 1), encoding="utf-8")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await read(desk, pilot, folder, "临澜市2026.txt")
        assert "修订稿" not in desk.words() and "调整对照表" not in desk.words()
        await press(pilot, "ctrl+s")
        await read(desk, pilot, folder, "临澜市调整.txt")
        assert "修订稿（第2版）" in desk.words() and "未变5" in desk.words()
        await press(pilot, "ctrl+t")
        assert "改写" in desk.words() and "1→1" in desk.words()
        await press(pilot, "escape")
        await press(pilot, "ctrl+s")
        assert [result.status for result in desk.results] == ["new", "revised"]
