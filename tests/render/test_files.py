"""Formats for files: what opens them finds the same figures and nothing that acts."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser

import pytest

from planreview.catalogue import use_language
from planreview.domain.counting import TaskFact
from planreview.domain.grouping import GroupName
from planreview.domain.summary import Summary
from planreview.errors import InputError
from planreview.render.formats import FORMATS, format_of, render_summary
from planreview.render.json_form import to_json
from planreview.render.sheet import neutral
from tests.render.cases import HOSTILE, bulletin, dominated, hostile, make, words

TOTAL = words("222 213 24 15 10 162 17 0 0 4 92.0 11.3")
# Where there is room, with what is out: the verdicts add up to the tasks.
WIDE = words("222 213 24 15 10 162 17 0 0 4 5 4 92.0 11.3")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")
SVG = "{http://www.w3.org/2000/svg}"


def text_of(made: Summary, form: str) -> str:
    return render_summary(made, form).decode("utf-8")


class Page(HTMLParser):
    """What a browser finds in a page: tags, their attributes, and the rows of its table."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.words: list[str] = []
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._in_cell:
            self.rows[-1][-1] += data


def test_json_is_the_form_that_programs_rely_on() -> None:
    made = json.loads(text_of(dominated(), "json"))
    assert list(made) == (
        words("as_of as_of_first mode by round schedule_share total base verdicts unreviewed closed overdue out not_supervised")
        + words("shares completion on_schedule groups indicators behind taken_out")
    )
    assert list(made["groups"][0]) == (
        words("key name parent total base verdicts unreviewed closed overdue completion on_schedule")
        + words("lights targets support task_ids cells")
    )
    assert list(made["shares"][0]) == ["class", "n", "share"]
    assert set(made["groups"][0]["lights"]) == {"green", "yellow", "red", "none"}
    assert list(made["groups"][0]["targets"]) == ["stated", "reported", "attained"]
    assert (made["as_of"], made["mode"], made["by"], made["round"], made["schedule_share"]) == (
        "2020-10-31",
        "lead",
        "department",
        "10月轮",
        83.3,
    )


def test_json_of_the_bulletin() -> None:
    made = to_json(bulletin())
    assert (made["total"], made["base"], made["completion"], made["on_schedule"]) == (222, 213, 11.3, 92.0)
    assert [one["share"] for one in made["shares"]] == [10.8, 4.5, 72.9, 7.7, 4.1]
    assert sum(group["total"] for group in made["groups"] if group["parent"] is None) == 222
    assert made["groups"][-1]["name"] == "未分配"


def test_json_has_null_where_nothing_was_measured() -> None:
    made = to_json(make([TaskFact(1, leads=("a",))], [], schedule_share=None))
    assert (made["completion"], made["on_schedule"], made["schedule_share"]) == (None, None, None)
    assert made["groups"][0]["completion"] is None


def test_json_speaks_of_tasks_by_the_ids_that_machines_agree_on() -> None:
    made = to_json(make([TaskFact(7, "done", leads=("a",)), TaskFact(8, leads=("a",))], []), {7: "f00", 8: "ba5"})
    assert made["groups"][0]["task_ids"] == ["f00", "ba5"]
    assert made["groups"][0]["cells"]["done"] == ["f00"]


def test_csv_opens_in_a_spreadsheet_with_the_figures_in_columns() -> None:
    data = render_summary(bulletin(), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    table = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert table[0][-4:] == ["红", "黄", "截至", "口径"]
    total = next(row for row in table if row[1:2] == ["合计"])
    assert total[2:] == ["", *WIDE, "6", "11", "2020-10-31", "主责"]
    assert len({len(row) for row in table[: table.index([])]}) == 1


def test_in_every_row_of_a_sheet_and_a_page_the_verdicts_add_up_to_its_tasks() -> None:
    verdicts = ("完成", "超前", "序时", "滞后", "未启", "未核", "调出", "无口")
    table = csv.DictReader(io.StringIO(text_of(bulletin(), "csv").removeprefix("\ufeff"), newline=""))
    rows = [row for row in table if row["件数"]]
    assert len(rows) == 7 and rows[1]["调出"] == "1"
    assert [int(row["件数"]) for row in rows] == [sum(int(row[key]) for key in verdicts) for row in rows]
    head = Page(text_of(bulletin(), "html")).rows[0]
    assert [key for key in verdicts if key in head] == [*verdicts] and "| 调出 | 无口 |" in text_of(bulletin(), "md")


def test_rows_of_a_csv_without_a_parent_add_up_to_the_total() -> None:
    table = list(csv.DictReader(io.StringIO(text_of(dominated(), "csv").removeprefix("\ufeff"), newline="")))
    rows = [row for row in table if row["件数"]]
    assert [row["责任单位(主责)"] for row in rows if row["上级"]] == [
        "本级：一、推进载体建设",
        "本级：二、强化科技攻关与成果转化",
        "农社科",
    ]
    assert {row["上级"] for row in rows} == {"", "市科技局"}
    *tops, total = [row for row in rows if not row["上级"]]
    assert sum(int(row["件数"]) for row in tops) == int(total["件数"]) == 13


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\rx", "  =1", "＝1+1", "－1"])
def test_a_cell_that_begins_like_a_formula_is_neutralised(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["市科技局", "a=b", "", "'=1", "3-5"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert neutral(text) == text


def test_no_text_of_a_csv_is_a_formula() -> None:
    table = csv.reader(io.StringIO(text_of(hostile(), "csv").removeprefix("\ufeff"), newline=""))
    for row in table:
        for cell in row:
            assert cell == "-" or not cell.strip().startswith(("=", "+", "-", "@"))


def test_markdown_keeps_one_table_whatever_a_name_holds() -> None:
    lines = text_of(hostile(), "md").splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + 3 + 1
    assert {len(re.findall(r"(?<!\\)\|", line)) for line in table} == {18}
    assert "<script" not in re.sub(r"\\<", "", "\n".join(lines))
    assert not re.search(r"://\S|(?<!\\)\[", "\n".join(lines))


def test_markdown_of_the_bulletin() -> None:
    lines = text_of(bulletin(), "md").splitlines()
    assert lines[0] == "# 按责任单位汇总"
    total = next(line for line in lines if "合计**" in line)
    assert total.replace("*", "").split(" | ")[2:] == [*WIDE, "6/11 |"]
    assert "　本级：一、推进载体建设" in text_of(dominated(), "md")


def test_a_note_that_begins_like_a_list_stays_a_sentence() -> None:
    text = text_of(make([], [], warnings=("1. x", "- y")), "md")
    assert re.search(r"^\d+\. 1\\\. x$", text, re.MULTILINE)
    assert re.search(r"^\d+\. \\- y$", text, re.MULTILINE)


def test_html_holds_the_table_and_asks_no_network() -> None:
    page = Page(text_of(bulletin(), "html"))
    assert [*WIDE, "6/11"] == page.rows[-1][2:]
    assert len({len(row) for row in page.rows}) == 1
    assert dict(page.tags)["html"] == {"lang": "zh-CN"}
    for source in (bulletin(), hostile()):
        source_text = text_of(source, "html")
        assert not {"script", "link", "img", "iframe", "a"} & {tag for tag, _ in Page(source_text).tags}
        assert "url(" not in source_text
        assert "@import" not in source_text


def test_html_shows_hostile_text_literally() -> None:
    page = Page(text_of(hostile(), "html"))
    assert any("[@click=app.quit]x[/red]</text><script>|" in words for words in page.words)
    assert {name for _, attributes in page.tags for name in attributes} <= {"lang", "charset", "name", "content", "class"}


def test_english_pages_say_so() -> None:
    use_language("en")
    assert dict(Page(text_of(bulletin(), "html")).tags)["html"] == {"lang": "en"}
    assert 'xml:lang="en"' in text_of(bulletin(), "svg")


def test_svg_places_every_piece_at_its_cell_with_fonts_of_the_system() -> None:
    text = text_of(bulletin(), "svg")
    assert text.count("http") == 1
    assert "textLength" not in text
    picture = ElementTree.fromstring(text)
    pieces = [(int(piece.attrib["x"]), piece.attrib.get("text-anchor"), piece.text) for piece in picture.iter(f"{SVG}text")]
    assert all((x - 16) % 8 == 0 for x, _, _ in pieces)
    width = int(picture.attrib["width"])
    assert max(x for x, _, _ in pieces) <= width - 16
    totals = [piece.text for piece in picture.iter(f"{SVG}text") if piece.attrib.get("text-anchor") == "end"][-13:]
    assert totals == [*TOTAL, "6/11"]
    ends = {text: x for x, anchor, text in pieces if anchor}
    assert ends["222"] == ends["件数"]


def test_svg_of_hostile_names_is_still_a_picture() -> None:
    text = text_of(hostile(), "svg")
    picture = ElementTree.fromstring(text)
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} == {"svg", "style", "rect", "text", "line"}
    bad = make([TaskFact(1, leads=("a",))], [GroupName("a", "x\ufffey\uffff\ud800")])
    assert ElementTree.fromstring(text_of(bad, "svg")) is not None


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_holds_a_control_code(form: str) -> None:
    assert CONTROL.search(HOSTILE)
    text = text_of(hostile(), form)
    assert not CONTROL.search(text.removeprefix("\ufeff"))
    assert "owned" in text


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_format_says_as_of_when(form: str, lang: str) -> None:
    use_language(lang)
    assert "2020-10-31" in text_of(bulletin(), form).replace("\\-", "-")


def test_an_unknown_format_is_refused_and_the_known_are_named() -> None:
    with pytest.raises(InputError, match="html"):
        render_summary(bulletin(), "docx")


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "csv"), ("a.HTML", "html"), ("a.htm", "html"), ("a.txt", "text"), ("a.md", "md"), ("a.docx", None), ("csv", None)],
)
def test_a_files_ending_names_its_format(name: str, form: str | None) -> None:
    assert format_of(name) == form
