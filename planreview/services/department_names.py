"""Which department a text names: by its name or an alias, by letters of it, and where nothing else fits by pinyin (kjj)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from planreview.domain.pinyin import query_of
from planreview.domain.place_names import with_city
from planreview.domain.review import DepartmentInfo
from planreview.errors import InputError
from planreview.services import pinyin
from planreview.services.workspace import Workspace
from planreview.store.department_queries import department_rows
from planreview.text import fold, show

# Letters of a name that are enough to mean it.
_SHORTEST = 2
# The last of the ways in which letters that stand together mean a name, and of those in which written ones do.
_TOGETHER, _WRITTEN = 2, 3
Tiers = tuple[tuple[DepartmentInfo, ...], ...]


def rank_departments(known: Sequence[DepartmentInfo], text: str, keys: Mapping[str, str] | None = None) -> Tiers:
    """Departments by how well a text names them: exactly (by name or alias), by its beginning, by letters that stand
    together, by letters in order. ``city/name``, ``bureau/office`` narrow; an empty text fits all by beginning.

    With ``keys`` (of :func:`spoken_names`) those that it names in pinyin only follow, best first.
    """
    *above, wanted = _parts(text)
    names = {one.id: fold(one.name) for one in known}
    tiers: tuple[list[DepartmentInfo], ...] = ([], [], [], [])
    stated = {fold(one.city) for one in known} | set(names.values())
    others: dict[DepartmentInfo, tuple[str, ...]] = {}
    for one in known:
        city = fold(one.city)
        upper = {city, names.get(one.parent_id or 0, "")}
        # 砚州 is 砚州市, unless something is called just that.
        if not all(part in upper or (part and part not in stated and city.startswith(part)) for part in above):
            continue
        fits = [_fit(wanted, name) for name in (names[one.id], *map(fold, one.aliases))]
        best = min((fit for fit in fits if fit is not None), default=None)
        if best is not None:
            tiers[best].append(one)
        else:
            others[one] = (one.name, *one.aliases)
    written = tuple(tuple(tier) for tier in tiers)
    return written if keys is None else (*written, *pinyin.ranked(wanted, others, keys))


def spoken_names(known: Sequence[DepartmentInfo], text: str) -> tuple[str, ...]:
    """The names whose pinyin keys say what a text may mean; none where it cannot be pinyin."""
    return tuple(name for one in known for name in (one.name, *one.aliases)) if query_of(_parts(text)[-1]) else ()


def meant_letters(name: str, text: str) -> tuple[tuple[int, int], ...]:
    """The characters of a name that a text means, as (first, behind) pairs; by pinyin where its key is known."""
    wanted = _parts(text)[-1]
    folded = fold(name)
    fit = _fit(wanted, folded) if wanted else None
    if fit is None:
        found = pinyin.matched(wanted, name)
        return found.spans if found else ()
    # Where folding changed its length, places of the one are none of the other.
    if len(folded) != len(name):
        return ()
    if fit <= _TOGETHER:
        first = folded.index(wanted)
        return ((first, first + len(wanted)),)
    places: list[int] = []
    for letter in wanted:
        places.append(folded.index(letter, places[-1] + 1 if places else 0))
    return tuple((place, place + 1) for place in places)


def best_named(known: Sequence[DepartmentInfo], text: str) -> tuple[int, tuple[DepartmentInfo, ...]]:
    """How well the departments are named that a text names best, 0 exactly, and which they are; pinyin where nothing else fits.

    Waits for keys where they are needed and not known.
    """
    tiers = rank_departments(known, text) if fold(text) else ()
    if not any(tiers) and (names := spoken_names(known, text)):
        tiers = rank_departments(known, text, pinyin.learn(names))
    return next(((place, tier) for place, tier in enumerate(tiers) if tier), (len(tiers), ()))


def find_department(ws: Workspace, text: str, city: str | None = None) -> tuple[DepartmentInfo, ...]:
    """The departments that a text names best: exactly, else by beginning, by letters, by pinyin; () where none is named."""
    with ws.store.reading() as connection:
        known = department_rows(connection, city)
    return best_named(known, text)[1]


def the_department(ws: Workspace, text: str, city: str | None = None) -> DepartmentInfo:
    """The one department that a text names: by its name or alias, else by two letters of it or of its pinyin or more.

    Raises :class:`InputError` department_unknown, department_short, department_ambiguous; the last two with candidates.
    """
    with ws.store.reading() as connection:
        known = department_rows(connection, city)
    place, found = best_named(known, text)
    if not found:
        raise InputError("department_unknown", reference=show(text))
    # One letter that happens to stand in one name alone today would name another body tomorrow.
    short = place > 0 and len(_parts(text)[-1]) < _SHORTEST
    if len(found) == 1 and not short:
        return found[0]
    raise InputError("department_short" if short else "department_ambiguous", **_candidates(text, found))


def named_departments(known: Sequence[DepartmentInfo], text: str) -> tuple[DepartmentInfo, ...]:
    """The departments that a text names best, for a filter, which may mean several; () where none is named.

    What is written fits as it does everywhere. Pinyin that fits names that differ is no choice that anybody made:
    raises :class:`InputError` department_ambiguous.
    """
    place, found = best_named(known, text)
    if place > _WRITTEN and len({one.name for one in found}) > 1:
        raise InputError("department_ambiguous", **_candidates(text, found))
    return found


def department_words(shown: Sequence[DepartmentInfo], known: Sequence[DepartmentInfo]) -> dict[int, str]:
    """Names that tell departments apart in one list: with the city where there are several, and an office that shares its
    name with another one's with its bureau."""
    several = len({info.city for info in shown}) > 1
    words = {info.id: with_city(info.city, info.name) if several else info.name for info in shown}
    bureaus = {info.id: info.name for info in known}
    alike = Counter(words.values())
    for info in shown:
        bureau = bureaus.get(info.parent_id or 0)
        if alike[words[info.id]] > 1 and bureau:
            words[info.id] = f"{with_city(info.city, bureau) if several else bureau}/{info.name}"
    return words


def _candidates(text: str, found: Sequence[DepartmentInfo]) -> dict[str, object]:
    candidates = "\n".join(f"  {show(one.city)}/{show(one.name)}" for one in found[:8])
    return {"reference": show(text), "n": len(found), "candidates": candidates}


def _parts(text: str) -> list[str]:
    return [fold(part) for part in text.replace("／", "/").split("/")]


def _fit(wanted: str, name: str) -> int | None:
    if wanted == name:
        return 0
    if name.startswith(wanted):
        return 1
    if wanted in name:
        return 2
    rest = iter(name)
    return 3 if all(letter in rest for letter in wanted) else None
