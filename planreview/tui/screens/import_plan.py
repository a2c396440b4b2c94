"""Import a plan: the file is named with completion, read, and shown as understood before it is stored."""

from __future__ import annotations

import os
from difflib import get_close_matches
from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from planreview.catalogue import t, tn
from planreview.errors import InputError
from planreview.services.corrections import replay
from planreview.services.imports import ImportResult, prepare
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.path_names import can_list, common_beginning, completions, is_whole, missing_part, typed_path
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.import_review import ImportReviewScreen
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph
from planreview.tui.widgets.prompt_line import PromptLine

# Bytes that only the command line can be told how to read.
NOT_TEXT = frozenset({"file_is_binary", "encoding_unclear", "encoding_wrong"})
# Names that are like one that is not there.
NEAR = 3


class ImportScreen(Dialog[ImportResult | None]):
    """Asks for the file; the next screen asks whether what was understood is to be stored."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("tab", "complete", "complete", priority=True),
        bind("up", "go(-1)", "up", show=False),
        bind("down", "go(1)", "down", show=False),
    ]

    line = getters.query_one("#import-path", PromptLine)
    names = getters.query_one("#import-names", ChoiceList)
    # Below the line that is looked at: on a tall screen the foot is far from it.
    problem_line = getters.query_one("#import-said", Paragraph)

    def __init__(self, start: Path | None = None) -> None:
        super().__init__()
        self.start = start or Path.cwd()
        # A name on the line has lost what a terminal cannot show; the path that was picked is kept beside it.
        self.picked: tuple[str, Path] | None = None
        self._moving = False

    def body(self) -> ComposeResult:
        yield PromptLine(id="import-path", enter="screens.key.read_file", placeholder=t("screens.import.example"))
        yield Paragraph(id="import-said", classes="problem")
        yield ChoiceList((Column(), Column(6)), focusable=False, id="import-names")

    def on_mount(self) -> None:
        self._put(self.start)
        self.line.focus()

    async def load(self) -> None:
        self.title_line.text = t("screens.import.title")
        self._offer()

    @property
    def path(self) -> Path:
        """The file that the line names."""
        if self.picked is not None and self.line.value == self.picked[0]:
            return self.picked[1]
        return typed_path(self.line.text)

    def _put(self, path: Path) -> None:
        text = show(str(path).rstrip("/") + "/" if path.is_dir() else path)
        self.picked = (text, path)
        self.line.value = text
        self.line.cursor_position = len(text)

    def _starts_anew(self) -> bool:
        """Let a whole path that was typed or pasted behind a folder on the line take the folder's place."""
        folder = self.picked[0] if self.picked is not None else ""
        behind = self.line.value.removeprefix(folder)
        if not folder.endswith("/") or behind == self.line.value or not is_whole(behind):
            return False
        self.picked = None
        self.line.value = behind
        self.line.cursor_position = len(behind)
        return True

    def _offer(self) -> None:
        """List what the line may become."""
        text = f"{self.path}/" if self.line.value.endswith("/") else str(self.path)
        found = completions(text if self.line.text else "")
        self.names.show_choices(list(map(_choice, found)), keep=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        # What was put there has been spoken of by whoever put it.
        if self.picked is None or self.line.value != self.picked[0]:
            self.complain("")
        if self._starts_anew():
            return
        if self._moving:
            self._moving = False
        else:
            self._offer()

    def action_complete(self) -> None:
        """Complete what was typed as far as it is plain."""
        self.complain("")
        found = [choice.key for choice in self.names.choices if isinstance(choice.key, Path)]
        # Names that only hold what was typed have no beginning in common with it.
        typed = str(self.path)
        begun = [path for path in found if str(path).startswith(typed)] or found
        beginning, before = common_beginning(begun), self.line.value
        if len(begun) == 1:
            self._put(begun[0])
        elif len(beginning) > len(typed) and beginning.startswith(typed):
            self._put(Path(beginning))
        if self.line.value != before:
            return
        if found:
            self.complain(tn("screens.import.several", len(found)))
        else:
            self.complain(t("screens.import.none_found"))

    def action_go(self, step: int) -> None:
        """Take a name of the list onto the line."""
        self.names.action_move(step)
        self._take()

    def on_choice_list_chosen(self) -> None:
        self._take()

    def _take(self) -> None:
        chosen = self.names.chosen
        if chosen is not None and isinstance(chosen.key, Path):
            self.complain("")
            before = self.line.value
            self._put(chosen.key)
            self._moving = self.line.value != before

    def on_input_submitted(self, event: Input.Submitted) -> None:
        path = self.path
        if not self.line.text:
            self.complain(t("screens.import.name_a_file"))
        elif path.is_dir():
            self._put(path)
            self._offer()
            if self._holds_one():
                return
            shut = not self.names.choices and not can_list(path)
            said = "folder_shut" if shut else "a_folder" if self.names.choices else "folder_empty"
            self.complain(t(f"screens.import.{said}"))
        elif not self._is_meant(path) and not self._is_missing(path):
            self._read(path)

    def _holds_one(self) -> bool:
        """Put the one document of a folder on the line, for Enter to take."""
        keys = [choice.key for choice in self.names.choices]
        only = keys[0] if len(keys) == 1 else None
        if not isinstance(only, Path) or only.is_dir():
            return False
        self._put(only)
        self.complain(t("screens.import.only_one"))
        return True

    def _is_meant(self, path: Path) -> bool:
        """Put the one name on the line that holds what was typed, for Enter to take: a number of it is enough."""
        found = completions(str(path)) if missing_part(path) is not None else []
        if len(found) != 1:
            return False
        self._put(found[0])
        self.complain(t("screens.import.meant"))
        return True

    def _is_missing(self, path: Path) -> bool:
        """Say of a path that is not there how far it is right, and offer what stands beside it."""
        found = missing_part(path)
        if found is None:
            return False
        folder, name = found
        beside = completions(f"{folder}{os.sep}")
        close = get_close_matches(name, [one.name for one in beside], n=NEAR, cutoff=0.5)
        words = t("screens.import.missing", folder=show(folder), name=show(name))
        if close:
            words += t("screens.import.close", names=t("adjust.and").join(map(show, close)))
        self.complain(words + t("screens.import.pick_below" if beside else "screens.import.check"))
        beside.sort(key=lambda one: close.index(one.name) if one.name in close else NEAR)
        self.names.show_choices(list(map(_choice, beside)), keep=False)
        return True

    @work(exclusive=True, group="read")
    async def _read(self, path: Path) -> None:
        with self.problems():
            async with self.patient(t("progress.document", name=show(path.name))) as stop:
                try:
                    prepared = await self.desk.read(stop.heed(lambda ws: replay(ws, prepare(path))))
                except InputError as error:
                    if error.key not in NOT_TEXT:
                        raise
                    # In the words of the screen, which has no options.
                    self.complain(t("screens.import.not_text", name=show(path.name)))
                    return
            result = await self.app.push_screen_wait(ImportReviewScreen(prepared))
            if result is not None:
                self.dismiss(result)


def _choice(path: Path) -> Choice:
    return Choice(path, (path.name, t("screens.import.folder") if path.is_dir() else ""))
