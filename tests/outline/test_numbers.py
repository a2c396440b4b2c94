"""Numbers of pages and of items: which are labels, and which stand for themselves."""

from __future__ import annotations

from tests.outline.documents import read


def test_a_page_number_within_a_paragraph_has_an_entry_of_its_own() -> None:
    outline = read(
        "为做好防汛工作，望川市水利局会同有关部门、\n3\n各镇制定本方案，请认真落实。\n一、排查\n1.查堤防。\n2.查水库。"
    )
    assert [(o.line, o.end_line, o.role) for o in outline.other] == [(1, 1, "preamble"), (2, 2, "page"), (3, 3, "preamble")]


def test_numbers_above_999_are_numbers_too() -> None:
    items = "\n".join(f"{n}.建设站点{n}处。全年建成{n}处并投入使用。" for n in range(1, 1203))
    found = read(f"望川市2023年工作要点\n一、建设站点\n{items}").tasks
    assert [one.number for one in found] == list(range(1, 1203))
