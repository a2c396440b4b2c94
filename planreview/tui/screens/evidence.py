"""Evidence (佐证) of tasks: a file with its hash, a document number, how it was checked; files are looked at again."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t
from planreview.domain.review import Receipt
from planreview.domain.spoken import METHODS, EvidenceView
from planreview.errors import PlanreviewError
from planreview.services import evidence
from planreview.services.evidence import Hashed, check_evidence, hash_evidence
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.path_names import typed_path
from planreview.tui.screens.form import FormDialog
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

# A file that was not looked at again, because somebody stopped that.
UNCHECKED = "unchecked"
FIELDS = ("path", "document", "remark")


class EvidenceScreen(FormDialog[Receipt | None]):
    """What there is above, three lines for more below; Enter goes from line to line and stores at the last."""

    FULL = True
    FORM = "evidence"
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "store", "store"),
        *(bind(f"f{number}", f"method('{method}')", f"method_{method}") for number, method in enumerate(METHODS, 2)),
        bind("f8", "withdraw", "evidence_withdraw"),
        bind("tab", "app.focus_next", "next_field", show=False),
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
    ]

    choices = getters.query_one("#evidence-there", ChoiceList)
    method_line = getters.query_one("#evidence-method", Paragraph)

    def __init__(self, task_ids: tuple[int, ...], title: str) -> None:
        super().__init__()
        self.task_ids = task_ids
        self.heading = title
        self.method = METHODS[0]
        self.pieces: dict[object, EvidenceView] = {}

    def body(self) -> ComposeResult:
        yield ChoiceList((Column(10), Column(8), Column(), Column(10)), focusable=False, pointer=True, id="evidence-there")
        yield Paragraph(id="evidence-method", classes="remark")
        for field in FIELDS:
            yield Paragraph(t(f"screens.evidence.{field}"), classes="field-label")
            enter = "screens.key.store" if field == FIELDS[-1] else "screens.key.next_field"
            yield PromptLine(id=f"evidence-{field}", enter=enter, on_enter=self._entered)

    def on_mount(self) -> None:
        self._line("path").focus()

    def _line(self, field: str) -> PromptLine:
        return self.query_one(f"#evidence-{field}", PromptLine)

    async def load(self) -> None:
        self.title_line.text = t("screens.evidence.title", title=show(self.heading))
        self._show_method()
        found = []
        if len(self.task_ids) == 1:
            found = list(await self.desk.read(lambda ws: evidence.evidence_of(ws, self.task_ids[0])))
        self.pieces = {one.id: one for one in found}
        self._show_pieces({})
        await self.go_on()
        self._check(found)

    @work(group="load")
    async def _check(self, pieces: list[EvidenceView]) -> None:
        """Look at the files again, beside the screen: a share that does not answer, or gigabytes, must not hold it."""
        gone = Event()
        async with self.patient(t("progress.evidence")) as stop:
            try:
                states = await asyncio.to_thread(
                    check_evidence, pieces, lambda *_: self.is_running and not stop.asked and not gone.is_set()
                )
            finally:
                gone.set()
        if stop.asked:
            states |= {one.id: UNCHECKED for one in pieces if one.path is not None and one.id not in states}
        self._show_pieces(states)

    def _show_pieces(self, states: dict[str, str]) -> None:
        self.choices.show_choices([_choice(one, states.get(one.id)) for one in self.pieces.values()])
        self.choices.display = bool(self.pieces)
        self.refresh_bindings()

    def _show_method(self) -> None:
        self.refresh_bindings()
        self.method_line.text = t("screens.evidence.method", method=t(f"evidence.method.{self.method}"))

    def marks(self) -> dict[str, str]:
        return {"method": self.method}

    def mark_again(self, kept: dict[str, str]) -> None:
        if kept.get("method") in METHODS:
            self.action_method(kept["method"])

    def action_method(self, method: str) -> None:
        """Say how it was checked."""
        self.method = method
        self._show_method()

    def action_go(self, step: int) -> None:
        """Choose a piece that is there."""
        self.choices.action_move(step)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is can be taken out; a check is offered where it is another."""
        if action == "method":
            return parameters != (self.method,)
        return bool(self.pieces) if action == "withdraw" else True

    async def action_withdraw(self) -> None:
        """Take the marked piece out; undo brings it back."""
        chosen = self.choices.chosen
        if chosen is None or chosen.key not in self.pieces:
            return
        with self.problems():
            key = str(chosen.key)
            await self.desk.write(lambda ws: evidence.withdraw_evidence(ws, key))
            self.complain(t("screens.evidence.withdrawn"))

    async def _entered(self, line: PromptLine) -> None:
        if line is self._line(FIELDS[-1]):
            await self.action_store()
        else:
            self.focus_next()

    async def action_store(self) -> None:
        """Hash the file, if one is named, and store the piece."""
        path, document, remark = (self._line(field).text for field in FIELDS)
        ids, method, draft = self.task_ids, self.method, self.seen_draft
        with self.problems():
            file: Hashed | None = None
            if path:
                file = await self._hash(path)
                if file is None:
                    self.complain(t("screens.evidence.broken_off"))
                    return
            async with self.keys_held(), self._keeping:
                receipt = await self.desk.write(
                    lambda ws: evidence.add_evidence(
                        ws, ids, file, method=method, document=document, remark=remark, discards=draft
                    )
                )
                self.dismiss(receipt)

    def line_of(self, error: PlanreviewError) -> PromptLine | None:
        """The line that a problem is about."""
        return self._line("path") if error.key.startswith("evidence_") else None

    async def _hash(self, path: str) -> Hashed | None:
        """Read the file; None where Esc broke it off, which the app sees though this dialog's own keys wait."""
        async with self.patient(t("progress.document", name=show(typed_path(path).name))) as stop:
            return await asyncio.to_thread(hash_evidence, typed_path(path), lambda *_: self.is_running and not stop.asked)


def _choice(one: EvidenceView, state: str | None) -> Choice:
    method = t(f"evidence.method.{one.method}") if one.method in METHODS else "-"
    what = "  ".join(part for part in (one.document, one.path, one.remark) if part)
    said = t(f"evidence.state.{state}") if state else ""
    return Choice(
        one.id, (one.on.isoformat(), method, what, said), "alarm" if state not in (None, UNCHECKED, evidence.SAME) else ""
    )
