"""Corrections made in the preview: stored with the revision, made again when the document comes back, listed where they fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planreview.domain.review import TaskFilter
from planreview.outline import corrections as c
from planreview.outline.corrections import Correction, correction_at
from planreview.services import care, queries, review
from planreview.services.corrections import replay, settle
from planreview.services.filing import Prepared
from planreview.services.imports import prepare, store_plan
from planreview.services.revision_changes import preview
from planreview.services.workspace import Workspace
from planreview.text import fold
from tests.services.office import LIBRARY
from tests.store.builder import open_workspace

LINES = LIBRARY.split("\n")


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    with open_workspace(tmp_path / "store.db") as found:
        yield found


def at(words: str) -> int:
    return next(number for number, line in enumerate(LINES, 1) if words in line)


def document(text: str = LIBRARY, **how: object) -> Prepared:
    return prepare(text.encode(), name="图书馆.txt", **how)  # type: ignore[arg-type]


def title(words: str, new: str) -> Correction:
    return correction_at(LINES, c.TITLE, at(words), {"title": new})


def titles(ws: Workspace, *, supervised: bool | None = None) -> list[str]:
    ids = queries.task_ids(ws, TaskFilter(supervised=supervised))
    return [row.title for row in queries.task_rows(ws, ids)]


JOINED = correction_at(LINES, c.JOIN, at("2.更新书库"))
ASIDE = correction_at(LINES, c.ASIDE, at("6.办好"), {"reason": "日常工作"})


def test_a_corrected_document_is_stored_as_corrected(ws: Workspace) -> None:
    result = store_plan(ws, settle(document(), (JOINED, title("3.采购", "采购"), ASIDE)))
    assert result.tasks == 5
    assert titles(ws, supervised=True) == ["新建社区分馆", "采购", "保护古籍", "延长开放时间"]
    assert titles(ws, supervised=False) == ["办好读书节"]
    assert care.check(ws, rebuild=True).findings == ()


def test_the_same_document_again_is_corrected_again_and_changes_nothing(ws: Workspace) -> None:
    store_plan(ws, settle(document(), (JOINED, ASIDE)))
    assert store_plan(ws, document()).status == "unchanged"
    assert preview(ws, document()) is None
    assert replay(ws, document()).corrections == (JOINED, ASIDE)


def test_other_corrections_of_the_same_document_are_a_revision(ws: Workspace) -> None:
    store_plan(ws, settle(document(), (JOINED,)))
    ids = queries.task_ids(ws, TaskFilter())
    review.mark(ws, [ids[-1]], "behind")
    result = store_plan(ws, settle(document(), (JOINED, ASIDE)))
    assert (result.status, result.revision) == ("revised", 2)
    assert titles(ws, supervised=False) == ["办好读书节"]
    (row,) = queries.task_rows(ws, queries.task_ids(ws, TaskFilter(supervised=False)))
    assert row.verdict == "behind", "the review stays with its task"


def test_a_revised_document_keeps_the_corrections_that_fit_and_says_which_do_not(ws: Workspace) -> None:
    store_plan(ws, settle(document(), (title("3.采购", "采购"), title("5.延长", "延时"))))
    revised = LIBRARY.replace("3.采购", "8.采购").replace("5.延长开放时间。各馆每周开放不少于60小时。\n", "")
    result = store_plan(ws, document(revised))
    assert "采购" in titles(ws) and "延时" not in titles(ws)
    told = [note for note in result.diagnostics if note.kind == "correction_unfit"]
    assert [dict(note.values)["correction"] for note in told] == ["title"]
    assert [one.said["title"] for one in replay(ws, document(revised)).corrections] == ["采购"]


def test_the_level_that_was_named_is_remembered(ws: Workspace) -> None:
    assert store_plan(ws, document(tasks_at="一、")).tasks == 3
    assert store_plan(ws, document()).status == "unchanged"
    result = store_plan(ws, document(tasks_at="1."))
    assert (result.status, result.tasks) == ("revised", 6)


def test_a_task_that_was_taken_back_into_the_total_is_not_set_aside_again(ws: Workspace) -> None:
    store_plan(ws, settle(document(), (ASIDE,)))
    review.set_scope(ws, list(queries.task_ids(ws, TaskFilter(supervised=False))), True)
    store_plan(ws, document(LIBRARY.replace("4.保护古籍。", "4.保护古籍和地方文献。")))
    assert titles(ws, supervised=False) == []


def test_taking_a_task_back_in_the_preview_takes_it_back(ws: Workspace) -> None:
    store_plan(ws, settle(document(), (ASIDE,)))
    store_plan(ws, settle(document(), ()))
    assert titles(ws, supervised=False) == []


def test_columns_that_were_named_once_are_known_in_every_document_with_that_head(ws: Workspace) -> None:
    head = "编码\t要做的事\t谁来干"
    table = f"青禾市2020年水利工作要点\n\n{head}\n1\t整修堤防\t工程科\n2\t清理河面\t河道科\n"
    lines = table.split("\n")
    said = correction_at(lines, c.COLUMNS, 3, {"0": "number", "1": "name", "2": "lead", "head": fold(head)})
    store_plan(ws, settle(document(table, force=True), (said,)))
    assert titles(ws) == ["整修堤防", "清理河面"]
    other = table.replace("水利工作", "园林工作").replace("整修堤防", "补种行道树")
    assert store_plan(ws, document(other, force=True)).tasks == 2
    assert "补种行道树" in titles(ws)
    another = other.replace("园林", "城管").replace("谁来干", "谁来干\t备注")
    assert store_plan(ws, document(another, force=True)).tasks == 0, "another head is another table"


def test_an_older_document_that_comes_back_is_still_the_older_one(ws: Workspace) -> None:
    store_plan(ws, document())
    store_plan(ws, settle(document(LIBRARY.replace("40场", "50场")), (title("3.采购", "采购"),)))
    assert store_plan(ws, document()).status == "older"


def test_a_corrected_import_is_taken_back_whole(ws: Workspace) -> None:
    store_plan(ws, settle(document(), (JOINED, ASIDE)))
    review.undo(ws)
    assert queries.plans(ws) == ()
    review.redo(ws)
    assert titles(ws, supervised=False) == ["办好读书节"]
