"""Names of departments: lists to split, two names of one body, and bodies that a plan names without making them responsible.

All of it feeds suggestions: a department's identity is its city and its name, and only a person says that two are one.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from planreview.domain.records import dataclass

_OPEN, _CLOSE = "(（[【〔", ")）]】〕"
_SEPARATORS = "、，,；;\n\r\t 　\u2028\u2029"

# How far from the nation a body stands, by the first character of its name ("市科技局") or the last of its place.
_LEVELS = {"省": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3}
_COUNTRY, _PROVINCE = 0, 1
_GOVERNMENT = r"[市州盟县区旗省](委|人民政府|政府|人大|人大常委会|政协|纪委监委)"
_PLACE = r"^(?![省市州盟县区旗])[\u4e00-\u9fff]{2,7}?[市州盟](?=[\u4e00-\u9fff])"


@dataclass(frozen=True, slots=True)
class BodyNames:
    """What is known of names, from ``db/presets/bodies.toml``: ``same`` lists names of one body without its level
    (发改委, 发展和改革委员会); the rest recognise bodies that are not responsible units."""

    same: tuple[tuple[str, ...], ...] = ()
    provinces: tuple[str, ...] = ()
    national: tuple[str, ...] = ()
    national_starts: tuple[str, ...] = ()
    university_ends: tuple[str, ...] = ()
    wildcard_starts: tuple[str, ...] = ()
    wildcard_parts: tuple[str, ...] = ()


def split_names(text: str) -> tuple[str, ...]:
    """The names of a pasted list, each once, in order: split at 、，,；; line ends, tabs and spaces, not within brackets."""
    parts = _split(text, brackets=True)
    return tuple(dict.fromkeys(part for part in parts if part))


def _split(text: str, *, brackets: bool) -> list[str]:
    parts, depth = [""], 0
    for char in text:
        if brackets:
            depth += (char in _OPEN) - (char in _CLOSE)
        if depth <= 0 and char in _SEPARATORS:
            parts.append("")
        else:
            parts[-1] += char
    # A bracket that never closes would swallow the rest of the list.
    return _split(text, brackets=False) if depth > 0 else [part.strip() for part in parts]


def canonical(name: str, city: str | None = None, names: BodyNames | None = None) -> str:
    """A name for comparing: one width, no spaces, the city's own name as its level (达州市科技局 → 市科技局) and the first
    of the names known for the body."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).removeprefix("中共")
    if city and len(city) > 1 and text.startswith(city) and len(text) > len(city):
        text = city[-1] + text.removeprefix(city)
    if names is None:
        return text
    level, body = _level_and_body(text)
    return level + next((group[0] for group in names.same if body in group), body)


def _level_and_body(text: str) -> tuple[str, str]:
    return (text[0], text[1:]) if len(text) > 2 and text[0] in _LEVELS else ("", text)


def spellings(text: str, names: BodyNames) -> tuple[str, ...]:
    """The other names of the body that a text names, with what stands before it as it is: 市住建局, 松溪市住建局 →
    市住房和城乡建设局, 松溪市住房和城乡建设局 and the like; none for a body that no list of names has."""
    fits = [(name, group) for group in names.same for name in group if text.endswith(name)]
    if not fits:
        return ()
    name, group = max(fits, key=lambda fit: len(fit[0]))
    head = text.removesuffix(name)
    if head and head[-1] not in _LEVELS:
        return ()
    return tuple(head + other for other in group if other != name)


def same_body(one: str, other: str, names: BodyNames, city: str | None = None) -> bool:
    """Whether two names probably mean one body (市发改委, 市发展和改革委员会); a suggestion, never acted on by itself.

    A name without its level (发改委) may be the one with it; two different levels never are one.
    """
    first, second = (_level_and_body(canonical(name, city, names)) for name in (one, other))
    if not first[1] or first[1] != second[1]:
        return False
    return first[0] == second[0] or not (first[0] and second[0])


def is_wildcard(name: str, names: BodyNames) -> bool:
    """Whether a name stands for many: 各县(市、区), 市级有关部门, 有关部门."""
    text = canonical(name)
    return text.startswith(names.wildcard_starts) or any(part in text for part in names.wildcard_parts)


def is_superior(name: str, city: str, names: BodyNames) -> bool:
    """Whether a body stands above the departments of ``city``: of a higher level, or the city's own party committee,
    government, congress or conference (but 市委宣传部 and 市政府办公室 are departments)."""
    text = canonical(name, city)
    if city and city in text:
        # A national body's local office (国家税务总局…市税务局) names the city behind it.
        return False
    own = _level_of_place(city)
    if re.fullmatch(_GOVERNMENT, text) or _is_pair_of_governments(text):
        return _LEVELS[text[0]] <= own
    level = _level_of_body(text, names)
    return level is not None and level < own


def _is_pair_of_governments(text: str) -> bool:
    parts = [part for part in re.split(r"[、和及,]|(?<=委)(?=[市州盟县区旗省])", text) if part]
    return len(parts) > 1 and all(re.fullmatch(_GOVERNMENT, part) for part in parts)


def _level_of_place(city: str) -> int:
    if city.endswith(("省", "自治区")):
        return _PROVINCE
    return _LEVELS.get(city[-1:], 2)


def _level_of_body(text: str, names: BodyNames) -> int | None:
    if text in names.national or text.startswith(names.national_starts):
        return _COUNTRY
    if text[:1] in _LEVELS:
        return _LEVELS[text[0]]
    if text.startswith(("自治区", *(f"{name}{kind}" for name in names.provinces for kind in ("省", "自治区")))):
        return _PROVINCE
    # A department called 厅 is a province's; a city's 办公厅 has the city's level before it.
    return _PROVINCE if text.endswith("厅") else None


def is_university(name: str, names: BodyNames) -> bool:
    """Whether a name is that of a university or a research academy."""
    return canonical(name).endswith(names.university_ends)


def is_elsewhere(name: str, city: str, names: BodyNames) -> bool:
    """Whether a body belongs to another city, as its name says; a county's name is left, for it may lie in the city."""
    text = canonical(name, city)
    for province in names.provinces:
        for long in (f"{province}省", f"{province}自治区"):
            text = text.removeprefix(long)
    found = re.match(_PLACE, canonical(text, city))
    return found is not None and found[0] != city


def is_suggestable(name: str, city: str, names: BodyNames) -> bool:
    """Whether a body that a text names may be offered as a responsible unit of the city."""
    return not (
        is_wildcard(name, names)
        or is_superior(name, city, names)
        or is_university(name, names)
        or is_elsewhere(name, city, names)
    )


def dominates(n: int, total: int, threshold: Decimal = Decimal(60)) -> bool:
    """Whether ``n`` tasks are more than ``threshold`` percent of a plan's ``total``."""
    return n * 100 > threshold * total
