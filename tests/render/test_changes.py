"""The change table in its formats: what documents hold never becomes a formula, a tag, a column or a control code."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from planreview.cells import width
from planreview.domain.changes import Adjustment, ChangeRow, ChangeTable, Doubt, Form
from planreview.errors import InputError
from planreview.render.change_formats import FORMATS, render_changes, text_lines
from planreview.render.change_words import put_in_words

HOSTILE = "=cmd|' /C calc'!A0 <script>alert(1)</script> a|b [x](http://x) \x1b[2J\u202e换行\n新行"


def form(number: int, text: str, *, heading: str = "一、馆舍", due: str | None = None) -> Form:
    return Form(f"{number:020x}", number, f"{number}.", heading, text, text, text, due=due)


def table(text: str = "新建分馆12家") -> ChangeTable:
    old, new = form(1, text), form(2, f"{text}，改造老馆")
    rows = (
        ChangeRow("kept", old, old),
        ChangeRow("reworded", old, new, ("retargeted", "moved"), True, Decimal("0.91"), (Adjustment(text, "12家", None),)),
        ChangeRow("split", old, new),
        ChangeRow("split", old, form(3, "改造老馆"), heir=False),
        ChangeRow("dropped", old, None),
        ChangeRow("added", None, new),
    )
    return ChangeTable("青禾市", text, 1, 2, date(2020, 9, 1), rows, (rows[1],), (Doubt(old, new, "same", Decimal("0.4")),))


@pytest.mark.parametrize("form_", FORMATS)
@pytest.mark.parametrize("text", ["新建分馆12家", HOSTILE, "", "=" * 3000])
def test_whatever_a_document_holds_every_format_holds_it_as_text(form_: str, text: str) -> None:
    out = render_changes(table(text), form_, every=True).decode("utf-8")
    assert not {"\x1b", "\u202e"} & set(out)
    if form_ == "csv":
        for row in csv.reader(io.StringIO(out.lstrip("\ufeff"))):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
    elif form_ == "html":
        assert "<script>" not in out and "href" not in out and "src=" not in out
    elif form_ == "md":
        rows = [line for line in out.splitlines() if line.startswith("| ")]
        assert rows and all(line.replace("\\|", "").count("|") == 7 for line in rows)
        assert "<script>" not in out and "[x](" not in out
    elif form_ == "json":
        assert json.loads(out)["rows"][1]["score"] == 0.91


def test_only_what_changed_is_listed_and_the_rest_is_counted() -> None:
    short, whole = put_in_words(table()), put_in_words(table(), every=True)
    assert len(whole.rows) == len(short.rows) + 1
    assert len(short.notes) == len(whole.notes) + 1


def test_a_part_says_whose_it_is_and_with_whom_the_reviews_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planreview.catalogue._language", "zh")
    notes = [row.notes for row in put_in_words(table()).rows if row.kind == "拆分"]
    assert notes == [("评议随此项",), ("分自原1，评议随现2",)]


@pytest.mark.parametrize("page", [60, 87, 120])
def test_lines_fit_the_page(page: int) -> None:
    assert max(map(width, text_lines(table("推进社区分馆建设" * 12), page=page))) <= page


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        render_changes(table(), "docx")
    assert caught.value.key == "format_unknown"
