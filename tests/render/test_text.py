"""The printed table: golden texts, widths, GBK, and the same layout on a terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from planreview.catalogue import use_language
from planreview.cells import width
from planreview.domain.counting import TaskFact
from planreview.domain.grouping import GroupName
from planreview.domain.summary import Summary
from planreview.render import plain, table
from planreview.render.grid import lay_out
from planreview.render.printed import PRINTED, SPLIT, put_in_words
from tests.render.cases import bulletin, dominated, hostile, make, words

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", [bulletin, dominated])
def test_the_printed_table_is_as_agreed(case: Callable[[], Summary], lang: str) -> None:
    use_language(lang)
    golden = GOLDEN / f"summary_{case.__name__}_{lang}.txt"
    assert plain.render(case()) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("case", [bulletin, dominated, hostile])
def test_no_line_is_wider_than_a_page(case: object, lang: str) -> None:
    use_language(lang)
    assert callable(case)
    assert max(width(line) for line in plain.render(case()).splitlines()) <= 87


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_our_own_text_fits_gbk(lang: str) -> None:
    use_language(lang)
    for case in (bulletin, dominated):
        assert plain.render(case()).encode("gbk").decode("gbk") == plain.render(case())


def test_the_columns_stand_in_the_fields_order() -> None:
    head = plain.render(bulletin()).splitlines()[2]
    assert head.split() == words("序 责任单位(主责) 件数 基数 完成 销号 超前 序时 滞后 未启 未核 超期 序时率 完成率 红/黄")


def test_the_bulletins_total_and_shares() -> None:
    text = plain.render(bulletin())
    total = next(line for line in text.splitlines() if line.strip().startswith("合计"))
    assert total.split() == words("合计 222 213 24 15 10 162 17 0 0 4 92.0 11.3 6/11")
    assert "完成 10.8，超前 4.5，序时 72.9，滞后 7.7，其它 4.1" in text
    assert "基数 213 = 件数 222 - 调出 4 - 无口 5" in text


@pytest.mark.parametrize("ruled", [False, True])
def test_figures_end_at_their_columns_end_and_no_name_is_broken(ruled: bool) -> None:
    lines = lay_out(put_in_words(bulletin()), ruled=ruled)
    ends = {tuple(piece.end for piece in line.pieces if piece.right) for line in lines} - {()}
    assert len(ends) == 1
    place = next(n for n, line in enumerate(lines) if "市人力资源和社会保障局" in line.text)
    assert not any(piece.right for piece in lines[place].pieces)
    assert lines[place + 1].pieces[0].text == "170", "the figures of a long name stand below it"


def test_a_ruled_table_has_a_rule_in_every_gap_and_the_same_figures() -> None:
    made = dominated()
    ruled, text = table.render(made).splitlines(), plain.render(made).splitlines()
    head = next(line for line in ruled if "件数" in line)
    assert head.count("|") == 14
    cross = next(line for line in ruled if set(line) == {"-", "+"})
    assert [at for at, char in enumerate(cross) if char == "+"] == [at for at, char in enumerate(widened(head)) if char == "|"]
    assert sum(set(line) == {"-", "+"} for line in ruled) == 3, "below the head, above and below the total"
    assert [line.replace("|", " ").split() for line in ruled if "+" not in line[:4]] == [
        line.split() for line in text if not line.startswith("---")
    ]
    assert table.render(made).encode("gbk")


def widened(line: str) -> str:
    """The line with a place for each cell."""
    return "".join(char + " " * (width(char) - 1) for char in line)


def test_classes_without_tasks_have_no_share() -> None:
    note = next(line for line in plain.render(dominated()).splitlines() if "占件数" in line)
    assert " 0.0" not in note
    assert "未启 7.7" in note


@pytest.mark.parametrize("page", [20, 60, 80, 87, 120])
def test_figures_are_whole_on_any_page(page: int) -> None:
    made = bulletin()
    total = next(line for line in plain.render(made, page).splitlines() if "222" in line and "92.0" in line)
    assert total.split()[-13:] == words("222 213 24 15 10 162 17 0 0 4 92.0 11.3 6/11")
    if page >= 80:
        table_lines = plain.render(made, page).splitlines()[2:12]
        assert max(map(width, table_lines)) <= page


def test_large_counts_widen_their_columns() -> None:
    facts = [TaskFact(n, "on_track", leads=("a",)) for n in range(12_345)]
    text = plain.render(make(facts, [GroupName("a", "市教育局")]))
    assert "12345" in text
    assert "合计" in text


def test_a_store_without_tasks_prints_dashes() -> None:
    text = plain.render(make([], [], schedule_share=None))
    total = next(line for line in text.splitlines() if line.strip().startswith("合计"))
    assert total.split() == ["合计", *["0"] * 10, "-", "-", "0/0"]
    assert "序时进度 -" in text and "期限不同" not in text
    assert "占件数" not in text


@pytest.mark.parametrize(
    ("by", "heading"), [("section", "章节"), ("city", "城市"), ("verdict", "结论"), ("plan", "计划"), ("person", "督查人")]
)
def test_every_grouping_has_its_heading_and_a_name_for_nobody(by: str, heading: str) -> None:
    printed = put_in_words(make([TaskFact(1, "on_track")], [], by=by))
    assert printed.name_heading == heading
    assert printed.title == f"按{heading}汇总"
    assert all(row.name for row in printed.rows)
    assert not any("牵头" in note for note in printed.notes)


def test_plans_of_several_dates_are_not_said_to_stand_at_the_last() -> None:
    summary = bulletin()
    several = replace(summary, as_of_first=date(2020, 1, 31))
    (line,) = [note for note in put_in_words(several).notes if note.startswith("截至")]
    assert line.startswith(f"截至 2020-01-31 至 {summary.as_of.isoformat()}；")


def test_all_mode_says_so() -> None:
    printed = put_in_words(make([TaskFact(1, "on_track", leads=("a", "b"))], [], mode="all"))
    assert printed.name_heading == "责任单位(全部)"
    assert "合计不重复" in printed.notes[0]
    assert [row.figures[0] for row in printed.rows] == ["1", "1", "1"]


def test_the_offices_words_head_the_columns() -> None:
    from planreview.presets import verdict_set

    printed = put_in_words(make([], [], verdicts=verdict_set("progress")))
    assert "欠进" in printed.headings
    assert "滞后" not in printed.headings


def test_lights_are_one_column_in_print_and_two_in_sheets() -> None:
    together, split = put_in_words(bulletin(), PRINTED), put_in_words(bulletin(), SPLIT)
    assert together.keys[-1] == "lights"
    assert split.keys[-2:] == ("red", "yellow")
    assert together.rows[-1].figures[-1] == "/".join(split.rows[-1].figures[-2:])


def test_foreign_text_reaches_no_line_as_a_control_code() -> None:
    for text in (plain.render(hostile()), table.render(hostile())):
        assert not CONTROL.search(text)
        assert "owned" in text


def test_the_terminal_shows_the_same_figures_with_colour_laid_over() -> None:
    made = bulletin()
    console = Console(force_terminal=True, color_system="standard", width=87)
    with console.capture() as captured:
        console.print(table.renderable(made), soft_wrap=True)
    coloured = captured.get()
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).rstrip("\n") == table.render(made).rstrip("\n")
    # The house's one overdue task and its four behind; a nothing stays plain.
    house = next(line for line in coloured.splitlines() if "市住建局" in line)
    assert re.findall(r"\x1b\[3[13]m(\d+)\x1b", house) == ["4", "1"]
    school = next(line for line in coloured.splitlines() if "市教育局" in line)
    assert "\x1b[31m" not in school


def test_markup_in_names_is_shown_literally() -> None:
    made = make([TaskFact(1, "behind", leads=("a",))], [GroupName("a", "[red]x[/]")])
    assert "[red]x[/]" in table.render(made)
