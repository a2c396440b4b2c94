"""The text of filters: words of both languages, values in the store's own names, and back again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planreview.catalogue import LANGUAGES, use_language
from planreview.domain.lights import LIGHTS
from planreview.domain.review import NOTE_KINDS, TaskFilter
from planreview.domain.spans import MOVING, Days, Figures, Numbers
from planreview.domain.verdicts import KEYS
from planreview.errors import InputError
from planreview.services import departments, filter_words, queries
from planreview.services.filter_format import format_filter, format_sentence
from planreview.services.filter_order import GROUPS, ORDERS
from planreview.services.filter_text import Sentence, parse_filter, parse_sentence
from planreview.services.tree import tree
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY, office, take_in


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    ws = office(tmp_path_factory.mktemp("office"))
    for text in (LIBRARY, DIVISION, DIVISION.replace("青禾市", "白石市")):
        take_in(ws, text)
    departments.create_departments(ws, "青禾市", "办公室、非遗科", parent=departments.the_department(ws, "青禾市文化局").id)
    return ws


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("", TaskFilter()),
        ("灯=红,黄 结论=未核", TaskFilter(lights=("red", "yellow"), verdicts=("unreviewed",))),
        ("light=red，none verdict=on_track", TaskFilter(lights=("red", "none"), verdicts=("on_track",))),
        ("结论＝滞后、未启", TaskFilter(verdicts=("behind", "not_started"))),
        ("结论=3", TaskFilter(verdicts=("on_track",))),
        ("超期 矛盾 缺原因", TaskFilter(overdue=True, mismatch=True, reason_open=True)),
        ("overdue=no reason-open", TaskFilter(overdue=False, reason_open=True)),
        ("has_notes 含不列入", TaskFilter(has_notes=True, supervised=None)),
        ("不列入", TaskFilter(supervised=False)),
        ("未分配", TaskFilter(departments=(0,))),
        ("城市=青禾", TaskFilter(cities=("青禾市",))),
        ("计划=白石2020", TaskFilter(plans=(3,))),
        ("号=17", TaskFilter(numbers=(Numbers(17, 17),))),
        ("号=1-5,9 号>=20", TaskFilter(numbers=(Numbers(1, 5), Numbers(9, 9), Numbers(20, None)))),
        ("时限<=2026-06", TaskFilter(due=Days(None, date(2026, 6, 30)))),
        ("时限＞２０２６－０６", TaskFilter(due=Days(date(2026, 7, 1), None))),
        ("时限=2026年1月..2026-03-15", TaskFilter(due=Days(date(2026, 1, 1), date(2026, 3, 15)))),
        ("时限>=2026 时限<2026.5", TaskFilter(due=Days(date(2026, 1, 1), date(2026, 4, 30)))),
        ("时限=已过", TaskFilter(due=Days(word="past"))),
        ("due=this-month reviewed=none", TaskFilter(due=Days(word="month"), reviewed=Days(word="none"))),
        ("未核于≥2026-09-01", TaskFilter(without=TaskFilter(supervised=None, reviewed=Days(date(2026, 9, 1), None)))),
        ("核查人=李", TaskFilter(by=("李明",))),
        ("备注=问题,原因", TaskFilter(note_kinds=("problem", "reason"))),
        ("差距<=-10 达成>50", TaskFilter(gap=Figures(None, Decimal("-10.0")), attainment=Figures(Decimal("50.1"), None))),
        ("达成=无", TaskFilter(attainment=Figures(word="none"))),
        ("-灯=红 非超期", TaskFilter(overdue=False, without=TaskFilter(supervised=None, lights=("red",)))),
        ("非文字=书库 not-unassigned", TaskFilter(without=TaskFilter(supervised=None, text="书库", departments=(0,)))),
        ("非遗 -5 a<b", TaskFilter(text="非遗 -5 a<b")),
        ("书库　改造", TaskFilter(text="书库 改造")),
        ('"超期" 灯=绿', TaskFilter(text="超期", lights=("green",))),
        ('text="a=b c"', TaskFilter(text="a=b c")),
    ],
)
def test_a_text_means_a_filter(ws: Workspace, text: str, means: TaskFilter) -> None:
    assert parse_filter(ws, text) == means


def test_departments_and_sections_are_meant_by_the_store_s_names(ws: Workspace) -> None:
    both = tuple(one.id for one in departments.find_department(ws, "市水利局"))
    assert len(both) == 2
    assert parse_filter(ws, "单位=市水利局") == TaskFilter(departments=both)
    assert parse_filter(ws, "主责=白石市/市水利局") == TaskFilter(departments=both[1:], role="lead")
    assert parse_filter(ws, "配合=非遗") == TaskFilter(departments=(departments.the_department(ws, "非遗科").id,), role="support")
    second = [node for node in tree(ws) if node.label == "二、"]
    assert parse_filter(ws, "章节=二").sections == tuple(node.id for node in second)
    in_river = tuple(node.id for node in second if node.plan_id == 2)
    assert parse_filter(ws, "章节=二 计划=青禾市2020河道").sections == in_river
    assert parse_filter(ws, "章节=青禾市2020河道/二").sections == in_river
    assert parse_filter(ws, "章节=排口 城市=青禾").sections == in_river


@pytest.mark.parametrize(
    ("text", "key", "helps"),
    [
        ("灯色=红", "filter_key_unknown", "灯"),
        ("灯=紫", "filter_value_unknown", "红"),
        ("结论=很好", "filter_value_unknown", "序时"),
        ("结论=办结", "filter_verdict_ambiguous", "完成"),
        ("号=十七", "filter_number", "十七"),
        ("号<0", "filter_number", "0"),
        ("时限=火星", "filter_day", "本月"),
        ("时限<=本月", "filter_day", "本月"),
        ("时限=2026-13", "filter_day", "2026-13"),
        ("差距=很大", "filter_figure", "很大"),
        ("达成=50.25", "filter_figure", "50.25"),
        ("时限=本月 时限=今年", "filter_range", "时限"),
        ("灯<红", "filter_sign", "灯"),
        ("非不列入", "filter_not", "不列入"),
        ("主责=市水利局 配合=非遗", "filter_roles", "配合"),
        ("核查人=王", "person_not_here", "李明"),
        ("已选", "filter_selected", "已选"),
        ("排序=差距", "filter_layout", "排序"),
        ("灯=", "filter_value_empty", "灯"),
        ("单位=火星局", "department_unknown", "火星局"),
        ("章节=九", "section_unknown", "九"),
        ("城市=火星", "city_not_here", "青禾市"),
        ("计划=火星", "plan_unknown", "火星"),
        ("编号=ffff", "task_unknown", "ffff"),
    ],
)
def test_what_is_not_understood_is_named_with_what_would_be(ws: Workspace, text: str, key: str, helps: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_filter(ws, text)
    assert caught.value.key == key
    assert helps in " ".join(map(str, caught.value.values.values()))


def test_a_hostile_word_is_named_without_its_controls(ws: Workspace) -> None:
    with pytest.raises(InputError) as caught:
        parse_filter(ws, "单位=\x9b\u202e火星")
    assert "\x9b" not in str(caught.value) and "\u202e" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ['"' * 5001, '=",' * 3000, "灯=" + '"' * 4001, "啊" * 50_000], ids=["quotes", "mixed", "value", "long"]
)
def test_text_of_any_form_is_read_or_refused_at_once(ws: Workspace, text: str) -> None:
    try:
        parse_filter(ws, text)
    except InputError as error:
        assert error.key.startswith("filter_")


def test_no_word_means_two_things() -> None:
    groups = [("key", filter_words.KEYS), ("light", (*LIGHTS, "none")), ("word", ("yes", "no"))]
    groups += [("day", (*MOVING, "none")), ("note", (*NOTE_KINDS, "none")), ("order", ORDERS), ("group", GROUPS)]
    for group, keys in groups:
        owners: dict[str, str] = {}
        for key, words in filter_words.synonyms(group, keys).items():
            for word in words:
                assert owners.setdefault(word.replace("-", "_"), key) == key, word


def some(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...] | None]:
    return st.none() | st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)


def numbers() -> st.SearchStrategy[object]:
    return st.builds(Numbers, st.integers(0, 999), st.none() | st.integers(0, 10**9))


def days() -> st.SearchStrategy[object]:
    day = st.dates(date(1990, 1, 1), date(2100, 12, 31))
    month = st.builds(lambda one: one.replace(day=1), day)
    either = day | month
    ranged = st.builds(Days, either, st.none() | either) | st.builds(Days, st.none(), either)
    return st.none() | ranged | st.sampled_from([*MOVING, "none"]).map(lambda word: Days(word=word))


def figures() -> st.SearchStrategy[object]:
    figure = st.integers(-(10**6), 10**6).map(lambda n: Decimal(n) / 10)
    ranged = st.builds(Figures, figure, st.none() | figure) | st.builds(Figures, st.none(), figure)
    return st.none() | ranged | st.just(Figures(word="none"))


@st.composite
def filters(draw: st.DrawFn, ws: Workspace) -> TaskFilter:
    flag = st.none() | st.booleans()
    wanted = draw(conditions(ws))
    unwanted = draw(st.none() | conditions(ws).map(lambda one: replace(one, supervised=None)))
    return replace(
        wanted,
        overdue=draw(flag),
        mismatch=draw(flag),
        reason_open=draw(flag),
        has_notes=draw(flag),
        closed=draw(flag),
        selected=draw(flag),
        supervised=draw(st.sampled_from([True, False, None])),
        without=None if unwanted == TaskFilter(supervised=None) else unwanted,
    )


@st.composite
def conditions(draw: st.DrawFn, ws: Workspace) -> TaskFilter:
    known = departments.departments(ws)
    chosen = draw(some(st.sampled_from([0, *(one.id for one in known)])))
    words = draw(st.lists(st.text(min_size=1, max_size=6, alphabet='超期红=灯<,，"a b、full 号-非书'), max_size=3))
    return TaskFilter(
        plans=draw(some(st.sampled_from([plan.id for plan in queries.plans(ws)]))),
        cities=draw(some(st.sampled_from(["青禾市", "白石市"]))),
        verdicts=draw(some(st.sampled_from([*KEYS, "unreviewed"]))),
        lights=draw(some(st.sampled_from([*LIGHTS, "none"]))),
        departments=chosen,
        role=draw(st.sampled_from([None, "lead", "support"])) if chosen and set(chosen) != {0} else None,
        ids=draw(some(st.sampled_from(range(1, 15)))),
        text=" ".join(" ".join(words).split()),
        numbers=draw(some(numbers())),
        due=draw(days()),
        reviewed=draw(days()),
        by=draw(some(st.sampled_from(["李明"]))),
        note_kinds=draw(some(st.sampled_from([*NOTE_KINDS, "none"]))),
        attainment=draw(figures()),
        gap=draw(figures()),
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), spoken=st.sampled_from(LANGUAGES), heard=st.sampled_from(LANGUAGES))
def test_a_filter_written_in_one_language_is_read_back_in_any(
    ws: Workspace, data: st.DataObject, spoken: str, heard: str
) -> None:
    chosen = Sentence(
        data.draw(filters(ws)),
        data.draw(st.none() | st.sampled_from([*ORDERS, *(f"-{one}" for one in ORDERS)])),
        data.draw(st.none() | st.sampled_from(GROUPS)),
    )
    use_language(spoken)
    text = format_sentence(ws, chosen)
    use_language(heard)
    assert parse_sentence(ws, text) == chosen


def test_sections_are_written_so_that_they_are_found_again(ws: Workspace) -> None:
    for node in tree(ws):
        if node.kind == "section":
            chosen = TaskFilter(sections=(node.id,))
            assert parse_filter(ws, format_filter(ws, chosen)) == chosen
            within = TaskFilter(sections=(node.id,), plans=(node.plan_id or 0,))
            assert "/" not in format_filter(ws, within) and parse_filter(ws, format_filter(ws, within)) == within
