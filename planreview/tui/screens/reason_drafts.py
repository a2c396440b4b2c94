"""Reasons that are typed for one task after another and not stored: each is a draft of its task, as a note is."""

from __future__ import annotations

from asyncio import Lock
from collections.abc import Mapping

from planreview.catalogue import t
from planreview.domain.review import REASON_PARTS, TaskRow
from planreview.errors import PlanreviewError
from planreview.services import reasons, review
from planreview.services.drafts import in_front
from planreview.services.workspace import Workspace
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.note import AUTOSAVE
from planreview.tui.widgets.prompt_line import PromptLine

# A task and one of its fields.
Place = tuple[int, str]


class ReasonDrafts(Dialog[None]):
    """Lines for the parts of a reason, which belong to one task at a time (``current``); leaving a task keeps what stands there.

    A subclass yields the lines and calls :meth:`look_for_drafts` once at the end of its ``load``.
    """

    def __init__(self, autosave: float = AUTOSAVE) -> None:
        super().__init__()
        self._autosave = autosave
        self.current: int | None = None
        # What was typed and not stored, by task.
        self.typed: dict[int, dict[str, str]] = {}
        # What stands in drafts, and what stood there when the screen opened (None until that has been looked for).
        self._drafts: dict[Place, str] = {}
        self._found: dict[Place, str] | None = None
        self._failure = ""
        # Who leaves waits for the drafts on their way.
        self._keeping = Lock()
        # The clock and a reading may both look for drafts: the second does not put them in front again.
        self._looking = Lock()

    def on_mount(self) -> None:
        self.set_interval(self._autosave, self.save_drafts)

    def line(self, field: str) -> PromptLine:
        """The line of a part."""
        return self.query_one(f"#reasons-{field}", PromptLine)

    async def look_for_drafts(self) -> None:
        """Put what this person began before in front of what has been typed; once, and again where that failed."""
        async with self._looking:
            if self._found is not None:
                return
            found: dict[Place, str] = {}
            # The writer knows whose drafts are meant; a reader is nobody.
            await self.desk.write(lambda ws: found.update(reasons.begun(ws)))
            self._found = found
            self._drafts |= found
            self.keep()
            self.current = None
            for (task_id, field), body in found.items():
                typed = self.typed.setdefault(task_id, {})
                if body not in typed.get(field, ""):
                    typed[field] = in_front(body, typed.get(field, ""))

    @property
    def drafts_seen(self) -> bool:
        """Whether what this person began before stands on the lines: what nobody has seen stays when a reason is stored."""
        return self._found is not None

    def keep(self) -> None:
        """Remember what stands on the lines for the task they belong to."""
        if self.current is not None:
            self.typed[self.current] = {field: self.line(field).text for field in REASON_PARTS}

    def unasked(self, row: TaskRow) -> dict[str, str]:
        """What was typed for parts that have been given since: nothing asks for it, and it is not stored."""
        typed = self.typed.get(row.id, {})
        return {field: typed[field] for field in REASON_PARTS if typed.get(field) and field not in row.lacks}

    def take(self, row: TaskRow) -> dict[str, str]:
        """Take what stands on the lines that are asked for off their task, to be stored: a draft of it is kept no longer."""
        self.keep()
        typed = self.typed.pop(row.id)
        for field in row.lacks:
            self._drafts.pop((row.id, field), None)
        self.current = None
        # What is hidden was typed for a part that somebody gave since: stored, it would cover that unseen.
        self.give_back(row.id, {field: text for field, text in typed.items() if field not in row.lacks})
        return {field: typed[field] for field in row.lacks}

    def give_back(self, task_id: int, fields: Mapping[str, str]) -> None:
        """What could not be stored stands with its task again, unless another was typed there since."""
        for field, text in fields.items():
            if text:
                typed = self.typed.setdefault(task_id, {})
                typed[field] = typed.get(field) or text

    async def save_drafts(self) -> None:
        """Keep what was typed since the last time; what cannot be kept now is tried again at the next stroke of the clock."""
        if self._found is None and self._opened:
            self.keep()
            with self.in_place(self._draft_failed if self._changed() else lambda _: None):
                await self.load()
        async with self._keeping:
            # A draft that was not seen must not be replaced by what was typed since.
            if self._found is None or self._left:
                return
            self.keep()
            if changed := self._changed():
                await self._write_drafts(changed)

    async def _write_drafts(self, changed: dict[Place, str]) -> None:
        # At once: a reason that is stored meanwhile takes its draft with it.
        self._drafts |= changed
        self._failure = ""

        def job(ws: Workspace) -> None:
            for (task_id, field), body in changed.items():
                review.save_draft(ws, task_id, body, field)

        with self.in_place(self._draft_failed):
            try:
                await self.desk.write(job)
            except PlanreviewError:
                for place in changed:
                    self._drafts.pop(place, None)
                raise

    def _changed(self) -> dict[Place, str]:
        typed = {(task_id, field): lines.get(field, "") for task_id, lines in self.typed.items() for field in REASON_PARTS}
        return {place: body for place, body in typed.items() if body != self._drafts.get(place, "")}

    def _draft_failed(self, reason: str) -> None:
        self._failure = t("screens.note.draft_failed", reason=reason)
        self.complain(self._failure)

    def left_as_drafts(self) -> set[int]:
        """The tasks that have a draft which was not there when the screen opened."""
        before = self._found or {}
        return {place[0] for place, body in self._drafts.items() if body and body != before.get(place)}

    async def put_away(self) -> str:
        """What was typed becomes drafts of the tasks."""
        await self.stored()
        await self.save_drafts()
        return self._failure if self._changed() else ""
