"""Completion of the filter line: fields, values with counts, pinyin, and any prefix of any sentence."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planreview.catalogue import LANGUAGES, use_language
from planreview.domain.review import TaskFilter
from planreview.services import departments, queries, review
from planreview.services.filter_completion import Completion, complete, reading
from planreview.services.filter_format import format_sentence
from planreview.services.filter_text import Sentence, parse_sentence
from planreview.services.filter_vocabulary import Vocabulary, learn_spoken, read_vocabulary, syntax
from planreview.services.workspace import Workspace
from tests.services.office import DIVISION, LIBRARY, office, take_in
from tests.services.test_filter_text import filters


@pytest.fixture(scope="module")
def ws(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    ws = office(tmp_path_factory.mktemp("office"))
    for text in (LIBRARY, DIVISION, DIVISION.replace("青禾市", "白石市")):
        take_in(ws, text)
    departments.create_departments(ws, "青禾市", "办公室、非遗科", parent=departments.the_department(ws, "青禾市文化局").id)
    ids = queries.task_ids(ws, TaskFilter())
    review.mark(ws, list(ids[:2]), "behind")
    review.add_note(ws, list(ids[:1]), "设备未到货", kind="reason")
    return ws


@pytest.fixture(scope="module")
def known(ws: Workspace) -> Vocabulary:
    use_language("zh")
    found = read_vocabulary(ws, TaskFilter())
    learn_spoken(found)
    return found


def words(found: Completion) -> list[str]:
    return [offer.words for offer in found.offers]


def at(known: Vocabulary, line: str) -> tuple[Completion, list[str]]:
    """Completion at the bar that stands for the cursor."""
    found = complete(line.replace("|", ""), line.index("|"), known)
    return found, words(found)


def test_fields_come_first_in_their_order(known: Vocabulary) -> None:
    found, offered = at(known, "|")
    assert offered[:3] == ["结论", "灯", "单位"] and found.offers[0].insert == "结论="
    assert at(known, "灯=红 |")[1][:3] == ["结论", "灯", "单位"]


@pytest.mark.parametrize("typed", ["单", "dw", "danwei", "dep", "部门", "ＤＷ"])
def test_a_field_is_found_by_han_pinyin_and_english(known: Vocabulary, typed: str) -> None:
    assert at(known, f"超期 {typed}|")[0].offers[0].insert == "单位="


def test_values_have_the_counts_of_the_scope(ws: Workspace, known: Vocabulary) -> None:
    verdicts = {offer.words.split()[0]: offer.n for offer in at(known, "结论=|")[0].offers}
    total = len(queries.task_ids(ws, TaskFilter()))
    assert verdicts["滞后"] == 2 and verdicts["未核"] == total - 2 and verdicts["完成"] == 0
    assert words(at(known, "结论=|")[0])[-1] != words(at(known, "结论=|")[0])[0]
    inside = read_vocabulary(ws, TaskFilter(cities=("白石市",)))
    assert {offer.words: offer.n for offer in at(inside, "城市=|")[0].offers} == {"白石市": 4}
    for line in ("单位=|", "主责=|", "章节=|", "计划=|", "核查人=|", "备注=|", "时限=|", "核于=|", "排序=|", "分组=|", "灯=|"):
        assert at(known, line)[1], line


@pytest.mark.parametrize(("line", "taken"), [
    ("单位=fyk|", "单位=非遗科"),
    ("单位=非遗|", "单位=非遗科"),
    ("-结论=zh|", "-结论=滞后"),
    ("非结论=滞后，wh|", "非结论=滞后，未核"),
    ("灯=h|,绿 超期", "灯=黄,绿 超期"),
    ("城市=bs| 关键词", "城市=白石市 关键词"),
    ("chaoqi|", "超期"),
    ("排序=-sx|", "排序=-时限"),
    ("light=r|", "light=红"),
    ("qhsslj|", "单位=青禾市/市水利局"),
    ("whj|", "单位=青禾市文化局"),
])  # fmt: skip
def test_a_proposal_is_put_in_where_the_cursor_stands(known: Vocabulary, line: str, taken: str) -> None:
    found, offered = at(known, line)
    results = [found.taken(line.replace("|", ""), offer)[0] for offer in found.offers]
    assert taken in results, offered


def test_what_is_named_already_is_not_offered_again(known: Vocabulary) -> None:
    assert "红" not in at(known, "灯=红,|")[1] and "红" not in at(known, "灯=|,红")[1]


def test_every_value_that_is_offered_is_understood(ws: Workspace, known: Vocabulary) -> None:
    for word in known.words:
        for value in known.values.get(word.key, ()):
            parse_sentence(ws, word.written + value.written)


def test_letters_that_were_meant_are_marked(known: Vocabulary) -> None:
    (offer,) = at(known, "单位=fyk|")[0].offers
    assert offer.marks == ((4, 7),)
    assert at(known, "单位=遗|")[0].offers[0].marks == ((5, 6),)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), spoken=st.sampled_from(LANGUAGES))
def test_completion_never_fails_on_any_prefix_of_any_sentence(
    ws: Workspace, known: Vocabulary, data: st.DataObject, spoken: str
) -> None:
    use_language(spoken)
    line = format_sentence(ws, Sentence(data.draw(filters(ws)), "-gap", "department"))
    for cursor in sorted({*range(0, len(line), 3), len(line)}):
        for text in (line, line[:cursor]):
            for vocabulary in (known, syntax()):
                found = complete(text, cursor, vocabulary)
                assert 0 <= found.start <= found.end <= len(text)
                for offer in found.offers[:2]:
                    after, place = found.taken(text, offer)
                    assert after[found.start : place] == offer.insert


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(line=st.text(alphabet='灯单位=,，、" 红<>-非a＝＞\x1b', max_size=12), cursor=st.integers(0, 12))
def test_completion_never_fails_on_any_text(known: Vocabulary, line: str, cursor: int) -> None:
    complete(line, min(cursor, len(line)), known)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("非遗科滞后", "单位=非遗科 结论=滞后"),
        ("青禾市文化局滞后", "单位=青禾市文化局 结论=滞后"),
        ("青禾市文化局 滞后", "单位=青禾市文化局 结论=滞后"),
        ("青禾市文化局超期 城市=青禾市", "单位=青禾市文化局 超期 城市=青禾市"),
        ("滞后 黄书", "结论=滞后 黄书"),
        ("青禾滞后", "城市=青禾市 结论=滞后"),
        ("没有这样的字", ""),
        ("结论=滞后", ""),
        ("", ""),
    ],
)
def test_text_that_is_found_nowhere_is_read_as_conditions(known: Vocabulary, line: str, meant: str) -> None:
    assert " ".join(offer.insert for offer in reading(line, known).offers) == meant


def test_a_whole_name_is_offered_first(known: Vocabulary) -> None:
    assert at(known, "滞后|")[0].offers[0].insert == "结论=滞后"
    assert at(known, "青禾市文化局|")[0].offers[0].insert == "单位=青禾市文化局"


def test_reading_a_long_line_is_no_work(known: Vocabulary) -> None:
    assert reading("滞后" * 5_000, known).offers == ()
