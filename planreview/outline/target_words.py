"""The words around a quantity: operators before and behind it, verbs of doing, what the quantity counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planreview.domain.wordlists import alternation, words

AT_LEAST = words(
    "达到 达 突破 超过 超 不低于 不少于 不小于 不得低于 不得少于 高于 大于 多于 至少 最少 增加到 增长到 "
    "提高到 提升到 扩大到 提高至 提升至 增加至 上升到 上升至 增至 升至 扩大至 发展到 保持在 稳定在 维持在 "
    "保持 冲刺 力争到 实现 完成"
)
AT_MOST = words(
    "控制在 严控在 压减到 降至 降到 下降到 下降至 降低到 降低至 减少到 减少至 压减至 压缩到 压缩至 缩短至 "
    "缩短到 低于 不超过 不高于 不大于 不多于 不得超过 不得高于 小于 少于 至多 最多"
)
_GROWS = words(
    "增长 提高 提升 增加 上升 净增 增幅 增速 提速 扩大 净增长 递增 增速达到 增幅达到 增长率达到 增长达到 增速保持在 "
    "增速达 增长率达"
)
_FALLS = words("下降 降低 减少 压减 下调 削减 缩减 压缩 缩短 精简 减排 降幅 降幅达到 下降率达到")
_NOUNS = ("增长", "增幅", "增速", "上升", "涨幅")
_VAGUE = words("约 大约 近 大概")
_SOFT = words(
    "均 各 都 也 在 分别 共 合计 累计 总计 力争 确保 争取 要 应 须 力求 有望 将 全部 年均 同比 比上年 较上年 平均 再 仍 "
    "稳定 大幅 明显 显著 稳步 进一步 全面 有效 须达"
)

# Possessive: 增幅达到 is one word and two, and a run of it must not be tried in every way.
_HEAD_END = re.compile(
    r"(?P<words>(?:" + alternation({*AT_LEAST, *AT_MOST, *_GROWS, *_FALLS, *_VAGUE, *_SOFT}) + r"|[ \u3000*])++)$"
)
_WORD = re.compile(alternation({*AT_LEAST, *AT_MOST, *_GROWS, *_FALLS, *_VAGUE}))
_TAIL = re.compile(r"^[ \u3000]{0,2}(?:[（(]含[)）])?(?P<word>及?以上|及?以内|及?以下|左右|上下|之内)")

# Comparators that stand behind the quantity.
BEHIND = frozenset({"以上", "及以上", "以下", "以内", "左右", "上下"})

ACTIONS = words(
    "减轻 加装 实际利用 实际到位 到位 取消 "
    "选拔认定 选拔 汇聚 汇集 巩固 策划 输出 聘任 缔结 下放 归集 上线 接入 复垦 复种 拨付 评审 开行 运送 封填 封停 研究制定 "
    "新增 净增 新建 改建 扩建 改扩建 新改建 续建 开工 建设 建成 建立健全 建立 打造 培育引进 培育壮大 培养壮大 "
    "培育 培养 新培育 新引进 引进培育 引进转化 引进 招引 招聘 引入 突破 攻克 形成 开发 研发 研制 推荐上报 "
    "推荐 上报 申报 组织实施 组织开展 组织参加 组织 参加 组建 选派 选聘 派驻 培训 轮训 举办 承办 召开 完成 "
    "创建 争创 创成 制定 制订 修订 出台 编制 发布 遴选支持 遴选 重点支持 支持 推广应用 推广 示范应用 应用 "
    "加固 除险加固 养护 铺设 敷设 架设 安装 发行 引导 搬迁 回迁 分配 交房 竣工 销号 复绿 修建 兴建 迁建 配套 签署 评定 选树 "
    "检验 抽样 体检 义诊 巡诊 轮岗 栽种 补植 更换 增殖 放流 平整 开挖 清运 分类 布设 部署 拓宽 延伸 新开工 收治 赋能 认证 "
    "发放 发展 办理 查处 检查 抽检 抽查 整治 整改 改造提升 改造 修复 治理 种植 栽植 造林 新设 设立 设置 认定 "
    "新认定 备案入库 新备案 备案 入库 获批 争取 落实 签约 签订 投放 配备 更新 购置 购买 救助 帮扶 资助 安排 "
    "化解 压减 淘汰 关停 拆除 消除 新开 开通 开展 实施 布局 聘请 聘任 吸纳 转化 转移 发表 授权 申请 获得 安置 "
    "扶持 育成 选育 引育 孵化 盘活 整合 清理 排查 走访 宣传 演出 放映 征集 评选 表彰 建好 建 办 增设 增加 "
    "增补 集聚 筹建 筹集 筹措 募集 兑现 减免 接种 筛查 签订完成 提供 创作 推出 融资 撬动 通车 投用 投产 启用 "
    "达产 保护 监测 巡查 处置 回收 储备 收储 出让 供应 交付 征收 征拆 打通 硬化 新修 整修 维修 疏浚 清淤 绿化 "
    "植树 招商引资 引资 维护 巡护 管护 看护 抚育 疏通 修缮 清退 清洗 冲洗 粉刷 检修 抢修 迁移"
)
_ACTION_ALTERNATION = alternation(ACTIONS)
_ENDS_WITH_ACTION = re.compile(rf"(?:{_ACTION_ALTERNATION}|新(?:{_ACTION_ALTERNATION}))(?:了|好|出|不少于|至少)?[ \u3000*]*$")
# 监测点10个, 管护员8名: a verb with one of these behind it is a thing.
_STARTS_WITH_ACTION = re.compile(rf"^新?(?:{_ACTION_ALTERNATION})(?![员点站队室器]$)")
# 至少培育合作社3家: the operator stands before the verb and its words.
_LEAST_FIRST = re.compile(
    rf"(?:至少|最少|不少于|不低于)(?=[一-鿿]{{1,6}}$)|(?:至少|最少)(?=(?:{_ACTION_ALTERNATION})[一-鿿（）()“”\dA-Za-z]{{2,30}}$)"
)
# 降低空置率至5%: what falls or rises stands between the verb and how far.
_MOVED = re.compile(
    r"(?P<verb>降低|压减|压缩|缩短|减少|下降|提高|提升|增加|扩大|延长)(?P<what>[一-鿿（）()]{3,30}?)(?:达?到|至)$"
)
_FALLING = frozenset({"降低", "压减", "压缩", "缩短", "减少", "下降"})
_ADVERBS = re.compile(
    r"^(?:其中|并且|并|同时|进而|力争|确保|努力|着力|积极|大力|全力|严肃|全年|全面|年内|今年|本年度?|继续|"
    r"进一步|扎实|切实|重点|拟|要|将|再|各(?![类项级县市区镇乡地单部成])|共|累计|计划|引导|推动|促进|撬动|实现|柔性|"
    r"截[至止]|(?:到|至|在|于|截[至止])?\s{0,2}(?:19|20)?\d{2}\s{0,2}年(?:底|末)?前?|(?:十|十一|十二|"
    r"[一二三四五六七八九])月底?前?|\d{1,2}月底?前?|\d{1,2}年内|[三五]年内|年[底末]前?|(?:上|下)半年|季度|"
    r"“?十[一二三四五六七八九]五”?(?:末|时期|期间|以来)|"
    r"[ \u3000*，,、；;：:·●•▪■◆▶—–-])+"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a quantity is put: the words before it (operator taken off), its operator, and whether it grows or falls by it."""

    head: str
    op: str | None
    comparator: str | None


def read_wording(head: str, tail: str) -> tuple[Wording, int]:
    """The wording of a quantity between ``head`` and ``tail``, and how many characters of the tail it takes."""
    if moved := _MOVED.search(head):
        taken = behind.end() if (behind := _TAIL.match(tail)) else 0
        return Wording(moved["what"], "<=" if moved["verb"] in _FALLING else ">=", moved["verb"] + "到"), taken
    match = _HEAD_END.search(head)
    words = match["words"] if match else ""
    rest = head[: match.start()] if match else head
    if words.startswith("提升") and ends_with_action(rest):
        # 改造提升20公里 is done, and does not grow.
        rest, words = rest + "提升", words[2:]
    op: str | None = None
    comparator: str | None = None
    for found in _WORD.finditer(words):
        word = found[0]
        comparator = word
        # 增长不低于15% grows; what it is measured against comes second. 增幅控制在5%以内 is a ceiling.
        if op in {"%+", "%-"} and word in AT_MOST:
            rest, op = rest + "".join(w for w in _NOUNS if words.startswith(w))[:2], "<="
            continue
        if op in {"%+", "%-"} and word in AT_LEAST:
            continue
        if word in AT_MOST:
            op = "<="
        elif word in _GROWS or any(word.startswith(g) and word != g and word not in AT_LEAST for g in _GROWS):
            op = "%+"
        elif word in _FALLS or word.startswith(("降幅", "下降率")):
            op = "%-"
        elif word in _VAGUE:
            op = "~"
        elif word in AT_LEAST:
            op = "=" if word == "完成" else ">="
    if comparator is None and (least := _LEAST_FIRST.search(rest)):
        # 至少开展一次: the operator before the verb.
        comparator, op = least[0], ">="
        rest = rest[: least.start()] + rest[least.end() :]
    behind = _TAIL.match(tail)
    taken = 0
    if behind:
        taken = behind.end()
        word = behind["word"]
        if op not in {"%+", "%-"} and not (op == "<=" and "上" not in word):
            op = ">=" if "上" in word and "下" not in word else "~" if word in {"左右", "上下"} else "<="
        comparator = comparator or word
    return Wording(rest, op, comparator), taken


def ends_with_action(head: str) -> bool:
    """Whether the words before a quantity end with a verb of doing (开展, 新建), so that the quantity counts what follows."""
    return bool(_ENDS_WITH_ACTION.search(head))


def action_of(words: str) -> str | None:
    """The verb of doing at the start of some words."""
    match = _STARTS_WITH_ACTION.match(words)
    return match[0] if match else None


def last_action(words: str) -> tuple[str, int] | None:
    """The last verb of doing at the end of some words, and where it begins."""
    match = _ENDS_WITH_ACTION.search(words)
    return (match[0].strip(" \u3000*"), match.start()) if match else None


def strip_adverbs(words: str) -> str:
    """The words without what comes before the thing itself: 力争, 全年, 到2025年, 其中."""
    match = _ADVERBS.match(words)
    rest = words[match.end() :] if match else words
    # 争取 is a verb of doing (争取资金), but before another verb it only says how much one hopes.
    if rest.startswith("争取") and (rest == "争取" or action_of(rest[2:])):
        return strip_adverbs(rest[2:])
    return rest
