"""The words of the filter syntax in every language, and its tokens; the text around them is left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from planreview.catalogue import language, t_all
from planreview.errors import InputError
from planreview.text import fold, show

# Key of the syntax → field of the filter; lead and support set the role as well.
FIELDS = {
    "light": "lights",
    "verdict": "verdicts",
    "department": "departments",
    "lead": "departments",
    "support": "departments",
    "section": "sections",
    "city": "cities",
    "plan": "plans",
    "number": "numbers",
    "due": "due",
    "reviewed": "reviewed",
    "by": "by",
    "note": "note_kinds",
    "attainment": "attainment",
    "gap": "gap",
    "id": "ids",
    "text": "text",
}
FLAGS = (
    "overdue", "mismatch", "reason_open", "has_notes", "closed", "selected", "not_in_round", "unchanged", "carried", "applied",
    "self_reported", "report_mismatch", "has_evidence", "indicators",
)  # fmt: skip
# Words that stand alone without being a flag: no department, with or only what is not supervised.
UNASSIGNED, EVERY, UNSUPERVISED = "unassigned", "all", "not_supervised"
# How a list is laid out, which is no condition.
ORDER, GROUP = LAYOUT = ("sort", "group")
KEYS = (*FIELDS, *FLAGS, UNASSIGNED, EVERY, UNSUPERVISED, *LAYOUT)
# Fields whose values have an order.
COMPARED = frozenset({"number", "due", "reviewed", "attainment", "gap"})
YES, NO = "yes", "no"

_TOKEN = r'(?:[^\s"]|"(?:[^"]|"")*"?)+'
_PAIR = r'(?s)([^\s"=＝<>＜＞≤≥]+)([<>＜＞]?[=＝]|[<>＜＞≤≥])(.*)'
_SIGNS = str.maketrans({"＝": "=", "＜": "<", "＞": ">", "≤": "<=", "≥": ">="})
_NOT = ("-", "－", "!", "！")
_VALUE = r'(?:[^",，、]|"(?:[^"]|"")*"?)+'
_QUOTED = r'"((?:[^"]|"")*)"?'
_PLAIN = r'[^\s"=＝,，、<>＜＞≤≥]+'


def tokens(text: str) -> list[str]:
    """The parts between spaces; what stands in quotation marks is one."""
    return re.findall(_TOKEN, text)


def tokens_at(text: str, cursor: int) -> tuple[int, int]:
    """Where the token begins and ends that the cursor stands in or behind; both are the cursor between tokens."""
    for found in re.finditer(_TOKEN, text):
        if found.start() <= cursor <= found.end():
            return found.start(), found.end()
    return cursor, cursor


def pair(token: str) -> tuple[str, str, list[str]] | None:
    """Name, sign (= >= <= > <) and values of ``name=value,value``; None for another token. Values may be in quotation marks."""
    match = re.fullmatch(_PAIR, token)
    if match is None:
        return None
    return match[1], match[2].translate(_SIGNS), [unquoted(value) for value in re.findall(_VALUE, match[3])]


def negated(word: str) -> str | None:
    """The word behind ``-`` or 非, where it is one of the syntax; None for another."""
    if key_of(word) is not None:
        return None
    signs = (*_NOT, *(sign for signs in t_all("filter.word.negation") for sign in signs.split("|")))
    rest = next((word[len(sign) :] for sign in signs if word.casefold().startswith(sign)), "")
    return rest if rest and key_of(rest) is not None else None


def unquoted(text: str) -> str:
    """A value without its quotation marks; two in a row are one that belongs to it."""
    return re.sub(_QUOTED, lambda match: match[1].replace('""', '"'), text)


def quoted(text: str) -> str:
    """A value as :func:`pair` reads it back, in quotation marks where it needs them."""
    return text if re.fullmatch(_PLAIN, text) else '"{}"'.format(text.replace('"', '""'))


def quoted_word(text: str) -> str:
    """Text to look for, in quotation marks where it would be read as a word of the syntax."""
    return quoted(text) if key_of(text) is None and negated(text) is None else f'"{text}"'


def said(key: str, group: str = "key") -> str:
    """The word for a key in the language in use."""
    return t_all(f"filter.{group}.{key}")[0].split("|")[0]


def key_of(word: str) -> str | None:
    """The key that a word of any language names."""
    return _meanings("key", KEYS, language()).get(_spelled(word))


def value_of(word: str, keys: Sequence[str], group: str) -> str:
    """The value that a word names; raises :class:`InputError` filter_value_unknown with the words there are."""
    found = meant(word, keys, group)
    if found is None:
        known = " ".join(said(key, group) for key in keys)
        raise InputError("filter_value_unknown", value=show(word), known=known)
    return found


def meant(word: str, keys: Sequence[str], group: str) -> str | None:
    """As :func:`value_of`, None where it is no value."""
    return _meanings(group, tuple(keys), language()).get(_spelled(word))


def synonyms(group: str, keys: Iterable[str]) -> dict[str, list[str]]:
    """Every word of every language by key, the key itself included."""
    return {key: [key, *(word for text in t_all(f"filter.{group}.{key}") for word in text.split("|"))] for key in keys}


@lru_cache(maxsize=32)
def _meanings(group: str, keys: tuple[str, ...], _language: str) -> dict[str, str]:
    return {_spelled(word): key for key, words in synonyms(group, keys).items() for word in words}


def _spelled(word: str) -> str:
    return fold(word).replace("-", "_")
