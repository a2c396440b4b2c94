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

from planreview.outline.read import read_plan

ROOT = Path(__file__).resolve().parents[2]
SOURCES = (ROOT / "db" / "samples", ROOT / "tests" / "data" / "plans")

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
PLACES = [
    "东坪",
    "西岭",
    "南浦",
    "北塘",
    "上河",
    "下沙",
    "青石",
    "白杨",
    "红土",
    "黄泥",
    "大湾",
    "小溪",
    "龙潭",
    "虎岗",
    "石桥",
    "柳林",
]
PATTERNS = [
    "改造{}镇污水处理站。完成{}镇污水处理站提标改造，日处理能力达到{}吨，出水稳定达标。",
    "新建{}镇养老服务中心。完成{}镇养老服务中心选址、施工和验收，新增床位{}张。",
    "整治{}镇黑臭水体。对{}镇沟渠清淤疏浚{}公里，恢复自然岸线，落实长效管护。",
    "建设{}镇农产品冷库。支持{}镇合作社建设冷藏保鲜设施，新增库容{}吨。",
]


@dataclass(frozen=True)
class Item:
    """An item of a plan: its words without a number, under a heading."""

    section: str
    title: str
    body: str

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
    """Title and body of every item of our samples that is written as one, each once."""
    found: dict[str, str] = {}
    for folder in SOURCES:
        for path in sorted(folder.glob("*.txt")):
            if "revised" in path.name:
                continue
            for task in read_plan(path.read_text(encoding="utf-8").split("\n"), force=True).tasks:
                text = task.text.replace("\n", "")
                text = text[len(task.label or "") :] if text.startswith(task.label or "") else text
                title, stop, body = text.partition("。")
                if stop and 4 <= len(title) <= 30 and 30 <= len(body) <= 400 and body.count("。") + body.count("，") >= 3:
                    found.setdefault(title, body if body.endswith(("。", "）")) else f"{body}。")
    return tuple(found.items())


def plans(seeds: Sequence[int]) -> Iterator[Revised]:
    """One revised plan for each seed, of mixed items, each third one with many items of one pattern."""
    for seed in seeds:
        rng = random.Random(seed)
        yield revise(rng, _original(rng, patterned=seed % 3 == 2))


def _original(rng: random.Random, *, patterned: bool) -> list[Item]:
    words = rng.sample(pool(), min(len(pool()), 90))
    spare = [Item("", *words.pop()) for _ in range(14)]
    items = [Item("", title, body) for title, body in words]
    if patterned:
        for pattern in PATTERNS:
            for place in rng.sample(PLACES, 9):
                title, _, body = pattern.partition("。")
                items.append(Item("", title.format(place), body.format(place, rng.randrange(10, 900))))
    rng.shuffle(items)
    sections = ["做强产业支撑", "保障和改善民生", "提升治理能力", "扩大开放合作", "加强组织保障"]
    share = -(-len(items) // len(sections))
    placed = [Item(sections[n // share], item.title, item.body) for n, item in enumerate(items)]
    _SPARE[id(placed)] = spare
    return placed


_SPARE: dict[int, list[Item]] = {}


def revise(rng: random.Random, old: list[Item]) -> Revised:
    """A revised form of a plan in which half of the items change."""
    spare = _SPARE.pop(id(old))
    result = Revised(old)
    made: list[tuple[str, tuple[int, ...], list[Item]]] = []
    place = 0
    kinds = [REWORDED, RETARGETED, SPLIT, MERGED, DROPPED, ADDED, MOVED, KEPT]
    while place < len(old):
        kind = rng.choices(kinds, [15, 8, 9, 6, 6, 6, 6, 44])[0]
        item, olds = old[place], (place,)
        if kind == KEPT:
            made.append((kind, olds, [item]))
        elif kind == REWORDED:
            made.append((kind, olds, [_reword(rng, item, rng.choice((1, 2, 2, 3)))]))
        elif kind == RETARGETED and re.search(r"\d{2,}", item.body):
            made.append((kind, olds, [_retarget(rng, item)]))
        elif kind == SPLIT and len(_sentences(item.body)) >= 2:
            made.append((kind, olds, _split(rng, item)))
        elif kind == MERGED and place + 1 < len(old) and old[place + 1].section == item.section:
            olds = (place, place + 1)
            made.append((kind, olds, [_merge(rng, item, old[place + 1])]))
        elif kind == DROPPED:
            made.append((kind, olds, []))
        elif kind == ADDED and spare:
            made.append((KEPT, olds, [item]))
            fresh = spare.pop()
            made.append((kind, (), [Item(item.section, fresh.title, fresh.body)]))
        elif kind == MOVED:
            other = rng.choice([one.section for one in old if one.section != item.section])
            moved = Item(other, item.title, item.body)
            made.append((kind, olds, [_reword(rng, moved, 1) if rng.random() < 0.4 else moved]))
        else:
            made.append((KEPT, olds, [item]))
        place += len(olds) or 1
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
        places = [at[group, part] for part in range(len(news))]
        if kind == SPLIT:
            # The reviews stay with the part that holds most.
            places.sort(key=lambda n: -_held(result.new[n], result.old[olds[0]]))
        result.truth.append((kind, olds, tuple(places)))


def _held(part: Item, whole: Item) -> int:
    pairs = {part.text[k : k + 2] for k in range(len(part.text))}
    return len(pairs & {whole.text[k : k + 2] for k in range(len(whole.text))})


def _sentences(body: str) -> list[str]:
    """Sentences; what stands in brackets behind the last one stays with it."""
    return re.findall(r"(?:（[^）]*）|“[^”]*”|[^。；])+[。；]?(?:（[^）]*）。?$)?", body)


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
    return Item(item.section, title, text if text.endswith(("。", "）")) else f"{text.rstrip('，；')}。")


def _retarget(rng: random.Random, item: Item) -> Item:
    numbers = [found for found in re.finditer(r"\d{2,}(?!年)", item.body) if int(found[0]) < 1900 or int(found[0]) > 2100]
    if not numbers:
        return _reword(rng, item, 1)
    found = rng.choice(numbers)
    value = str(max(int(int(found[0]) * rng.choice((0.8, 1.2, 1.5))), 10) + 1)
    return Item(item.section, item.title, item.body[: found.start()] + value + item.body[found.end() :])


def _split(rng: random.Random, item: Item) -> list[Item]:
    """The first sentences stay under the title; the others stand under a title made of their first words."""
    sentences = _sentences(item.body)
    cut = rng.randrange(1, len(sentences))
    parts = [Item(item.section, item.title, _ended("".join(sentences[:cut])))]
    rest = "".join(sentences[cut:])
    head = re.split(r"[，；。、（“]", rest)[0][:16]
    parts.append(Item(item.section, f"抓好{head}" if rng.random() < 0.5 else head, _ended(rest)))
    return [_reword(rng, part, 1) if rng.random() < 0.5 else part for part in parts]


def _merge(rng: random.Random, one: Item, other: Item) -> Item:
    sentences = [*_sentences(one.body), *_sentences(other.body)]
    if len(sentences) > 4 and rng.random() < 0.5:
        del sentences[rng.randrange(len(sentences))]
    title = f"{one.title}和{other.title}" if len(one.title) + len(other.title) < 28 else one.title
    return Item(one.section, title, _ended("".join(sentences)))


def _ended(text: str) -> str:
    return text if text.endswith(("。", "）")) else f"{text.rstrip('，；')}。"
