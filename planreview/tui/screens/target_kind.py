"""Which kind a target is: how each is measured, and, of a plan that is stored, what the figures of today would be by it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult

from planreview.aims import aim_of
from planreview.catalogue import t
from planreview.domain.review import TargetView
from planreview.domain.target_values import KINDS
from planreview.services.target_correcting import weigh_kinds
from planreview.text import show
from planreview.tui.screens.dialog import Dialog
from planreview.tui.target_words import figure_words, given_words
from planreview.tui.widgets.asking_list import AskingList
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

_COLUMNS = (Column(1), Column(10), Column())


class KindsScreen(Dialog[str | None]):
    """Gives the kind that was chosen, None where it was left."""

    FULL = True
    COLUMNS: ClassVar[tuple[Column, ...]] = _COLUMNS
    HEADS: ClassVar[tuple[str, ...]] = ("target.field.kind", "screens.kind.how")

    # The kind that is marked as the present one.
    present = ""

    kinds = getters.query_one("#target-kinds", ChoiceList)
    given = getters.query_one("#target-kind-given", Paragraph)
    meaning = getters.query_one("#target-kind-meaning", Paragraph)

    def body(self) -> ComposeResult:
        yield Paragraph(id="target-kind-given", classes="remark")
        yield AskingList(self.COLUMNS, enter="screens.key.correct_kind", id="target-kinds")
        yield Paragraph(id="target-kind-meaning", classes="field-label")

    def show_kinds(self, own: str, given: Iterable[tuple[str, ...]]) -> None:
        """List kinds, each with what else is said of it; the target's ``own`` is marked, and chosen first."""
        self.present = own
        self.title_line.text = t("screens.kind.title")
        lines = [
            Choice(kind, ("*" if kind == own else "", t(f"target.kind.{kind}"), t(f"target.brief.{kind}"), *more))
            for kind, *more in given
        ]
        first = not self.kinds.choices
        self.kinds.show_choices([Choice(None, ("", *map(t, self.HEADS)), "columns"), *lines])
        if first:
            self.kinds.select_key(own)
            self.kinds.focus()

    def on_choice_list_moved(self) -> None:
        """Say in full how the marked kind is measured."""
        chosen = self.kinds.chosen
        self.meaning.text = "" if chosen is None or chosen.key is None else t(f"target.meaning.{chosen.key}")

    def on_choice_list_chosen(self, event: ChoiceList.Chosen) -> None:
        self.dismiss(str(event.choice.key))


class TargetKindScreen(KindsScreen):
    """The kinds with what each would give for a target of the store."""

    COLUMNS = (*_COLUMNS, Column(16, "right"))
    HEADS = (*KindsScreen.HEADS, "screens.kind.now")

    def __init__(self, target: TargetView) -> None:
        super().__init__()
        self.target = target

    async def load(self) -> None:
        weighed = await self.desk.read(lambda ws: weigh_kinds(ws, self.target.id))
        self.given.text = given_words(self.target, weighed)
        self.show_kinds(weighed.kind, ((kind, figure_words(figure)) for kind, figure in weighed.given))


class PreviewKindScreen(KindsScreen):
    """The kinds for a target that is not stored yet: it has no figures."""

    def __init__(self, said: dict[str, str], quote: str) -> None:
        """``said`` by the names of ``FIELDS``."""
        super().__init__()
        self.said = said
        self.quote = quote

    async def load(self) -> None:
        said = self.said
        value = "-".join(said[name] for name in ("value", "value_max") if said.get(name))
        aim = aim_of(said["op"], value, said["unit"], at_least=False)
        self.given.text = f"{show(said['metric'])} {show(aim)}\n{show(self.quote)}"
        self.show_kinds(said["kind"], ((kind,) for kind in KINDS))
