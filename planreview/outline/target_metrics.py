"""What a quantity counts: the words before it, or a verb and the words behind it, or what the clause before named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planreview.outline.target_kinds import adds, is_share
from planreview.outline.target_words import (
    BEHIND,
    Wording,
    action_of,
    ends_with_action,
    last_action,
    strip_adverbs,
)

_VERBS_TOO = frozenset({"突破", "完成", "实现", "增加", "减少", "压减"})
# A figure that describes what is done, and is not done itself.
ATTRIBUTE = re.compile(r"(?:计划|预计|项目)?(?:总?投资|概算|估算|占地|面积|全长|总长|涉及|其中)")
DOES = re.compile(
    r"列入|纳入|进入|入选|转型|安装|获评|创成|升格|免费|进行|开展|予以|给予|实施|落实|完成|建成|投产|开工|完工|竣工|通过|达标|投用|通车|交付|达到|全部|"
    r"下沉|下放|一次办|一次性办|一窗|通办|联办|代办|网上办|掌上办|就近办|移交|划转"
)
# Whom it reaches is a figure of its own, and not what the verb before it did.
_REACHES = re.compile(r"惠及|覆盖|服务|受益|带动")
# 失业人员再就业: said as something that happens, not as a thing that is added.
_COMES_TO_PASS = re.compile(r"(?:就业|创业|开工|竣工|投产|增收|下乡|搬迁)$")
_PLACE = re.compile(r"^(?:全[国省市县区州镇]|[我本该][省市县区州镇])(?:现有|共有|共)?$")
_AND_SUCH = re.compile(r"^[^，]{2,50}、[^，]{2,30}等$")
_LEAST = frozenset({"不少于", "不低于", "至少", "超过", "不得少于"})
_JOINED = re.compile(r"(?:和|及|与|以及|、)$")
_FIELD = re.compile(r"领域|行业|区域|企业|工程|项目|产业|流域|地区|人群|岗位|实验室|学科|专科|场所|单位|群体")
_SHARE_NAME = re.compile(r"(?:率|比例|比重|占比|指数)$")
# 在种养、加工等环节推广…: where it is done is no part of what is counted.
_SCENE = re.compile(r"^在[^，]{2,60}?(?:方向|领域|方面|环节|行业|范围内|区域内)(?=[一-鿿“]{4})")
# 明显提高, 持续减少: how it goes, said behind what goes that way.
TREND = re.compile(r"(?:有|均|明显|持续|不断|稳步|进一步|大幅|显著|较大|更加|全面)[^，。]{0,10}$|实现“双[^”]{1,4}”$")
# 擦洗路牌, 清运垃圾: a verb that no list holds, with what it is done to behind it.
_SOME_VERB = re.compile(
    r"[维管巡看监检修补清疏擦冲洗运迁装拆换调扩加喷播采编救慰回查走养防][护修补理通洗扫运送输换装种植治拆缮造整查测检访固宽除问助淤挖收](?=[一-鿿“]{2})"
)
# 每个镇（街道）培育合作社: who does it, before the verb.
_EACH_OF = re.compile(r"^每[个家所](?:[^，（(]{1,4}[（(][^）)]{1,6}[）)]|县[市区]|乡镇|镇街|街道|社区|[省市县区镇乡村])")
# What a metric may hold at most; a longer stretch of words is no name of anything.
LONGEST_METRIC = 60


@dataclass(slots=True)
class Carry:
    """What the next clause of a sentence may leave out."""

    action: str | None = None
    subject: str = ""
    clause: str = ""
    clause_start: int = 0
    unit: str | None = None
    doubtful: bool = False
    recent: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Metric:
    """The name of what is counted, the verb of doing, whether that verb is the one before, whether words behind count."""

    name: str
    action: str | None
    inherited: bool
    with_tail: bool


def read_metric(wording: Wording, tail: str, unit: str | None, carry: Carry, *, inside: bool) -> Metric:
    """What a quantity of a ``unit`` counts; ``inside`` where a 、 joins it to the one before."""
    head = _head(wording)
    noun = _noun(tail)
    if noun and wording.comparator is None and _JOINED.search(head) and (first := action_of(head)):
        # 建设体育馆和3个社区球场: the verb is shared, the first has no number.
        return Metric(first + noun, first, False, True)
    if head[-1:] in {"按", "以"} and noun.startswith("比例"):
        # 对工地按不低于5%的比例开展抽检: what is done is named behind the share.
        return Metric(f"{head[:-1].removeprefix('对')}{noun[2:]}比例", None, False, True)
    if noun and wording.comparator is None and _AND_SUCH.match(head) and (led := action_of(head)):
        # 完成东桥、西桥等2座桥梁检测: the names are some of what is counted.
        return Metric(led + noun, led, False, True)
    if not head and noun and wording.comparator in _VERBS_TOO and wording.op != "%+":
        # 突破3项技术: the operator's word is the verb.
        return Metric(wording.comparator + noun, wording.comparator, False, True)
    if ends_with_action(head) and noun and wording.comparator not in {"达到", "增长", "下降"}:
        verb = last_action(head)
        assert verb is not None
        return Metric(verb[0] + noun, verb[0], False, True)
    if head in {"惠及", "服务", "受益", "覆盖", "带动"} and noun and wording.comparator is None:
        return Metric(head + noun, head, False, True)
    if not head and noun and wording.comparator in _LEAST and not is_share(unit):
        # 不少于20名青年骨干: the operator opens the clause, and the words behind the figure say of what.
        return Metric((carry.action or "") + noun, carry.action, carry.action is not None, True)
    if head in {"推进", "推动", "促进"} and (does := DOES.search(noun)) and wording.comparator is None:
        return Metric(noun, does[0], False, True)
    if head in {"对", "将", "把", "为", "向", ""} or not head:
        ends = not inside and DOES.search(tail)
        if noun and carry.action and wording.comparator is None and head == "" and not ends:
            return Metric(carry.action + noun, carry.action, True, True)
        if noun and (does := DOES.search(tail)) and wording.comparator is None:
            return Metric(noun, action_of(noun) or _inner_action(noun) or does[0], False, True)
        if wording.comparator is not None and carry.subject:
            return Metric(carry.subject, None, False, False)
        return Metric("", None, False, False)
    if re.match(r"比(?!重|例|率)|较(?![大小高低多少重轻好快长短])", head) and carry.subject and wording.op is not None:
        return Metric(carry.subject, None, False, False)
    if re.match(r"占|同比|年均|增[长速幅]", head) and carry.subject and not action_of(head):
        return Metric(carry.subject + head, None, False, False)
    action = action_of(head) or _inner_action(head)
    shares = wording.comparator is None or (inside and wording.comparator in BEHIND)
    # Behind a comma a sum of money is no further item of a count, nor the other way round.
    shares = shares and (inside or _is_money(unit) == _is_money(carry.unit))
    if action is not None and head == action and carry.subject.startswith(carry.action or "\0"):
        # 新建学校2所、改扩建3所: what is rebuilt was named before.
        return Metric(action + carry.subject.removeprefix(carry.action or ""), action, False, False)
    if _PLACE.match(head):
        # 全省72所院校: how many there are.
        return Metric("", None, False, False)
    if action is None and (own := last_action(head)):
        # 社区线路打造60条: the verb closes the words.
        action = own[0]
    if not inside and adds(carry.action) and not (_same_measure(unit, carry.unit) and not _COMES_TO_PASS.search(head)):
        shares = False
    if action is None and shares and carry.action and not (ATTRIBUTE.match(head) or _REACHES.match(head)):
        if not inside and _SOME_VERB.match(head):
            return Metric(head, None, False, False)
        return Metric(carry.action + head, carry.action, True, False)
    return Metric(head, action, False, False)


def _head(wording: Wording) -> str:
    """The words before a quantity, without those that only say when, where or how."""
    words = wording.head.strip(" \u3000*")
    head = strip_adverbs(words)
    if words[: len(words) - len(head)].endswith("重点") and (_SHARE_NAME.search(head) or _FIELD.match(head)):
        # 重点建设用地利用率 is the name of a share; 重点建设 is not its verb.
        head = "重点" + head
    head = _SCENE.sub("", head[-LONGEST_METRIC:].strip(" \u3000*"))
    if wording.op is not None and len(head) > 4:
        head = re.sub(r"^[将把使](?!来)", "", head)
    # 完成对5座桥梁的检测: the verb is the one before 对.
    return head[:-1] if head[-1:] == "对" and ends_with_action(head[:-1]) else head


def _same_measure(unit: str | None, other: str | None) -> bool:
    return (unit or "").lstrip("百千万亿") == (other or "").lstrip("百千万亿")


def _is_money(unit: str | None) -> bool:
    return unit is not None and unit.endswith("元")


def _inner_action(head: str) -> str | None:
    """A verb of doing that stands within the words: behind 、 or 并 or after who does it (市医院开展…)."""
    parts = re.split(r"[、并]", _EACH_OF.sub("", head))
    for part in reversed(parts):
        if found := action_of(strip_adverbs(part)):
            return found
    match = re.search(
        r"(?:实施|开展|建设|培育|引进|完成|创建|新增|新建|组织|举办|争取|落实|改造|建成|推广|培训|发放|招引|备案|"
        r"登记|入库|查处|治理|支持|通车|投产)",
        head,
    )
    return match[0] if match else None


def _noun(tail: str) -> str:
    """The words behind a quantity as far as they name what is counted."""
    cut = re.split(r"[，,。；;]", tail)[0].strip(" \u3000*")
    return cut[:LONGEST_METRIC].removeprefix("的").removeprefix("、")
