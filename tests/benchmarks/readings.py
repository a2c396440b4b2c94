"""Figures of the reader: plans against one regex pass, and texts of ten times the length; the real plans where they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from planreview.outline.read import read_plan
from planreview.reading.text_file import read_bytes
from tests.benchmarks.fiction import documents, one_document
from tests.benchmarks.figures import Figure, alternate, seconds

REAL = Path(__file__).resolve().parents[3] / "shared" / "plans"
PATTERN = re.compile(
    r"^[一二三四五六七八九十]+、|^\d+[.．、]|\d+(?:\.\d+)?[%个家场件项]|（[^）]{2,60}）|(\d{1,2})月底前", re.MULTILINE
)
MEGABYTE = 1_000_000


def outline_figures(rounds: int) -> Iterator[Figure]:
    """Reading plans with their targets, against one pass with one regular expression over the same text."""
    yield _against_one_pass("outline of plans", [one.text.encode() for one in documents(600, 7)], rounds)
    real = [path.read_bytes() for path in sorted(REAL.glob("*.txt"))] if REAL.is_dir() else []
    if real:
        yield _against_one_pass("outline of the real plans", real, rounds)


def _against_one_pass(name: str, texts: Sequence[bytes], rounds: int) -> Figure:
    size = sum(map(len, texts)) / MEGABYTE

    def outline() -> None:
        for text in texts:
            read_plan(read_bytes(text, "plan.txt", None).lines)

    value, least = alternate(
        max(3, rounds // 3), lambda: seconds(outline), lambda: seconds(lambda: [PATTERN.findall(text.decode()) for text in texts])
    )
    against = f"one regex pass ({size / least:.0f} MB/s; outline {size / value:.2f} MB/s)"
    return Figure(name, value / size * 1000, least / size * 1000, "ms/MB", against)


def length_figures(megabytes: Sequence[float] = (1, 10)) -> Iterator[Figure]:
    """A MB of a long text against a MB of a short one: one where reading is linear in the length."""
    text = one_document(660, 7).text
    short, long = ((text + "\n") * max(1, round(size * MEGABYTE / len(text.encode()))) for size in megabytes)
    taken = [seconds(lambda lines=lines: read_plan(lines, force=True)) for lines in (short.split("\n"), long.split("\n"))]
    each = [time / len(one.encode()) * MEGABYTE * 1000 for time, one in zip(taken, (short, long), strict=True)]
    yield Figure(f"outline of {megabytes[1]:g} MB, a MB", each[1], each[0], "ms", f"the same of {megabytes[0]:g} MB", 1.5)
