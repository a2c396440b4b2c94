"""The departments of a plan's city: name them in minutes, give them aliases and an order, assign by rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.operations import UNDO
from planreview.domain.review import DepartmentInfo, Receipt, TaskFilter
from planreview.presets import verdict_set
from planreview.services import actions, departments, queries
from planreview.services.department_removal import remove_department
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.log_lines import turned_words
from planreview.tui.screens.ask import AskScreen
from planreview.tui.screens.department_figures import FIGURES, Reading, columns, read_departments, rows
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.merge import MergeScreen
from planreview.tui.screens.paste_offices import PasteOfficesScreen
from planreview.tui.screens.pick_city import PickCityScreen
from planreview.tui.screens.results import DepartmentsState, Opened
from planreview.tui.screens.rule import RuleScreen
from planreview.tui.screens.suggestions import SuggestionsScreen
from planreview.tui.widgets.figure_grid import FigureGrid
from planreview.tui.widgets.paragraph import Paragraph


def above(ws: Workspace, answer: str, city: str) -> int | None:
    """The department that an answer names, None for an empty one."""
    return departments.the_department(ws, answer, city).id if answer else None


def made_words(receipt: Receipt) -> str:
    """How many departments were made, and how many of those named were there already."""
    made, known = (int(str(receipt.values[name])) for name in ("made", "known"))
    there = [tn("screens.departments.known", known)] if known else []
    return " ".join([tn("screens.departments.created", made), *there])


class DepartmentsScreen(Dialog[Opened | None]):
    """Enter on a figure opens the tasks it counts."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("p", "paste", "paste"),
        bind("k", "rule", "rule"),
        bind("g", "suggest", "suggest"),
        bind("a", "change('alias')", "alias"),
        bind("r", "change('rename')", "rename"),
        bind("o", "change('order')", "order"),
        bind("b", "change('parent')", "parent"),
        bind("l", "change('leader')", "leader"),
        bind("m", "merge", "merge"),
        bind("x", "remove", "remove_department"),
        bind("c", "city", "city"),
        bind("u", "undo", "undo"),
    ]

    grid = getters.query_one(FigureGrid)
    about = getters.query_one("#departments-about", Paragraph)

    def __init__(self, plan_id: int, stood: DepartmentsState | None = None) -> None:
        super().__init__()
        self.plan_id = plan_id
        # The cell to stand on once it has been read.
        self._stood = stood
        self.reading: Reading | None = None

    def body(self) -> ComposeResult:
        yield FigureGrid(id="departments-grid")
        yield Paragraph(id="departments-about", classes="remark")

    async def load(self) -> None:
        reading = await self.desk.read(lambda ws: read_departments(ws, self.plan_id))
        self.reading = reading
        self.title_line.text = tn("screens.departments.title", len(reading.departments), city=show(reading.plan.city))
        self.grid.show_table(columns(self.size.width), rows(reading))
        if self._stood is not None:
            self.grid.select_cell(self._stood.row, self._stood.column)
            self._stood = None
        self._show_about()

    @property
    def department(self) -> DepartmentInfo | None:
        """The department under the cursor."""
        key = self.grid.cell_key[0]
        known = self.reading.departments if self.reading else ()
        return next((info for info in known if info.id == key), None)

    def on_figure_grid_moved(self) -> None:
        self._show_about()

    def _show_about(self) -> None:
        info = self.department
        if info is None or self.reading is None:
            self.about.text = t("screens.departments.empty")
            return
        parent = next((other.name for other in self.reading.departments if other.id == info.parent_id), "-")
        sources = self.reading.sources_of(info.id)
        self.about.text = t(
            "screens.departments.about",
            name=show(info.name),
            aliases=show("、".join(info.aliases) or "-"),
            parent=show(parent),
            leader=show(info.leader or "-"),
            sources=", ".join(f"{t(f'screens.source.{key}')} {n}" for key, n in sources.items()) or "-",
        )

    async def on_figure_grid_opened(self, event: FigureGrid.Opened) -> None:
        info = self.department
        if info is None:
            return
        column = event.column_key
        role, rolled_up = FIGURES[column]
        with self.problems():
            if rolled_up and self.reading is not None:
                ids = self.reading.ids(info.id, column)
            else:
                own = TaskFilter(departments=(info.id,), role=role)
                ids = tuple(await self.desk.read(lambda ws: queries.task_ids(ws, own)))
            if ids:
                back = DepartmentsState(self.plan_id, info.id, column)
                self.dismiss(Opened(TaskFilter(ids=ids), f"{info.name} {t(f'screens.departments.{column}')}", back))
            else:
                self.complain(t("screens.summary.no_tasks"))

    async def _do(self, job: Callable[[Workspace], Receipt], say: Callable[[Receipt], str] = made_words) -> None:
        """Store something and say so."""
        with self.problems():
            receipt = await self.desk.write(job)
            await self.load()
            self.complain(say(receipt))

    @work(exclusive=True, group="ask")
    async def action_paste(self) -> None:
        """Create the offices of a pasted list, under the department that leads by default where there is one."""
        if self.reading is None:
            return
        city = self.reading.plan.city
        names = await self.app.push_screen_wait(PasteOfficesScreen(city))
        if names:
            await self._do(
                lambda ws: departments.create_departments(ws, city, names, parent=departments.default_lead(ws, self.plan_id))
            )

    @work(exclusive=True, group="ask")
    async def action_suggest(self) -> None:
        """Offer the bodies that the text names."""
        if self.reading is None:
            return
        city = self.reading.plan.city
        name = await self.app.push_screen_wait(SuggestionsScreen(self.plan_id))
        if name:
            await self._do(lambda ws: departments.create_departments(ws, city, (name,)))

    @work(exclusive=True, group="ask")
    async def action_rule(self) -> None:
        """Assign the tasks whose wording holds a keyword to the department under the cursor."""
        info = self.department
        if info is None:
            self.complain(t("screens.departments.empty"))
            return
        receipt = await self.app.push_screen_wait(RuleScreen(self.plan_id, info))
        if receipt is not None:
            await self._load()
            self.complain(tn("screens.departments.assigned", len(receipt.task_ids)))

    @work(exclusive=True, group="ask")
    async def action_change(self, what: str) -> None:
        """Ask for an alias, another name, the order, the parent or the leader of the department under the cursor."""
        info = self.department
        if info is None or self.reading is None:
            self.complain(t("screens.departments.empty"))
            return
        value = {"rename": info.name, "order": str(info.order or ""), "leader": info.leader or ""}.get(what, "")
        title = t(f"screens.departments.ask_{what}", name=show(info.name))
        answer = await self.app.push_screen_wait(AskScreen(title, t(f"screens.departments.remark_{what}"), value))
        if answer is not None:
            await self._change(what, info, answer)

    async def _change(self, what: str, info: DepartmentInfo, answer: str) -> None:
        jobs: dict[str, Callable[[Workspace], Receipt]] = {
            "alias": lambda ws: departments.add_alias(ws, info.id, answer),
            "rename": lambda ws: departments.rename(ws, info.id, answer),
            "leader": lambda ws: departments.set_leader(ws, info.id, answer or None),
            "order": lambda ws: departments.set_order(ws, info.id, int(answer) if answer else None),
            "parent": lambda ws: departments.move(ws, info.id, above(ws, answer, info.city)),
        }
        if what == "order" and answer and not (answer.isdecimal() and len(answer) < 6):
            self.complain(t("screens.departments.not_a_number", text=answer))
            return
        changed = "renamed" if what == "rename" else "changed"
        said = t(f"screens.departments.{changed}", name=show(info.name), old=show(info.name), new=show(answer.strip()))
        await self._do(jobs[what], lambda _: said)

    @work(exclusive=True, group="ask")
    async def action_merge(self) -> None:
        """Join the department under the cursor to another, after saying what is joined."""
        info = self.department
        if info is None or self.reading is None:
            self.complain(t("screens.departments.empty"))
            return
        receipt = await self.app.push_screen_wait(MergeScreen(info, self.reading.departments))
        if receipt is not None:
            await self._load()
            into = show(str(receipt.values["department"]))
            self.complain(t("screens.departments.merged", name=show(info.name), into=into))

    @work(exclusive=True, group="ask")
    async def action_city(self) -> None:
        """Show the departments of another city."""
        if self.reading is None or len(self.reading.cities) < 2:
            self.complain(t("screens.departments.one_city"))
            return
        plan = await self.app.push_screen_wait(PickCityScreen(self.reading.cities, self.reading.plan.city))
        if plan is not None and plan not in {self.plan_id, self.reading.cities[self.reading.plan.city]}:
            self.plan_id = plan
            await self._load()

    async def action_remove(self) -> None:
        """Delete the department under the cursor, where it holds nothing and is named nowhere."""
        info = self.department
        if info is None:
            self.complain(t("screens.departments.empty"))
            return
        await self._do(
            lambda ws: remove_department(ws, info.id), lambda _: t("screens.departments.removed", name=show(info.name))
        )

    async def action_undo(self) -> None:
        """Take back the newest action, which may have been one on the list, and say what it was."""
        said: list[str] = []

        def undo(ws: Workspace) -> Receipt:
            turned = actions.turn(ws, UNDO)
            said.append(turned_words(turned, verdict_set()))
            return turned.receipt

        await self._do(undo, lambda _: t("screens.departments.undone", action=said[0]))
