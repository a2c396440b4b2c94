"""What the columns of a table of tasks hold, by the words of its head (one row, or two where a cell spans several columns)."""

from __future__ import annotations

import re
from collections.abc import Sequence

_UNIT = r"(?:责任)?(?:单位|部门|科室|处室|股室|主体|企业)"
_COLUMNS = (
    ("number", re.compile(r"序号?|编号|号|项次|No\.?", re.I)),
    ("lead", re.compile(rf"(?:主要|总)?(?:牵头|主责|主办){_UNIT}?(?:[（(].{{1,10}}[)）])?")),
    (
        "responsible",
        re.compile(rf"(?:责任|承办|落实|实施|负责){_UNIT}?(?:[（(].{{1,10}}[)）])?|责任分工|责任单位及责任人|市?责任部门"),
    ),
    ("support", re.compile(rf"(?:主要)?(?:配合|协办|协同|参与|协助|参加|会同){_UNIT}?(?:[（(].{{1,10}}[)）])?")),
    (
        "person",
        re.compile(
            r"(?:责任|牵头|分管|包保|挂点|包联|联系|市级|县级|市|县|区)*(?:领导|责任人|负责人|联系人|联络员)|责任人(?:及.{0,6})?|联系(?:人|电话|方式)+"
        ),
    ),
    ("start", re.compile(r"(?:启动|开始|起始|开工)(?:时间|日期)")),
    (
        "deadline",
        re.compile(
            r"(?:计划|拟|预计)?(?:完成|办结|整改|落实)(?:时限|时间|期限|时间节点|节点|日期)?(?:要求)?|"
            r"(?:工作)?(?:时限|时间|期限|时间节点|时间安排|进度要求|进度安排|完成进度)(?:要求)?"
        ),
    ),
    (
        "content",
        re.compile(
            r"(?:工作|具体|主要|任务|重点|推进|整改|建设|年度|实施|改革|细化|落实|分解|贯彻)*(?:内容|举措|措施|要求|标准|任务举措)(?:及.{2,6})?|具体任务|"
            r"(?:工作|年度|任务|绩效|具体|整改|建设)?(?:目标|指标)(?:任务|要求|值)?|(?:20\d\d年)?(?:工作|年度)?目标(?:任务)?|内容及规模|建设内容及规模"
        ),
    ),
    (
        "name",
        re.compile(
            r"(?:重点|工作|主要|目标与?|改革|年度|实事|民生实事|整改|建设|任务|创建)*(?:任务|活动|事项|工作|项目|举措|问题)(?:名称|清单|内容|分解)?"
            r"(?:[（(].{1,10}[)）])?"
        ),
    ),
    (
        "category",
        re.compile(
            r"(?:任务|工作|改革|重点|项目|创建)?(?:类别|类型|领域|板块|分类|方面|方向)|一级(?:任务|指标)|大类|行动(?:名称)?|专项(?:行动)?"
        ),
    ),
)
UNITS = ("lead", "responsible", "support")


def kind_of(head: str) -> str | None:
    """What a column with this head holds, a key of the table above; None where the words say nothing."""
    words = re.sub(r"[\s\u3000*]", "", head)
    return next((kind for kind, pattern in _COLUMNS if pattern.fullmatch(words)), None)


def columns_of(heads: Sequence[str]) -> dict[str, int]:
    """Where each kind of column stands; of two columns of one kind the first, the second task column being the content."""
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        kind = kind_of(head)
        if kind == "name" and "name" in found and "content" not in found:
            kind = "content"
        elif kind == "content" and "content" in found and re.search(r"[目指]标|任务", head):
            # 建设内容, 年度目标: what is done, and how much of it.
            kind = "goal"
        if kind is not None:
            found.setdefault(kind, at)
    if "name" not in found and "content" in found and re.search(r"[目指]标(?:值|要求)?$", heads[found["content"]].strip()):
        # 指标, 2023年目标, 责任单位: a table of figures.
        del found["content"]
    if "name" not in found and "category" in found and "content" in found:
        # 类别, 工作内容: the kind is a heading, the content names the task.
        found["name"] = found.pop("content")
    return found


def joined_heads(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The heads of a table whose second row divides the cells of the first."""
    width = max(len(upper), len(lower))
    heads = []
    for at in range(width):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        heads.append(below or above)
    return heads


def is_task_head(columns: dict[str, int]) -> bool:
    """Whether a head names tasks, and who answers for them or by when."""
    return bool({"name", "content"} & columns.keys()) and bool({*UNITS, "deadline"} & columns.keys())
