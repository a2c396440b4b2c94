"""Gettext's two file forms: read ``.po``, write ``.mo``.

The catalogue of a language is split over several ``.po`` files, one for each room that speaks (cli, tui, render …), and
compiled into one ``.mo``. Written here because a bare checkout has no gettext tools and no Babel; the tests compare the
result with Babel's.
"""

from __future__ import annotations

import ast
import struct
from pathlib import Path

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: {plural}\n"
PLURALS = {"zh": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}


def read_po(text: str, name: str) -> dict[str, str]:
    """Messages of one ``.po`` file: ``msgid`` (with ``\\0`` before a plural) to ``msgstr`` (forms joined by ``\\0``).

    Raises ``ValueError`` naming the file and line where it is not in the form that this project writes.
    """
    messages: dict[str, str] = {}
    fields: dict[str, str] = {}
    current = ""

    def finish() -> None:
        if fields.get("msgid"):
            key = fields["msgid"]
            if "msgid_plural" in fields:
                key += "\0" + fields["msgid_plural"]
            forms = [value for field, value in fields.items() if field.startswith("msgstr")]
            if key in messages:
                raise ValueError(f"{name}: {fields['msgid']} stands twice")
            messages[key] = "\0".join(forms)
        fields.clear()

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        try:
            if line.startswith('"'):
                fields[current] += ast.literal_eval(line)
                continue
            current, _, value = line.partition(" ")
            if current == "msgid":
                finish()
            if not current.startswith("msg"):
                raise ValueError(current)
            fields[current] = ast.literal_eval(value)
        except (KeyError, ValueError, SyntaxError) as error:
            raise ValueError(f"{name}:{number}: not a line of a message file: {line[:60]}") from error
    finish()
    return messages


def read_folder(folder: Path) -> dict[str, str]:
    """All messages of one language; a message that stands in two files is refused."""
    messages: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        part = read_po(path.read_text(encoding="utf-8"), path.name)
        twice = messages.keys() & part.keys()
        if twice:
            raise ValueError(f"{path.name}: also in another file: {', '.join(sorted(twice))}")
        messages |= part
    return messages


def compile_all(folder: Path) -> dict[str, bytes]:
    """The ``.mo`` files of one language folder by name: of all messages, and of click's, which Python's gettext reads whole."""
    return {"planreview": compile_folder(folder), "click": compile_click(folder)}


def compile_folder(folder: Path) -> bytes:
    """The ``.mo`` file of one language folder."""
    return _compile({"": HEADER.format(plural=PLURALS[folder.name]), **read_folder(folder)})


def compile_click(folder: Path) -> bytes:
    """Click's own words in one language; of two forms each, as gettext takes them without a rule: reading a rule takes longer."""
    messages = read_po((folder / "click.po").read_text(encoding="utf-8"), "click.po")
    twice = {key: text if "\0" in text or "\0" not in key else f"{text}\0{text}" for key, text in messages.items()}
    return _compile({"": HEADER.partition("Plural")[0], **twice})


def _compile(messages: dict[str, str]) -> bytes:
    entries = sorted((key.encode(), value.encode()) for key, value in messages.items())
    table = 7 * 4
    offset = table + len(entries) * 16
    keys, values, blob = b"", b"", b""
    for key, _ in entries:
        keys += struct.pack("<2I", len(key), offset + len(blob))
        blob += key + b"\0"
    for _, value in entries:
        values += struct.pack("<2I", len(value), offset + len(blob))
        blob += value + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(entries), table, table + len(entries) * 8, 0, 0)
    return head + keys + values + blob
