"""What a chapter is about: work to do, or the past, principles and goals, which hold no tasks whatever is numbered in them."""

from __future__ import annotations

import re

_PAST = re.compile(
    r"^(?:.{0,12})(?:发展态势|发展基础|发展现状|现状|发展形势|面临(?:的)?形势|形势分析|形势与|机遇(?:和|"
    r"与)挑战|挑战|形势研判|工作基础|现状(?:和|与)?问题|工作回顾|回顾|主要成效|取得(?:的)?成[效绩就]|主要成[效绩就]|"
    r"工作完成情况|完成情况|工作总结|存在(?:的)?(?:主要)?(?:问题|困难)|主要问题|问题(?:和|与)不足|不足|"
    r"规划背景|背景|发展环境|环境分析|基本情况|总体情况|主要做法|经验|(?:20\d\d年|上年|去年|上半年|前三季度).{0,6}(?:亮点|成效|成绩|总结|"
    r"完成情况|进展情况|落实情况|开展情况|情况)|(?:做法|措施)(?:和|与|及)(?:工作)?成效|整改(?:完成|进展|落实)情况)$"
)
# 夯实工作基础, 优化发展环境: what a heading wants done is no telling of the past, whatever its last word is.
_DOES = re.compile(
    r"(?:进一步|全面|大力|积极|持续|着力|加快|全力|扎实|深入|切实|有效|不断)?(?:夯实|筑牢|打牢|夯牢|巩固|加强|强化|优化|改善|营造|"
    r"推进|推动|提升|提高|完善|健全|构建|破解|解决|化解|补齐|整改|聚焦|深化|做好|抓好|增强|厚植|打造|创造|净化|维护|保障|建设|实施)"
)
# What frames the work and is none: when, where, for whom, under what motto.
_FRAME = re.compile(
    r"^(?:工作|活动|实施|整治|行动|创建|开展|检查|专项)?(?:时间|时限|期限|对象|范围|主题|内容和范围|口号|名称|地点|依据|意义|目的|目的意义|重要意义)"
    r"(?:[和与及、](?:时间|地点|范围|对象|期限|步骤|安排|内容|方式))?$|^时间安排$|^进度安排$"
)
_PRINCIPLES = re.compile(
    r"^(?:.{0,8})(?:总体要求|总的要求|指导思想|基本原则|工作原则|主要原则|总体思路|基本思路|工作思路|发展思路|"
    r"基本要求|发展理念|[一-鿿]{0,4}原则|编制依据|规划依据|适用范围|总则|附则|战略定位|发展定位|功能定位)(?:[和与及、].{0,10})?$"
)
_GOALS = re.compile(
    r"^(?:(?:.{0,10}?)(?:发展目标|主要目标|工作目标|总体目标|总目标|预期目标|年度目标|目标指标|主要指标|具体目标|远景目标|目标要求|目标)|"
    r"(?:(?:20\d\d年|主要|总体|年度|工作|具体|全年|今年|预期|发展|整治|攻坚|创建|经济社会发展的?)*目标任务))(?:[和与及、].{0,10})?$"
)
# 目标与计划, 主要目标和策略措施: goals, and the work beside them.
_AND_WORK = re.compile(r"目标(?:任务)?[和与及、].{0,6}(?:计划|任务|措施|举措|对策|策略|工作|重点|安排|行动)")
# What sees to it that the work is done: work itself where it is numbered, else words around it.
_ASSURES = re.compile(
    r"^(?:.{0,8})(?:保障措施|组织保障|工作保障|实施保障|保障机制|保障落实|组织实施|组织领导|工作要求|有关要求|相关要求|"
    r"几点要求|有关事项|推进机制)(?:[和与及、].{0,10})?$"
)
_RUN_LABEL = re.compile(
    r"(?:主要|工作|发展|具体|总体|年度|预期)目标[:：]|(?:策略|工作|主要|具体|保障|推进)?(?:措施|举措|任务|对策)[:：]"
)
_AHEAD = re.compile(
    r"(?:^|[。；])[*]{0,2}(?:(?:总体|主要|发展|工作|年度|具体|预期)?目标|(?:力争)?(?:到|至)?“?(?:20\d\d年|十[一二三四五六七八九]五)|——|—|●|■|◆|力争|全年|年内)"
)
_AIMS = re.compile(r"力争|确保|努力实现|奋力|全年|今年|年内|锚定|着力|推动.{2,20}(?:达到|突破|增长)|要坚持")
_TURNS_TO = re.compile(r"(?:紧紧|紧密|紧|牢牢)?(?:聚焦|围绕|紧扣|瞄准|对标|服务于|助力)")
_PROMISES = re.compile(r"力争|确保|努力实现|必须|要达到")
# Goals that are often chapters with work in them as well.
_EITHER = re.compile(r"目标任务|总体要求|目标要求|年度目标|工作目标|基本要求")
_GOAL_PARAGRAPH = re.compile(
    r"(?:主要|总体?|工作|发展|预期|年度|奋斗|具体)(?:预期)?目标(?:任务)?(?:是|为|如下|[:：])|"
    r"^[*]{0,2}(?:[一-鿿]{0,6})(?:总体目标|主要目标|工作目标|发展目标|年度目标|预期目标|目标任务|主要预期目标)"
)


def nature_of(title: str | None) -> str:
    """``past``, ``principles``, ``goals`` or ``work``, by the words of a heading."""
    text = re.sub(r"[\s*“”\"]+", "", title or "").rstrip("。：:；")
    if _PAST.match(text) and not _DOES.match(text):
        return "past"
    if _GOALS.match(text) and not _AND_WORK.search(text):
        return "goals"
    if _PRINCIPLES.match(text) or _FRAME.match(text):
        return "principles"
    return "work"


def assures(title: str | None) -> bool:
    """Whether a heading is about how the plan's work is seen to (保障措施, 工作要求)."""
    return bool(_ASSURES.match(re.sub(r"[\s*“”\"]+", "", title or "").rstrip("。：:；")))


def may_hold_work(title: str | None) -> bool:
    """Whether a heading of goals or principles is one that plans put work under, too."""
    return bool(_EITHER.search(title or ""))


def is_schedule(title: str | None) -> bool:
    """Whether a chapter divides the time and not the work (实施步骤, 方法步骤)."""
    return bool(re.fullmatch(r".{0,6}(?:步骤|阶段|进度安排|时间安排)(?:[和与及、].{0,8})?", title or ""))


def looks_ahead(text: str) -> bool:
    """Whether a paragraph among principles says what is to be reached."""
    return states_goals(text) or bool(_AHEAD.search(text))


def is_run_label(text: str) -> bool:
    """Whether a line of its own says what the numbers below it are about (主要目标：, 策略措施：)."""
    return bool(_RUN_LABEL.fullmatch(text.strip()))


def aims(text: str) -> bool:
    """Whether an introduction says what the time of the plan is to bring (力争全年…达到)."""
    return bool(_AIMS.search(text))


def turns_to(clause: str) -> bool:
    """Whether a clause of an introduction names an aim that the work turns to, and does not say that it reaches it."""
    return bool(_TURNS_TO.match(clause.strip())) and not _PROMISES.search(clause)


def goals_begin(text: str) -> int | None:
    """Where a paragraph before the first heading begins to say what the whole plan is to reach; None where it does not."""
    if states_goals(text):
        return 0
    stated = _GOAL_PARAGRAPH.search(text)
    return stated.start() if stated is not None else None


def states_goals(text: str) -> bool:
    """Whether a paragraph outside the tasks says what the whole plan is to reach."""
    return bool(_GOAL_PARAGRAPH.search(text[:120]))
