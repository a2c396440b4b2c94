"""Records behave as the standard dataclasses do that they stand in for."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from typing import ClassVar

import pytest

from planreview.domain import records


@records.dataclass(frozen=True, slots=True)
class Place:
    """A place."""

    name: str
    people: int = 0
    parts: tuple[str, ...] = ()
    KIND: ClassVar[str] = "place"

    @property
    def large(self) -> bool:
        return self.people > 1000


@records.dataclass(frozen=True, slots=True)
class County(Place):
    """One class above another."""

    city: str = "达州市"


@records.dataclass(slots=True)
class Basket:
    """May be changed."""

    owner: str
    things: list[str] = records.field(default_factory=list)


@records.dataclass
class Open:
    """Without slots, with a step after."""

    count: int
    doubled: int = 0

    def __post_init__(self) -> None:
        self.doubled = 2 * self.count


@records.dataclass(frozen=True, slots=True)
class Nothing:
    """No fields."""


@records.dataclass(frozen=True, slots=True)
class Box:
    """One field, itself a record."""

    inside: Place


def test_fields_are_set_by_place_by_name_and_by_default() -> None:
    assert (Place("通川区").people, Place("通川区", 5).people, Place(people=5, name="通川区").name) == (0, 5, "通川区")
    assert (County("宣汉县").city, County("宣汉县", 3, ("一",), "巴中市").city) == ("达州市", "巴中市")
    assert Place("通川区", 1001).large and Place.KIND == "place"
    assert Open(4).doubled == 8


@pytest.mark.parametrize(("values", "named"), [((), {}), (("甲", 1, (), 4), {}), (("甲",), {"other": 1})])
def test_what_does_not_fit_is_refused(values: tuple[str, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Place(*values, **named)  # type: ignore[arg-type]


def test_each_record_has_its_own_of_what_a_factory_makes() -> None:
    one, other = Basket("甲"), Basket("甲")
    one.things.append("苹果")
    assert other.things == [] and Basket("甲", ["梨"]).things == ["梨"]


def test_equal_is_what_is_of_one_class_and_holds_the_same() -> None:
    other: object = "甲"
    assert Place("甲", 1) == Place("甲", 1) != Place("甲", 2)
    assert Place("甲") != County("甲") and Place("甲") != other
    assert hash(Box(Place("甲"))) == hash(Box(Place("甲"))) and len({Place("甲"), Place("甲"), Nothing(), Nothing()}) == 2
    with pytest.raises(TypeError):
        hash(Basket("甲"))


def test_what_is_frozen_cannot_be_changed() -> None:
    place = County("甲")
    changes: tuple[Callable[[], None], ...] = (
        lambda: setattr(place, "name", "乙"),
        lambda: delattr(place, "name"),
        lambda: setattr(place, "new", 1),
    )
    for change in changes:
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert not hasattr(place, "__dict__") and vars(County)["__slots__"] == ("city",)


def test_the_standard_library_knows_the_fields() -> None:
    names = [(one.name, one.type) for one in dataclasses.fields(County("甲"))]
    assert names == [("name", "str"), ("people", "int"), ("parts", "tuple[str, ...]"), ("city", "str")]
    assert dataclasses.is_dataclass(Basket) and dataclasses.fields(Basket)[1].default_factory is list
    assert dataclasses.asdict(Box(Place("甲"))) == {"inside": {"name": "甲", "people": 0, "parts": ()}}
    assert dataclasses.replace(Place("甲"), people=3) == records.replace(Place("甲"), people=3) == Place("甲", 3)


def test_a_record_reads_like_its_call_and_matches_by_place() -> None:
    assert repr(Place("甲", 2)) == "Place(name='甲', people=2, parts=())" and repr(Nothing()) == "Nothing()"
    match Place("甲", 2):
        case Place(name, 2):
            assert name == "甲"
        case _:
            pytest.fail("no match")


def test_a_record_can_be_copied_and_sent() -> None:
    place = County("甲", 2)
    assert pickle.loads(pickle.dumps(place)) == copy.deepcopy(place) == copy.copy(place) == place


def test_the_fields_are_described_once_and_for_each_class() -> None:
    """The standard ``replace`` asks for them twice: describing them each time took milliseconds of every call."""
    assert dataclasses.fields(Place("达州市"))[0] is dataclasses.fields(Place)[0]
    assert [one.name for one in dataclasses.fields(County)] == ["name", "people", "parts", "city"]
    assert [one.name for one in dataclasses.fields(Place)] == ["name", "people", "parts"]
