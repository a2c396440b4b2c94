"""An office with a store of its own and fictional plans as texts, for tests of what the services do."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from planreview.services.imports import ImportResult, prepare, store_plan
from planreview.services.workspace import Workspace
from tests.dump import dump
from tests.store.builder import FixedClock, open_workspace

ROOT = Path(__file__).resolve().parents[2]
REAL_PLANS = ROOT.parent / "shared" / "plans"

# A bureau's plan that states no responsible units; it names its issuer in the notice.
LIBRARY = """\
青禾市文化局关于印发《青禾市2020年公共图书馆工作要点》的通知

各县（市、区）文化局，有关单位：

现将《青禾市2020年公共图书馆工作要点》印发给你们，请认真贯彻执行。

青禾市文化局
2020年2月18日

青禾市2020年公共图书馆工作要点

2020年全市图书馆工作要方便读者、服务基层。

一、建好馆舍

1.新建社区分馆。全年新建社区分馆12家，改造老馆3家，馆舍面积达到4万平方米。

2.更新书库设备。配合市消防支队完成书库消防改造，更换书架800组。

二、充实馆藏

3.采购新书。全年新增图书5万册，电子书达到20万册。

4.保护古籍。修复古籍60册，联合省图书馆开展普查。

三、服务读者

5.延长开放时间。各馆每周开放不少于60小时。

6.办好读书节。举办讲座40场，参加人次增长10%。
"""

# A division of tasks that states who leads and who supports, in several forms.
DIVISION = """\
青禾市2020年河道整治任务分工方案

为改善河道水质，制定本方案。

一、清理河面

1.打捞漂浮物。每周巡河1次，清理河道30公里。（牵头单位：市水利局；责任单位：市城管局、各县（市、区）人民政府）

2.拆除违章建筑。拆除违章建筑20处。（市住建局、市城管局按职责分工负责）

二、治理排口

3.封堵排污口。封堵排污口15个。（牵头单位：市环保局、市水利局；责任单位：市财政局）

4.建设截污管。新建截污管12公里。（牵头单位：市住房和城乡建设局；责任单位：市级有关部门）
"""


# Headings below headings.
NESTED = """\
青禾市文化局2020年工作要点

一、馆舍

（一）新建

1.新建分馆。新建3家。

（二）改造

2.改造书库。改造2处。

二、馆藏

3.采购图书。采购5万册。
"""


def office(folder: Path, *, person: str = "李明", day: date = date(2020, 11, 15)) -> Workspace:
    """A new store on a fixed day."""
    return open_workspace(folder, person=person, clock=FixedClock(day))


def take_in(ws: Workspace, text: str, *, name: str = "plan.txt", **options: object) -> ImportResult:
    """Import a text as a document."""
    return store_plan(ws, prepare(text.encode(), name=name), **options)  # type: ignore[arg-type]


def numbered(city: str, n: int, *, lead: str = "市文化局") -> str:
    """A plan of ``n`` tasks under one heading, issued by a bureau of the city."""
    tasks = "\n\n".join(f"{k}.推进第{k}号社区书屋建设。完成第{k}号社区书屋的选址、装修和开放。" for k in range(1, n + 1))
    return f"{city}{lead[1:]}2020年工作要点\n\n一、社区书屋建设\n\n{tasks}\n"


def dump_of(ws: Workspace) -> str:
    """A hash of everything in the store."""
    return hashlib.sha256("\n".join(dump(ws.store.connection)).encode()).hexdigest()
