"""What holds for every dialog: it fits, foot and F1 say its keys, Esc leaves, text is literal; of each two lines stand here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any
from unittest.mock import patch

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from planreview.catalogue import t, use_language
from planreview.cells import width
from planreview.domain.changes import ChangeTable
from planreview.domain.review import TaskFilter
from planreview.domain.rounds import RoundInfo
from planreview.services import departments, evidence, imports, queries, reports, review, rounds, self_reports
from planreview.services.filter_text import Sentence
from planreview.tui import screens
from planreview.tui.keys import is_full_width
from planreview.tui.screens.activity import ActivityScreen
from planreview.tui.screens.actual import ActualScreen
from planreview.tui.screens.adjust import AdjustScreen
from planreview.tui.screens.adjust_out import AdjustOutScreen
from planreview.tui.screens.as_of import AsOfScreen
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.assign import AssignScreen
from planreview.tui.screens.behind import BehindScreen
from planreview.tui.screens.carry import CarryScreen
from planreview.tui.screens.changes import ChangesScreen
from planreview.tui.screens.closing import ClosingScreen
from planreview.tui.screens.columns import ColumnsScreen, Layout
from planreview.tui.screens.confirm import ConfirmScreen
from planreview.tui.screens.departments import DepartmentsScreen
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.edit_note import EditNoteScreen
from planreview.tui.screens.evidence import EvidenceScreen
from planreview.tui.screens.export import ExportScreen
from planreview.tui.screens.filter import FilterScreen
from planreview.tui.screens.go_to import GoToScreen
from planreview.tui.screens.group import GroupScreen
from planreview.tui.screens.help import HelpScreen
from planreview.tui.screens.import_plan import ImportScreen
from planreview.tui.screens.import_review import ImportReviewScreen
from planreview.tui.screens.key_maps import KeyMapsScreen
from planreview.tui.screens.merge import MergeScreen
from planreview.tui.screens.note import NoteScreen
from planreview.tui.screens.notes import NotesScreen
from planreview.tui.screens.open_round import OpenRoundScreen
from planreview.tui.screens.paste_offices import PasteOfficesScreen
from planreview.tui.screens.pick import PickScreen
from planreview.tui.screens.pick_city import PickCityScreen
from planreview.tui.screens.plan import PlanScreen
from planreview.tui.screens.preview import PreviewScreen
from planreview.tui.screens.preview_target import PreviewTargetScreen
from planreview.tui.screens.preview_targets import PreviewTargetsScreen
from planreview.tui.screens.reasons import ReasonsScreen
from planreview.tui.screens.rename_round import RenameRoundScreen
from planreview.tui.screens.results import SummaryState
from planreview.tui.screens.rounds import RoundsScreen
from planreview.tui.screens.rule import RuleScreen
from planreview.tui.screens.self_report import SelfReportScreen
from planreview.tui.screens.source import SourceScreen
from planreview.tui.screens.suggestions import SuggestionsScreen
from planreview.tui.screens.summary import SummaryScreen
from planreview.tui.screens.target_kind import PreviewKindScreen, TargetKindScreen
from planreview.tui.screens.targets import TargetsScreen
from planreview.tui.screens.theme import ThemeScreen
from planreview.tui.screens.undo_list import UndoListScreen
from planreview.tui.screens.views import ViewsScreen
from planreview.tui.widgets.key_line import KeyLine, usable_keys
from tests.tui.screens.support import PLAN, TODAY, Desk, make_store, press, settle, writer

HOSTILE = "[red]恶[/]\x1b[31m\x1b]0;题\x07\u202e意[@click=app.quit]退[/]"
CITY = "临澜市"


def hostile_store(path: Path) -> None:
    """The plan with hostile text as title, note, department, reason and draft."""
    make_store(path, PLAN.replace("培育高新技术企业。", "[red]恶[/][@click=app.quit]意[/]企业。", 1))
    with writer(path) as ws:
        departments.create_departments(ws, CITY, ["[red]局[/]\x1b[2J"])
        office = departments.departments(ws)[-1].id
        departments.assign(ws, (1,), office)
        review.mark(ws, (1, 2), "behind")
        review.mark(ws, (3,), "dropped")
        review.add_note(ws, (4,), HOSTILE)
        rounds.open_round(ws, HOSTILE[:30])
        evidence.add_evidence(ws, (4,), document=HOSTILE, remark=HOSTILE)
        self_reports.report_tasks(ws, (4,), "done", HOSTILE)
        review.save_draft(ws, 1, HOSTILE, "reason")


def cut(line: str, first: int, end: int) -> str:
    """The characters that begin in the cells from ``first`` to ``end``."""
    place, found = 0, ""
    for char in line:
        found += char if first <= place < end else ""
        place += width(char)
    return found


# Keys that a focused line or list takes before the dialog does.
LINE_KEYS = {
    "up",
    "down",
    "left",
    "right",
    "space",
    "tab",
    "shift+tab",
    "enter",
    "home",
    "end",
    "pageup",
    "pagedown",
    "ctrl+c",
    "super+c",
    "question_mark",
    "ctrl+u",
    "ctrl+d",
}


def rule_screen(path: Path) -> RuleScreen:
    with writer(path) as ws:
        return RuleScreen(1, departments.departments(ws)[-1])


def merge_screen(path: Path) -> MergeScreen:
    with writer(path) as ws:
        known = departments.departments(ws)
    return MergeScreen(known[-1], known)


def target_kind(path: Path) -> TargetKindScreen:
    with writer(path) as ws:
        return TargetKindScreen(queries.task_detail(ws, 1).targets[0])


def preview_targets(path: Path) -> PreviewTargetsScreen:
    outline = imports.prepare(PLAN.encode(), name=HOSTILE).outline
    task = next(task for task in outline.tasks if task.targets)
    return PreviewTargetsScreen(outline, task.line, list(task.targets))


def behind_lists(path: Path) -> BehindScreen:
    with writer(path) as ws:
        found = reports.summary(ws)
    return BehindScreen(SummaryState(row="total"), HOSTILE, ((1, 2, 3, 4), (5,)), SummaryState(), found)


DIALOGS: dict[str, Callable[[Path], Dialog[object]]] = {
    "activity": lambda path: ActivityScreen(),
    "actual": lambda path: ActualScreen(1),
    "adjust": lambda path: AdjustScreen(1),
    "adjust_out": lambda path: AdjustOutScreen((1,), "dropped"),
    "as_of": lambda path: AsOfScreen(),
    "ask": lambda path: AskScreen(HOSTILE, HOSTILE, HOSTILE),
    "assign": lambda path: AssignScreen((1,), HOSTILE),
    "behind": behind_lists,
    "carry": lambda path: CarryScreen((1, 2, 3), HOSTILE),
    "changes": lambda path: ChangesScreen(ChangeTable(CITY, HOSTILE, 1, 2, TODAY, ())),
    "closing": lambda path: ClosingScreen((4,), HOSTILE),
    "columns": lambda path: ColumnsScreen(Layout(None, "plan"), lambda layout, cells: []),
    "confirm": lambda path: ConfirmScreen(HOSTILE, HOSTILE),
    "departments": lambda path: DepartmentsScreen(1),
    "edit_note": lambda path: EditNoteScreen(4, "x", HOSTILE, None),
    "evidence": lambda path: EvidenceScreen((4,), HOSTILE),
    "export": lambda path: ExportScreen(folder=path.parent),
    "filter": lambda path: FilterScreen(TaskFilter()),
    "go_to": lambda path: GoToScreen(1),
    "group": lambda path: GroupScreen("lead"),
    "help": lambda path: HelpScreen(),
    "import": lambda path: ImportScreen(path.parent),
    "import_review": lambda path: ImportReviewScreen(imports.prepare(PLAN.encode(), name=HOSTILE)),
    "key_maps": lambda path: KeyMapsScreen(),
    "merge": merge_screen,
    "note": lambda path: NoteScreen((1,), HOSTILE),
    "notes": lambda path: NotesScreen(4, HOSTILE),
    "open_round": lambda path: OpenRoundScreen(1),
    "rename_round": lambda path: RenameRoundScreen(
        RoundInfo("r", HOSTILE, (), None, True, TODAY, HOSTILE, "", None, 1, 0, 0),
    ),
    "paste": lambda path: PasteOfficesScreen(HOSTILE),
    "pick": lambda path: PickScreen(HOSTILE, [(None, HOSTILE), (1, HOSTILE)]),
    "pick_city": lambda path: PickCityScreen({HOSTILE: 1, f"{HOSTILE} 2": 2}, HOSTILE),
    "plan": lambda path: PlanScreen(1, path.with_name("device.json")),
    "preview": lambda path: PreviewScreen(imports.prepare(PLAN.encode(), name=HOSTILE)),
    "preview_kind": lambda path: PreviewKindScreen(
        {"metric": HOSTILE, "op": ">=", "value": "5", "unit": "", "kind": "flow"}, HOSTILE
    ),
    "preview_target": lambda path: PreviewTargetScreen(HOSTILE, {"metric": HOSTILE, "value": "5", "kind": "flow"}),
    "preview_targets": preview_targets,
    "reasons": lambda path: ReasonsScreen(),
    "rounds": lambda path: RoundsScreen(1),
    "rule": rule_screen,
    "source": lambda path: SourceScreen(1, 3, 4),
    "self_report": lambda path: SelfReportScreen((4,), HOSTILE),
    "suggestions": lambda path: SuggestionsScreen(1),
    "undo_list": lambda path: UndoListScreen(path.with_name("device.json")),
    "summary": lambda path: SummaryScreen(),
    "targets": lambda path: TargetsScreen(4),
    "target_kind": target_kind,
    "theme": lambda path: ThemeScreen(),
    "views": lambda path: ViewsScreen(Sentence(TaskFilter()), HOSTILE, None),
}  # type: ignore[assignment]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("dialogs") / "store.db"
    hostile_store(path)
    return path


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
@pytest.mark.parametrize("name", DIALOGS)
async def test_it_fits_and_its_foot_is_its_keys(store: Path, name: str, size: tuple[int, int]) -> None:
    desk = Desk(store)
    async with desk.run_test(size=size, tooltips=True, notifications=True) as pilot:
        dialog = DIALOGS[name](store)
        desk.ask(dialog)
        await settle(pilot)
        for widget in dialog.query("#dialog, #dialog-title, #dialog-keys, PromptLine, NoteEditor, ChoiceList, FigureGrid"):
            if widget.display and widget.region:
                assert dialog.region.contains_region(widget.region), f"{widget} {widget.region}"
        # What takes the keys is seen: a line out of sight takes figures that nobody reads.
        assert dialog.focused is None or (dialog.focused.display and dialog.focused.region), dialog.focused
        assert dialog.title_line.text and dialog.title_line.region.height
        foot = dialog.query_one(KeyLine)
        assert foot.region.height == max(hint.line for hint in foot.hints(foot.content_size.width)) + 1
        names = [f"{hint.name} {hint.words}" for hint in foot.hints(foot.content_size.width)]
        assert all(one in desk.text() for one in names)
        assert "F1 按键" in names and "Esc 返回" in names
        for key, _ in usable_keys(dialog):
            assert key in dialog.active_bindings
        assert "\x1b" not in desk.text() and "\u202e" not in desk.text()
        await press(pilot, "f1")
        assert isinstance(desk.screen, HelpScreen) and desk.screen is not dialog
        await press(pilot, "escape")
        assert desk.screen is dialog
        for _ in range(3):
            if dialog.is_attached:
                await press(pilot, "escape")
        assert not dialog.is_attached and len(desk.results) == 1


@pytest.mark.parametrize("name", DIALOGS)
async def test_every_key_of_it_can_be_pressed_and_does_what_the_foot_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / "store.db"
    hostile_store(path)
    desk = Desk(path)
    async with desk.run_test(size=(80, 24), tooltips=True, notifications=True) as pilot:
        below = desk.screen
        dialog = DIALOGS[name](path)
        keys = [key for key, _ in dialog._bindings if not is_full_width(key)]
        assert {"f1", "escape"} < set(keys)
        done: list[str] = []
        for key in keys:
            if not dialog.is_attached:
                dialog = DIALOGS[name](path)
            if desk.screen is below:
                desk.ask(dialog)
                await settle(pilot)
            actions = {binding.action for binding in dialog._bindings.key_to_bindings[key]}
            offered = key in dialog.active_bindings and dialog.active_bindings[key].enabled
            with patch.object(App, "run_action", autospec=True, side_effect=App.run_action) as run:
                await press(pilot, key)
            done += [key] if not offered or actions & {str(call.args[1]) for call in run.call_args_list} else []
            while desk.screen is not dialog and desk.screen is not below:
                await press(pilot, "escape")
        # A line takes what is text; a list that has the focus has its own keys.
        swallowed = [key for key in keys if key not in done]
        assert "escape" in done and all(len(key) == 1 or key in LINE_KEYS for key in swallowed), swallowed


class Busy(Desk):
    """An app whose screen is full of digits."""

    def compose(self) -> ComposeResult:
        yield Static("\n".join("9" * self.size.width for _ in range(self.size.height)))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (114, 30), (160, 45)])
@pytest.mark.parametrize("name", ["as_of", "filter", "export", "actual"])
async def test_nothing_of_the_screen_below_stands_close_beside_it(store: Path, name: str, size: tuple[int, int]) -> None:
    desk = Busy(store)
    async with desk.run_test(size=size) as pilot:
        desk.ask(DIALOGS[name](store))
        await settle(pilot)
        box = desk.screen.query_one("#dialog")
        left = box.region.x
        assert left == 0 or left > 2
        lines = desk.text().split("\n")[box.region.y : box.region.bottom]
        edges = (left, box.region.right - 1) if left else ()
        assert all(cut(line, edge, edge + 1) == " " for line in lines for edge in edges)


@pytest.mark.parametrize("name", ["actual", "departments", "reasons", "rule", "summary", "assign"])
async def test_hostile_names_of_the_store_are_literal(store: Path, name: str) -> None:
    desk = Desk(store)
    async with desk.run_test(size=(100, 30)) as pilot:
        desk.ask(DIALOGS[name](store))
        await settle(pilot)
        literal = {"actual": "[red]恶[/][@click=app.quit]意[/]企业", "reasons": "[red]恶[/][@click=app.quit]意[/]企业"}
        assert literal.get(name, "[red]局[/][2J") in desk.text()


@pytest.mark.parametrize("name", DIALOGS)
async def test_in_english_nothing_but_data_is_chinese(tmp_path: Path, name: str) -> None:
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        data = "".join(row.title + (row.lead or "") for row in queries.task_rows(ws, range(1, 7)))
        data += PLAN + "".join(info.name for info in departments.departments(ws)) + "张三" + HOSTILE + str(path)
        review.mark(ws, (1, 2), "behind")
    use_language("en")
    try:
        desk = Desk(path)
        async with desk.run_test(size=(120, 40)) as pilot:
            desk.ask(DIALOGS[name](path))
            await settle(pilot)
            foreign = {char for char in desk.text() if "\u4e00" <= char <= "\u9fff"} - set(data)
            assert foreign == set()
    finally:
        use_language("zh")


def test_every_dialog_is_among_those_held_to_this(store: Path) -> None:
    for module in iter_modules(screens.__path__):
        import_module(f"{screens.__name__}.{module.name}")
    here = {type(make(store)) for make in DIALOGS.values()}
    # Panes are what the previews share.
    assert {one for one in all_dialogs() if not one.__subclasses__()} - here == set()


def all_dialogs(base: type[Dialog[Any]] = Dialog) -> Iterator[type[Dialog[Any]]]:
    """Every dialog of the package."""
    for one in base.__subclasses__():
        if one.__module__.startswith("planreview."):
            yield one
            yield from all_dialogs(one)


def test_every_binding_has_its_words_in_the_catalogue() -> None:
    for screen in all_dialogs():
        for binding in screen.BINDINGS:
            assert t(binding.description) != binding.description, binding  # type: ignore[union-attr]
            assert t(binding.tooltip) != binding.tooltip, binding  # type: ignore[union-attr]
            assert not all(map(is_full_width, binding.key.split(",")))  # type: ignore[union-attr]
