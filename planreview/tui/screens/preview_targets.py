"""The targets of a task in the preview: taken, dropped, changed or added; what is wanted comes back as corrections."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import BindingType

from planreview.aims import aim_of
from planreview.catalogue import t
from planreview.domain.outline import Outline, TargetSpec
from planreview.domain.target_values import operator_for, values_of
from planreview.outline import corrections as kinds
from planreview.outline.corrections import Correction, correction_at
from planreview.services.target_reading import spoken_values
from planreview.text import show
from planreview.tui.keys import bind
from planreview.tui.preview_lines import nearest_target, target_correction
from planreview.tui.screens.dialog import Dialog
from planreview.tui.screens.preview_target import PreviewTargetScreen
from planreview.tui.screens.target_kind import PreviewKindScreen
from planreview.tui.widgets.asking_list import AskingList
from planreview.tui.widgets.choice_list import Choice, ChoiceList, Column
from planreview.tui.widgets.paragraph import Paragraph

_COLUMNS = (Column(6), Column(), Column(14, "right"), Column(10, from_width=60), Column(10, from_width=70))


class PreviewTargetsScreen(Dialog[tuple[Correction, ...] | None]):
    """Gives the corrections made on Ctrl+S or Esc, for each was asked for by a key of its own."""

    FULL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("y", "take", "preview_take"),
        bind("d", "drop", "preview_drop"),
        bind("f3", "kind", "preview_kind"),
        bind("n", "add", "preview_add"),
        bind("ctrl+s", "leave", "preview_accept"),
    ]

    targets = getters.query_one(ChoiceList)
    quote = getters.query_one("#preview-target-quote", Paragraph)
    meaning = getters.query_one("#preview-target-meaning", Paragraph)

    def __init__(self, outline: Outline, line: int, targets: list[TargetSpec], heading: str = "") -> None:
        """The ``targets`` at a line; ``heading`` says otherwise than by the line what they are of."""
        super().__init__()
        self.heading = heading or t("preview.targets_title", line=line)
        self.outline = outline
        self.line = line
        self.known = targets
        self.made: dict[int, Correction] = {}
        self.added: list[Correction] = []

    def body(self) -> ComposeResult:
        yield AskingList(_COLUMNS, enter="screens.key.preview_change")
        yield Paragraph(id="preview-target-quote", classes="remark")
        yield Paragraph(id="preview-target-meaning", classes="field-label")

    def on_mount(self) -> None:
        self.title_line.text = self.heading
        self._show()
        self.targets.focus()

    def _show(self) -> None:
        lines = [self._choice(place, one) for place, one in enumerate(self.known)]
        lines += [Choice(None, (t("preview.target_added"), show(spoken_values(one.said)), "", "", "")) for one in self.added]
        self.targets.show_choices(lines)
        self._quote()

    def _choice(self, place: int, target: TargetSpec) -> Choice:
        made = self.made.get(place)
        state = "doubtful" if target.doubtful else "stands"
        if made is not None:
            state = {kinds.TARGET_DROPPED: "dropped"}.get(made.kind, "taken")
        said = self._means(place)
        value = "-".join(text for text in (said["value"], said["value_max"]) if text)
        cells = (
            t(f"preview.target_{state}"),
            said["metric"],
            aim_of(said["op"], value, said["unit"], at_least=False),
            t(f"target.kind.{said['kind']}"),
            said["due"],
        )
        return Choice(place, tuple(map(show, cells)), "alarm" if state == "doubtful" else "faint" if state == "dropped" else "")

    @property
    def place(self) -> int | None:
        """Which target is marked; None for one that was just added."""
        chosen = self.targets.chosen
        return chosen.key if chosen is not None and isinstance(chosen.key, int) else None

    def on_choice_list_moved(self) -> None:
        self._quote()

    def _quote(self) -> None:
        place = self.place
        self.meaning.text = ""
        if not self.known or place is None:
            self.quote.text = "" if self.known else self._none_here()
            return
        target = self.known[place]
        kind = self._means(place)["kind"]
        doubtful = target.doubtful and place not in self.made
        self.quote.text = t("preview.quoted", line=target.line, quote=show(target.quote))
        self.meaning.text = t(f"target.meaning.{kind}") + (t("preview.doubtful_meaning") if doubtful else "")

    def _none_here(self) -> str:
        """That there is none here, and where the nearest is."""
        near = nearest_target(self.outline, self.line)
        nothing = t("preview.no_targets")
        return nothing if near is None else f"{nothing} {t('preview.nearest_target', line=near)}"

    def _say(self, kind: str, values: dict[str, str] | None = None) -> None:
        place = self.place
        if place is None:
            self.complain(t("preview.no_targets"))
            return
        self.complain("")
        made = self.made.get(place)
        # What was said before stands, where this says nothing else.
        said = {**({} if made is None or made.kind != kind else made.said), **(values or {})}
        self.made[place] = target_correction(self.outline, kind, self.known[place], said)
        self._show()

    def action_take(self) -> None:
        """This is a target."""
        self._say(kinds.TARGET)

    def action_drop(self) -> None:
        """This is none."""
        self._say(kinds.TARGET_DROPPED)

    def on_choice_list_chosen(self) -> None:
        self._change()

    def _means(self, place: int) -> dict[str, str]:
        """What a target says by now, all of it."""
        made = self.made.get(place)
        said = {} if made is None or made.kind != kinds.TARGET else made.said
        return values_of(self.known[place]) | {name: text for name, text in said.items() if name != "was"}

    @work(group="ask")
    async def _change(self) -> None:
        """Change what a target means, all of it on one line."""
        place = self.place
        if place is None:
            return
        target = self.known[place]
        asking = PreviewTargetScreen(show(target.quote), self._means(place), target)
        if await self.app.push_screen_wait(asking) is not None:
            self._say(kinds.TARGET, asking.said)

    @work(group="ask")
    async def action_kind(self) -> None:
        """Pick the kind of a target by how each is measured."""
        place = self.place
        if place is None:
            self.complain(t("preview.no_targets"))
            return
        means = self._means(place)
        kind = await self.app.push_screen_wait(PreviewKindScreen(means, self.known[place].quote))
        if kind == means["kind"]:
            self._say(kinds.TARGET)
        elif kind is not None:
            self._say(kinds.TARGET, {"kind": kind, "op": operator_for(kind, means["op"])})

    @work(group="ask")
    async def action_add(self) -> None:
        """Add a target that was not seen."""
        example = {"metric": "", "op": ">=", "value": "", "unit": "", "kind": "flow"}
        asking = PreviewTargetScreen(t("preview.add_remark"), example)
        if await self.app.push_screen_wait(asking) is None:
            return
        metric = asking.said["metric"]
        words = metric if metric in self.outline.lines[self.line - 1] else None
        self.added.append(correction_at(self.outline.lines, kinds.TARGET_ADDED, self.line, asking.said, words=words))
        self._show()

    async def action_leave(self) -> None:
        """Go back with what was said."""
        self.dismiss((*self.made.values(), *self.added))
