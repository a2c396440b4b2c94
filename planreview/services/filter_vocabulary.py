"""What a filter line can be completed with: the words of the syntax and the values of one store, with counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from planreview.catalogue import t, t_all
from planreview.domain.place_names import short_city
from planreview.domain.review import NOTE_KINDS, DepartmentInfo, PlanInfo, TaskFilter
from planreview.domain.spans import MOVING, NONE
from planreview.presets import verdict_set
from planreview.services import pinyin, queries
from planreview.services.department_names import department_words
from planreview.services.filter_order import GROUPS, ORDERS
from planreview.services.filter_values import LIGHT_KEYS
from planreview.services.filter_words import FIELDS, FLAGS, GROUP, ORDER, UNASSIGNED, UNSUPERVISED, quoted, said
from planreview.services.references import plan_references
from planreview.services.roles import roles_words
from planreview.services.workspace import Workspace
from planreview.store.department_queries import department_rows
from planreview.store.lookup import sections_of
from planreview.store.value_counts import kept_counts, note_counts, value_counts
from planreview.text import fold

# More values of one field are not offered, and of more plans no sections: who types letters finds them all the same.
MOST, MOST_PLANS = 2_000, 40
# Of more tasks only those numbers are given that are kept beside them.
MOST_COUNTED = 50_000
# Names are read in pinyin up to so many: a nation's departments would take long.
MOST_SPOKEN = 6_000
# Fields in the order in which they are offered; ids are not typed.
_ORDER = (
    "verdict", "light", "department", "lead", "support", "city", "section", "plan", "due", "reviewed", "by", "note",
    "attainment", "gap", "number", "text",
)  # fmt: skip
_COUNTED_FLAGS = {"overdue": "overdue", "mismatch": "mismatch", "reason_open": "reasons_open"}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: how it is written, how it is shown, every name that finds it (folded), how many tasks have it, and
    what these are to it."""

    written: str
    words: str
    names: tuple[str, ...]
    n: int | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the syntax: its key, how it is written and shown, every name that finds it (folded), how many tasks have it."""

    key: str
    written: str
    words: str
    names: tuple[str, ...]
    n: int | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the syntax in the order of offering, and the values of each field."""

    words: tuple[Word, ...]
    values: Mapping[str, Sequence[Value]] = field(default_factory=dict)

    def spoken(self) -> list[str]:
        """What may be meant in pinyin."""
        names = [word.words for word in self.words]
        names += [value.words for values in self.values.values() for value in values]
        return list(dict.fromkeys(names))[:MOST_SPOKEN]


def syntax() -> Vocabulary:
    """The words alone, and the values that are the same in every store: what is there before the store was asked."""
    return Vocabulary(tuple(_words({})), _fixed({}, {}))


def read_vocabulary(ws: Workspace, scope: TaskFilter) -> Vocabulary:
    """What can be asked of the tasks of ``scope``, with counts."""
    facets = queries.facets(ws, scope)
    with ws.store.reading() as connection:
        few = facets.total <= MOST_COUNTED
        counts = value_counts(connection, scope) if few else kept_counts(connection, scope)
        notes = note_counts(connection, scope) if few else {}
        known = department_rows(connection)
        plans = queries.plans(ws)
        inside = [plan for plan in plans if plan.id in counts["plan"]]
        sections = _sections(ws, inside) if len(inside) <= MOST_PLANS else []
    flags = {key: getattr(facets, name) for key, name in _COUNTED_FLAGS.items()} | {UNASSIGNED: facets.unassigned}
    of_plan = {int(plan): n or 0 for plan, n in counts["plan"].items()}
    cities: dict[str, int] = {}
    for plan in inside:
        cities[plan.city] = cities.get(plan.city, 0) + of_plan[plan.id]
    leads = {int(lead): n or 0 for lead, n in counts["lead"].items()}
    written = written_names(known)
    values = dict(_fixed(facets.verdicts, facets.lights, notes))
    values |= {
        "department": _departments(known, written, facets.departments, facets),
        "lead": _departments(known, written, leads),
        "support": _departments(known, written, {}),
        "city": [_value(city, city, short_city(city), n=n) for city, n in sorted(cities.items(), key=lambda one: -one[1])],
        "plan": _plans(inside, of_plan),
        "section": sections,
        "by": [_value(str(name), str(name), n=n) for name, n in counts["by"].items()],
    }
    for key in ("due", "reviewed"):
        values[key] = [*values[key], *(_value(str(month), str(month), n=n) for month, n in counts[key].items())]
    return Vocabulary(tuple(_words(flags)), {key: tuple(found[:MOST]) for key, found in values.items()})


def learn_spoken(vocabulary: Vocabulary) -> None:
    """Make the pinyin keys of what is offered; waits, so it is for a thread that may."""
    pinyin.learn(vocabulary.spoken())


def _words(counts: Mapping[str, int]) -> Iterator[Word]:
    for key in _ORDER:
        assert key in FIELDS
        yield Word(key, f"{said(key)}=", said(key), _names(key))
    for key in (*FLAGS, UNASSIGNED, UNSUPERVISED, "all"):
        yield Word(key, said(key), said(key), _names(key), counts.get(key))
    for key in (ORDER, GROUP):
        yield Word(key, f"{said(key)}=", said(key), _names(key))


def _names(key: str, group: str = "key") -> tuple[str, ...]:
    words = [word for text in t_all(f"filter.{group}.{key}") for word in text.split("|")]
    return tuple(dict.fromkeys(map(fold, [*words, key])))


def _fixed(
    verdicts: Mapping[str, int], lights: Mapping[str, int], notes: Mapping[str, int] | None = None
) -> dict[str, Sequence[Value]]:
    """Values that every store has."""
    words = verdict_set()
    entries = (*words.entries, words.unreviewed)
    days = [_word(key, "day") for key in (*MOVING, NONE)]
    return {
        "verdict": [
            Value(one.word, one.both, tuple(map(fold, (one.word, one.full, *one.aliases, one.key))), _of(verdicts, one.key))
            for one in entries
        ],
        "light": [_word(key, "light", _of(lights, key)) for key in LIGHT_KEYS],
        "note": [_word(key, "note", _of(notes or {}, key)) for key in (*NOTE_KINDS, "none")],
        "due": days,
        "reviewed": [day for day, key in zip(days, (*MOVING, NONE), strict=True) if key != "next_month"],
        "attainment": [_word(NONE, "day")],
        "gap": [_word(NONE, "day")],
        ORDER: [one for key in ORDERS for one in _both_ways(key)],
        GROUP: [_word(key, "group") for key in GROUPS],
    }


def _of(counts: Mapping[str, int], key: str) -> int | None:
    return counts.get(key, 0) if counts else None


def _both_ways(key: str) -> tuple[Value, Value]:
    one = _word(key, "order")
    turned = t("filter.turned", order=one.words)
    return one, Value(f"-{one.written}", turned, tuple(f"-{name}" for name in one.names))


def _word(key: str, group: str, n: int | None = None) -> Value:
    word = said(key, group)
    return Value(word, word, _names(key, group), n)


def _value(written: str, words: str, *others: str, n: int | None = None) -> Value:
    return Value(quoted(written), words, tuple(map(fold, (words, written, *others))), n)


def _plans(plans: Iterable[PlanInfo], counts: Mapping[int, int]) -> list[Value]:
    known = list(plans)
    shown = known[:MOST]
    written = plan_references(known, {one.id for one in shown})
    return [_value(written[one.id], f"{written[one.id]} {one.title}", n=counts.get(one.id)) for one in shown]


def _departments(
    known: Sequence[DepartmentInfo], written: Mapping[int, str], counts: Mapping[int, int], roles: queries.Facets | None = None
) -> list[Value]:
    """Departments, those with most tasks first, and what the tasks are to each where ``roles`` says it; 未分配 last."""
    apart = department_words(known, known) if len(known) <= MOST else {}
    found = []
    for one in sorted(known, key=lambda one: -counts.get(one.id, 0))[:MOST]:
        n = counts.get(one.id, 0) if counts else None
        value = _value(written[one.id], apart.get(one.id, one.name), one.name, *one.aliases, n=n)
        if roles is not None and n:
            value = replace(value, said=roles_words(n, roles.leads.get(one.id, 0), roles.supports.get(one.id, 0)))
        found.append(value)
    return [*found, _word(UNASSIGNED, "key")]


def written_names(known: Sequence[DepartmentInfo]) -> dict[int, str]:
    """Each department as a filter names it alone: by its name, with its bureau or city in front where several have it."""
    names = {one.id: one.name for one in known}
    above = {one.id: names.get(one.parent_id or 0, one.city) for one in known}
    # Counties call their bureaus alike: each name is folded once.
    folded = cache(fold)
    alone: Counter[str] = Counter()
    below: Counter[tuple[str, str]] = Counter()
    for one in known:
        uppers = {folded(one.city), folded(above[one.id])}
        for name in {folded(one.name), *map(folded, one.aliases)}:
            alone[name] += 1
            for upper in uppers:
                below[upper, name] += 1
    found = {}
    for one in known:
        name, upper = folded(one.name), above[one.id]
        if alone[name] == 1:
            found[one.id] = one.name
        else:
            found[one.id] = f"{upper}/{one.name}" if below[folded(upper), name] == 1 else f"{one.city}/{upper}/{one.name}"
    return found


def _sections(ws: Workspace, plans: Sequence[PlanInfo]) -> list[Value]:
    """Headings, with their plan in front where there are several."""
    names = plan_references(plans)
    found = []
    with ws.store.reading() as connection:
        for plan in plans:
            for _, path, title in sections_of(connection, plan.id):
                labels = "/".join(path)
                words = f"{labels} {title}" if len(plans) == 1 else f"{names[plan.id]} {labels} {title}"
                found.append(_value(labels if len(plans) == 1 else f"{names[plan.id]}/{labels}", words, title))
    return found
