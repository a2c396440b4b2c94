"""Fictional plans and revised forms of them with what became of every item: seeded, from the sentences of our own samples.

Each change is what offices do: figures adjusted, words exchanged, sentences left out, put in or put in another order, an item
divided, neighbours put together, items dropped, added and put under another heading; all is numbered anew at the end.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Named one by one, so that a text put beside them changes no figure that these fixtures gave.
SOURCES = [
    *(f"db/samples/{name}.txt" for name in ("yunze-2026", "linlan-2026", "yanzhou-2026", "lanxi-2026", "chengling-2026-2030")),
    *(
        f"tests/data/plans/{name}.txt"
        for name in (
            "a_agri_annual",
            "a_education_preschool",
            "a_gov_report_division",
            "a_rural_consolidation",
            "a_science_division_long",
            "b_county_economy_long",
            "b_education_widths",
        )
    ),
]
ITEM = re.compile(r"\s*(?:\d{1,3}[.．、]?|（\d+）)\s*([^\d。]{4,30})。(.{30,400}[。）])\s*")

KEPT, REWORDED, RETARGETED, MOVED = "kept", "reworded", "retargeted", "moved"
SPLIT, MERGED, DROPPED, ADDED = "split", "merged", "dropped", "added"

WORDS = [
    ("推进", "推动"),
    ("加强", "强化"),
    ("完善", "健全"),
    ("全年", "年内"),
    ("提升", "提高"),
    ("实施", "组织实施"),
    ("支持", "鼓励和支持"),
    ("不少于", "不低于"),
    ("达到", "力争达到"),
    ("建立", "建立并落实"),
    ("开展", "集中开展"),
    ("培育", "遴选培育"),
    ("重点", "主要"),
    ("围绕", "聚焦"),
]
# What offices put in anywhere.
PHRASES = [
    "进一步压实工作责任。",
    "工作进展每季度末报送一次。",
    "纳入年度考核内容。",
    "年底前组织一次集中验收。",
    "所需资金在年初预算中统筹安排。",
    "同步做好政策宣传和解读。",
    "对进度偏慢的县区进行约谈。",
    "建立工作台账，逐项对账销号。",
    "形成可以推广的经验做法。",
    "由分管负责同志每月调度一次。",
]
PLACES = list(zip("东西南北上下青白红黄大小龙虎石柳", "坪岭浦塘河沙石杨土泥湾溪潭岗桥林", strict=True))
PATTERNS = [
    "改造{}镇污水处理站。完成{}镇污水处理站提标改造，日处理能力达到{}吨，出水稳定达标。",
    "新建{}镇养老服务中心。完成{}镇养老服务中心选址、施工和验收，新增床位{}张。",
    "整治{}镇黑臭水体。对{}镇沟渠清淤疏浚{}公里，恢复自然岸线，落实长效管护。",
    "建设{}镇农产品冷库。支持{}镇合作社建设冷藏保鲜设施，新增库容{}吨。",
]


@dataclass(frozen=True)
class Item:
    """An item of a plan: its words without a number, under a heading; ``heir``: the part of a split that holds most."""

    section: str
    title: str
    body: str
    heir: bool = False

    @property
    def text(self) -> str:
        return f"{self.title}。{self.body}"


@dataclass
class Revised:
    """Two forms of a plan. ``truth`` holds (kind, olds, news) by place; the heir of a split comes first."""

    old: list[Item]
    new: list[Item] = field(default_factory=list)
    truth: list[tuple[str, tuple[int, ...], tuple[int, ...]]] = field(default_factory=list)

    @property
    def changed(self) -> int:
        return sum(kind != KEPT for kind, _, _ in self.truth)


def document(items: Sequence[Item], title: str = "临溪市2026年重点工作任务清单") -> str:
    """A plan as a text, numbered through."""
    lines = [title, ""]
    heading = ""
    numerals = iter("一二三四五六七八九十")
    for number, item in enumerate(items, 1):
        if item.section != heading:
            heading = item.section
            lines += [f"{next(numerals)}、{heading}", ""]
        lines += [f"{number}.{item.text}", ""]
    return "\n".join(lines)


@cache
def pool() -> tuple[tuple[str, str], ...]:
    """Title and body of the items of our samples that stand on a line of their own, none of which resembles another."""
    found: dict[str, str] = {}
    seen: list[set[str]] = []
    for name in SOURCES:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            match = ITEM.fullmatch(line)
            if match is None or "牵头领导" in line:
                continue
            pairs = {line[at : at + 2] for at in range(len(line) - 1)}
            if all(len(pairs & other) < 0.4 * min(len(pairs), len(other)) for other in seen):
                seen.append(pairs)
                found.setdefault(match[1], match[2])
    return tuple(found.items())


def plans(seeds: Sequence[int]) -> Iterator[Revised]:
    """One revised plan for each seed, of mixed items, each third one with many items of one pattern."""
    for seed in seeds:
        rng = random.Random(seed)
        words = rng.sample(pool(), 94)
        yield revise(rng, _original(rng, words[14:], patterned=seed % 3 == 2), [Item("", *one) for one in words[:14]])


def _original(rng: random.Random, words: Sequence[tuple[str, str]], *, patterned: bool) -> list[Item]:
    items = [Item("", title, body) for title, body in words]
    if patterned:
        for pattern in PATTERNS:
            for place in map("".join, rng.sample(PLACES, 9)):
                title, _, body = pattern.partition("。")
                items.append(Item("", title.format(place), body.format(place, rng.randrange(10, 900))))
    rng.shuffle(items)
    sections = ["做强产业支撑", "保障和改善民生", "提升治理能力", "扩大开放合作", "加强组织保障"]
    share = -(-len(items) // len(sections))
    return [Item(sections[n // share], item.title, item.body) for n, item in enumerate(items)]


def revise(rng: random.Random, old: list[Item], spare: list[Item]) -> Revised:
    """A revised form of a plan in which half of the items change; ``spare`` ones may be added."""
    result = Revised(old)
    made: list[tuple[str, tuple[int, ...], list[Item]]] = []
    place = 0
    while place < len(old):
        kind = rng.choices([REWORDED, RETARGETED, SPLIT, MERGED, DROPPED, ADDED, MOVED, KEPT], [15, 8, 12, 6, 6, 6, 6, 41])[0]
        item, olds = old[place], (place,)
        parts = _split(rng, item) if kind == SPLIT else []
        if kind == REWORDED:
            made.append((kind, olds, [_reword(rng, item, rng.choice((1, 2, 2, 3)))]))
        elif kind == RETARGETED and (adjusted := _retarget(rng, item)):
            made.append((kind, olds, [adjusted]))
        elif parts:
            made.append((kind, olds, parts))
        elif kind == MERGED and place + 1 < len(old) and old[place + 1].section == item.section:
            olds = (place, place + 1)
            made.append((kind, olds, [_merge(rng, item, old[place + 1])]))
        elif kind == DROPPED:
            made.append((kind, olds, []))
        elif kind == MOVED:
            other = rng.choice([one.section for one in old if one.section != item.section])
            moved = Item(other, item.title, item.body)
            made.append((kind, olds, [_reword(rng, moved, 1) if rng.random() < 0.4 else moved]))
        else:
            made.append((KEPT, olds, [item]))
            if kind == ADDED and spare:
                fresh = spare.pop()
                made.append((kind, (), [Item(item.section, fresh.title, fresh.body)]))
        place += len(olds)
    _number(result, made, list(dict.fromkeys(item.section for item in old)), rng)
    return result


def _number(
    result: Revised, made: Sequence[tuple[str, tuple[int, ...], list[Item]]], sections: Sequence[str], rng: random.Random
) -> None:
    """Put everything in the order of the sections; moved items stand anywhere in their new one."""
    slots: dict[str, list[tuple[int, int]]] = {section: [] for section in sections}
    for group, (kind, _, news) in enumerate(made):
        for part, item in enumerate(news):
            slot = slots[item.section]
            slot.insert(rng.randrange(len(slot) + 1) if kind == MOVED else len(slot), (group, part))
    at: dict[tuple[int, int], int] = {}
    for section in sections:
        for one in slots[section]:
            at[one] = len(result.new)
            result.new.append(made[one[0]][2][one[1]])
    for group, (kind, olds, news) in enumerate(made):
        parts = sorted(range(len(news)), key=lambda part: not news[part].heir)
        result.truth.append((kind, olds, tuple(at[group, part] for part in parts)))


def _sentences(body: str) -> list[str]:
    """Sentences; the units in brackets behind the last one stay with it."""
    units = re.search(r"（[^（）]*(?:牵头|责任单位|配合|负责|参与).*$", body)
    main, tail = (body[: units.start()], units[0]) if units else (body, "")
    found = re.findall(r"(?:“[^”]*”|[^。；])+[。；]?", main)
    return [*found[:-1], f"{found[-1]}{tail}"] if found else [body]


def _exchange(rng: random.Random, text: str, most: int) -> str:
    for before, after in rng.sample(WORDS, len(WORDS)):
        if most and before in text and after not in text:
            text = text.replace(before, after, 1)
            most -= 1
    return text


def _reword(rng: random.Random, item: Item, how: int) -> Item:
    """1: words exchanged; 2: and a sentence left out or put in, or the order changed; 3: half of it written anew."""
    title, body = _exchange(rng, item.title, 1 if rng.random() < 0.6 else 0), _exchange(rng, item.body, 3)
    sentences = _sentences(body)
    if how >= 2 and len(sentences) >= 2:
        act = rng.choice(("leave", "put", "turn"))
        if act == "leave":
            del sentences[rng.randrange(len(sentences))]
        elif act == "turn":
            sentences.reverse()
        sentences.insert(rng.randrange(len(sentences) + 1), rng.choice(PHRASES))
    if how >= 3:
        kept = [part for part in re.findall(r"[^，；。]+[，；。]?", "".join(sentences)) if rng.random() < 0.6]
        sentences = [*(kept or sentences), *rng.sample(PHRASES, 2)]
        if rng.random() < 0.4:
            title = f"做好{re.split(r'[，；。、（“]', sentences[0])[0][:14]}工作"
    text = "".join(sentences)
    if (title, text) == (item.title, item.body):
        text += rng.choice(PHRASES)
    return Item(item.section, title, _ended(text), item.heir)


def _retarget(rng: random.Random, item: Item) -> Item | None:
    """Another figure, or None where there is none to adjust."""
    numbers = [found for found in re.finditer(r"\d{2,}(?!年|\d)", item.body) if not 1900 < int(found[0]) < 2100]
    if not numbers:
        return None
    found = rng.choice(numbers)
    value = str(max(int(int(found[0]) * rng.choice((0.8, 1.2, 1.5))), 10) + 1)
    return Item(item.section, item.title, item.body[: found.start()] + value + item.body[found.end() :])


def _split(rng: random.Random, item: Item) -> list[Item]:
    """The first sentences stay under the title, the others stand under a title made of their first words.

    Nothing where the item has no two sentences that make tasks, or where nobody could say which part holds most.
    """
    sentences = _sentences(item.body)
    if len(sentences) < 2:
        return []
    cut = rng.randrange(1, len(sentences))
    first, rest = "".join(sentences[:cut]), "".join(sentences[cut:])
    lengths = [len(re.sub(r"（[^（）]*(?:牵头|责任单位|配合|负责|参与).*$", "", half)) for half in (first, rest)]
    if min(lengths) < 18 or 0.7 < lengths[0] / lengths[1] < 1.4:
        return []
    head = re.split(r"[，；。、（“]", rest)[0][:16]
    parts = [
        Item(item.section, item.title, _ended(first), lengths[0] > lengths[1]),
        Item(item.section, f"抓好{head}" if rng.random() < 0.5 else head, _ended(rest), lengths[1] > lengths[0]),
    ]
    return [_reword(rng, part, 1) if rng.random() < 0.5 else part for part in parts]


def _merge(rng: random.Random, one: Item, other: Item) -> Item:
    sentences = [*_sentences(one.body), *_sentences(other.body)]
    if len(sentences) > 4 and rng.random() < 0.5:
        del sentences[rng.randrange(len(sentences))]
    title = f"{one.title}和{other.title}" if len(one.title) + len(other.title) < 28 else one.title
    return Item(one.section, title, _ended("".join(sentences)))


def _ended(text: str) -> str:
    return text if text.endswith(("。", "）")) else f"{text.rstrip('，；')}。"
