"""Reads an old workbook in a process of its own, with a limit on its memory: standard input → JSON on standard output.

The library lays a sheet out by its outermost cells, and ends the process when the memory is not there: here, only this one.
It is started as a file, so it imports nothing of the package.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import json
import sys

MEMORY_LIMIT = 1536 * 1024 * 1024


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return f"{value:.11g}" if abs(value) < 1e11 else f"{value:.0f}"
    if isinstance(value, datetime.datetime):
        day = f"{value.year}/{value.month}/{value.day}"
        return day if value.time() == datetime.time() else f"{day} {value.hour}:{value.minute:02d}"
    if isinstance(value, datetime.date):
        return f"{value.year}/{value.month}/{value.day}"
    return str(value)


def main() -> None:
    """Read the workbook on standard input."""
    _limit_memory()
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except python_calamine.PasswordError:
        json.dump({"locked": True}, sys.stdout)
        return
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        first = sheet.start or (0, 0)
        cells = [
            (first[0] + row, first[1] + column, _shown(value), isinstance(value, float) and 0 < abs(value) < 1)
            for row, values in enumerate(sheet.to_python(skip_empty_area=True))
            for column, value in enumerate(values)
            if value != ""
        ]
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        merges = [(*top, *bottom) for top, bottom in sheet.merged_cell_ranges or ()]
        sheets.append({"name": meta.name, "hidden": hidden, "cells": cells, "merges": merges})
    json.dump({"sheets": sheets}, sys.stdout)


if __name__ == "__main__":
    main()
