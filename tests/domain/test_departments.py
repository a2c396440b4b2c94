"""Names of departments: lists, one body under two names, and bodies that are not responsible units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planreview.domain.departments import (
    canonical,
    dominates,
    is_elsewhere,
    is_suggestable,
    is_superior,
    is_university,
    is_wildcard,
    same_body,
    spellings,
    split_names,
)
from planreview.presets import body_names

NAMES = body_names()
CITY = "清江市"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("办公室、高新科、农社科", ("办公室", "高新科", "农社科")),
        ("办公室，高新科,农社科；外专科;成果科", ("办公室", "高新科", "农社科", "外专科", "成果科")),
        ("办公室\n高新科\r\n农社科\t外专科 成果科　规划科", ("办公室", "高新科", "农社科", "外专科", "成果科", "规划科")),
        ("、办公室、、高新科、", ("办公室", "高新科")),
        ("办公室、高新科、办公室", ("办公室", "高新科")),
        ("市科技局、各县（市、区）人民政府、市财政局", ("市科技局", "各县（市、区）人民政府", "市财政局")),
        ("市科技局（市外国专家局、市政协、", ("市科技局（市外国专家局", "市政协")),
        ("甲局）、乙局", ("甲局）", "乙局")),
        ("", ()),
        (" 、 \n", ()),
    ],
)
def test_a_pasted_list_is_split_outside_brackets(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@given(st.text(alphabet="甲乙丙、，（）() \n", max_size=40))
def test_splitting_loses_no_character_of_a_name_but_repeats(text: str) -> None:
    kept = set("".join(split_names(text)))
    assert {char for char in text if char in "甲乙丙"} <= kept


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市发改委", "市发展和改革委员会"),
        ("市发展改革委", "市发改委"),
        ("清江市科技局", "市科学技术局"),
        ("人社局", "市人力资源和社会保障局"),
        ("市 财政局", "市财政局"),
        ("县卫健局", "县卫生健康局"),
    ],
)
def test_two_names_of_one_body_are_suggested(one: str, other: str) -> None:
    assert same_body(one, other, NAMES, CITY)
    assert same_body(other, one, NAMES, CITY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市科技局", "省科学技术局"),
        ("市科技局", "县科技局"),
        ("市科技局", "市科协"),
        ("市教育局", "市教育和科学技术局"),
        ("", ""),
        ("白水市科技局", "清江市科技局"),
    ],
)
def test_different_bodies_are_not(one: str, other: str) -> None:
    assert not same_body(one, other, NAMES, CITY)


def test_a_name_for_comparing_has_one_width_and_the_citys_level() -> None:
    assert canonical("清江市 科技局（本级）", CITY) == "市科技局(本级)"
    assert canonical("清江市", CITY) == "清江市"
    assert canonical("中共清江市委", CITY) == "市委"


@pytest.mark.parametrize(
    "name",
    [
        "各县(市、区)",
        "各县（市、区）人民政府",
        "各县区",
        "市级有关部门",
        "有关部门",
        "市直有关单位",
        "市级各部门",
        "各园区管委会",
    ],
)
def test_wildcards_are_recognised(name: str) -> None:
    assert is_wildcard(name, NAMES)
    assert not is_suggestable(name, CITY, NAMES)


@pytest.mark.parametrize(
    "name",
    [
        "省科技厅",
        "四川省科学技术厅",
        "科技厅",
        "国家科技部",
        "科技部",
        "国家发展改革委",
        "国务院",
        "市委",
        "市政府",
        "市人民政府",
        "清江市委",
        "清江市人民政府",
        "中共清江市委",
        "市委、市政府",
        "市委市政府",
        "市人大",
        "市政协",
    ],
)
def test_superiors_are_hidden(name: str) -> None:
    assert is_superior(name, CITY, NAMES)
    assert not is_suggestable(name, CITY, NAMES)


@pytest.mark.parametrize(
    "name",
    [
        "市科技局",
        "市委宣传部",
        "市政府办公室",
        "市政府办公厅",
        "清江市科技局",
        "高新区管委会",
        "县科技局",
        "国家税务总局清江市税务局",
        "市城市管理局",
        "安宁县科技局",
        "团市委",
        "农社科",
    ],
)
def test_departments_of_the_city_are_offered(name: str) -> None:
    assert is_suggestable(name, CITY, NAMES)


def test_what_is_superior_depends_on_the_place() -> None:
    assert is_superior("市科技局", "安宁县", NAMES)
    assert is_superior("县委", "安宁县", NAMES)
    assert not is_superior("省科技厅", "四川省", NAMES)
    assert is_superior("科技部", "四川省", NAMES)
    assert is_superior("省政府", "四川省", NAMES)
    assert not is_superior("县政府", CITY, NAMES)


@pytest.mark.parametrize("name", ["四川大学", "清江职业技术学院", "中国科学院"])
def test_universities_are_hidden(name: str) -> None:
    assert is_university(name, NAMES)
    assert not is_suggestable(name, CITY, NAMES)


@pytest.mark.parametrize("name", ["白水市科技局", "重庆市云岭区科技局", "四川省白水市科技局", "凉水州科技局"])
def test_other_cities_bodies_are_hidden(name: str) -> None:
    assert is_elsewhere(name, CITY, NAMES)
    assert not is_suggestable(name, CITY, NAMES)


@pytest.mark.parametrize("name", ["清江市科技局", "四川省清江市科技局", "市科技局", "高新区管委会", "城市管理局"])
def test_the_citys_own_are_not_elsewhere(name: str) -> None:
    assert not is_elsewhere(name, CITY, NAMES)


@pytest.mark.parametrize(
    ("n", "total", "dominant"), [(60, 100, False), (61, 100, True), (3, 5, False), (1, 1, True), (0, 0, False)]
)
def test_more_than_sixty_percent_dominates(n: int, total: int, dominant: bool) -> None:
    assert dominates(n, total) is dominant
    assert dominates(n, total, Decimal(100)) is False


@pytest.mark.parametrize(
    ("written", "among"),
    [
        ("住建局", "住房和城乡建设局"),
        ("市住建局", "市住房和城乡建设局"),
        ("松溪市住房和城乡建设局", "松溪市住建局"),
        ("县发展改革委", "县发改委"),
    ],
)
def test_the_other_names_of_a_body_keep_what_stands_before_it(written: str, among: str) -> None:
    assert among in spellings(written, NAMES)


@pytest.mark.parametrize("written", ["", "局", "建设局", "非环境局", "住建局大楼", "市统计局"])
def test_what_no_list_of_names_has_keeps_its_one_name(written: str) -> None:
    assert spellings(written, NAMES) == ()
