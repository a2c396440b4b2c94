"""The two lines above the list say what is known, and nothing that was not read yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

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


def test_the_filter_is_said_whole_and_the_rest_gives_way_in_parts() -> None:
    bar = FilterBar()
    view = View(
        scope="2020年达州市科技创新工作要点",
        filter="结论=滞后 单位=高新科",
        shown=3,
        roles=(3, 0),
        reasons=3,
        overdue=2,
        unassigned=1,
    )
    bar.view = view
    assert said(bar, 120).startswith("范围 2020年达州市科技创新工作要点  筛选 结论=滞后 单位=高新科 ")
    narrow = said(bar)
    assert narrow.startswith("范围 2020年") and "~  筛选 结论=滞后 单位=高新科  " in narrow
    assert "显示3" in narrow and "缺原因3" in narrow and "未分配" not in narrow
    bar.view = replace(view, filter="结论=滞后 单位=高新科 时限<=2026-06 备注=原因 提升科技创新能力")
    assert said(bar).startswith("筛选 结论=滞后 单位=高新科 时限<=2026-06 备注=原因 提升科技创新能力 ")
    assert "显示3" in said(bar) and "范围" not in said(bar)
    bar.view = replace(view, filter="结论=滞后 " * 12, sort="gap")
    assert said(bar).split("~")[0].count("结论=滞后") >= 6 and said(bar).endswith("显示3")
    # Without a filter the scope has the room.
    bar.view = replace(view, filter="")
    assert said(bar).startswith("范围 2020年达州市科技创新工作要点 ")


def test_whole_parts_give_way_before_title_and_round_are_cut_to_nothing() -> None:
    bar = HeadBar()
    full = Standing(
        title="临澜市2020年政府工作报告重点任务分工",
        as_of=date(2020, 10, 31),
        share=Decimal("83.3"),
        reviewed=21,
        total=35,
        person="欧阳慕容",
        round="2020年三季度轮",
        never=1,
    )
    bar.standing = full
    assert said(bar, 160).split() == [
        full.title,
        "截至2020-10-31",
        "序时进度83.3%",
        full.round,
        "已核21/35",
        "从未核1",
        "欧阳慕容",
    ]
    narrow = said(bar)
    assert (
        narrow.startswith("临澜市2020年政府工作")
        and full.round in narrow
        and "已核21/35" in narrow
        and "截至2020-10-31" in narrow
    )
    assert "欧阳" not in narrow and "序时" not in narrow
    bar.standing = replace(full, part=(3, 12))
    narrow = said(bar)
    assert narrow.startswith("临澜市2020年政府工作") and full.round in narrow and "本轮3/12" in narrow
    # What is said in place of the date is news.
    bar.standing = replace(full, moving="正在按2020-11-01重算，已完成37%")
    assert "重算" in said(bar) and full.round in said(bar)
    # A short title needs nobody to go.
    bar.standing = replace(full, title="临澜", round="")
    assert "欧阳慕容" in said(bar) and "序时进度" in said(bar)
    # How to give one's name makes way for a figure too.
    bar.standing = replace(full, title="临澜市2026年工作要点", round="", person="张三（@ 改名）")
    assert "改名" not in said(bar) and "序时" in said(bar)


def test_a_number_that_is_not_known_is_not_drawn() -> None:
    bar = FilterBar()
    bar.view = View(scope="全部", selected=2)
    assert "显示" not in said(bar) and "选中2" in said(bar).replace(" ", "")
