"""Write into the user's configuration file, which is theirs: one line changes, the rest stays as it is."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from planreview.config import read_table
from planreview.errors import InputError


def keep_setting(path: Path, name: str, value: str) -> None:
    """Write a setting (``person``, ``lang``) into the configuration; the rest of the file stays as people wrote it.

    Raises :class:`InputError` config_unreadable, config_unwritable; then the file is as it was.
    """
    line = f"{name} = {json.dumps(value, ensure_ascii=False)}"
    try:
        whole = path.resolve()
        text = whole.read_text(encoding="utf-8") if whole.exists() else ""
        top = re.search(r"(?m)^\s*\[", text)
        end = top.start() if top else len(text)
        said = re.compile(rf"(?m)^[ \t]*{name}[ \t]*=.*$")
        head = said.sub(lambda _: line, text[:end], count=1) if said.search(text[:end]) else f"{line}\n{text[:end]}"
        part = whole.with_name(f".{whole.name}.{os.getpid()}.part")
        try:
            whole.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(head + text[end:], encoding="utf-8")
            if read_table(part) != {**read_table(whole), name: value}:
                raise InputError("config_unwritable", path=path, reason=line)
            part.replace(whole)
        finally:
            part.unlink(missing_ok=True)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("config_unwritable", path=path, reason=error) from error
