"""What the values of a filter mean in this store: cities, plans, sections, departments, tasks; and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from planreview.catalogue import t, tn
from planreview.cells import clip
from planreview.domain.lights import LIGHTS
from planreview.domain.review import NOTE_KINDS, DepartmentInfo, PlanInfo
from planreview.domain.verdicts import Ambiguous
from planreview.errors import InputError
from planreview.presets import verdict_set
from planreview.services import pinyin, references
from planreview.services.department_names import named_departments, rank_departments
from planreview.services.departments import departments
from planreview.services.filter_words import UNASSIGNED, key_of, value_of
from planreview.services.queries import plans, resolve_plan
from planreview.services.workspace import Workspace
from planreview.store.lookup import persons, section_place, tasks_by_uid, uids_of
from planreview.store.queries import task_rows
from planreview.text import fold, show

LIGHT_KEYS = (*LIGHTS, "none")
NOTE_KEYS = (*NOTE_KINDS, "none")
# So many names are read in a message.
_NAMED = 40
# So many tasks are said by their numbers, and so many cells of the title of a single one.
_NUMBERED, _TITLE = 3, 24


def verdict_of(word: str) -> str:
    """The verdict that a word, alias, key or digit names; raises :class:`InputError` where it is unknown or means several."""
    known = verdict_set()
    found = known.understand(word) or known.by_digit(word)
    if isinstance(found, Ambiguous):
        choices = " ".join(known.words()[key] for key in found.choices)
        raise InputError("filter_verdict_ambiguous", value=show(word), known=choices)
    if found is None:
        raise InputError("filter_value_unknown", value=show(word), known=" ".join(known.words().values()))
    return found


class Values:
    """The names of one store, read once a filter."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    @cached_property
    def known_plans(self) -> tuple[PlanInfo, ...]:
        """All plans."""
        return plans(self._ws)

    @cached_property
    def known_departments(self) -> tuple[DepartmentInfo, ...]:
        """All departments."""
        return departments(self._ws)

    def within(self, chosen: object, cities: object) -> tuple[int, ...]:
        """The plans that a filter is about as far as it names plans or cities (tuples; all where it does not)."""
        return tuple(
            plan.id
            for plan in self.known_plans
            if (not isinstance(chosen, tuple) or plan.id in chosen) and (not isinstance(cities, tuple) or plan.city in cities)
        )

    def lights(self, values: Iterable[str]) -> list[str]:
        """Keys of lights, ``none`` among them."""
        return [value_of(one, LIGHT_KEYS, "light") for one in values]

    def verdicts(self, values: Iterable[str]) -> list[str]:
        """Keys of verdicts, ``unreviewed`` among them."""
        return [verdict_of(one) for one in values]

    def cities(self, values: Iterable[str]) -> list[str]:
        """Cities by name, else by beginning, else by the beginning in pinyin; raises :class:`InputError` city_not_here."""
        return self._named(values, list(dict.fromkeys(plan.city for plan in self.known_plans)), "city_not_here")

    def persons(self, values: Iterable[str]) -> list[str]:
        """People who have recorded something, named as cities are; raises :class:`InputError` person_not_here."""
        with self._ws.store.reading() as connection:
            return self._named(values, persons(connection), "person_not_here")

    def notes(self, values: Iterable[str]) -> list[str]:
        """Kinds of notes, ``none`` among them."""
        return [value_of(one, NOTE_KEYS, "note") for one in values]

    def _named(self, values: Iterable[str], names: Sequence[str], refusal: str) -> list[str]:
        found: list[str] = []
        for value in values:
            wanted = fold(value)
            exact = [name for name in names if fold(name) == wanted]
            fits = exact or [name for name in names if wanted and fold(name).startswith(wanted)]
            fits = fits or pinyin.beginning(value, names)
            if not fits:
                known = " ".join(map(show, names[:_NAMED])) + (" ..." if len(names) > _NAMED else "")
                raise InputError(refusal, value=show(value), known=known)
            found += fits
        return found

    def plans(self, values: Iterable[str]) -> list[int]:
        """Plans; each value may name several."""
        return [plan for value in values for plan in resolve_plan(self._ws, value)]

    def sections(self, values: Iterable[str], within: Sequence[int]) -> list[int]:
        """Sections by labels or letters of their title, of the plans ``within`` or of one that the value begins with."""
        found: list[int] = []
        with self._ws.store.reading() as connection:
            for value in values:
                head, _, rest = value.replace("／", "/").partition("/")
                named = references.fitting_plans(self.known_plans, head) if rest else ()
                fits = references.fitting_sections(connection, named, rest) if named else ()
                fits = fits or references.fitting_sections(connection, within, value)
                if not fits:
                    raise InputError("section_unknown", reference=show(value))
                found += [section[0] for section in fits]
        return found

    def departments(self, values: Iterable[str]) -> list[int]:
        """Departments that each value names best, 0 for 未分配.

        Raises :class:`InputError` department_unknown, department_ambiguous.
        """
        found: list[int] = []
        for value in values:
            if key_of(value) == UNASSIGNED:
                found.append(0)
                continue
            best = named_departments(self.known_departments, value)
            if not best:
                raise InputError("department_unknown", reference=show(value))
            found += [one.id for one in best]
        return found

    def tasks(self, values: Iterable[str]) -> list[int]:
        """Tasks by id or its beginning; raises :class:`InputError` task_unknown."""
        found: list[int] = []
        with self._ws.store.reading() as connection:
            for value in values:
                fits = tasks_by_uid(connection, fold(value))
                if not fits:
                    raise InputError("task_unknown", text=show(value))
                found += fits
        return found

    def plan_written(self, plan_id: int) -> str:
        """The shortest text that names a plan."""
        return references.plan_reference(self.known_plans, plan_id)

    def section_written(self, section_id: int, within: Sequence[int]) -> str:
        """A section by its labels, with its plan in front where these do not say which."""
        with self._ws.store.reading() as connection:
            place = section_place(connection, section_id)
            if place is None:
                return str(section_id)
            path = "/".join(place[1])
            fits = references.fitting_sections(connection, within, path)
            return path if [one[0] for one in fits] == [section_id] else f"{self.plan_written(place[0])}/{path}"

    def department_written(self, department_id: int) -> str:
        """A department by its name, with its city and bureau where several have the name."""
        names = {one.id: one for one in self.known_departments}
        one = names.get(department_id)
        if one is None:
            return str(department_id)
        above = names[one.parent_id].name if one.parent_id in names else one.city
        for text in (one.name, f"{above}/{one.name}"):
            if [fit.id for fit in rank_departments(self.known_departments, text)[0]] == [department_id]:
                return text
        return f"{one.city}/{above}/{one.name}"

    def tasks_written(self, ids: Sequence[int]) -> list[str]:
        """Tasks by their ids, the same for any number of them."""
        with self._ws.store.reading() as connection:
            return uids_of(connection, ids)

    def tasks_said(self, ids: Sequence[int]) -> str:
        """Tasks by the numbers of the first of them, and how many there are; a single one with its title."""
        with self._ws.store.reading() as connection:
            rows = task_rows(connection, ids[:_NUMBERED])
        numbers = [show(row.number or row.label or "-") for row in rows]
        if len(ids) == 1 and rows:
            return t("filter.task_named", number=numbers[0], title=clip(show(rows[0].title), _TITLE))
        if not rows:
            return tn("filter.tasks_named", len(ids))
        more = "" if len(ids) <= _NUMBERED else "_more"
        return tn(f"filter.tasks_numbered{more}", len(ids), numbers=t("filter.numbers_join").join(numbers))
