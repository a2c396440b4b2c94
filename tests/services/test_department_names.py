"""How little of a name means a department, and what a pasted list made."""

from __future__ import annotations

from pathlib import Path

import pytest

from planreview.errors import InputError
from planreview.services import departments
from planreview.services.filter_format import format_filter
from planreview.services.filter_text import parse_filter
from planreview.services.suggestions import suggest
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, office, take_in


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    return office(tmp_path)


def test_one_letter_names_a_department_only_where_it_is_its_name(ws: Workspace) -> None:
    take_in(ws, DIVISION)
    made = departments.create_departments(ws, "青禾市", "人事科、园").values["department_ids"]
    assert isinstance(made, tuple)
    with pytest.raises(InputError) as caught:
        departments.the_department(ws, "科")
    assert caught.value.key == "department_short" and "人事科" in caught.value.message
    assert departments.the_department(ws, "园").id == made[1]
    assert departments.the_department(ws, "人事").id == departments.the_department(ws, "青禾市/人事").id == made[0]
    departments.add_alias(ws, made[0], "科")
    assert departments.the_department(ws, "科").id == made[0]


def test_a_pasted_list_says_how_many_were_made_and_how_many_were_there(ws: Workspace) -> None:
    first = departments.create_departments(ws, "青禾市", "人事科、财务科")
    assert (first.values["made"], first.values["known"]) == (2, 0)
    second = departments.create_departments(ws, "青禾市", "人事科、法规科、财务科、法规科")
    assert (second.values["made"], second.values["known"]) == (1, 2)
    third = departments.create_departments(ws, "青禾市", "人事科")
    assert (third.values["made"], third.values["known"]) == (0, 1)


def test_a_filter_writes_the_city_where_several_have_a_body_of_the_name(ws: Workspace) -> None:
    for city in ("青禾市", "白石市"):
        departments.create_departments(ws, city, "市财政局")
    chosen = parse_filter(ws, "department=白石/市财政局")
    assert chosen.departments is not None and len(chosen.departments) == 1
    written = format_filter(ws, chosen)
    assert "白石市/市财政局" in written and parse_filter(ws, written) == chosen


def test_a_body_that_is_probably_known_under_another_name_is_not_suggested() -> None:
    named = [("市人力资源和社会保障局",), ("市发展和改革委员会", "县人力资源和社会保障局")]
    assert [one.name for one in suggest("青禾市", named, (), ("人社局", "市发改委"))] == ["县人力资源和社会保障局"]
    assert len(suggest("青禾市", named, ())) == 3
