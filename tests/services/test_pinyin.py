"""How names are read: polyphones by their word, and departments, cities and plans found by pinyin where nothing else fits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planreview.domain.pinyin import IN_ORDER
from planreview.errors import InputError
from planreview.services import departments, pinyin, queries
from planreview.services.filter_format import format_filter
from planreview.services.filter_text import parse_filter
from planreview.services.places import places
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY, ROOT, office, take_in

READ = [
    ("重庆市", ("cq", "chongqing"), ("zq", "zhongqing")),
    ("重点办", ("zdb",), ("cdb",)),
    ("长沙市", ("cs", "changsha"), ("zs", "zhangsha")),
    ("局长", ("jz",), ("jc",)),
    ("长三角办", ("csj",), ("zsj",)),
    ("市长效机制办", ("cx",), ("zx",)),
    ("银行科", ("yh",), ("yx",)),
    ("市行业办", ("shy",), ("sxy",)),
    ("行政科", ("xz",), ("hz",)),
    ("成都市", ("cd", "chengdu"), ("chengdou",)),
    ("都市圈办", ("dsq", "dushi"), ("doushi",)),
    ("会计科", ("kj",), ("hj",)),
    ("调查队", ("dc",), ("tc",)),
    ("调整科", ("tz",), ("dz",)),
    ("六安市", ("la",), ()),
    ("厦门市", ("xm",), ("sm",)),
    ("朝阳区", ("cy",), ("zy",)),
    ("绿化科", ("lvh", "luhua", "lh"), ()),
]


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    ws = office(tmp_path_factory.mktemp("office"))
    for text in (LIBRARY, DIVISION, DIVISION.replace("青禾市", "白石市")):
        take_in(ws, text)
    departments.create_departments(ws, "青禾市", "非遗科、市行业办、市行政审批局、市特检局、市统计局")
    return ws


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As at the start of the program."""
    monkeypatch.setattr(pinyin, "_keys", {})
    yield


@pytest.mark.parametrize(("name", "said", "not_said"), READ)
def test_a_character_is_read_as_its_word_is(name: str, said: tuple[str, ...], not_said: tuple[str, ...]) -> None:
    pinyin.learn([one for one, _, _ in READ])
    assert all((found := pinyin.matched(one, name)) and found.tier < IN_ORDER for one in said)
    assert not any((found := pinyin.matched(one, name)) and found.tier < IN_ORDER for one in not_said)


def test_a_character_that_stands_in_no_word_is_found_by_each_of_its_readings() -> None:
    pinyin.learn(["行"])
    assert pinyin.matched("xing", "行") and pinyin.matched("hang", "行")


def test_beginnings_come_before_ends_and_these_before_what_is_inside(unread: None) -> None:
    typed = "市科技局机关 科学技术局 市科技局 老科技局科 科技局机关 老科技局 科技局 财政局"
    names = {name: (name,) for name in typed.split()}
    tiers = pinyin.ranked("kjj", names, pinyin.learn(list(names)))
    assert tiers == (("科技局",), ("市科技局",), ("市科技局机关", "科技局机关"), ("老科技局",), ("老科技局科",), ("科学技术局",))


def test_what_is_known_is_not_made_again(unread: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pinyin.known(["财政局"]) is None
    keys = pinyin.learn(["财政局"])
    monkeypatch.setattr(pinyin, "_asked", None)
    assert pinyin.known(["财政局"]) == pinyin.learn(["财政局"]) == keys


def test_names_with_line_ends_and_lone_surrogates_harm_no_other(unread: None) -> None:
    odd = ["财\n政\x85局", "\ud800科", "", "科技局"]
    pinyin.learn(odd)
    found = pinyin.matched("kjj", "科技局")
    assert found is not None and found.tier == 0
    for name in odd:
        pinyin.matched("cz", name)


def test_where_no_process_can_be_started_the_dictionary_is_read_here(unread: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(subprocess, "Popen", refuse)
    pinyin.learn(["重庆市"])
    assert pinyin.matched("cq", "重庆市")


def test_what_is_being_made_when_the_program_ends_is_given_up(unread: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        pinyin.stop()

    with monkeypatch.context() as patched:
        patched.setattr(pinyin, "_asked", killed)
        assert pinyin.learn(["重庆市"]) == {}
    assert pinyin.learn(["重庆市"]) != {}, "but not for ever"


def test_a_department_is_found_by_pinyin_where_nothing_else_fits(ws: Workspace) -> None:
    def found(text: str) -> str:
        return departments.the_department(ws, text).name

    assert (found("fyk"), found("feiyi"), found("hyb"), found("市xzsp")) == ("非遗科", "非遗科", "市行业办", "市行政审批局")
    with pytest.raises(InputError) as caught:
        found("stjj")
    assert caught.value.key == "department_ambiguous" and "市统计局" in str(caught.value.values["candidates"])
    with pytest.raises(InputError) as caught:
        found("f")
    assert caught.value.key == "department_short"
    with pytest.raises(InputError) as caught:
        found("xyz")
    assert caught.value.key == "department_unknown"


def test_a_filter_takes_pinyin_and_says_whom_it_took(ws: Workspace) -> None:
    assert format_filter(ws, parse_filter(ws, "单位=fyk 城市=qh")) == "城市=青禾市 单位=非遗科"
    both = parse_filter(ws, "单位=slj").departments
    assert both is not None and len(both) == 2, "a body of each of two cities, as its name would mean"
    with pytest.raises(InputError) as caught:
        parse_filter(ws, "单位=stjj")
    assert caught.value.key == "department_ambiguous"


def test_plans_and_tasks_are_found_by_the_pinyin_of_city_and_title(ws: Workspace) -> None:
    library, river, other = (plan.id for plan in queries.plans(ws))
    assert queries.resolve_plan(ws, "qh2020") == (library, river) and queries.resolve_plan(ws, "qinghe2020hd") == (river,)
    assert queries.resolve_plan(ws, "青禾2020tsg") == (library,) and queries.resolve_plan(ws, "bs2020河道") == (other,)
    assert queries.resolve_plan(ws, "baishi") == (other,) and queries.resolve_plan(ws, "hdzz") == (river, other)
    for unknown in ("qh2021", "qh2020xyz", "xyz"):
        with pytest.raises(InputError):
            queries.resolve_plan(ws, unknown)
    (task,) = queries.resolve_task(ws, "bs2020/3")
    assert queries.task_rows(ws, [task])[0].plan_id == other
    with pytest.raises(InputError) as caught:
        queries.resolve_task(ws, "qh2020/3")
    assert caught.value.key == "task_ambiguous"


def test_headings_and_plans_are_places_to_go_to(ws: Workspace) -> None:
    def reached(text: str, plan: int | None = None) -> list[tuple[str, str]]:
        return [(one.label, one.title) for one in places(ws, text, plan)]

    assert reached("guancang") == reached("馆藏") == [("二、", "充实馆藏")]
    assert reached("zlpk", 3) == [("二、", "治理排口")] and len(reached("zlpk", 1)) == len(reached("zlpk")) == 2
    assert reached("bs2020") == [("白石市", "白石市2020年河道整治任务分工方案")]
    assert reached("二", 1) == [("二、", "充实馆藏")] and reached("xyz") == reached("火星") == []
    first = queries.task_rows(ws, [one.task_id for one in places(ws, "zlpk", 3)])[0]
    assert (first.plan_id, first.number) == (3, 3)


def test_the_dictionary_is_never_loaded_beside_the_program(ws: Workspace, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "import planreview.services.departments, planreview.services.filter_text, planreview.services.queries\n"
        "from planreview.services import pinyin\n"
        "assert pinyin.learn(['重庆市'])\n"
        "print([name for name in ('pypinyin', 'subprocess') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['subprocess']"
