"""Plans of cities that do not exist, from one seed: as many as asked, in the form that a bureau writes them.

The words are drawn from small lists, so that searches find few tasks, many, or all; the same seed writes the same plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from random import Random

TASKS_A_PLAN = 60
PROVINCES, CITIES, COUNTIES = 31, 333, 2_844
# Plans of one size are written a few times in other words; further cities take them over, as they take over a superior's.
VARIANTS = 4
NUMERALS = "一二三四五六七八九十"
FIRST = "澄岚汀栖霁翎沐漓砚峤芷筠朔煦缙沅湄荔曦"
SECOND = "陌岫渚溆堰麓坞涧汐塬埠沣浒泽桥陂屿墟"
FIELDS = {
    "教育": ("学校", "教师", "课程", "幼儿园", "校车"),
    "科技": ("企业", "平台", "技术", "专利", "实验室"),
    "住房和城乡建设": ("小区", "管网", "住房", "工地", "公园"),
    "交通运输": ("公路", "公交", "站场", "桥梁", "货运"),
    "农业农村": ("农田", "合作社", "种业", "村庄", "冷库"),
    "商务": ("商场", "外贸", "展会", "电商", "街区"),
    "卫生健康": ("医院", "病房", "疫苗", "药品", "护理"),
    "生态环境": ("河流", "排污口", "监测站", "湿地", "固废"),
    "人力资源和社会保障": ("就业", "培训", "社保", "人才", "技工"),
    "市场监督管理": ("食品", "计量", "标准", "电梯", "商标"),
}
BODIES = tuple(f"市{field}局" for field in FIELDS) + ("市财政局", "市发展和改革委员会")
SECTIONS = ("夯实工作基础", "推进重点项目", "提升服务水平", "深化改革创新", "强化要素保障", "守牢安全底线")
VERBS = ("推进", "加强", "完善", "优化", "规范", "拓展", "扶持", "更新", "盘活", "提升")
WORKS = ("建设", "管理", "服务", "改造", "保障", "布局", "质量", "网络", "队伍", "机制")
MEANS = (
    "建立台账逐月调度",
    "组织专班上门指导",
    "开展联合检查并公布结果",
    "完成摸底并分批实施",
    "把任务分到岗位和个人",
    "编制清单并按季更新",
)
FLOWS = ("新增{a}{n}个", "培育示范{a}{n}家", "完成{a}改造项目{n}个", "开展{a}专项活动{n}场")
LEVELS = ("{a}达标总数达到{n}个", "{a}覆盖率达到{p}%以上", "{a}投入增长{g}%", "{a}投诉量控制在{n}件以内")
MONTHS = (6, 9, 10, 11, 12)


@dataclass(frozen=True, slots=True)
class Document:
    """A plan as a file, with the city that it is for."""

    name: str
    city: str
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A city or county, and the place that it belongs to; ``level`` is the word that its bodies begin with."""

    name: str
    level: str
    parent: str


def places() -> Iterator[Place]:
    """Every city of a nation, each followed by its counties: 333 and 2,844."""
    counties = [COUNTIES // CITIES + (place < COUNTIES % CITIES) for place in range(CITIES)]
    for city, own in enumerate(counties):
        name, province = _city(city), f"{_word(city % PROVINCES)}省"
        yield Place(name, "市", province)
        for county in range(own):
            level = "区" if county < 2 else "县"
            yield Place(f"{name[:-1]}{SECOND[(city + county) % len(SECOND)]}{FIRST[county]}{level}", level, name)


def template(level: str, field: str, variant: int, seed: int) -> Document:
    """A plan of a place of this level, as long as plans are: 20 to 250 tasks."""
    random = Random(f"{seed} {level} {field} {variant}")
    return _document(random, f"某某{level}", field, 2026, round(random.triangular(20, 250, 60)))


def documents(tasks: int, seed: int) -> Iterator[Document]:
    """Plans of about 60 tasks each that hold so many together, one city after another."""
    random = Random(seed)
    for place in range((tasks + TASKS_A_PLAN - 1) // TASKS_A_PLAN):
        count = min(TASKS_A_PLAN, tasks - place * TASKS_A_PLAN)
        yield _document(random, _city(place), list(FIELDS)[place % len(FIELDS)], 2026, count)


def one_document(tasks: int, seed: int) -> Document:
    """One plan that holds them all."""
    return _document(Random(seed), _city(CITIES), next(iter(FIELDS)), 2026, tasks)


def _city(place: int) -> str:
    return f"{_word(place)}市"


def _word(place: int) -> str:
    ring, inner = divmod(place, len(FIRST) * len(SECOND))
    first, second = next(islice(product(FIRST, SECOND), inner, None))
    return f"{first}{second}{FIRST[ring - 1] if ring else ''}"


def _document(random: Random, city: str, field: str, year: int, tasks: int) -> Document:
    title = f"{city}{year}年{field}工作要点"
    lines = [title, "", f"{year}年全市{field}工作围绕群众关心的事，一件一件抓落实。", ""]
    sizes = [len(range(start, tasks, len(SECTIONS))) for start in range(len(SECTIONS))]
    number = 0
    for numeral, heading, size in zip(NUMERALS, SECTIONS, sizes, strict=False):
        if size:
            lines += [f"{numeral}、{heading}", ""]
        for _ in range(size):
            number += 1
            lines += [f"{number}.{_task(random, field)}", ""]
    # Bodies of a county are called after it.
    return Document(f"{city}{year}{field}.txt", city, "\n".join(lines).replace("市", city[-1]))


def _task(random: Random, field: str) -> str:
    about, other = random.sample(FIELDS[field], 2)
    title = f"{random.choice(VERBS)}{about}{random.choice(WORKS)}"
    values = {"a": other, "n": random.randint(2, 90), "p": random.randint(55, 99), "g": random.randint(3, 15)}
    quantities = [random.choice(FLOWS).format_map(values)]
    if random.random() < 0.5:
        quantities.append(random.choice(LEVELS).format_map({**values, "a": about, "n": random.randint(20, 400)}))
    said = f"{title}。{random.choice(MEANS)}，{'，'.join(quantities)}。"
    if random.random() < 0.6:
        said += f"{random.randint(1, 12)}个县（市、区）先行试点，{random.choice(MEANS)}。"
    if random.random() < 0.3:
        said += f"{random.choice(MONTHS)}月底前完成。"
    return said + _responsible(random, field)


def _responsible(random: Random, field: str) -> str:
    lead = f"市{field}局" if random.random() < 0.5 else random.choice(BODIES)
    others = random.sample([body for body in BODIES if body != lead], random.randint(0, 2))
    said = random.random()
    if said < 0.08:
        return ""
    if said < 0.16 and others:
        return f"（{'、'.join([lead, *others])}按职责分工负责）"
    return f"（牵头单位：{lead}{'；责任单位：' + '、'.join(others) if others else ''}）"
