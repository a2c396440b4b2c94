"""Why tasks leave the base (调出, 无口): reason, approver, document number; all may be filled in later."""

from __future__ import annotations

from asyncio import Lock
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.catalogue import t, tn
from planreview.domain.review import REASON_PARTS, Receipt
from planreview.errors import InputError
from planreview.services import queries, reasons, review
from planreview.services.drafts import Draft, in_front
from planreview.services.workspace import Workspace
from planreview.tui import reason_lines
from planreview.tui.keys import bind, key_for
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.note import AUTOSAVE
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine
from planreview.tui.words import lacking


class AdjustOutScreen(Dialog[Receipt | None]):
    """Asks after the verdict stands: leaving the dialog leaves the verdict, and the reason open.

    What is typed is kept in drafts of the first task meanwhile, those that the list of missing reasons goes on with.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("ctrl+s", "store", "store"),
        bind("up", "app.focus_previous", "previous_field", show=False),
        bind("down", "app.focus_next", "next_field", show=False),
    ]

    reason = getters.query_one("#out-reason", PromptLine)
    approver = getters.query_one("#out-approver", PromptLine)
    document = getters.query_one("#out-document", PromptLine)

    def __init__(self, task_ids: tuple[int, ...], verdict: str, *, autosave: float = AUTOSAVE) -> None:
        super().__init__()
        self.task_ids = task_ids
        self.verdict = verdict
        self._autosave = autosave
        # What stands in drafts, and whether that has been looked for.
        self._drafts = dict.fromkeys(REASON_PARTS, "")
        self._looked = False
        # What is asked for; the others have been given.
        self._asked: tuple[str, ...] = REASON_PARTS
        # A draft on its way must not come behind the reason that it became.
        self._keeping = Lock()
        # The clock and a reading may both look for drafts: the second does not put them in front again.
        self._looking = Lock()
        self._receipt: Receipt | None = None
        # What was typed for parts that somebody gave meanwhile, in words; and why nothing was stored, where that stays a draft.
        self._kept = self._refused = ""

    def body(self) -> ComposeResult:
        yield Paragraph(t("screens.out.remark", key=self._key), classes="remark")
        yield Paragraph(id="out-given", classes="field-label")
        for field in REASON_PARTS:
            yield Paragraph(t(f"screens.out.{field}"), id=f"out-{field}-label", classes="field-label")
            last = field == REASON_PARTS[-1]
            enter = "screens.key.store" if last else "screens.key.next_field"
            yield PromptLine(id=f"out-{field}", enter=enter, on_enter=self._entered)

    def on_mount(self) -> None:
        self.set_interval(self._autosave, self.save_draft)

    async def load(self) -> None:
        async with self._looking:
            if not self._looked:
                await self._ask_for_what_lacks()
            self.title_line.text = tn(f"screens.out.title.{self.verdict}", len(self.task_ids), lacks=lacking(self._asked))
            if not self._looked:
                await self._look_for_drafts()

    async def _look_for_drafts(self) -> None:
        """Put what was begun before in front of what has been typed; another reading does where this one was replaced."""
        found: list[Draft] = []
        await self.desk.write(lambda ws: found.extend((*review.drafts(ws), *review.drafts_beside(ws))))
        self._looked = True
        for one in found:
            if one.task_id == self.task_ids[0] and one.kind in self._asked:
                line = self._line(one.kind)
                line.value = in_front(one.body, line.text)
                line.cursor_position = len(line.value)
                self._drafts[one.kind] = one.body

    async def _ask_for_what_lacks(self) -> None:
        """Of one task that has some of it: what has been given is shown, and only the rest is asked for."""
        rows = await self.desk.read(lambda ws: queries.task_rows(ws, self.task_ids[:2]))
        if len(rows) != 1 or not rows[0].lacks:
            return
        said = await self.desk.read(lambda ws: reasons.given(ws, rows[0]))
        self._asked = tuple(field for field in REASON_PARTS if field not in said)
        self.query_one("#out-given", Paragraph).text = reason_lines.given(said, {})
        for field in said:
            self._line(field).display = self.query_one(f"#out-{field}-label").display = False
        self._line(self._asked[-1]).key_words = {"submit": "screens.key.store"}
        self._line(self._asked[0]).focus()

    def _line(self, field: str) -> PromptLine:
        return self.query_one(f"#out-{field}", PromptLine)

    async def save_draft(self) -> None:
        """Keep the lines as they stand; what cannot be kept now is tried again at the next stroke of the clock."""
        if self._opened and not self._looked:
            with self.in_place(lambda _: None):
                await self.load()
        async with self._keeping:
            # A draft that was not seen must not be replaced by what was typed since.
            if not self._looked or self._receipt is not None:
                return
            now = {field: self._line(field).text for field in REASON_PARTS}
            changed = {field: text for field, text in now.items() if text != self._drafts[field]}
            if changed:
                with self.in_place():
                    await self.desk.write(lambda ws: _keep(ws, self.task_ids[0], changed))
                    self._drafts = now

    async def _entered(self, line: PromptLine) -> None:
        if line is self._line(self._asked[-1]):
            await self.action_store()
        else:
            self.focus_next()

    async def action_store(self) -> None:
        """Store what was filled in: what one time lacks, another may bring."""
        if not self._typed:
            self.complain(t("screens.out.no_reason"))
            self.set_focus(self._line(self._asked[0]))
            return
        async with self.keys_held():
            with self.problems():
                receipt = await self._store()
                await self._say_stored(receipt)
                self.dismiss(receipt)
            if self._receipt is None:
                # It says so: not at the next stroke of the clock.
                await self.save_draft()

    async def _store(self) -> Receipt:
        fields = {field: self._line(field).text for field in self._asked}
        ids, verdict, seen = self.task_ids, self.verdict, self._looked
        self._refused = ""
        async with self._keeping:
            try:
                stored = await self.desk.write(lambda ws: reasons.give(ws, ids, verdict, fields, drafts_seen=seen))
            except InputError as error:
                self._refused = str(error)
                raise
            self._receipt, self._kept = stored.receipt, reason_lines.not_stored(stored.kept)
            return self._receipt

    async def _say_stored(self, receipt: Receipt) -> None:
        if self._kept:
            self.tell(self._kept)
        if receipt.reasons_open:
            await self._say_open("screens.out.still", receipt.reasons_open)
        else:
            self.tell(tn("screens.out.complete", len(self.task_ids), key=key_for(self.app, "review.undo", "u")))

    async def _say_open(self, sentence: str, ids: tuple[int, ...]) -> None:
        """Say what lacks still, and the key of the screen that asks for it."""
        rows = [row for row in await self.desk.read(lambda ws: queries.task_rows(ws, ids)) if row.lacks]
        if rows:
            parts = {part for row in rows for part in row.lacks}
            self.tell(tn(sentence, len(rows), lacks=lacking(parts), key=self._key))

    @property
    def _key(self) -> str:
        return key_for(self.app, "review.reasons", "r")

    @property
    def _typed(self) -> bool:
        return any(line.text for line in (self.reason, self.approver, self.document))

    async def put_away(self) -> str:
        """What was typed is stored; what the store does not take because of what was found meanwhile stays a draft."""
        if not self._typed or self._receipt is not None or await self._stored():
            return ""
        reason = self.problem_line.text
        if self._refused and await self._is_draft():
            self.tell(self._refused)
            return ""
        return t("leaving.not_stored", reason=reason)

    async def _stored(self) -> bool:
        """Store what was typed, and say whether that went well."""
        with self.problems():
            await self._store()
        return self._receipt is not None

    async def _is_draft(self) -> bool:
        """Keep what was typed, and say whether that went well."""
        await self.save_draft()
        return self._looked and all(self._line(field).text == self._drafts[field] for field in REASON_PARTS)

    async def action_leave(self) -> None:
        """Leave; what was typed is stored first."""
        async with self.keys_held():
            if await self.may_leave():
                if self._receipt is None:
                    await self._say_open("screens.out.left_open", self.task_ids)
                else:
                    await self._say_stored(self._receipt)
                self.dismiss(self._receipt)


def _keep(ws: Workspace, task_id: int, texts: dict[str, str]) -> None:
    for field, text in texts.items():
        review.save_draft(ws, task_id, text, field)
