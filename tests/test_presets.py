"""Presets: every shipped file is sound in both languages, and a wrong one is named."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from typing import Any

import pytest

from planreview import presets
from planreview.cells import width
from planreview.domain.counting import count, shares
from planreview.domain.verdicts import KEYS, UNREVIEWED
from planreview.errors import InputError
from planreview.resources import read_text


def table(name: str) -> dict[str, Any]:
    return tomllib.loads(read_text("db", "presets", f"{name}.toml"))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", presets.preset_names("verdicts"))
def test_verdict_words_fit_a_list_and_are_unique(name: str, lang: str) -> None:
    words = presets.verdict_set(name, lang).words()
    assert set(words) == {*KEYS, UNREVIEWED, "closed"}
    assert len(set(words.values())) == len(words)
    for word in words.values():
        assert width(word) == 4 if lang == "zh" else width(word) <= 6
        assert word.encode("gbk")


@pytest.mark.parametrize("name", presets.preset_names("verdicts"))
def test_words_of_either_language_are_understood_in_both(name: str) -> None:
    for lang, other in [("zh", "en"), ("en", "zh")]:
        words = presets.verdict_set(name, other)
        for entry in words.entries:
            assert presets.verdict_set(name, lang).understand(entry.full) == entry.key
            assert presets.verdict_set(name, lang).understand(entry.word) == entry.key


def test_the_words_of_progress_offices_are_their_own() -> None:
    words = presets.verdict_set("progress", "zh")
    assert words.by_key("behind").word == "欠进"
    assert words.understand("滞后") == "behind"


@pytest.mark.parametrize("name", presets.preset_names("classes"))
def test_classes_are_named_in_both_languages(name: str) -> None:
    zh, en = presets.share_classes(name, "zh"), presets.share_classes(name, "en")
    assert [one.key for one in zh] == [one.key for one in en]
    assert all(one.word.isascii() for one in en)
    assert all(one.share is None for one in shares(count([]), zh))


def test_the_default_stands_first_and_others_are_there() -> None:
    for area in presets.AREAS:
        names = presets.preset_names(area)
        assert names[0] == "default"
        assert len(names) > 1
    assert presets.thresholds("strict").yellow_from < presets.thresholds().yellow_from


@pytest.mark.parametrize("name", ["none", "../default", ""])
def test_an_unknown_preset_is_refused_and_the_known_are_named(name: str) -> None:
    for load in (presets.verdict_set, presets.share_classes, presets.thresholds):
        with pytest.raises(InputError, match="default"):
            load(name)


def set_in(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    """A change to a table: the entry at a dotted path becomes ``value``."""

    def change(data: dict[str, Any]) -> None:
        *above, last = path.split(".")
        here: Any = data
        for part in above:
            here = here[int(part)] if isinstance(here, list) else here[part]
        if value is None:
            del here[last]
        else:
            here[last] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        set_in("behind.zh.aliases", ["序时"]),
        set_in("behind.digit", "3"),
        set_in("finished", {"digit": "9"}),
        set_in("done", None),
        set_in("done.zh.word", None),
        set_in("done.zh", None),
        set_in("done.zh", "完成"),
        set_in("done.zh.word", 5),
        set_in("ahead.zh.word", "办结"),
        set_in("ambiguous.达标", ["won"]),
        set_in("ambiguous", ["达标"]),
    ],
)
def test_a_set_of_words_that_contradicts_itself_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    data = table("verdicts-default")
    change(data)
    with pytest.raises(InputError, match="verdicts-x"):
        presets.checked("verdicts-x", lambda: presets.verdicts_from(data, "zh"))


@pytest.mark.parametrize(
    "change",
    [
        set_in("class.0.keys", []),
        set_in("class.0.keys", ["done", "ahead"]),
        set_in("class.0.keys", ["finished"]),
        set_in("class.0.key", "ahead"),
        set_in("class.0.word", {"en": "done"}),
        set_in("class", None),
        set_in("class", 3),
    ],
)
def test_classes_that_miss_or_repeat_a_verdict_are_refused(change: Callable[[dict[str, Any]], None]) -> None:
    data = table("classes-default")
    change(data)
    with pytest.raises(InputError, match="classes-x"):
        presets.checked("classes-x", lambda: presets.classes_from(data, "zh"))


@pytest.mark.parametrize(
    "change",
    [
        set_in("yellow_from", "31"),
        set_in("yellow_from", "ten"),
        set_in("yellow_from", "NaN"),
        set_in("red_above", "Infinity"),
        set_in("half", None),
        set_in("due_soon", "soon"),
        set_in("compared.flow", "calendar"),
        set_in("compared.stock", "target"),
        set_in("mismatches.done", ["blue"]),
        set_in("mismatches.finished", ["red"]),
        set_in("limit", "3"),
    ],
)
def test_limits_that_contradict_each_other_are_refused(change: Callable[[dict[str, Any]], None]) -> None:
    data = table("lights-default")
    change(data)
    with pytest.raises(InputError, match="lights-x"):
        presets.checked("lights-x", lambda: presets.thresholds_from(data))


def test_a_name_of_two_bodies_is_refused() -> None:
    data = table("bodies")
    data["same"].append(["科技局", "科研局"])
    with pytest.raises(InputError, match="科技局"):
        presets.checked("bodies-x", lambda: presets.bodies_from(data))
