"""A page saved from a site becomes the document on it: its furniture goes, its tables and lists stay."""

from __future__ import annotations

import pytest

from planreview.errors import InputError
from planreview.reading.document import read_document

TEXT = "为做好全年工作，统筹推进水利、交通、能源等领域建设，现提出以下要点，请各单位结合实际认真抓好落实，按季度报送进展情况。"


def lines(body: str, head: str = "") -> tuple[str, ...]:
    return read_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "page.html").lines


def test_bold_and_links_are_glued_and_blocks_and_breaks_are_lines() -> None:
    body = "<p><b>1.修</b>渠。<a href='x'>全年</a>修<span>渠</span>30公里。<br>完成时限：<i>年底</i></p><div>二、乙</div>丙"
    assert lines(body) == ("1.修渠。全年修渠30公里。", "完成时限：年底", "二、乙", "丙")


def test_a_line_end_in_the_source_is_no_space_between_chinese_characters() -> None:
    assert lines("<p>新建\n    渠道\nGDP  growth\nrate</p>") == ("新建渠道 GDP growth rate",)


def test_a_title_on_two_lines_is_one() -> None:
    assert lines("<h1>云岭县2026年<br>工作要点</h1><p>一、甲</p>") == ("云岭县2026年工作要点", "一、甲")


def test_text_set_with_line_ends_keeps_them() -> None:
    assert lines("<pre>一、甲\n1.修渠。</pre>") == ("一、甲", "1.修渠。")


@pytest.mark.parametrize("said", ["gb2312", "GBK", "gb18030"])
def test_the_encoding_that_a_page_states_is_used_and_its_successor_read(said: str) -> None:
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={said}"></head><body><p>朱镕㐂</p>'
    read = read_document(page.encode("gb18030"), "page.html")
    assert read.lines == ("朱镕㐂",)
    assert read.encoding == "gb18030"


def test_an_encoding_that_a_page_states_wrongly_is_not_believed() -> None:
    page = '<html><head><meta charset="gb2312"></head><body><p>修渠，造林。</p>'.encode()
    assert read_document(page + b"\xe4\xb8\x80", "page.html").lines == ("修渠，造林。", "一")


def test_a_named_encoding_wins() -> None:
    assert read_document("<html><body>體育".encode("big5"), "page.html", "big5").lines == ("體育",)


def test_characters_that_are_lost_are_said() -> None:
    page = '<html><head><meta charset="utf-8"></head><body>甲乙丙'.encode() + b"\xff\xfe\xff"
    read = read_document(page, "page.html")
    assert read.lines[0].startswith("甲乙丙")
    assert "html_characters_lost" in {one.kind for one in read.notices}


def test_navigation_scripts_and_the_footer_go_and_it_is_said() -> None:
    links = "".join(f'<li><a href="/{n}">栏目{n}</a></li>' for n in range(9))
    body = (
        f"<script>var a = '一、假';</script><style>p {{}}</style><nav>{links}</nav><ul class='x'>{links}</ul>"
        f"<div class='crumb'><a href='/'>首页</a> &gt; 正文</div><h1>工作要点</h1><div id='zoom'><p>{TEXT}</p><p>{TEXT}</p></div>"
        "<p>【打印】【关闭】</p><div style='display: none'>隐</div>"
        "<div><p>主办：某县政府</p><p>地址：某路</p><div>某ICP备123号</div></div>"
    )
    read = read_document(f"<html><body>{body}</body></html>".encode(), "page.html")
    assert read.lines == ("工作要点", TEXT, TEXT)
    assert [one.kind for one in read.notices] == ["html_furniture"]


def test_what_holds_the_text_is_never_furniture() -> None:
    """Sites name the place of the text as they like, and some texts are mostly links to themselves."""
    assert lines(f"<div class='footer top nav'><p>{TEXT}</p></div>") == (TEXT,)
    contents = "".join(f"<p><a href='#{n}'>{n}.修渠</a></p>" for n in range(5))
    assert len(lines(f"<div>{contents}</div><p>{TEXT}</p>")) == 6
    files = "".join(f"<p><a href='/f/{n}.docx'>附件{n}：任务表</a></p>" for n in range(1, 5))
    assert lines(f"<p>{TEXT}</p><div>{files}</div>")[1:] == tuple(f"附件{n}：任务表" for n in range(1, 5))


def test_a_task_that_speaks_as_a_footer_does_is_kept() -> None:
    assert lines(f"<p>{TEXT}</p><p>5.加强技术支持：组建专家组。</p><p>技术支持：信息中心</p>") == (
        TEXT,
        "5.加强技术支持：组建专家组。",
    )


def test_a_clean_page_says_nothing() -> None:
    assert read_document(f"<html><body><p>{TEXT}</p></body></html>".encode(), "page.html").notices == ()


def test_tables_stand_in_place_and_spans_are_filled() -> None:
    table = (
        "<table><caption>任务表</caption><thead><tr><th>序号</th><th>任务</th><th>单位</th></tr></thead>"
        "<tbody><tr><td>1</td><td>修渠</td><td rowspan='2'>县<br>水利局</td></tr><tr><td>2</td><td>造林</td></tr>"
        "<tr><td colspan=3>二、产业</td></tr><tr><td>3</td><td>建园</td><td></td></tr></tbody></table>"
    )
    assert lines(f"<p>一、甲</p>{table}<p>三、丙</p>") == (
        "一、甲",
        "任务表",
        "序号\t任务\t单位",
        "1\t修渠\t县 水利局",
        "2\t造林\t县 水利局",
        "二、产业",
        "3\t建园",
        "三、丙",
    )


def test_a_table_that_places_the_page_is_none() -> None:
    inner = "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修渠</td></tr></table>"
    body = f"<table><tr><td>甲</td><td>{inner}<p>{TEXT}</p></td></tr></table>"
    assert lines(body) == ("甲", "序号\t任务", "1\t修渠", TEXT)


def test_lists_have_the_numbers_that_a_browser_shows() -> None:
    assert lines("<ol start=3><li>修渠<li value=7>造林</ol>") == ("3. 修渠", "7. 造林")
    assert lines("<ol type=a><li>甲</ol><ul><li>乙</ul>") == ("a. 甲", "乙")
    assert lines("<ol style='list-style-type: cjk-ideographic'><li>甲<li>乙</ol>") == ("一、甲", "二、乙")


def test_a_number_typed_into_a_list_is_not_doubled() -> None:
    assert lines("<ol><li>1.修渠<li>2.造林</ol><ol style='list-style:none'><li>甲</ol>") == ("1.修渠", "2.造林", "甲")


def test_a_page_named_otherwise_is_read_as_one() -> None:
    read = read_document("<!DOCTYPE html><html><body><p>一、甲</p></body></html>".encode(), "plan.doc")
    assert read.lines == ("一、甲",)
    assert [one.kind for one in read.notices] == ["form_differs"]


def test_an_excerpt_without_a_head_is_a_page_and_a_text_with_signs_is_none() -> None:
    assert read_document("<div><p>一、甲</p><p>1.修渠</p><br></div>".encode(), "page.html").lines == ("一、甲", "1.修渠")
    assert read_document("一、甲 <2026年>\n1.修渠".encode(), "plan.txt").lines == ("一、甲 <2026年>", "1.修渠")


def test_a_page_saved_as_one_file_is_read() -> None:
    mht = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\n'
        b'Content-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>'
        + "一、甲".encode("gb2312")
        + b"</p></body></html>\r\n--x--\r\n"
    )
    assert read_document(mht, "page.mht").lines == ("一、甲",)
    with pytest.raises(InputError) as refused:
        read_document(mht.replace(b"text/html", b"text/none"), "page.mht")
    assert refused.value.key == "file_damaged"
