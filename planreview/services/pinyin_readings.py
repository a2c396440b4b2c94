"""How names are read, by the dictionary of pypinyin and what ``presets/pinyin.toml`` adds to it.

The dictionary costs a quarter of a second, half of it without letting another thread run, and 57 MiB: this module is run as a
process of its own (names on stdin, keys on stdout, a line each), and imported only where no process can be started.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby

from planreview.domain.pinyin import is_han, make_key
from planreview.resources import read_text

Readings = Callable[[str], list[tuple[str, ...]]]


def keys_of(names: Iterable[str]) -> list[str]:
    """The keys of names."""
    read = _reader()
    return [make_key(name, _read(name, read)) for name in names]


def _read(name: str, read: Readings) -> Mapping[int, tuple[str, ...]]:
    """The readings of each Han character of a name, by its place."""
    found: dict[int, tuple[str, ...]] = {}
    for han, run in groupby(enumerate(name), key=lambda one: is_han(one[1])):
        if han:
            placed = list(run)
            spoken = read("".join(char for _, char in placed))
            found |= {place: readings for (place, _), readings in zip(placed, spoken, strict=True)}
    return found


@cache
def _reader() -> Readings:
    """Reads a run of Han characters: words as words, a character that stands alone in any way that it is often read."""
    from pypinyin import Style, load_phrases_dict, pinyin
    from pypinyin.seg import mmseg

    preset = tomllib.loads(read_text("db", "presets", "pinyin.toml"))
    words = {word: said.split() for word, said in preset["words"].items()}
    alone = {char: tuple(said.split()) for char, said in preset["alone"].items()}
    load_phrases_dict({word: [[one] for one in said] for word, said in words.items()})

    @cache
    def spoken(word: str) -> list[tuple[str, ...]]:
        if word in alone:
            return [_typed(alone[word])]
        read = pinyin(word, style=Style.NORMAL, errors="ignore")
        return [_typed(tuple(one)) for one in read] if len(read) == len(word) else [()] * len(word)

    # Our words first: the dictionary would rather see a mayor (市长) than what lasts (长效).
    ours = re.compile(f"({'|'.join(sorted(words, key=len, reverse=True))})")

    def parted(run: str) -> Iterator[str]:
        for part in filter(None, ours.split(run)):
            yield from (part,) if part in words else mmseg.seg.cut(part)

    return lambda run: [one for word in parted(run) for one in spoken(word)]


def _typed(readings: tuple[str, ...]) -> tuple[str, ...]:
    """Readings as they are typed: lv and lu for the same."""
    return tuple(dict.fromkeys(form for one in readings for form in (one, one.replace("v", "u"))))


def main() -> None:
    """Read names, write keys."""
    names = sys.stdin.buffer.read().decode("utf-8").split("\n")
    sys.stdout.buffer.write("\n".join(keys_of(names)).encode("utf-8"))


if __name__ == "__main__":
    main()
