"""Read damaged documents for a while: whatever is done to a plan, the reader ends, fails in no other way and loses no line.

    python -m tests.outline_fuzz [--seconds 600] [--seed N]

Takes the texts of tests/data/plans and, where they stand beside the checkout, the real plans; cuts, swaps, doubles, joins and
pollutes their lines. A text that breaks a promise is written to the temporary folder and named; exit code 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from planreview.outline.read import read_plan
from tests.outline.invariants import check

ROOT = Path(__file__).parent
FOLDERS = (ROOT / "data" / "plans", ROOT.parents[1] / "shared" / "plans")
POISON = (
    "一、", "（一）", "1.", "①", "第一章", "专栏1 ", "表1 ", "\t", "|", "《", "》", "（", "）", "“", "。", "：",
    "新增10家", "增长5%", "责任单位：", "第1—3项", "序号\t任务\t责任单位", "附件1", "目录", "\x00", "\x1b[31m",
    "\u2028", "\ud800", "<p>", "⼯", "縣", "\u3000", " ", "2023年", "17",
)  # fmt: skip
# Seconds for a thousand characters that no text may need, on any machine.
SLOWEST = 0.5

Lines = list[str]
Change = Callable[[Lines, random.Random], Lines]


def _swap(lines: Lines, dice: random.Random) -> Lines:
    first, second = dice.randrange(len(lines)), dice.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def _drop(lines: Lines, dice: random.Random) -> Lines:
    start = dice.randrange(len(lines))
    return lines[:start] + lines[start + dice.randrange(1, 6) :] or [""]


def _double(lines: Lines, dice: random.Random) -> Lines:
    start = dice.randrange(len(lines))
    part = lines[start : start + dice.randrange(1, 9)]
    return lines[:start] + part + lines[start:]


def _join(lines: Lines, dice: random.Random) -> Lines:
    start = dice.randrange(len(lines))
    end = start + dice.randrange(2, 40)
    return [*lines[:start], dice.choice(("", " ", "\t")).join(lines[start:end]), *lines[end:]]


def _break(lines: Lines, dice: random.Random) -> Lines:
    place = dice.randrange(len(lines))
    width = dice.choice((1, 7, 30))
    return [
        *lines[:place],
        *(lines[place][at : at + width] for at in range(0, max(1, len(lines[place])), width)),
        *lines[place + 1 :],
    ]


def _poison(lines: Lines, dice: random.Random) -> Lines:
    place = dice.randrange(len(lines))
    column = dice.randrange(len(lines[place]) + 1)
    lines[place] = lines[place][:column] + dice.choice(POISON) * dice.choice((1, 1, 1, 3, 40)) + lines[place][column:]
    return lines


CHANGES: tuple[Change, ...] = (_swap, _drop, _double, _join, _break, _poison, _poison)


def damaged(texts: list[Lines], dice: random.Random) -> Lines:
    """A document with up to twelve faults, now and then with the middle of another one."""
    lines = list(dice.choice(texts))
    if dice.random() < 0.2:
        other = dice.choice(texts)
        lines[len(lines) // 2 :] = other[len(other) // 2 :]
    for _ in range(dice.randrange(1, 13)):
        lines = dice.choice(CHANGES)(lines, dice)
    return lines


def fault_of(lines: Lines) -> str | None:
    """What promise the reader breaks on these lines, if any."""
    start = time.perf_counter()
    try:
        outline = read_plan(lines, force=True)
        check(outline)
        if read_plan(lines, force=True) != outline:
            return "read twice, understood twice"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    taken = time.perf_counter() - start
    size = max(1, sum(len(line) for line in lines) // 1000)
    return f"{taken:.1f} s for {size}000 characters" if taken > SLOWEST * (size + 4) else None


def fuzz(texts: list[Lines], seconds: float, seed: int) -> tuple[int, list[tuple[str, Lines]]]:
    """How many damaged documents were read in so many seconds, and those that broke a promise."""
    dice = random.Random(seed)
    until = time.monotonic() + seconds
    count, faults = 0, []
    while time.monotonic() < until:
        lines = damaged(texts, dice)
        count += 1
        if fault := fault_of(lines):
            faults.append((fault, lines))
    return count, faults


def texts_of(folders: Iterable[Path]) -> list[Lines]:
    """The plans of the folders that are there, as lines."""
    paths = sorted(path for folder in folders if folder.is_dir() for path in folder.glob("*.txt"))
    return [path.read_text("utf-8-sig", errors="replace").split("\n") for path in paths]


def main(arguments: list[str] | None = None) -> int:
    """Run and report; 1 where a promise was broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    texts = texts_of(FOLDERS)
    count, faults = fuzz(texts, options.seconds, options.seed)
    print(f"{count} damaged documents made of {len(texts)} were read; {len(faults)} broke a promise")
    for place, (fault, lines) in enumerate(faults[:20]):
        kept = Path(tempfile.gettempdir()) / f"planreview-fuzz-{options.seed}-{place}.txt"
        kept.write_text("\n".join(lines), "utf-8", errors="surrogatepass")
        print(f"{kept}: {fault[:200]}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
