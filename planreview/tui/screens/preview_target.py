"""What a target of the preview means, on one line that stays until it can be read."""

from __future__ import annotations

from collections.abc import Mapping

from planreview.catalogue import t
from planreview.domain.outline import TargetSpec
from planreview.domain.target_values import FIELDS, operator_for
from planreview.services.target_adding import check_needed
from planreview.services.target_reading import apart, parse_values, spoken_values, understood
from planreview.tui.screens.ask import AskScreen
from planreview.tui.widgets.prompt_line import PromptLine


class PreviewTargetScreen(AskScreen):
    """Gives the line; ``said`` holds what it says by the names of ``FIELDS``. What cannot be meant stays there, with what can."""

    def __init__(self, remark: str, values: Mapping[str, str], of: TargetSpec | None = None) -> None:
        """``values`` stand on the line, those ``of`` a target that is read, or without it of one to be added."""
        shown = {name: text for name, text in values.items() if text} if of is not None else values
        super().__init__(t("preview.change_title"), f"{remark}\n{t('preview.change_fields')}", spoken_values(shown))
        self.before = {name: values.get(name, "") for name in FIELDS}
        self.of = of
        self.said: dict[str, str] = {}

    async def answered(self, line: PromptLine) -> None:
        """Read it; an empty line says nothing."""
        text = line.text
        if not text:
            self.dismiss(None)
            return
        async with self.keys_held():
            with self.problems():
                today = await self.desk.read(lambda ws: ws.today())
                said = understood(parse_values(apart(text)), today, self.of)
                if self.of is None:
                    check_needed(said)
                elif (kind := said.get("kind", "")) != self.before["kind"] and said.get("op") == self.before["op"] and kind:
                    # The sign that stood there was that of the kind before.
                    said["op"] = operator_for(kind, said["op"])
                self.said = said
                self.dismiss(text)
