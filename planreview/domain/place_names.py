"""Names of departments with their city, where those of several cities stand in one list: 市教育局 of two cities are two."""

from __future__ import annotations

_LEVELS = frozenset("省市州盟县区旗")


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
