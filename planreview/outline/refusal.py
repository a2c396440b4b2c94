"""Texts that are no plan: news, interviews, rules, reports of the past, and nothing at all."""

from __future__ import annotations

import re

from planreview.domain.outline import Outline

_NEWS = re.compile(r"本报讯|本网讯|记者|据悉|新华社|通讯员|日前|近日|采访|编者按|受访|报道")
_RULES = re.compile(r"(?:办法|条例|细则|规定|规则|章程|准则|守则)(?:[（(].{1,20}[)）])?$")
_REPORT = re.compile(
    r"(?:总结|报告|回顾|通报|简报|述职|汇报|公报|综述|纪实|侧记|访谈|专访|答记者问|讲话|致辞|解读|图解|问答|答复|批复|复函|公示|公告|启事|"
    r"起草说明|情况的?函|情况说明|(?:进展|完成|落实|整改|执行|开展|推进|工作)情况(?:清单|表|报告)?|进展清单|决定书)(?:[（(].{1,20}[)）])?$"
)
_GUIDE = re.compile(r"怎么写|如何写|怎样写|写法|是什么|模板|格式要求|写作")
_AWARD = re.compile(r"关于(?:表彰|表扬|命名|授予|公布|公示).{0,60}(?:决定|通报|名单|公告|通知)$|会议纪要|纪要$|摘要$|论文")
_PLAN = re.compile(
    r"要点|规划|计划|方案|分工|分解|任务|安排|纲要|目标责任|行动|清单|举措|意见|台账|措施|实事|时间表|推进表|路线图|进度表"
)
_DONE = re.compile(
    r"取得新|取得明显|全部完成|办理完毕|基本完工|投入使用了|较上年|比上年同期|先后|获评|被评为|完成整改|得以|有效提升了|已开|已建|已投|已有|已全|已在|已经|已完成|完成了|取得了|实现了|同比增长|荣获|去年|全年共|累计完成|顺利|圆满完成了|得到了|成功举办|达到了"
)
_TO_DO = re.compile(r"推进|加强|开展|实施|抓好|完善|加快|落实|建立|健全|力争|确保|深化|做好|提升|组织|推动|强化|制定|争取")


# A government's report to its congress looks back first; what it plans is the larger part.
_GOVERNMENT = re.compile(r"政府工作报告")
_PLANNED_SHARE = 0.35


def _plans_on(outline: Outline) -> bool:
    """Whether the tasks are a large part of the text."""
    whole = sum(len(line.strip()) for line in outline.lines)
    tasks = sum(len(task.text) for task in outline.tasks)
    return len(outline.tasks) >= 5 and tasks >= _PLANNED_SHARE * whole


def refusal(outline: Outline) -> str | None:
    """Why a text is no plan (``empty``, ``news``, ``rules``, ``report``, ``no_tasks``, ``no_plan_words``); None for a plan."""
    text = "\n".join(line for line in outline.lines[:3000] if line.strip())[:60_000]
    if not text.strip():
        return "empty"
    # What a page or a hand put between the characters of a title is no part of its words.
    # What an explanation or a report is about stands in 《》.
    bare = re.sub(r"《[^《》]*》", "", outline.title) if re.search(r"》.", outline.title) else outline.title
    title = re.sub(r"[^\w（）()]|_", "", bare)
    planned = bool(_PLAN.search(title))
    if _GOVERNMENT.search(title) and _plans_on(outline):
        return None
    if _REPORT.search(title):
        return "report"
    if len(set(re.findall(r"摘\s*要[:：]|关\s*键\s*词[:：]|中图分类号|参考文献|文献标识码", text))) >= 2:
        return "no_plan_words"
    if _RULES.search(title) and not re.search(r"(?:要点|计划|规划|方案|任务分)", title):
        return "rules"
    articles = len(re.findall(r"^\s*第[一二三四五六七八九十百零]{1,4}条", text, re.M))
    if articles >= 5 and not planned:
        return "rules"
    if (
        articles >= 4
        and len(re.findall(r"本(?:规定|办法|条例|细则|规则)(?:所称|适用|由|自)|应当遵守|均应遵守|制定本(?:规定|办法|细则)", text))
        >= 2
    ):
        return "rules"
    if _GUIDE.search(title):
        return "guide"
    if _AWARD.search(title) and not re.search(r"(?:要点|计划|规划|方案|任务)(?:的通知)?$", title):
        return "report"
    done, to_do = len(_DONE.findall(text)), len(_TO_DO.findall(text))
    if not outline.tasks:
        if len(_NEWS.findall(text[:3000])) >= 1:
            return "news"
        return "report" if done > to_do else "no_tasks"
    if planned:
        return None
    if len(_NEWS.findall(text)) >= 2:
        return "news"
    if done > to_do:
        return "report"
    # Without a title that says so, one or two tasks in a text that plans nothing are no plan.
    listed = len(outline.tasks) >= 2 or any(task.number is not None for task in outline.tasks)
    return None if listed and to_do >= 3 and to_do > 2 * done else "no_plan_words"
