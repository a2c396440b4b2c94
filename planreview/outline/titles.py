"""Where the title of an item ends: at 。 or ：, at the line's end, or, where bold type was lost, before a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from planreview.domain.wordlists import alternation, words

# A closed title is rarely longer; a first sentence that is, is text.
LONGEST_TITLE = 64
_OPENERS = words(
    "深入贯彻 全面贯彻 认真贯彻 贯彻落实 认真落实 全面落实 落实 围绕 按照 根据 依托 针对 以 通过 结合 聚焦 "
    "坚持 统筹推进 统筹 大力支持 大力推进 大力发展 大力开展 大力实施 大力 积极推进 "
    "积极开展 积极争取 积极 进一步完善 进一步加强 进一步 重点抓好 重点支持 重点推进 重点围绕 重点 认真履行 "
    "认真组织 认真 加强 加快 加大 推进 推动 推广 实施 开展 建立健全 建立 健全 完善 "
    "组织 支持 鼓励 引导 制定 出台 抓好 做好 落细 强化 深化 深入推进 深入实施 深入开展 深入 持续推进 持续 "
    "继续 巩固 严格 全面 全力 扎实 着力 突出 发挥 充分发挥 充分 利用 对 把 将 力争 确保 切实 严格落实 构建 "
    "打造 举办 编制 修订 鼓励 选派 争创 引进 完成 新增 新建 建成 集中力量 集中 高水平 优化 压实 点亮 整合 "
    "压紧 履行 履职 紧盯 紧扣 立足 瞄准 对标 对照 严守 严控 严厉 严把 严查 规范 探索 创新 用好 管好 建好 办好 守牢 筑牢 织密 "
    "盘活 培育 培养 壮大 做强 做优 做大 做实 做细 提升 提高 改善 改造 更新 拓展 拓宽 扩大 增强 增加 减少 压减 降低 设立 建设 "
    "谋划 启动 试点 试行 推行 普及 宣传 走访 排查 摸清 摸排 开通 开放 承办 承接 协调 协助 聘请 招引 "
    "招聘 落地 保持 保障 维护 修缮 修复 治理 整治 清理 查处 打击 防范 化解 处置 应用 运用 使用 强力 有序 稳步 分类 分级 分批 "
    "常态化 定期 每月 每季度 每年 全年 年内 年底前 今年 力促 大兴 主动 及时 科学 合理 精准 依法 从严 从快 从紧 不断 更加"
)
# 任务完成情况, 能力建成率: the verb is part of a name.
_OPENER = re.compile(rf"(?:{alternation(_OPENERS)})(?![率度]|情况|时限|质量)")
# Words a title of the form verb … noun ends with; behind one of them a new verb opens a new sentence.
_NOUN_END = re.compile(
    r"(?:建设|产品|模式|示范区|试点|基地|园区|项目|专项|高地|任务|创新|制度|城市|改革|体制|体系|机制|权|规划|"
    r"发展|行政|工作|行动|工程|活动|能力|水平|质量|环境|服务|管理|保障|监管|监督|治理|整治|"
    r"防控|防治|升级|转型|合作|开放|攻关|转化|培育|培养|队伍|人才|企业|产业|产业链|平台|载体|投入|力度|责任|"
    r"领导|治党|纵深|宣传|教育|保护|利用|安全|文化|文明|振兴|衔接|成果|达标|全覆盖|"
    r"网络|设施|资源|市场|消费|品牌|学校|医院|医疗|健康|养老|就业|社区|污染|生态|交通|道路|运输|物流|农业|农村|"
    r"提升|设施|储备|经济|遗产|创作|秩序|素质|救助|脱贫|工程|水平|结构|布局|链条|集群|动能|活力|潜力|优势|"
    r"形象|价值|收入|贸易|外资|外贸|招商|投资|金融|信贷|财政|税收|预算|债务|风险|隐患|事故|灾害|应急|消防|食品|药品|特种设备|"
    r"矿山|河湖|水利|林业|草原|湿地|大气|土壤|噪声|垃圾|污水|能源|电力|煤炭|双碳|低碳|减排|体育|旅游|文旅|出版|广电|"
    r"档案|史志|统计|审计|司法|法治|普法|信访|维稳|平安|禁毒|民族|宗教|双拥|民政|慈善|殡葬|地名|社保|工伤|职业|技能|学前|"
    r"义务教育|高中|职教|高校|师资|校园|课后服务|疫情|疾控|妇幼|老龄|托育|中医药|医保|采购|价格|质量强市|知识产权|计量|"
    r"粮食|种业|灌区|政务|数据|标准|意识|作用|效能|效益|格局|屏障|底线|关|战|年|"
    r"家园|[”）)》])$"
)


_UNITS = re.compile(
    r"[（(【\[〔](?:[^（()）]|[（(][^（()）]{0,30}[)）]){0,300}(?:单位|部门|科室|股室|处室|领导|牵头|负责|落实)"
    r"(?:[^（()）]|[（(][^（()）]{0,30}[)）]){0,300}[)）】\]〕]?$"
)


# 高质量充分就业: how, and no name.
_HOW = ("高质量", "高水平", "高标准", "高效率", "高品质")
_FIELD = re.compile(
    r"(?:(?:工作|重点|具体|主要|年度)?任务(?:名称|内容)?|(?:工作|实事|重点)?事项(?:名称)?|(?:实事|重点)?项目名称|"
    r"措施名称)[:：][ \u3000]*"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title, whether the document marks where it ends, where the text behind it begins, and whether that is glued to it."""

    text: str
    explicit: bool
    body_at: int
    glued: bool = False


def read_title(text: str) -> Title:
    """The title at the start of an item's text (label taken off)."""
    field = _FIELD.match(text)
    if field is not None and len(text) > field.end():
        # 工作任务：甲: the field is not the name.
        inner = _title(text[field.end() :])
        return replace(inner, body_at=inner.body_at + field.end())
    return _title(text)


def _title(text: str) -> Title:
    closed = _closing(text)
    # ** of a converted document is no part of a title.
    if closed is None or closed > LONGEST_TITLE:
        head = text[: closed if closed is not None else len(text)]
        glued = _glued(head)
        if glued is not None:
            return Title(_tidy(text[:glued]), False, glued, True)
        if closed is None and len(text) <= LONGEST_TITLE:
            return Title(_tidy(text), True, len(text))
        comma = _first_comma(head)
        end = comma if comma is not None and comma >= 4 else min(len(head), LONGEST_TITLE)
        return Title(_tidy(text[:end]), False, end)
    head = text[:closed]
    glued = _glued(head) if _first_comma(head) is not None or len(head) > 40 else None
    if glued is not None:
        return Title(_tidy(text[:glued]), False, glued, True)
    return Title(_tidy(head), True, closed + 1)


def read_heading(text: str) -> Title:
    """The title at the start of a heading: the whole line, unless text runs on behind a full stop."""
    closed = _closing(text)
    if closed is None or len(text) - closed <= 1:
        if len(text) <= 2 * LONGEST_TITLE:
            return Title(_tidy(text), True, len(text))
    elif closed <= LONGEST_TITLE:
        return Title(_tidy(text[:closed]), True, closed + 1)
    return read_title(text)


def without_units(title: Title) -> Title:
    """A heading's title without the clause that names its units: 二、补短板（牵头单位：…；配合单位：…）."""
    clause = _UNITS.search(title.text)
    return title if clause is None or clause.start() < 2 else replace(title, text=_tidy(title.text[: clause.start()]))


def _tidy(text: str) -> str:
    return text.strip(" \u3000*#\t").rstrip("。：:；;，,、. ").strip(" \u3000*")


def _closing(text: str) -> int | None:
    """Position of the 。 or ： that closes the first sentence, brackets and quotes passed over."""
    depth = 0
    for place, char in enumerate(text[: LONGEST_TITLE * 4]):
        if char in "（(《":
            depth += 1
        elif char in "）)》":
            depth = max(0, depth - 1)
        elif char in "。！？" or (depth == 0 and char in "：:；"):
            return place
    return None


def _first_comma(text: str) -> int | None:
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "（(《“") - (char in "）)》”")
        if char in "，," and depth <= 0:
            return place
    return None


def _glued(text: str) -> int | None:
    """Where a title without a mark behind it ends: after a noun, before a verb that opens a sentence."""
    depth = 0
    window = text[: LONGEST_TITLE + 12]
    brackets = []
    for char in window:
        brackets.append(depth)
        depth += (char in "（(《“") - (char in "）)》”")
    for match in _OPENER.finditer(window):
        place = match.start()
        if place < 5 or brackets[place] > 0 or window[place - 1] in "，,、；和与及的":
            continue
        if not _NOUN_END.search(window[max(0, place - 4) : place]) or window[:place].endswith(_HOW):
            continue
        if _OPENER.match(window, match.end()) and _NOUN_END.search(match[0]):
            # 队伍建设重点抓好: what is followed by a verb ends the name.
            continue
        if len(text) - match.end() >= 6:
            return place
    return None
