"""Figures for an outline against how a careful reader understands the same text.

The figures are those of the real plans' scorer, with the precision and recall of targets, and more readings of a quoted number;
tests/data/plans/README.md says what each measures.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

FIGURES = (
    "meta", "sections", "tasks", "lines", "titles", "targets", "precision", "recall",
    "ops", "words", "units", "deadlines", "tables", "covered",
)  # fmt: skip
# Old forms that are no compatibility characters of the ones in use, and so outlive NFKC.
RADICALS = {ord(old): new for old, new in zip("⻓⻔⻅⻋⻜⻢⻚⻝⻛戶", "长门见车飞马页食风户", strict=True)}
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
PLACES = {"十": 10, "百": 100, "千": 1000}
SAYINGS = {
    "全覆盖|全部|全面完成|全员|全体": "100",
    "过半": "50",
    "翻番|翻一番|翻倍|双": "2",
    "翻两番": "4",
    "零|不发生|无": "0",
    "首": "1",
}
LABEL = re.compile(r"[(（]?[\d一二三四五六七八九十百]+[)）]?[、.．]*|专栏\s*\d*|第[\d一二三四五六七八九十百]+[章节条部分]+")

Json = dict[str, Any]


@dataclass
class Reading:
    """What one text scored, and every difference in words."""

    figures: dict[str, float]
    notes: list[str] = field(default_factory=list)


def bare(text: object) -> str:
    """Text without spaces and signs, in the forms in use."""
    folded = unicodedata.normalize("NFKC", str(text or "")).translate(RADICALS)
    return re.sub(r"[\W_]+", "", folded)


def amount(value: object) -> str:
    try:
        return f"{float(str(value)):g}"
    except ValueError:
        return bare(value)


def place(path: Iterable[str] | None) -> tuple[str, ...]:
    """A path of labels: '一、' and '一、加强…' are one, so are '（一）' and '(一)'."""
    return tuple(bare(found.group() if (found := LABEL.match(part.strip())) else part) for part in path or ())


def task_place(task: Json) -> tuple[str, ...]:
    number = task.get("number")
    own = ("-", bare(task.get("title"))[:6]) if number is None else (str(number),)
    return (*place(task.get("section")), *own)


def tasks_in(outline: Json) -> list[Json]:
    return list(outline.get("tasks") or ())


def score_tasks(expected: Json, found: Json, notes: list[str]) -> float:
    """F1 of the tasks; one that a careful reader may take or leave counts only where it was taken."""
    have = Counter(map(task_place, tasks_in(found)))
    doubtful = {task_place(task) for task in tasks_in(expected) if task.get("lenient")} - set(have)
    return compare("task", Counter(map(task_place, tasks_in(expected))) - Counter(doubtful), have, notes)


def harmony(both: int, wanted: int, found: int) -> float:
    return 2 * both / (wanted + found) if wanted + found else 1.0


def compare(kind: str, wanted: Counter[Any], found: Counter[Any], notes: list[str]) -> float:
    """F1 of two bags of things, with what is missing and what is too much told."""
    notes += [f"{kind} missed {thing}" for thing in (wanted - found).elements()]
    notes += [f"{kind} extra {thing}" for thing in (found - wanted).elements()]
    return harmony((wanted & found).total(), wanted.total(), found.total())


def sections_in(outline: Json) -> Counter[Any]:
    # A box whose heading the text has lost may be restored or left out.
    return Counter(
        (place(one.get("path")), bare(one["title"]))
        for one in outline.get("sections") or ()
        if one.get("title") and (one.get("label") or "number_inferred" not in one)
    )


def targets_in(outline: Json) -> Iterator[tuple[tuple[str, ...], Json]]:
    """Every target with where it belongs, its value and its unit."""
    owners = [(task_place(task), task.get("targets")) for task in tasks_in(outline)]
    owners += [(("box",), one.get("targets")) for one in outline.get("sections") or ()]
    owners.append((("objective",), outline.get("objectives")))
    for owner, targets in owners:
        for target in targets or ():
            # 个百分点 and 百分点 are one unit, whether or not the measure word is taken for a part of it.
            yield (*owner, amount(target.get("value")), bare(target.get("unit")).replace("个百分点", "百分点")), target


def numbers_in(quote: str) -> set[str]:
    """The numbers that a quote can be said to hold, Chinese ones, 全覆盖, 翻番 and 零 among them."""
    flat = unicodedata.normalize("NFKC", quote).replace(",", "")
    held = {amount(number) for number in re.findall(r"\d+(?:\.\d+)?", re.sub(r"\s", "", flat))}
    held |= {amount(chinese(word)) for word in re.findall(r"[零一二两三四五六七八九十百千]+", flat)}
    held |= {amount(DIGITS[sign]) for sign in flat if sign in DIGITS}
    held |= {number for word, number in SAYINGS.items() if re.search(word, flat)}
    return held


def chinese(word: str) -> int:
    total = digit = 0
    for sign in word:
        if sign in PLACES:
            total += (digit or 1) * PLACES[sign]
            digit = 0
        else:
            digit = DIGITS[sign]
    return total + digit


def worded(wanted: Json, found: Json, source: str) -> bool:
    """The quote stands in the source and holds the value, and the metric shares half of its characters."""
    quote, metric, model = str(found.get("quote") or ""), bare(found.get("metric")), bare(wanted.get("metric"))
    if not bare(quote) or not metric or bare(quote) not in source:
        return False
    shared = (Counter(model) & Counter(metric)).total()
    return shared * 2 >= min(len(model), len(metric)) and amount(found.get("value")) in numbers_in(quote)


def operators(target: Json) -> set[str]:
    return {str(target.get("op")), *(target.get("op_alt") or ())}


def score_targets(expected: Json, found: Json, source: str, notes: list[str]) -> dict[str, float]:
    wanted, have = list(targets_in(expected)), list(targets_in(found))
    if not wanted and not have:
        return {}
    spare: dict[tuple[str, ...], list[Json]] = {}
    for key, target in have:
        spare.setdefault(key, []).append(target)
    hits = agreed = spoken = excused = 0
    for key, target in wanted:
        if not spare.get(key):
            excused += bool(target.get("lenient"))
            notes += [] if target.get("lenient") else [f"target missed {key} {target.get('quote')!r}"]
            continue
        match = max(spare[key], key=lambda other: (worded(target, other, source), bool(operators(other) & operators(target))))
        spare[key].remove(match)
        hits += 1
        agreed += (right := bool(operators(match) & operators(target)))
        notes += [] if right else [f"operator {key}: expected {sorted(operators(target))}, found {match.get('op')!r}"]
        spoken += (right := worded(target, match, source))
        notes += (
            []
            if right
            else [f"words {key}: expected {target['metric']!r}, found {match.get('metric')!r} in {match.get('quote')!r}"]
        )
    notes += [f"target extra {key} {target.get('quote')!r}" for key, rest in spare.items() for target in rest]
    due = len(wanted) - excused
    result = {"targets": harmony(hits, due, len(have)), "ops": agreed / max(hits, 1), "words": spoken / max(hits, 1)}
    return result | {"precision": hits / len(have) if have else 1.0, "recall": hits / due if due else 1.0}


def score_meta(expected: Json, found: Json, notes: list[str]) -> float:
    fields = [name for name in ("title", "city", "year", "issuer", "issued_on") if name in expected]
    right = 0
    for name in fields:
        fair = {bare(one) for one in (expected[name], *(expected.get(f"{name}_alt") or ()))}
        good = bare(found.get(name)) in fair
        right += good
        notes += [] if good else [f"meta {name}: expected {expected[name]!r}, found {found.get(name)!r}"]
    return right / len(fields)


def sayings(task: Json) -> str:
    return f"{task.get('title')!r} line {task.get('line')} due {task.get('deadline')!r}"


def score_pairs(expected: Json, found: Json, notes: list[str]) -> dict[str, float]:
    """The tasks that both have, one by one: first line, title, deadline."""
    theirs: dict[tuple[str, ...], list[Json]] = {}
    for task in tasks_in(found):
        theirs.setdefault(task_place(task), []).append(task)
    pairs = [(task, theirs[key].pop(0)) for task in tasks_in(expected) if theirs.get(key := task_place(task))]
    marks: dict[str, list[bool]] = {}
    for task, other in pairs:
        near = 2 if task.get("number") is None else 1
        fair, title = {bare(one) for one in (task["title"], *(task.get("title_alt") or ()))}, bare(other.get("title"))
        explicit = task.get("title_explicit", True)
        here = {"lines": abs((other.get("line") or 0) - task["line"]) <= near}
        here["titles"] = title in fair if explicit else title[:6] in {one[:6] for one in fair}
        if task.get("deadline"):
            here["deadlines"] = bare(task["deadline"]) == bare(other.get("deadline"))
        for name, right in here.items():
            marks.setdefault(name, []).append(right)
            notes += [] if right else [f"{name} {task_place(task)}: expected {sayings(task)}, found {sayings(other)}"]
    return {name: sum(right) / len(right) for name, right in marks.items()}


def units_in(outline: Json) -> Counter[Any]:
    return Counter(
        (*task_place(task), role, bare(name))
        for task in tasks_in(outline)
        for role, names in (task.get("departments") or {}).items()
        for name in names or ()
    )


def cells_in(outline: Json) -> Counter[Any]:
    """The cells of the tables that set goals; a column that names a year is that year, whatever stands above it."""
    return Counter(
        (bare(row.get("name")), year.group() if (year := re.search(r"20\d\d", str(column))) else bare(column), amount(value))
        for table in outline.get("indicator_tables") or ()
        if table.get("is_target")
        for row in table.get("rows") or ()
        for column, value in (row.get("values") or {}).items()
        if value is not None
    )


def lines_of(items: Iterable[Json] | None) -> set[int]:
    held: set[int] = set()
    for item in items or ():
        if first := item.get("line"):
            held.update(range(first, max(item.get("end_line") or first, first) + 1))
        if span := item.get("text_lines"):
            held.update(range(span[0], span[1] + 1))
    return held


def covered(expected: Json, found: Json, source: str) -> float:
    """The share of the non-blank lines in their right place: a task's line with that task, any other with anything but a task."""
    lines = {number for number, line in enumerate(source.split("\n"), 1) if line.strip()}
    boxes = lines_of(one for one in expected.get("sections") or () if one.get("kind") == "box")
    boxes |= lines_of(expected.get("indicator_tables"))
    headings = {one["line"] for one in expected.get("sections") or ()}
    doubtful = lines_of(task for task in tasks_in(expected) if task.get("lenient"))
    owners: dict[int, set[tuple[str, ...]]] = {}
    for task in tasks_in(expected):
        for line in lines_of([task]) - boxes:
            owners.setdefault(line, set()).add(task_place(task))
    theirs: dict[tuple[str, ...], set[int]] = {}
    for task in tasks_in(found):
        theirs.setdefault(task_place(task), set()).update(lines_of([task]))
    in_tasks = set[int]().union(*theirs.values())
    apart = set[int]().union(*(lines_of(found.get(name)) for name in ("sections", "objectives", "indicator_tables", "other")))
    for name, span in found.items():
        if name.endswith("_lines") and span:
            apart.update(range(span[0], span[1] + 1))
    right = 0
    for line in lines:
        if line in owners:
            # A line that holds several tasks is right where any of them has it: which words are whose is not a matter of lines.
            right += any(line in theirs.get(owner, ()) for owner in owners[line]) or (
                line in headings | doubtful and line in apart
            )
        else:
            right += line in apart or (line in boxes and line in in_tasks)
    return right / len(lines) if lines else 1.0


def score(expected: Json, found: Json, source: str) -> Reading:
    """Every figure that the expectation gives something to measure by."""
    notes: list[str] = []
    result = {"meta": score_meta(expected, found, notes)}
    result["sections"] = compare("section", sections_in(expected), sections_in(found), notes)
    result["tasks"] = score_tasks(expected, found, notes)
    result |= score_pairs(expected, found, notes) | score_targets(expected, found, bare(source), notes)
    for name, part in (("units", units_in), ("tables", cells_in)):
        if wanted := part(expected):
            result[name] = compare(name, wanted, part(found), notes)
    return Reading(result | {"covered": covered(expected, found, source)}, notes)
