"""The two lines above the list say what is known, and nothing that was not read yet."""

from __future__ import annotations

from planreview.cells import width
from planreview.tui.widgets.bars import FilterBar, HeadBar, Standing, View


def said(bar: HeadBar | FilterBar, cells: int = 79) -> str:
    text = "".join(part for part, _ in bar.spans(cells))
    assert width(text) <= cells
    return text


def test_nothing_is_counted_before_the_figures_are_read() -> None:
    bar = HeadBar()
    bar.standing = Standing(title="全部计划", person="张三")
    assert "已核" not in said(bar) and "0/0" not in said(bar) and "张三" in said(bar)
    bar.standing = Standing(title="全部计划", reviewed=0, total=6)
    assert "已核0/6" in said(bar)


def test_another_order_than_the_plans_is_said() -> None:
    bar = FilterBar()
    bar.view = View(scope="全部", shown=6)
    assert "排" not in said(bar)
    bar.view = View(scope="全部" * 30, filter="灯=红" * 10, shown=6, sort="gap")
    assert "按差距排" in said(bar)
