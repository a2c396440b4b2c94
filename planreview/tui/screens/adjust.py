"""Adjust (调整) a task's due date or one of its targets: the new value, who approved it, under which number, from when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t
from planreview.domain.adjusting import BASELINE, DUE, VALUE, VALUE_MAX
from planreview.domain.entries import parse_date
from planreview.domain.review import Receipt, TargetView, TaskDetail
from planreview.errors import InputError, PlanreviewError
from planreview.services import adjusting, queries
from planreview.services.days import check_day
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.screens.dialog import strayed
from planreview.tui.screens.form import FormDialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

COLUMNS = (Column(8), Column(), Column(24, "right"))
LINES = NEW, APPROVER, DOCUMENT, SINCE = ("new", "approver", "document", "since")
# What is adjusted: a field, and the target that it is of (None: the task).
What = tuple[str, int | None]


class AdjustScreen(FormDialog[None]):
    """What can be adjusted as a list, and four lines below it; what was approved once may be so for several targets."""

    FULL = True
    FORM = "adjust"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "store", "store"),
        bind("up", "go(-1)", "adjust_previous"),
        bind("down", "go(1)", "adjust_next"),
    ]

    choices = getters.query_one("#adjust-what", ChoiceList)
    made = getters.query_one("#adjust-made", Paragraph)

    def __init__(self, task_id: int) -> None:
        super().__init__()
        self.task_id = task_id
        self.task_ids = (task_id,)
        self.detail: TaskDetail | None = None

    def body(self) -> ComposeResult:
        yield ChoiceList(COLUMNS, focusable=False, pointer=True, id="adjust-what")
        yield Paragraph(id="adjust-made", classes="remark")
        for name in LINES:
            yield Paragraph(t(f"screens.adjust.{name}"), classes="field-label")
            enter = "screens.key.store" if name == SINCE else "screens.key.next_field"
            yield PromptLine(id=f"adjust-{name}", enter=enter, on_enter=self._entered)

    def on_mount(self) -> None:
        self._line(NEW).focus()

    def _line(self, name: str) -> PromptLine:
        return self.query_one(f"#adjust-{name}", PromptLine)

    async def load(self) -> None:
        detail = await self.desk.read(lambda ws: queries.task_detail(ws, self.task_id))
        self.detail = detail
        self.title_line.text = t("screens.adjust.title", title=show(detail.row.title))
        row = detail.row
        due = [Choice((DUE, None), (t("adjust.field.due"), t("screens.adjust.of_task"), row.due.isoformat() if row.due else "-"))]
        # A target of the plan has its own due date, a task the one of all its targets.
        known = [choice for target in detail.targets for choice in _choices(target)]
        self.choices.show_choices([*due, *known] if row.id > 0 else known)
        self.made.text = "\n".join(
            f"{t(f'adjust.field.{one.field}')} {one.old or '-'} -> {one.new or '-'}  "
            + t("adjust.approval", approver=show(one.approver), document=show(one.document), on=one.on)
            for one in detail.adjustments
        )
        await self.go_on()

    def marks(self) -> dict[str, str]:
        chosen = self.choices.chosen
        return {} if chosen is None else {"what": repr(chosen.key)}

    def mark_again(self, kept: dict[str, str]) -> None:
        for choice in self.choices.choices:
            if repr(choice.key) == kept.get("what"):
                self.choices.select_key(choice.key)

    def action_go(self, step: int) -> None:
        """Choose what is adjusted; what was typed stays."""
        self.choices.action_move(step)

    async def _entered(self, line: PromptLine) -> None:
        if line.id == f"adjust-{SINCE}":
            await self.action_store()
        else:
            self.focus_next()

    async def action_store(self) -> None:
        """Store the adjustment; approver and number stay for the next one."""
        if strayed(self, self.choices):
            return
        async with self.keys_held():
            with self.problems():
                async with self._keeping:
                    receipt = await self._store()
                    self._line(NEW).value = ""
                    for name in LINES:
                        self._line(name).touched = False
                    self.is_stored()
                ((field, (old, new)),) = ((name, pair) for name, pair in receipt.values.items() if isinstance(pair, list))
                self.tell(t("screens.adjust.done", what=f"{t(f'adjust.field.{field}')} {old or '-'} -> {new or '-'}"))
                if receipt.covered:
                    self.complain(t("adjust.covered", on=receipt.covered[0].on))
                self._line(NEW).focus()
                await self.load()

    def line_of(self, error: PlanreviewError) -> PromptLine | None:
        """The line that a problem is about."""
        if not isinstance(error, InputError):
            return None
        if error.key == "adjust_lacks":
            return next((line for line in map(self._line, (APPROVER, DOCUMENT)) if not line.text), None)
        since = self._line(SINCE)
        days = error.key in ("adjust_day", "day_unthinkable") and since.text and not _is_day(since.text)
        return since if days else self._line(NEW)

    async def _store(self) -> Receipt:
        chosen = self.choices.chosen
        typed = {name: self._line(name).text for name in LINES}
        if chosen is None or not typed[NEW]:
            raise InputError("adjust_nothing")
        assert isinstance(chosen.key, tuple)
        what: What = chosen.key
        draft = self.seen_draft
        return await self.desk.write(lambda ws: _adjust(ws, self.task_id, what, typed, draft))


def _choices(target: TargetView) -> list[Choice]:
    """What can be adjusted of a target; an upper bound only where there is one."""
    fields = [VALUE, *([VALUE_MAX] if target.value_max is not None else []), BASELINE]
    fields += [DUE] if target.item_id is None else []
    values = {name: getattr(target, name) for name in fields}
    return [
        Choice((name, target.id), (t(f"adjust.field.{name}"), target.metric or target.quote, _said(values[name], target, name)))
        for name in fields
    ]


def _said(value: object, target: TargetView, field: str) -> str:
    if value is None:
        return "-"
    return str(value) if field == DUE else f"{value:f}{target.unit or ''}"


def _is_day(text: str) -> bool:
    day = parse_date(text, date.today())
    try:
        check_day(day)
    except InputError:
        return False
    return day is not None


def _adjust(ws: Workspace, task_id: int, what: What, typed: dict[str, str], draft: tuple[int, str] | None) -> Receipt:
    field, target = what
    approver, document = typed[APPROVER], typed[DOCUMENT]
    since = parse_date(typed[SINCE], ws.today()) if typed[SINCE] else None
    if typed[SINCE] and since is None:
        raise InputError("adjust_day", text=show(typed[SINCE]))
    if target is not None:
        new = "" if typed[NEW] == "-" else typed[NEW]
        return adjusting.adjust_target(ws, target, {field: new}, approver=approver, document=document, on=since, discards=draft)
    day = parse_date(typed[NEW], ws.today())
    if day is None:
        raise InputError("adjust_day", text=show(typed[NEW]))
    return adjusting.adjust_due(ws, task_id, day, approver=approver, document=document, on=since, discards=draft)
