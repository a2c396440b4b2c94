"""The detail pane: what stands in it, in which order, wrapped by cells, targets underlined where they stand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from planreview.cells import width
from planreview.domain.commitments import AdjustmentView
from planreview.domain.past import HistoryEntry
from planreview.domain.review import NoteView, ResponsibilityView, TargetView, TaskDetail
from planreview.domain.spoken import EvidenceView, LastRound, ReportView
from planreview.tui.inks import TARGET, Line, line_width
from planreview.tui.widgets.detail_lines import detail_lines
from planreview.tui.widgets.detail_timeline import HISTORY_LOW, HISTORY_SHOWN, befores
from planreview.tui.widgets.task_columns import current_words
from tests.tui.test_task_list import ROW

BODY = "建设创新平台。新建市级重点实验室3个，引进团队5个；\n再引进团队5个，全部达到100%。"


def target(id: int, quote: str, **change: object) -> TargetView:
    plain = TargetView(
        id=id, uid=f"t{id}", item_id=1, origin="task", kind="flow", metric="m", op=">=", value=Decimal("10"), value_max=None,
        unit="家", baseline=None, due=None, quote=quote, line=1, actual=None, actual_on=None, pending=False, attainment=None,
        plain=None, gap=None, light=None, reached=False,
    )  # fmt: skip
    return replace(plain, **change)  # type: ignore[arg-type]


def entry(place: int, **change: object) -> HistoryEntry:
    day = date(2026, 8, 15)
    plain = HistoryEntry(f"o{place}", f"b{place}", "verdict", "u", 1, {"verdict": "done"}, "张三", "d", "2026-08-15", day, True)
    return replace(plain, **change)  # type: ignore[arg-type]


MEASURED = target(
    1, "新建市级重点实验室3个", actual=Decimal("4"), actual_on=date(2026, 7, 31), attainment=Decimal("40.0"),
    gap=Decimal("-18.3"), light="yellow",
)  # fmt: skip
DETAIL = TaskDetail(
    row=replace(
        ROW, verdict="behind", verdict_on=date(2026, 8, 1), reason_open=True, lacks=("reason",), light="yellow", mismatch=True
    ),
    city="临澜市", plan="要点", sections=("一、壮大创新主体",), body=BODY, line=9, end_line=10, deadline="12月底前",
    verdict_by="张三",
    targets=(MEASURED, target(2, "引进团队5个", pending=True), target(3, "引进团队5个")),
    departments=(
        ResponsibilityView(1, "高新科", "lead", 1, "person", False),
        ResponsibilityView(2, "办公室", "support", 1, "stated", True),
    ),
    notes=(NoteView("n1", "reason", "资金[b]未到位[/b]\n第二行", "李四", date(2026, 8, 2), "2026-08-02T00:00:00Z"),),
    history=(entry(1), entry(2, live=False)),
    evidence=(EvidenceView("e", None, None, None, "云府办〔2026〕3号", "on_site", None, "张三", date(2026, 8, 3), "2026-08-03"),),
)  # fmt: skip


SOURCE = ("标题", "", "一、壮大", "", "", "", "", "3.上一项", "4.建设创新平台。", "再引进团队", "", "5.下一项", "末尾")


def said(detail: TaskDetail, cells: int = 60, height: int = 40) -> list[str]:
    return ["".join(part for part, _ in line) for line in detail_lines(detail, current_words(), cells, height, SOURCE)]


def in_order(text: str, *wanted: str) -> None:
    places = [text.find(one) for one in wanted]
    assert -1 not in places and places == sorted(places), dict(zip(wanted, places, strict=True))


def underlined(lines: list[Line]) -> str:
    return "|".join(text for line in lines for text, ink in line if ink == TARGET)


def test_a_wide_pane_goes_from_title_to_history() -> None:
    lines = "\n".join(said(DETAIL))
    parts = [
        *("4  建设创新平台", "滞后 2026-08-01 张三", "缺原因", "灯 黄", "矛盾", "临澜市 / 一、壮大创新主体"),
        *(
            "新建市级重点实验室",
            "目标值",
            "指标",
            "[1] m",
            "10家       4   40.0   -18.3 黄 07-31",
            "待数",
            "责任单位",
            "主责 高新科  人工",
        ),
        *("配合 办公室  文件载明，按职责分工", "备注 1", "原因  2026-08-02 李四", "资金[b]未到位[/b]", "第二行"),
        *("佐证 1", "现场核实 云府办〔2026〕3号", "经过 2", "2026-08-15 周六", "结论 未核 > 完成", "[已撤] 结论 未核 > 完成"),
        *("原文上下", "D 全文", "     8 3.上一项", ">    9 4.建设", ">   10 再引进", "    12 5.下一项"),
    ]
    places = [lines.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places[5:19] == sorted(places[5:19])


def test_the_targets_are_underlined_where_they_stand_each_at_its_own_place() -> None:
    lines = detail_lines(DETAIL, current_words(), 200, 40)
    assert underlined(lines) == "新建市级重点实验室3个|引进团队5个|引进团队5个"


def test_a_target_that_is_broken_over_lines_is_underlined_on_both() -> None:
    lines = detail_lines(DETAIL, current_words(), 20, 40)
    assert underlined(lines).replace("|", "") == "新建市级重点实验室3个引进团队5个引进团队5个"


def test_a_low_pane_sets_the_figures_close_and_before_the_wording() -> None:
    lines = said(DETAIL, 78, 8)
    assert lines[2] == "[1]4/10=40.0黄  [2]待数  [3]未报" and lines[3].startswith("建设创新平台。")


@pytest.mark.parametrize("height", [8, 40])
@pytest.mark.parametrize("cells", [12, 20, 38, 78, 158])
def test_no_line_of_the_wording_is_wider_than_the_pane_or_begins_with_a_stop(cells: int, height: int) -> None:
    long = replace(DETAIL, body=BODY * 30, targets=())
    lines = detail_lines(long, current_words(), cells, height)
    wording = [line for line in lines if line and all(ink == "foreground" for _, ink in line)]
    assert wording and max(map(line_width, wording)) <= cells
    assert not [line for line in wording if line[0][0].startswith(("，", "。", "；"))]


@pytest.mark.parametrize("cells", [38, 40, 58, 78])
def test_no_line_is_wider_than_the_pane(cells: int) -> None:
    far = replace(MEASURED, actual=Decimal("123456.78"), value=Decimal("987654.32"))
    named = tuple(replace(one, name="生态环境保护督察工作领导小组办公室") for one in DETAIL.departments)
    lines = detail_lines(replace(DETAIL, targets=(far,), departments=named), current_words(), cells, 40)
    assert max(map(line_width, lines)) <= cells
    assert "07-31" in "".join(part for line in lines for part, _ in line)


def test_hostile_text_is_literal_and_without_control_codes() -> None:
    nasty = "x\x1b[2J\x1b]0;t\x07\u202e\x00[@click=app.quit]y[/]"
    detail = replace(DETAIL, body=nasty, sections=(nasty,), verdict_by=nasty, row=replace(DETAIL.row, title=nasty, lead=nasty))
    lines = said(replace(detail, notes=(replace(DETAIL.notes[0], body=nasty, person=nasty),)))
    text = "\n".join(lines)
    assert not set(text) & set("\x1b\x07\x00\u202e") and "[@click=app.quit]y[/]" in text


def test_a_task_without_anything_says_that_nobody_answers_for_it() -> None:
    bare = replace(DETAIL, targets=(), departments=(), notes=(), history=(), row=ROW, deadline=None)
    assert "未分配" in said(bare) and not any("备注" in line or "经过" in line for line in said(bare))


def test_the_history_says_the_day_of_recording_and_another_business_date() -> None:
    later = entry(1, recorded_at="2026-08-15T10:00:00+08:00", effective_on=date(2026, 6, 30))
    lines = said(replace(DETAIL, history=(later, entry(2))))
    assert "2026-08-15 周六" in lines
    assert any("结论 完成（截至 2026-06-30）  张三" in line for line in lines)
    assert sum("（截至 " in line for line in lines) == 1


def test_what_was_stands_before_what_is_and_what_was_taken_back_does_not_count() -> None:
    history = (
        entry(6, kind="clear", payload={}),
        entry(5, payload={"verdict": "done"}, live=False),
        entry(4, payload={"verdict": "ahead"}),
        entry(3, kind="actual", subject="t1", payload={"value": "7"}, about="企业"),
        entry(2, kind="actual", subject="t2", payload={"value": None}, about="团队"),
        entry(1, kind="actual", subject="t1", payload={"value": "3"}, about="企业"),
        entry(0, payload={"verdict": "behind"}),
    )
    assert befores(history) == {"o0": "未核", "o1": "", "o2": "", "o3": "3", "o4": "滞后", "o5": "超前", "o6": "超前"}
    text = "\n".join(said(replace(DETAIL, history=history), 100))
    wanted = [
        "结论 超前 > 未核",
        "[已撤] 结论 超前 > 完成",
        "结论 滞后 > 超前",
        "完成值 企业 3 > 7",
        "完成值 团队 待数",
        "结论 未核 > 滞后",
    ]
    assert [text.find(one) for one in wanted] == sorted(text.find(one) for one in wanted) and text.find(wanted[0]) > 0


def test_a_department_set_in_place_of_another_names_both() -> None:
    assigned = {"kind": "assign", "payload": {"role": "lead", "mode": "set", "department": "x", "source": "person"}}
    history = (entry(2, about="成果科", **assigned), entry(1, about="高新科", **assigned))
    lines = said(replace(DETAIL, history=history))
    assert any("指定单位 主责 高新科 > 成果科" in line for line in lines)


def test_a_gap_says_what_it_is_measured_against() -> None:
    rate = target(1, "增长7%", actual=Decimal("6.1"), gap=Decimal("-0.9"), light="yellow")
    assert any("-0.9点" in line for line in said(replace(DETAIL, targets=(rate,))))
    fine = replace(rate, gap=Decimal("-0.02"))
    assert any("-0.02点" in line for line in said(replace(DETAIL, targets=(fine,))))
    level = replace(rate, kind="level", attainment=Decimal("98.6"), gap=Decimal("-1.4"))
    assert any("-1.4标" in line for line in said(replace(DETAIL, targets=(level,))))


@pytest.mark.parametrize("cells", [30, 33, 38, 60, 110])
def test_figures_stand_below_the_names_of_their_columns(cells: int) -> None:
    lines = said(DETAIL, cells)
    head = next(line for line in lines if "达成%" in line)
    row = next(line for line in lines if "40.0" in line)
    for name, figure in (("目标", "10家"), ("完成", " 4"), ("达成%", "40.0"), ("差距", "-18.3"), ("灯", "黄")):
        assert width(head[: head.index(name) + len(name)]) == width(row[: row.index(figure) + len(figure)]), name


def test_what_was_adjusted_and_where_it_began_stands_below_a_target() -> None:
    changed = AdjustmentView("a", 1, "value", "12", "10", "市政府", "府办3号", "张三", date(2026, 7, 1), "2026-07-01")
    based = replace(MEASURED, baseline=Decimal("2"), plain=Decimal("55.0"))
    text = "".join("\n".join(said(replace(DETAIL, targets=(based,), adjustments=(changed,)), 38)).split())
    assert "基数2" in text and "不计基数55.0%" in text and "12>10" in text and "府办3号" in text


def test_the_last_round_and_the_claim_stand_below_the_verdict() -> None:
    actuals = {1: (Decimal("3"), date(2026, 7, 31)), 99: (None, date.min)}
    last = LastRound("on_track", date(2026, 7, 31), "李四", "七月轮", "资金在途", actuals)
    newest = ReportView("r2", "done", "已全部建成", "科技局", date(2026, 8, 10), "b")
    claims = (newest, replace(newest, verdict=None, text="旧", on=date(2026, 7, 1)))
    apart = replace(DETAIL.row, mismatches=("report",))
    text = "\n".join(said(replace(DETAIL, row=apart, last=last, reports=claims), 78)[:8])
    in_order(text, "滞后 2026-08-01", "上轮 序时 2026-07-31 七月轮 李四  [1] 3(07-31)", "资金在途")
    in_order(text, "资金在途", "自评 完成 2026-08-10 科技局  与结论不一", "已全部建成")
    assert "旧" not in text


def test_source_lines_that_are_not_there_are_left_out() -> None:
    assert not any("原文上下" in line for line in said(replace(DETAIL, line=99, end_line=99)))
    many = replace(DETAIL, line=1, end_line=13)
    shown = [line for line in said(many) if line.startswith(">")]
    assert len(shown) == 6 and shown[-1].endswith("末尾")


def test_a_long_history_is_cut_and_says_how_much_is_left() -> None:
    many = tuple(entry(place) for place in range(HISTORY_SHOWN + 5))
    assert "另有5步" in said(replace(DETAIL, history=many))
    assert f"另有{HISTORY_SHOWN + 5 - HISTORY_LOW}步" in said(replace(DETAIL, history=many), 78, 8)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"overdue": True}, "超期"),
        ({"supervised": False}, "不列入督查"),
        ({"routine": True}, "常态推进"),
        ({"due_presumed": True}, "（推定）"),
    ],
)
def test_the_line_below_the_title_says_what_is_special(change: dict[str, object], words: str) -> None:
    detail = replace(DETAIL, row=replace(DETAIL.row, **change))  # type: ignore[arg-type]
    assert words in said(detail, 120)[1] and width(said(detail, 120)[1]) <= 120


def test_a_yellow_light_that_no_figure_gives_says_that_the_day_is_near() -> None:
    near = replace(DETAIL, targets=())
    assert "灯 黄（临近时限）" in "\n".join(said(near))
    assert "临近时限" not in "\n".join(said(DETAIL))
    red = replace(near, row=replace(near.row, light="red", overdue=True))
    assert "临近时限" not in "\n".join(said(red)) and "超期" in "\n".join(said(red))


@pytest.mark.parametrize(("deadline", "printed"), [("2026-12-31", "时限2026-12-31"), ("12月底前", "时限2026-12-31 (12月底前)")])
def test_a_deadline_is_printed_once(deadline: str, printed: str) -> None:
    row = replace(DETAIL.row, due=date(2026, 12, 31), due_presumed=False, routine=False)
    text = "\n".join(said(replace(DETAIL, row=row, deadline=deadline), 200))
    assert printed in text and text.count("2026-12-31") == 1
