"""Texts that are no plan are refused with the reason; the reader can be told to read them anyway."""

from __future__ import annotations

import pytest

from planreview.catalogue import t
from planreview.errors import NotAPlanError
from planreview.outline.read import read_plan
from tests.outline.documents import lines_of

NO_PLANS = {
    "empty": "  \n\n",
    "news": "全县教育大会召开\n本报讯（记者 王某）3月5日，全县教育大会召开。会议总结了去年工作。\n据悉，去年全县新建学校3所。",
    "report": "2022年水利工作总结\n2022年，全县水利工作取得了明显成效。\n一、主要工作\n"
    "1.工程建设。全年共完成投资2亿元。\n2.防汛抗旱。成功举办了演练。",
    "rules": "青溪县学校食堂管理办法\n第一条 为规范管理，制定本办法。\n第二条 食堂应当公示。\n"
    "第三条 违者处理。\n第四条 由县教育局解释。\n第五条 自公布之日起施行。",
    "no_plan_words": "▲◆※\n1.春天的河边很美。\n2.孩子们在草地上放风筝。",
    "no_tasks": "春天来了，河边的柳树绿了。\n孩子们在草地上放风筝。",
}


@pytest.mark.parametrize(("reason", "text"), NO_PLANS.items(), ids=NO_PLANS)
def test_a_text_that_is_no_plan(reason: str, text: str) -> None:
    with pytest.raises(NotAPlanError) as refused:
        read_plan(lines_of(text) if text.strip() else text.split("\n"))
    assert t(f"refusal.{reason}") in refused.value.message
    assert refused.value.exit_code == 2


@pytest.mark.parametrize("text", NO_PLANS.values(), ids=NO_PLANS)
def test_it_is_read_where_the_user_insists(text: str) -> None:
    assert read_plan(text.split("\n"), force=True).lines == tuple(text.split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "青溪县2022年工作总结和2023年工作计划\n一、2023年工作打算\n1.建设学校。新建学校2所。\n2.培训教师。培训300人。",
        "关于做好2023年防汛工作的通知\n各乡镇：\n一、排查隐患\n全面排查水库，加强巡查，落实责任。\n二、备足物资\n储备物资，组建队伍，开展演练。",
        "青溪县 2023年春耕 方▲案\n1.犁地。\n2.播种。",
        "2023年意见\n一、抓好春耕\n1.备耕。推进备耕，落实种子。",
    ],
)
def test_plans_without_a_plain_title_are_read(text: str) -> None:
    assert read_plan(text.split("\n")).tasks
