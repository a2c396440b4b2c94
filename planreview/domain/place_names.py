"""Names of departments with their city, where those of several cities stand in one list: 市教育局 of two cities are two; and
which plan a row is of, in few cells: tasks of several plans have the same numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from planreview.domain.records import dataclass, field

if TYPE_CHECKING:
    from planreview.domain.review import PlanInfo

_LEVELS = frozenset("省市州盟县区旗")
_YEAR = r"[12]\d{3}年度?"


def with_city(city: str, name: str) -> str:
    """The name as it reads outside its city: 临澜市 and 市教育局 make 临澜市教育局; a name that says its city stays as it is."""
    if city in name:
        return name
    # The level in front of a name stands for the city itself.
    if len(name) > 1 and name[0] in _LEVELS and city.endswith(name[0]):
        return city + name[1:]
    return f"{city} {name}"


def short_city(city: str) -> str:
    """A city without its level, where two characters are left: 临澜市 is 临澜, 张家界市 张家界."""
    return city[:-1] if len(city) > 2 and city[-1] in _LEVELS else city


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What tells the plans of some rows apart: ``by`` is ``city`` or ``plan``, empty where there is one plan; ``labels`` by row
    id of the plan."""

    by: str = ""
    labels: Mapping[int, str] = field(default_factory=dict)


def whereabouts(plans: Iterable[PlanInfo]) -> Whereabouts:
    """The city where there are several, with the year behind it of each plan of a city that has several, or a word of its title
    where the years are the same; the titles where there is one city."""
    known = tuple(plans)
    cities = Counter(plan.city for plan in known)
    if len(known) < 2:
        return Whereabouts()
    if len(cities) == 1:
        return Whereabouts("plan", {plan.id: bare_title(plan) for plan in known})
    years = Counter((plan.city, plan.period[0]) for plan in known)

    def label(plan: PlanInfo) -> str:
        if cities[plan.city] == 1:
            return short_city(plan.city)
        alone = years[plan.city, plan.period[0]] == 1
        return short_city(plan.city) + (str(plan.period[0]) if alone else re.sub(_YEAR, "", bare_title(plan)))

    return Whereabouts("city", {plan.id: label(plan) for plan in known})


def bare_title(plan: PlanInfo) -> str:
    """A title without the city that it names; of nothing else it stays as it is."""
    return plan.title.replace(plan.city, "").strip() or plan.title
