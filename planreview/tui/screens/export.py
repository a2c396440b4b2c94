"""Write the summary to a file: form, name, and a second key before anything is overwritten."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t
from planreview.cells import clip
from planreview.domain.counting import Id
from planreview.domain.imprint import Imprint
from planreview.domain.review import TaskFilter
from planreview.domain.summary import Summary, worst_first
from planreview.render.files import write_file
from planreview.render.formats import FORMATS, format_of, render_summary
from planreview.services import queries
from planreview.services.behind_list import MOST
from planreview.services.rounds import the_round
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.notices import NoticeApp
from planreview.tui.path_names import typed_path
from planreview.tui.remembered import Remembered
from planreview.tui.screens.dialog import SAID, Dialog
from planreview.tui.screens.results import SummaryState
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

ENDINGS = {"table": "txt", "text": "txt"}
FIRST, RULED = "html", "table"
# Seconds in which somebody copies where the file went.
COPIED = 120.0
# Under this name the folder of the last export is remembered on this machine.
FOLDER = "export_folder"
# What looks like the ending of a file: not the day behind the last point of a date.
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_NO_FILE = re.compile(r"""[\\/:*?"<>|\s]+""")


def summary_bytes(ws: Workspace, state: SummaryState, form: str, person: str = "") -> bytes:
    """The file's content: the summary in the order in which it was shown, printed by ``person``."""
    from planreview.tui.screens.summary import read_summary

    summary: Summary = read_summary(ws, state)
    # What was issued is the same whenever it is printed.
    if state.round is None or the_round(ws, state.round).open:
        summary = replace(summary, imprint=Imprint(ws.today(), person))
    if state.ranked:
        summary = replace(summary, groups=worst_first(summary.groups))
    ids = [one for group in (summary.total, *summary.groups) for cell in group.cells.values() for one in cell]
    known = [one for one in dict.fromkeys(ids) if isinstance(one, int)] if form == "json" else []
    uids: dict[Id, str] = dict(queries.task_uids(ws, known).items())
    return render_summary(summary, form, uids)


def who_prints(app: App[object]) -> str:
    """Who has something printed; empty where only the login has a name."""
    person: str = getattr(app, "person", "")
    return "" if getattr(app, "name_guessed", True) else person


def proposed_name(ws: Workspace, state: SummaryState) -> str:
    """What is summed up (a plan, a city or all), how and of when: files of two cities do not have one name."""
    chosen, plans, of_round = state.counted, queries.plans(ws), None
    if state.round is not None:
        of_round = the_round(ws, state.round)
        plans = tuple(one for one in plans if not of_round.plans or one.key in of_round.plans)
    first = queries.task_ids(ws, chosen, limit=1) if chosen.sections else ()
    within = {row.plan_id for row in queries.task_rows(ws, first)} or set(chosen.plans or ())
    meant = [one for one in plans if one.id in (within or {one.id}) and one.city in (chosen.cities or {one.city})]
    cities = {one.city for one in meant}
    if len(meant) == 1:
        years = "-".join(str(year) for year in dict.fromkeys(meant[0].period))
        where = f"{meant[0].city}{years}" if sum(one.city == meant[0].city for one in plans) > 1 else meant[0].city
    else:
        where = cities.pop() if len(cities) == 1 else t("screens.export.all")
    if state.narrowed:
        where += t("screens.export.narrowed")
    by, date = t(f"summary.by.{state.by}"), max((one.as_of for one in meant), default=ws.today())
    if of_round is not None:
        # Neither a summary of now nor that of the round before it was closed has this name.
        where += "-" + t("rounds.scope_open" if of_round.open else "rounds.scope_closed", name=of_round.name)
        date = of_round.as_of or date
    # A row's lists have another name than the whole summary, which they would take the place of.
    where += f"-{state.part}" if state.part else ""
    kind = "name_lists" if state.lists else "name"
    return _NO_FILE.sub("-", show(t(f"screens.export.{kind}", where=where, by=by, date=date)))


class ExportScreen(Dialog[Path | None]):
    """Gives the file that was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
        bind("tab", "narrow", "narrow_export"),
        bind("f4", "attach", "attach_lists"),
    ]

    line = getters.query_one("#export-path", PromptLine)
    forms = getters.query_one("#export-forms", ChoiceList)
    remark = getters.query_one("#export-remark", Paragraph)
    where = getters.query_one("#export-where", Paragraph)
    lists = getters.query_one("#export-lists", Paragraph)

    def __init__(self, state: SummaryState | None = None, *, folder: Path | None = None) -> None:
        super().__init__()
        self.state = state or SummaryState()
        self.folder = folder
        self._name = ""
        self._asked: Path | None = None
        # Whether the lists stand below a summary of everything; None until it is known whether they are long.
        self._attached: bool | None = None
        # Whether the folder is that of the last export and not the one in which the program was started.
        self._remembered = False

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(8), Column()), focusable=False, id="export-forms")
        yield PromptLine(id="export-path", enter="screens.key.write_file")
        yield Paragraph(id="export-lists", classes="remark")
        yield Paragraph(id="export-remark", classes="remark")
        yield Paragraph(id="export-where", classes="remark")
        yield Paragraph(t("screens.export.typing"), classes="remark")

    def on_mount(self) -> None:
        self.forms.show_choices([Choice(form, (form, t(f"screens.export.form.{form}"))) for form in FORMATS])
        self.forms.select_key((self.app.export_form if isinstance(self.app, NoticeApp) else "") or FIRST)
        self.line.focus()

    async def load(self) -> None:
        from planreview.tui.screens.summary import left_out

        self.title_line.text = t("screens.export.title") + left_out(self.state)
        if self.state.listed is not None:
            said = "narrowed_to" if self.state.narrowed else "can_narrow"
            self.title_line.text += t(f"screens.export.{said}", filter=clip(show(self.state.words), SAID))
        if self._attached is None:
            self._attached = await self.desk.read(lambda ws: queries.sums(ws, TaskFilter()).total <= MOST)
        self._say_lists()
        self.refresh_bindings()
        if self.folder is None:
            self.folder = self._last_folder()
        if not self.line.text or not self.line.touched:
            self._name = await self.desk.read(partial(proposed_name, state=self.state))
            self.line.propose(self._proposal)

    @property
    def _may_attach(self) -> bool:
        """Whether it is a choice: the summary of a part, of a round and of a row has its lists always."""
        return self.state.round is None and not self.state.lists and self.state.counted == TaskFilter()

    def _say_lists(self) -> None:
        attached = self._attached or not self._may_attach
        said = t(f"screens.export.{'with_lists' if attached else 'without_lists'}")
        self.lists.text = said + (t("screens.export.turn_lists") if self._may_attach else "")

    def action_attach(self) -> None:
        """Write the lists below the table too, or the table alone."""
        self._attached = not self._attached
        self._say_lists()

    def _last_folder(self) -> Path:
        """Where the last file was written from this machine, as long as it is there; else the working folder."""
        remembered: Remembered | None = getattr(self.app, "remembered", None)
        said = remembered.common(FOLDER) if remembered is not None else None
        folder = Path(said) if isinstance(said, str) and Path(said).is_dir() else Path.cwd()
        self._remembered = folder.resolve() != Path.cwd().resolve()
        return folder

    def _keep_folder(self, folder: Path) -> None:
        remembered: Remembered | None = getattr(self.app, "remembered", None)
        if remembered is not None:
            remembered.keep_common(FOLDER, str(folder.resolve()))

    @property
    def form(self) -> str:
        """The chosen form."""
        return str(self.forms.chosen.key) if self.forms.chosen else FIRST

    @property
    def _ending(self) -> str:
        return ENDINGS.get(self.form, self.form)

    @property
    def _proposal(self) -> str:
        """The name proposed for the form: two forms that end alike do not overwrite each other."""
        name = t("screens.export.ruled", name=self._name) if self.form == RULED else self._name
        return f"{name}.{self._ending}"

    @property
    def path(self) -> Path:
        """The file that the line names, within the folder unless it names another; a folder stands for the name proposed in it.

        A name without the ending of a form gets that of the chosen one.
        """
        text, ending = self.line.text, f".{self._ending}"
        named = (self.folder or Path.cwd()) / typed_path(text)
        if text.endswith(("/", os.sep)) or os.path.isdir(named):  # noqa: PTH112 - no error of a name that is too long
            return named / self._proposal
        return named if format_of(named.name) is not None or self._strange else named.with_name(named.name + ending)

    @property
    def _strange(self) -> str:
        """The ending of the name that is typed, where it looks like one and is that of no form."""
        found = _ENDING.search(self.line.text)
        return found[0] if found and format_of(self.line.text) is None else ""

    def on_choice_list_moved(self) -> None:
        """Another form changes the ending, if the ending was that of a form."""
        text = self.line.text
        if format_of(text) is not None:
            renamed = f"{text.rpartition('.')[0]}.{self._ending}"
            if self.line.touched:
                self.line.value = renamed
            else:
                # What else stands there than a proposal is somebody's own name.
                proposals = (self._name, t("screens.export.ruled", name=self._name))
                self.line.propose(self._proposal if text.rpartition(".")[0] in proposals else renamed)
        self._say_where()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.complain("")
        self._asked = None
        text, ending = self.line.value, f".{self._ending}"
        if text.endswith(ending * 2):
            # Typed in front of the ending that stands there already.
            self.line.value = text.removesuffix(ending)
            return
        form = format_of(self.line.text)
        if form is not None and ENDINGS.get(form, form) != self._ending:
            self.forms.select_key(form)
        self._say_where()

    def _say_where(self) -> None:
        elsewhere = self._remembered and self.path.parent == self.folder
        said = t("screens.export.last_folder", here=show(Path.cwd())) if elsewhere else t("screens.export.remark")
        self.remark.text = said if self.line.text else ""
        self.where.text = show(self.path) if self.line.text else ""

    @work(exclusive=True, group="export")
    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """In a worker: the dialog goes on being drawn."""
        path, form, person = self.path, self.form, who_prints(self.app)
        state = replace(self.state, lists=self.state.lists or (self._may_attach and bool(self._attached)))
        if not self.line.text:
            self.complain(t("screens.export.name_a_file"))
            return
        if self._strange:
            known = " ".join(dict.fromkeys(f".{ENDINGS.get(one, one)}" for one in FORMATS))
            self.complain(t("screens.export.ending_unknown", ending=self._strange, known=known))
            return
        with self.problems():
            if path.is_file() and self._asked != path:
                self._asked = path
                self.complain(t("screens.export.again", path=show(path)))
                return
            async with self.patient(t("progress.writing")) as stop:
                data = await self.desk.read(stop.heed(lambda ws: summary_bytes(ws, state, form, person)))
                # Nothing was overwritten unasked: a file that came into being meanwhile is refused.
                await self.desk.read(stop.heed(lambda _: write_file(path, data, overwrite=self._asked == path)))
            self._keep_folder(path.parent)
            if isinstance(self.app, NoticeApp):
                self.app.exported, self.app.export_form = (path, state.meant), form
            self.tell(t("screens.export.done", path=show(path)), seconds=COPIED)
            self.dismiss(path)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is written can be narrowed where the list has a filter that can be summed up."""
        if action == "attach":
            return self._may_attach
        return self.state.listed is not None if action == "narrow" else super().check_action(action, parameters)

    def action_narrow(self) -> None:
        """Write only what the filter of the list leaves, with its behind list, or all of the part again."""
        self.state = replace(self.state, narrowed=not self.state.narrowed)
        self.reload()

    def action_go(self, step: int) -> None:
        """Choose the form."""
        self.forms.action_move(step)
