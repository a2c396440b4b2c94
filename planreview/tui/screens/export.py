"""Write the summary to a file: form, name, and a second key before anything is overwritten."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t
from planreview.domain.counting import Id
from planreview.domain.summary import Summary, worst_first
from planreview.render.files import write_file
from planreview.render.formats import FORMATS, format_of, render_summary
from planreview.services import queries
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.path_names import typed_path
from planreview.tui.remembered import Remembered
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.results import SummaryState
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

ENDINGS = {"table": "txt", "text": "txt"}
FIRST = "html"
# Under this name the folder of the last export is remembered on this machine.
FOLDER = "export_folder"


def summary_bytes(ws: Workspace, state: SummaryState, form: str) -> bytes:
    """The file's content: the summary in the order in which it was shown."""
    from planreview.tui.screens.summary import read_summary

    summary: Summary = read_summary(ws, state)
    if state.ranked:
        summary = replace(summary, groups=worst_first(summary.groups))
    ids = [one for group in (summary.total, *summary.groups) for cell in group.cells.values() for one in cell]
    known = [one for one in dict.fromkeys(ids) if isinstance(one, int)] if form == "json" else []
    uids: dict[Id, str] = dict(queries.task_uids(ws, known).items())
    return render_summary(summary, form, uids)


class ExportScreen(Dialog[Path | None]):
    """Gives the file that was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
    ]

    line = getters.query_one("#export-path", PromptLine)
    forms = getters.query_one("#export-forms", ChoiceList)
    where = getters.query_one("#export-where", Paragraph)

    def __init__(self, state: SummaryState | None = None, *, folder: Path | None = None) -> None:
        super().__init__()
        self.state = state or SummaryState()
        self.folder = folder
        self._name = ""
        self._asked: Path | None = None

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(8), Column()), focusable=False, id="export-forms")
        yield PromptLine(id="export-path", enter="screens.key.write_file")
        yield Paragraph(id="export-where", classes="remark")
        yield Paragraph(t("screens.export.typing"), classes="remark")

    def on_mount(self) -> None:
        self.forms.show_choices([Choice(form, (form, t(f"screens.export.form.{form}"))) for form in FORMATS])
        self.forms.select_key(FIRST)
        self.line.focus()

    async def load(self) -> None:
        self.title_line.text = t("screens.export.title")
        if self.folder is None:
            self.folder = self._last_folder()
        if not self.line.text:
            dates = await self.desk.read(lambda ws: {plan.as_of for plan in queries.plans(ws)} or {ws.today()})
            name = t("screens.export.name", by=t(f"summary.by.{self.state.by}"), date=max(dates))
            self._name = name
            self.line.propose(f"{name}.{self._ending}")

    def _last_folder(self) -> Path:
        """Where the last file was written from this machine, as long as it is there; else the working folder."""
        remembered: Remembered | None = getattr(self.app, "remembered", None)
        said = remembered.common(FOLDER) if remembered is not None else None
        return Path(said) if isinstance(said, str) and Path(said).is_dir() else Path.cwd()

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
    def path(self) -> Path:
        """The file that the line names, within the folder unless it names another; a folder stands for the name proposed in it.

        A name without the ending of a form gets that of the chosen one.
        """
        text, ending = self.line.text, f".{self._ending}"
        named = (self.folder or Path.cwd()) / typed_path(text)
        if text.endswith(("/", os.sep)) or os.path.isdir(named):  # noqa: PTH112 - no error of a name that is too long
            return named / f"{self._name}{ending}"
        return named if format_of(named.name) is not None else named.with_name(named.name + ending)

    def on_choice_list_moved(self) -> None:
        """Another form changes the ending, if the ending was that of a form."""
        text = self.line.text
        if format_of(text) is not None:
            renamed = f"{text.rpartition('.')[0]}.{self._ending}"
            if self.line.touched:
                self.line.value = renamed
            else:
                self.line.propose(renamed)
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
        self.where.text = t("screens.export.remark", path=show(self.path)) if self.line.text else ""

    @work(exclusive=True, group="export")
    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """In a worker: the dialog goes on being drawn."""
        path, form, state = self.path, self.form, self.state
        if not self.line.text:
            self.complain(t("screens.export.name_a_file"))
            return
        with self.problems():
            if path.is_file() and self._asked != path:
                self._asked = path
                self.complain(t("screens.export.again", path=show(path)))
                return
            async with self.patient(t("progress.writing")) as stop:
                data = await self.desk.read(stop.heed(lambda ws: summary_bytes(ws, state, form)))
                # Nothing was overwritten unasked: a file that came into being meanwhile is refused.
                await self.desk.read(stop.heed(lambda _: write_file(path, data, overwrite=self._asked == path)))
            self._keep_folder(path.parent)
            self.tell(t("screens.export.done", path=show(path)))
            self.dismiss(path)

    def action_go(self, step: int) -> None:
        """Choose the form."""
        self.forms.action_move(step)
