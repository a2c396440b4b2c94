"""The tree: folding, names, figures, the scope."""

from __future__ import annotations

from decimal import Decimal

from textual.app import App, ComposeResult

from planreview.domain.review import TreeNode
from planreview.tui.inks import line_width
from planreview.tui.themes import shipped_themes
from planreview.tui.widgets.plan_tree import PlanTree

CITY = TreeNode("city", 1, "", "临澜市", 0, None, 9, 3, Decimal("33.3"), Decimal("66.7"))
PLAN = TreeNode("plan", 1, "2026", "2026年临澜市科技工作要点", 1, 0, 9, 3, Decimal("33.3"), Decimal("66.7"), 1)
FIRST = TreeNode("section", 1, "一、", "壮大创新主体", 2, 1, 4, 0, None, None, 1)
INNER = TreeNode("section", 2, "（一）", "培育企业", 3, 2, 2, 0, None, None, 1)
SECOND = TreeNode("section", 3, "二、", "优化创新环境", 2, 1, 5, 3, Decimal("0.0"), Decimal("100.0"), 1)
NODES = (CITY, PLAN, FIRST, INNER, SECOND)


class TreeApp(App[None]):
    """Only a tree; the scopes that are chosen are kept."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[TreeNode | None] = []
        for theme in shipped_themes():
            self.register_theme(theme)
        self.theme = "light"

    def compose(self) -> ComposeResult:
        yield PlanTree(id="tree")

    def on_plan_tree_scope_chosen(self, event: PlanTree.ScopeChosen) -> None:
        self.chosen.append(event.node)

    @property
    def tree_pane(self) -> PlanTree:
        return self.query_one(PlanTree)

    def lines(self) -> list[str]:
        return [self.tree_pane.render_line(y).text.rstrip() for y in range(self.tree_pane.count)]


async def test_every_line_says_name_count_and_both_rates() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)):
        app.tree_pane.show(NODES)
        assert app.lines()[0].split() == [">全部", "9"]
        assert app.lines()[1].split() == ["-临澜市", "9", "66.7", "33.3"]
        assert app.lines()[2].split() == ["-2026年科技工作要点", "9", "66.7", "33.3"]
        assert app.lines()[3].split() == ["-一、壮大创新主体", "4", "-", "-"]
        assert app.lines()[5].split() == ["二、优化创新环境", "5", "100.0", "0.0"]


async def test_lines_and_head_have_one_width() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)):
        app.tree_pane.show(NODES)
        for cells in (24, 34, 44):
            widths = {line_width(app.tree_pane.line(index, cells)) for index in range(1, 6)}
            assert widths == {line_width(app.tree_pane.heading(cells))}


async def test_folding_hides_what_is_below_and_keeps_the_cursor() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.tree_pane.show(NODES)
        await pilot.press("down", "down", "down", "left")
        assert app.lines()[3].removeprefix(">").split()[0] == "+一、壮大创新主体" and len(app.lines()) == 5
        app.tree_pane.show(NODES)
        assert app.tree_pane.node == FIRST and len(app.lines()) == 5
        await pilot.press("right")
        assert len(app.lines()) == 6
        await pilot.press("right")
        assert app.tree_pane.node == INNER
        await pilot.press("left")
        assert app.tree_pane.node == FIRST
        await pilot.press("home", "left", "right", "plus", "minus")
        assert app.tree_pane.cursor == 0


async def test_enter_and_a_second_click_choose_what_is_looked_at() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.tree_pane.show(NODES)
        await pilot.press("end", "enter")
        assert app.chosen == [SECOND] and app.lines()[5].startswith(">")
        await pilot.click("#tree", offset=(4, 3), times=2)
        assert app.chosen[-1] == FIRST
        await pilot.press("home", "enter")
        assert app.chosen[-1] is None


async def test_cursor_and_scope_are_told_apart_without_colour() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.tree_pane.show(NODES)
        await pilot.press("end", "enter", "up", "up")
        assert app.lines()[3].startswith(">") and app.lines()[5].startswith("*") and not app.lines()[0].startswith((">", "*"))
        app.set_focus(None)
        await pilot.pause()
        assert app.lines()[5].startswith(">") and not any(line.startswith(("*", ">")) for line in app.lines()[:5])


async def test_the_scope_survives_new_figures() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.tree_pane.show(NODES)
        await pilot.press("end", "enter")
        app.tree_pane.show((CITY, PLAN, SECOND))
        assert app.lines()[3].startswith(">") and app.tree_pane.node == SECOND


async def test_everything_is_folded_and_opened_at_once() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.tree_pane.show(NODES)
        await pilot.press("end", "shift+left")
        assert len(app.lines()) == 2 and app.tree_pane.node == CITY
        await pilot.press("right")
        assert len(app.lines()) == 3
        await pilot.press("shift+right")
        assert len(app.lines()) == len(NODES) + 1


async def test_a_click_on_the_mark_folds_and_one_on_the_name_does_not() -> None:
    app = TreeApp()
    async with app.run_test(size=(40, 12)) as pilot:
        app.tree_pane.show(NODES)
        await pilot.click("#tree", offset=(1, 1))
        assert len(app.lines()) == 2
        await pilot.click("#tree", offset=(1, 1))
        await pilot.click("#tree", offset=(4, 1))
        assert len(app.lines()) == len(NODES) + 1
