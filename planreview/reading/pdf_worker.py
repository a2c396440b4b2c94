"""Takes characters and ruled lines out of a PDF in a process of its own: standard input → JSON on standard output.

It is started as a file, so it imports nothing of the package. Places are counted from the top left of the page as it is shown.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import sys
from typing import Any

MEMORY_LIMIT = 1536 * 1024 * 1024
MOST_PAGES = 1_500
FARTHEST = 100_000.0
MOST_CHARACTERS = 3_000_000
MOST_RULES = 3_000
MOST_RULES_IN_ALL = 150_000
_THIN = 3.0
_SHORTEST = 8.0


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _turned(box: tuple[float, float, float, float], page: tuple[int, float, float]) -> list[float]:
    """Left, top, right, bottom on the page as it is shown, from a box counted from the bottom left of the page as stored."""
    rotation, width, height = page
    left, bottom, right, top = box
    if rotation == 90:
        return [bottom, left, top, right]
    if rotation == 180:
        return [width - right, bottom, width - left, top]
    if rotation == 270:
        return [height - top, width - right, height - bottom, width - left]
    return [left, height - top, right, height - bottom]


def _on_paper(box: list[float]) -> bool:
    """Whether a place is one: a broken file puts things at infinity, or at no number."""
    return all(abs(edge) < FARTHEST for edge in box)


def _characters(raw: Any, text: Any, page: tuple[int, float, float]) -> list[list[float]]:
    """Each visible character: its code, its box, the size of its font."""
    found = []
    box = raw.FS_RECTF()
    for place in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, place)
        if raw.FPDFText_IsGenerated(text, place) == 1 or code in {9, 10, 13, 32, 0xA0}:
            continue
        if raw.FPDFText_GetLooseCharBox(text, place, ctypes.byref(box)):
            shown = _turned((box.left, box.bottom, box.right, box.top), page)
            if _on_paper(shown):
                found.append([code, *(round(edge, 1) for edge in shown)])
    return found


def _rules(raw: Any, page: Any, shape: tuple[int, float, float], most: int) -> tuple[list[list[float]], bool]:
    """Ruled lines as thin boxes, and whether there are pictures."""
    rules: list[list[float]] = []
    pictures = False
    edges = (ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_float())
    for place in range(min(raw.FPDFPage_CountObjects(page), 200_000)):
        item = raw.FPDFPage_GetObject(page, place)
        kind = raw.FPDFPageObj_GetType(item)
        pictures = pictures or kind == raw.FPDF_PAGEOBJ_IMAGE
        if kind != raw.FPDF_PAGEOBJ_PATH or len(rules) >= most:
            continue
        if not raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges)):
            continue
        left, top, right, bottom = _turned((edges[0].value, edges[1].value, edges[2].value, edges[3].value), shape)
        if not _on_paper([left, top, right, bottom]):
            continue
        if min(right - left, bottom - top) <= _THIN:
            if max(right - left, bottom - top) >= _SHORTEST:
                rules.append([left, top, right, bottom])
        elif raw.FPDFPath_CountSegments(item) <= 6:
            # A rectangle: its four sides.
            rules += [
                [left, top, right, top],
                [left, bottom, right, bottom],
                [left, top, left, bottom],
                [right, top, right, bottom],
            ]
    return rules, pictures


def main() -> None:
    """Read the PDF on standard input."""
    _limit_memory()
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        if "assword" not in str(error):
            raise
        json.dump({"locked": True}, sys.stdout)
        return
    pages, characters, ruled = [], 0, MOST_RULES_IN_ALL
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        width, height = page.get_size()
        rotation = page.get_rotation()
        stored = (rotation, height, width) if rotation in {90, 270} else (rotation, width, height)
        text = page.get_textpage()
        found = _characters(raw, text, stored)
        characters += len(found)
        rules, pictures = _rules(raw, page, stored, min(MOST_RULES, ruled))
        ruled -= len(rules)
        pages.append({"width": width, "height": height, "characters": found, "rules": rules, "pictures": pictures})
        text.close()
        page.close()
        if characters > MOST_CHARACTERS:
            break
    json.dump({"pages": pages, "all": len(document)}, sys.stdout)


if __name__ == "__main__":
    main()
