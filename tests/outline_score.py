"""Score the reader on the texts of tests/data/plans: how a careful reader understands them, against how the program does.

    python -m tests.outline_score [-v] [--only TEXT]... [--write-first | --markdown]

Prints a row a plan, the means, and which of the texts that are no plans were taken for one. The first reading of a text is
the honest one, made before any rule has seen it: ``--write-first`` keeps it once, and never again for the same text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from planreview.errors import PlanreviewError
from planreview.outline.form import outline_to_json
from planreview.services.understanding import outline_of, read_source
from tests.outline.scoring import FIGURES, Json, Reading, score

TEXTS = Path(__file__).parent / "data" / "plans"
FIRST = "first_reading.json"
REFUSED = "refused"


def read_text(path: Path) -> Json | None:
    """What the program makes of a text, in the form of ``parse --json``; nothing where it is refused."""
    try:
        return dict(json.loads(json.dumps(outline_to_json(outline_of(read_source(path))))))
    except PlanreviewError:
        return None


def score_plan(name: str) -> Reading:
    expected = json.loads((TEXTS / f"{name}.json").read_text("utf-8"))
    found = read_text(TEXTS / f"{name}.txt")
    if found is None:
        measured = score(expected, {}, "")
        return Reading(dict.fromkeys(measured.figures, 0.0), ["refused, though it is a plan"])
    return score(expected, found, (TEXTS / f"{name}.txt").read_text("utf-8"))


def score_other(name: str) -> Reading:
    refused = read_text(TEXTS / f"{name}.txt") is None
    return Reading({REFUSED: float(refused)}, [] if refused else ["taken for a plan"])


def names_of(pattern: str, only: Iterable[str] = ()) -> list[str]:
    return sorted(path.stem for path in TEXTS.glob(pattern) if path.name != FIRST and (not only or path.stem in only))


def score_all(only: Iterable[str] = ()) -> dict[str, Reading]:
    plans = {name: score_plan(name) for name in names_of("*.json", only)}
    return plans | {name: score_other(name) for name in names_of("not_*.txt", only)}


def means(scores: Iterable[dict[str, float]]) -> dict[str, float]:
    columns: dict[str, list[float]] = {}
    for figures in scores:
        for name, value in figures.items():
            columns.setdefault(name, []).append(value)
    return {name: sum(values) / len(values) for name, values in columns.items()}


def first_readings() -> dict[str, dict[str, float]]:
    kept = TEXTS / FIRST
    return dict(json.loads(kept.read_text("utf-8"))) if kept.exists() else {}


def keep_first(scores: dict[str, Reading]) -> list[str]:
    """Add the first reading of texts that have none yet; what was kept before stays as it is."""
    kept = first_readings()
    fresh = [name for name in scores if name not in kept]
    kept |= {name: {figure: round(value, 3) for figure, value in scores[name].figures.items()} for name in fresh}
    (TEXTS / FIRST).write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return fresh


def table(scores: dict[str, Reading], verbose: bool) -> Iterator[str]:
    plans = {name: reading for name, reading in scores.items() if REFUSED not in reading.figures}
    width = max((len(name) for name in plans), default=4)
    yield " " * width + "".join(f"{name:>10}" for name in FIGURES)
    rows = [*plans.items(), ("mean", Reading(means(reading.figures for reading in plans.values())))]
    for name, reading in rows:
        shown = (f"{reading.figures[figure]:.3f}" if figure in reading.figures else "-" for figure in FIGURES)
        yield f"{name:{width}}" + "".join(f"{cell:>10}" for cell in shown)
        yield from (f"    {note}" for note in reading.notes if verbose)
    others = {name: reading.figures[REFUSED] for name, reading in scores.items() if REFUSED in reading.figures}
    yield f"no plans: {sum(others.values()):.0f} of {len(others)} refused"
    yield from (f"    taken for a plan: {name}" for name, refused in others.items() if not refused)


def markdown(scores: dict[str, Reading]) -> Iterator[str]:
    """The means of the first reading and of today's, over the same texts."""
    kept = {name: figures for name, figures in first_readings().items() if name in scores}
    before, now = means(kept.values()), means(scores[name].figures for name in kept)
    yield f"| {len(kept)} texts | first reading | now |"
    yield "|---|---|---|"
    for name in (*FIGURES, REFUSED):
        if name in now:
            yield f"| {name} | {before[name]:.3f} | {now[name]:.3f} |"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Score the reader on the texts of tests/data/plans.")
    parser.add_argument("-v", "--verbose", action="store_true", help="list every difference")
    parser.add_argument("--only", action="append", default=[], metavar="TEXT", help="one text (may be repeated)")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--write-first", action="store_true", help="keep this reading for texts that have no first one yet")
    output.add_argument("--markdown", action="store_true", help="print first reading and now, as the README has them")
    options = parser.parse_args(argv)
    scores = score_all(options.only)
    if not scores:
        print(f"no such text in {TEXTS.name}", file=sys.stderr)
        return 2
    print("\n".join(markdown(scores) if options.markdown else table(scores, options.verbose)))
    if options.write_first:
        print(f"first readings kept: {', '.join(keep_first(scores)) or 'none new'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
