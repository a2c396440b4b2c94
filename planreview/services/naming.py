"""Turn names into departments: those that a city already knows are found, the rest become operations that create them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from planreview.domain.departments import is_wildcard
from planreview.domain.operations import DEPARTMENT, OperationDraft, department_subject
from planreview.errors import InputError
from planreview.presets import body_names
from planreview.services.identity import department_uid
from planreview.store.department_queries import department_names, removed_uids, uids_in_use
from planreview.text import clean_line, show

if TYPE_CHECKING:
    import sqlite3

# A name longer than this is a paragraph that was pasted by mistake.
LONGEST_NAME = 80

# What stands in commands and sentences, but in no name.
_NO_PART = re.compile(r"""[;|&<>$`\\=*~"'{}\[\]!?。；，？！：]|--|[./]{2}|\s-""")
# Names in Chinese are shorter; those of other languages are words.
_LONGEST_HAN, _LONGEST_WORDS = 24, 60


class Naming:
    """The departments of one city while one action names some; ``drafts`` are the operations that create what is new."""

    def __init__(self, connection: sqlite3.Connection, city: str) -> None:
        self.city = city
        self.drafts: list[OperationDraft] = []
        self._known = department_names(connection, city)
        self._used = uids_in_use(connection)
        self._removed = removed_uids(connection)

    def uid_of(self, name: str, parent: str | None = None) -> str:
        """The id of the department with this name or alias, made where there is none.

        With ``parent`` only an office of that body is meant: 办公室 of two bureaus are two.
        """
        name = checked_name(name)
        known = self._known.get(name)
        if known is not None and parent in {None, known[1]}:
            if known[0] in self._removed:
                # It was deleted: to make it again is to have it back.
                self._removed.discard(known[0])
                self._make(known[0], name, known[1])
            return known[0]
        uid, ordinal = department_uid(self.city, name, parent or ""), 1
        while uid in self._used:
            # The first of this name has since been renamed or moved; its id stays with it.
            ordinal += 1
            uid = department_uid(self.city, name, parent or "", ordinal)
        self._make(uid, name, parent)
        self._used.add(uid)
        self._known.setdefault(name, (uid, parent))
        return uid

    def _make(self, uid: str, name: str, parent: str | None) -> None:
        payload: dict[str, object] = {"city": self.city, "name": name, "wildcard": is_wildcard(name, body_names())}
        if parent is not None:
            payload["parent"] = parent
        self.drafts.append(OperationDraft(DEPARTMENT, department_subject(uid), payload))


def checked_name(name: str) -> str:
    """A department's name fit for the store; raises :class:`InputError` name_empty, name_long."""
    name = clean_line(name)
    if not name:
        raise InputError("name_empty")
    if len(name) > LONGEST_NAME:
        raise InputError("name_long", name=show(name[:20]), n=len(name), most=LONGEST_NAME)
    return name


def could_be_name(text: str) -> bool:
    """Whether a line that was typed could name a body: no command, no sentence, neither one letter nor a paragraph.

    A question on a terminal is answered by whatever is typed next, which may be meant for the shell.
    """
    name = clean_line(text)
    han = any(0x4E00 <= ord(char) <= 0x9FFF for char in name)
    longest = _LONGEST_HAN if han else _LONGEST_WORDS
    return 2 <= len(name) <= longest and not _NO_PART.search(name) and (han or name[0].isupper())
