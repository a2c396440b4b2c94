"""A number of a department's tasks says what they are to it: led as a summary counts them, led jointly, or supported."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.domain.review import SUPPORT, TaskFilter
from planreview.render.printed import put_in_words
from planreview.services import brief, departments, queries, reports, review
from planreview.services.filter_completion import complete
from planreview.services.filter_text import parse_filter
from planreview.services.filter_vocabulary import read_vocabulary
from planreview.services.roles import roles_words
from planreview.services.workspace import Workspace
from tests.tui.screens.support import make_store, writer


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """高新科 leads 1 and 2, joins in 4, supports 3 and 5; 成果科 leads 3 and 4; 综合科 only supports 5."""
    path = tmp_path / "store.db"
    make_store(path)
    with writer(path) as ws:
        departments.create_departments(ws, "临澜市", ["综合科"])
        first, second, third = (named(ws, name) for name in ("高新科", "成果科", "综合科"))
        departments.assign(ws, (1, 2), first)
        departments.assign(ws, (3, 4), second)
        departments.assign(ws, (4,), first, mode="add")
        departments.assign(ws, (3, 5), first, role=SUPPORT, mode="add")
        departments.assign(ws, (5,), third, role=SUPPORT, mode="add")
        review.set_scope(ws, (6,), False, reason="常态")
    return path


def named(ws: Workspace, name: str) -> int:
    return next(info.id for info in departments.departments(ws) if info.name == name)


def test_a_filter_by_department_is_divided_into_what_a_summary_counts_there_and_what_it_supports(store: Path) -> None:
    with writer(store) as ws:
        office = named(ws, "高新科")
        chosen = parse_filter(ws, "单位=高新科")
        assert list(queries.task_ids(ws, chosen)) == [1, 2, 3, 4, 5]
        assert queries.roles(ws, chosen, (office,)) == (2, 2)
        assert roles_words(5, 2, 2) == "主责2 共同1 配合2"
        led = next(group for group in reports.summary(ws).groups if group.key == office)
        assert (led.counts.total, led.support) == (2, 2)
        both = (office, named(ws, "成果科"))
        assert queries.roles(ws, TaskFilter(departments=both), both) == (4, 1), "what one of them leads is not supported as well"


@pytest.mark.parametrize("said", ["", "城市=临澜市", "结论=未核"])
def test_facets_count_both_whether_they_are_kept_or_counted(store: Path, said: str) -> None:
    with writer(store) as ws:
        office, other, third = (named(ws, name) for name in ("高新科", "成果科", "综合科"))
        facets = queries.facets(ws, parse_filter(ws, said))
        assert (facets.departments[office], facets.leads[office], facets.supports[office]) == (5, 2, 2)
        assert (facets.departments[other], facets.leads[other], facets.supports.get(other, 0)) == (2, 2, 0)
        assert (facets.departments[third], facets.leads.get(third, 0), facets.supports[third]) == (1, 0, 1)


def test_a_proposal_of_the_filter_line_says_it_too(store: Path) -> None:
    with writer(store) as ws:
        known = read_vocabulary(ws, TaskFilter())
        assert {one.words: (one.hint, one.n) for one in complete("单位=综合", 5, known).offers}["综合科"] == ("配合1", 1)
        assert next(one for one in complete("高新科", 3, known).offers).hint == "单位  主责2 共同1 配合2"


def test_a_summary_of_one_departments_filter_has_its_row_with_what_it_supports(store: Path) -> None:
    with writer(store) as ws:
        scope = parse_filter(ws, "单位=综合科")
        for found in (reports.summary(ws, scope=scope), brief.brief_summary(ws, scope=scope)):
            printed = put_in_words(found)
            assert printed.headings[:2] == ("主责", "配合")
            rows = {row.name.strip(): row.figures[:2] for row in printed.rows}
            assert rows["综合科"] == ("0", "1") and rows["合计"][0] == "1"
            assert any("“综合科”主责 0 件、配合 1 件" in note for note in printed.notes)
        plain = put_in_words(reports.summary(ws))
        assert plain.headings[:2] == ("件数", "基数") and "综合科" not in {row.name.strip() for row in plain.rows}
        led = put_in_words(reports.summary(ws, scope=parse_filter(ws, "主责=高新科")))
        assert led.headings[:2] == ("件数", "基数"), "who asks for leads alone mixes nothing up"
