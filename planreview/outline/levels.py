"""At which numbering tasks stand: decided from the document as a whole, or named by the user."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from planreview.outline.assigned import answerable_at
from planreview.outline.labels import KINDS_OF_NUMBER, RANKS, read_label
from planreview.outline.layout import Block
from planreview.outline.nature import is_schedule, may_hold_work, nature_of
from planreview.outline.task_tables import heads_of_rows
from planreview.outline.titles import read_title

# From this share of headings with numbered points below, the points are the tasks and the headings sections.
_TASK_KINDS = ("cnp", "dot", "paren")
_SHARE = {"cn": 0.4, "cnp": 0.4, "dot": 0.6, "paren": 0.8}


def label_kind(name: str) -> str | None:
    """The kind of a label written by a user (``一、``, ``（一）``, ``1.``, ``（1）``, ``①``) or named by its key."""
    if name in KINDS_OF_NUMBER or name == "article":
        return name
    label = read_label(name.strip() + "甲")
    return label.kind if label is not None and (label.kind in KINDS_OF_NUMBER or label.kind == "article") else None


def task_level(blocks: Sequence[Block]) -> str | None:
    """The kind of label that numbers the tasks; None where the document numbers sections only."""
    working = _working(blocks)
    counts = Counter(b.label.kind for b in working if b.label is not None and b.label.kind in RANKS)
    if counts["article"] >= 3 and not counts["cn"]:
        return "article"
    # Under chapters, 一、 numbers what stands in them.
    chapters = sum(counts[kind] for kind in ("part", "chapter", "node"))
    kinds = ("cn", *_TASK_KINDS) if chapters >= 2 and counts["cn"] > chapters else _TASK_KINDS
    most = max(counts[kind] for kind in kinds)
    # One number of its kind among many others is a slip or a quotation.
    present = [kind for kind in kinds if counts[kind] and not (counts[kind] == 1 and most >= 4)]
    if not present:
        circled = [b for b in working if b.label is not None and b.label.kind == "circle"]
        if len(circled) >= 3 and not counts["cn"]:
            return "circle"
        return "cn" if _run_in(working) else None
    if kinds[0] != "cn" and counts["cn"] >= 3 and answerable_at(working, "cn", present[0]) == "cn":
        return "cn"
    level = present[0]
    for deeper in present[1:]:
        stated = answerable_at(working, level, deeper)
        if stated == level:
            break
        if stated == deeper:
            level = deeper
            continue
        parents, with_points, loose, with_text = _nesting(working, level, deeper)
        share = with_points / parents if parents else 0.0
        # Below 1. stand parts as a rule: only where all that 1. has is a name are they the tasks.
        headings = level == "cnp" or (parents > 1 and with_text / parents < 0.5)
        if loose > with_points or (share >= _SHARE[level] and headings):
            level = deeper
        else:
            break
    return level


def _run_in(blocks: Sequence[Block]) -> bool:
    """Whether 一、 is all the numbering there is, and its items are a name and text in one paragraph."""
    items = [b for b in blocks if b.label is not None and b.label.kind == "cn"]
    texts = sum(len(b.body) - read_title(b.body).body_at > 30 for b in items)
    return len(items) >= 3 and texts * 3 >= len(items) * 2


def _working(blocks: Sequence[Block]) -> list[Block]:
    """The blocks outside chapters on the past, principles and goals, and outside boxes."""
    kept: list[Block] = []
    closed: int | None = None
    in_box = False
    between = heads_of_rows(blocks)
    for place, block in enumerate(blocks):
        if block.kind != "para" or place in between:
            continue
        label = block.label
        if label is not None and label.kind == "box":
            in_box = True
            continue
        if label is not None and label.kind in {"chapter", "node", "part", "cn", "cnp"}:
            in_box = False
            if closed is None or label.rank <= closed:
                title = read_title(block.body).text
                idle = nature_of(title) != "work" and not (may_hold_work(title) and label.kind == "cn")
                # Phases (动员部署阶段, 组织实施阶段) do not say where the tasks stand.
                idle = idle or is_schedule(title)
                closed = label.rank if idle else None
        if closed is None and not in_box:
            kept.append(block)
    return kept


def _nesting(blocks: Sequence[Block], upper: str, lower: str) -> tuple[int, int, int, int]:
    """(upper items, those with lower ones below, lower ones outside any upper, upper ones with text of their own)."""
    parents = with_points = loose = with_text = 0
    inside = has_points = False
    for block in blocks:
        label = block.label
        if label is None:
            continue
        if label.kind == upper:
            parents += 1
            inside, has_points = True, False
            title = read_title(block.body)
            with_text += len(block.body) - title.body_at > 30
        elif label.kind == lower:
            if not inside:
                loose += 1
            elif not has_points:
                has_points = True
                with_points += 1
        elif label.rank < RANKS[upper]:
            inside = False
    return parents, with_points, loose, with_text
