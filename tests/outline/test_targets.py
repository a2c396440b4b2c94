"""Committed quantities: metric, operator, value, unit, kind and due, each rule by a sentence of another field."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.outline.documents import brief, diagnostic_kinds, placed_targets, read, targets

COUNTED = [
    ("新建社区医院3家", ("新建社区医院", "+=", "3", "家"), "flow"),
    ("净增养老床位500张", ("净增养老床位", "+=", "500", "张"), "flow"),
    ("新增公办园位800个以上", ("新增公办园位", "+=", "800", "个"), "flow"),
    ("举办招聘会12场", ("举办招聘会", "=", "12", "场"), "flow"),
    ("改造老旧小区20个以上", ("改造老旧小区", ">=", "20", "个"), "flow"),
    ("全年培训乡村医生不少于300人次", ("培训乡村医生", ">=", "300", "人次"), "flow"),
    ("公路总里程达到1800公里", ("公路总里程", ">=", "1800", "公里"), "level"),
    ("旅游收入突破60亿元", ("旅游收入", ">=", "60", "亿元"), "level"),
    ("营商环境满意度指数达到92.5", ("营商环境满意度指数", ">=", "92.5", None), "level"),
    ("人均预期寿命达到79岁", ("人均预期寿命", ">=", "79", "岁"), "level"),
    ("粮食产量保持在30万吨以上", ("粮食产量", ">=", "30", "万吨"), "level"),
    ("义务教育巩固率达到99%", ("义务教育巩固率", ">=", "99", "%"), "rate"),
    ("城乡供水覆盖率100%", ("城乡供水覆盖率", ">=", "100", "%"), "rate"),
    ("外贸进出口增长8%以上", ("外贸进出口增长", "%+", "8", "%"), "rate"),
    ("优良天数比例提高1.5个百分点", ("优良天数比例提高", "+=", "1.5", "百分点"), "rate"),
    ("婴儿死亡率控制在4‰以内", ("婴儿死亡率", "<=", "4", "‰"), "ceiling"),
    ("细颗粒物浓度不超过35微克/立方米", ("细颗粒物浓度", "<=", "35", "微克/立方米"), "ceiling"),
    ("门诊费用增幅控制在5%以内", ("门诊费用增幅", "<=", "5", "%"), "ceiling"),
    ("单位产值能耗下降3%", ("单位产值能耗下降", "%-", "3", "%"), "lower"),
    ("推荐省级劳模5名左右", ("推荐省级劳模", "~", "5", "名"), "flow"),
    ("培育农业龙头企业2—3家", ("培育农业龙头企业", "=", "2-3", "家"), "flow"),
    ("完成12个行政村污水治理", ("完成行政村污水治理", "=", "12", "个"), "flow"),
    ("打造5个以上产城融合示范镇", ("打造产城融合示范镇", ">=", "5", "个"), "flow"),
    ("对30座水库进行除险加固", ("水库进行除险加固", "=", "30", "座"), "flow"),
    ("新建三所寄宿制学校", ("新建寄宿制学校", "+=", "3", "所"), "flow"),
    ("新增学位八百个", ("新增学位", "+=", "800", "个"), "flow"),
    ("每千人口执业医师3.2名", ("每千人口执业医师", ">=", "3.2", "名"), "level"),
    ("突破2项关键工艺", ("突破关键工艺", ">=", "2", "项"), "flow"),
    ("新组建医疗联合体4个", ("新组建医疗联合体", "+=", "4", "个"), "flow"),
    ("新改建农村公路50公里", ("新改建农村公路", "=", "50", "公里"), "flow"),
    ("新建住宅中装配式住宅占比达到30%", ("新建住宅中装配式住宅占比", ">=", "30", "%"), "rate"),
    ("新增公交车中电动车占比不低于80%", ("新增公交车中电动车占比", ">=", "80", "%"), "rate"),
    ("千人口医师数达到3.5名", ("千人口医师数", ">=", "3.5", "名"), "level"),
    ("许可时限压缩到5个工作日以内", ("许可时限", "<=", "5", "个工作日"), "ceiling"),
    ("稳步降低商铺空置率至8%以下", ("商铺空置率", "<=", "8", "%"), "ceiling"),
    ("把城镇化率提高到60%", ("城镇化率", ">=", "60", "%"), "rate"),
    ("重点湖泊水质优良率达到90%", ("重点湖泊水质优良率", ">=", "90", "%"), "rate"),
    ("对在建工地按不低于5%的比例开展抽检", ("在建工地开展抽检比例", ">=", "5", "%"), "rate"),
    ("完成对6座桥梁的检测", ("完成桥梁的检测", "=", "6", "座"), "flow"),
    ("城镇登记失业率下降0.3个百分点", ("城镇登记失业率下降", "%-", "0.3", "百分点"), "lower"),
    ("限下转限上企业净增30家", ("限下转限上企业", "+=", "30", "家"), "flow"),
    ("氨氮减排90吨", ("氨氮减排", "=", "90", "吨"), "flow"),
    ("新建和改造灌渠40公里", ("新建和改造灌渠", "=", "40", "公里"), "flow"),
    ("建成邻里中心两处", ("建成邻里中心", "=", "2", "处"), "flow"),
    ("培育销售额超20亿元商场2家", ("培育销售额超20亿元商场", "=", "2", "家"), "flow"),
    ("创建国家4A级景区1个", ("创建国家4A级景区", "=", "1", "个"), "flow"),
    ("燃气报修2小时到场率达到98%", ("燃气报修2小时到场率", ">=", "98", "%"), "rate"),
    ("灌溉水利用系数提高到0.61", ("灌溉水利用系数", ">=", "0.61", None), "level"),
    ("路面使用性能指数（PQI）保持在90以上", ("路面使用性能指数（PQI）", ">=", "90", None), "level"),
    ("孕产妇死亡率控制在8/10万以内", ("孕产妇死亡率", "<=", "8", "/10万"), "ceiling"),
    ("病历质量评级达到4级", ("病历质量评级", ">=", "4", "级"), "level"),
    ("建设体育馆和3个社区球场", ("建设社区球场", "=", "3", "个"), "flow"),
    ("在种植、养殖等环节推广新农艺12项", ("推广新农艺", "=", "12", "项"), "flow"),
]


@pytest.mark.parametrize(("sentence", "expected", "kind"), COUNTED, ids=[c[0] for c in COUNTED])
def test_one_quantity(sentence: str, expected: tuple[str, str, str, str | None], kind: str) -> None:
    (target,) = targets(sentence + "。")
    assert brief(target) == expected
    assert target.kind == kind
    assert target.quote == sentence


SEVERAL = [
    ("新建幼儿园2所、小学1所", [("新建幼儿园", "+=", "2", "所"), ("新建小学", "+=", "1", "所")]),
    ("开通公交线路3条，更新车辆40台", [("开通公交线路", "=", "3", "条"), ("更新车辆", "=", "40", "台")]),
    ("进出口总额达到20亿元、增长9%", [("进出口总额", ">=", "20", "亿元"), ("进出口总额增长", "%+", "9", "%")]),
    (
        "环保投入年均增长10%以上，占财政支出比重达到3%",
        [("环保投入增长", "%+", "10", "%"), ("环保投入占财政支出比重", ">=", "3", "%")],
    ),
    (
        "新建500亩以上果园12个、1000亩以上茶园4个",
        [("新建500亩以上果园", "+=", "12", "个"), ("新建1000亩以上茶园", "+=", "4", "个")],
    ),
    ("打造10个美丽乡村、20个精品村落", [("打造美丽乡村", "=", "10", "个"), ("打造精品村落", "=", "20", "个")]),
    ("新建村级卫生室6个、乡镇卫生院2个以上", [("新建村级卫生室", "+=", "6", "个"), ("新建乡镇卫生院", "+=", "2", "个")]),
    ("新建学校2所，改扩建3所", [("新建学校", "+=", "2", "所"), ("改扩建学校", "=", "3", "所")]),
    ("新增图书馆3家，文化站5家", [("新增图书馆", "+=", "3", "家"), ("新增文化站", "+=", "5", "家")]),
    ("新增贷款5亿元，帮助农户就业3000人", [("新增贷款", "+=", "5", "亿元"), ("帮助农户就业", "=", "3000", "人")]),
    ("建成水厂2座，惠及村民4万人", [("建成水厂", "=", "2", "座"), ("惠及村民", "=", "4", "万人")]),
    ("新建泵站9座，其中3座须汛期前交付使用", [("新建泵站", "+=", "9", "座"), ("须汛期前交付使用", "=", "3", "座")]),
    ("投入3亿元建设水厂、泵站等设施5座", [("建设水厂、泵站等设施", "=", "5", "座")]),
    ("滴灌葡萄园40公顷、桃园20公顷", [("滴灌葡萄园", "=", "40", "公顷"), ("桃园", "=", "20", "公顷")]),
]


@pytest.mark.parametrize(("sentence", "expected"), SEVERAL, ids=[s[0] for s in SEVERAL])
def test_several_in_one_sentence_share_verb_and_subject(sentence: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert [brief(target) for target in targets(sentence + "。")] == expected


NOT_TARGETS = [
    "建成24小时自助书房",
    "做到“三零”",
    "落实零部件国产化方案",
    "二级以上医院开设门诊",
    "扶持40岁以下返乡人员",
    "年用水5万吨以上企业开展评估",
    "改造泵站二期主体工程",
    "床护比按1:0.6配置",
    "图书馆开放到22点",
    "围绕粮食、油料、蔬菜3个产业，抓好春耕",
    "推进“1+5”医联体建设",
    "实施省“100个”重点文旅项目",
    "用好12345热线",
    "推广5G应用",
    "落实第3号公告",
    "2023年是关键一年",
    "3月15日开展宣传",
    "做好“三个一批”工作",
    "增强四个意识",
    "培育一批示范学校",
    "突破一批关键工艺",
    "去年已建成幼儿园12所",
    "2021年全县建成卫生室80个",
    "发展水稻、玉米、大豆、油菜4个品种",
    "落实《“健康云岭2030”行动》",
    "涉及搬迁群众300户",
    "位居全省第3位",
    "推动三次产业融合",
    "对50座以上桥梁的养护单位开展培训",
    "将单价10万元以上的仪器登记造册",
    "日供水3万吨的水厂年内通水",
    "对新落户企业给予不超过20%的租金补贴",
    "每户给予2000元补贴",
    "对开工项目给予最高50万元奖励",
    "按照全年引进人才100名的要求抓好落实",
    "围绕新建学校3所，加快征地",
    "百名医师下乡",
]


@pytest.mark.parametrize("sentence", NOT_TARGETS)
def test_numbers_that_are_nothing_to_reach(sentence: str) -> None:
    assert targets(sentence + "。") == []


def test_work_behind_a_circumstance_is_work() -> None:
    (target,) = targets("面向种粮大户开展技术培训20期以上。")
    assert brief(target) == ("开展技术培训", ">=", "20", "期")


def test_a_name_that_begins_with_a_word_of_circumstance_is_none() -> None:
    (target,) = targets("农村自来水普及率达到95%。")
    assert brief(target) == ("农村自来水普及率", ">=", "95", "%")


def test_a_quoted_name_is_counted_with_doubt() -> None:
    (target,) = targets("实现“一站办理”事项80项。")
    assert (brief(target), target.confidence) == (("“一站办理”事项", "=", "80", "项"), 0.5)


def test_an_unknown_verb_makes_a_doubtful_target() -> None:
    (target,) = targets("滴灌葡萄园40公顷。")
    assert brief(target) == ("滴灌葡萄园", "=", "40", "公顷")
    assert (target.kind, target.confidence) == ("flow", 0.5)


def test_a_baseline_stands_beside_its_goal() -> None:
    (target,) = targets("优良中等路率由82%提高到90%。")
    assert (target.metric, target.op, target.value, target.baseline) == ("优良中等路率", ">=", Decimal(90), Decimal(82))


def test_a_goal_below_its_baseline_is_better_lower() -> None:
    (target,) = targets("平均住院日由9.2天下降到8.5天。")
    assert (target.op, target.value, target.baseline, target.kind) == ("<=", Decimal("8.5"), Decimal("9.2"), "lower")


def test_the_words_before_a_pause_name_what_reaches_the_figure() -> None:
    (target,) = targets("农村自来水普及水平有明显提高，力争达到95%。")
    assert (target.metric, str(target.value)) == ("农村自来水普及水平", "95")


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("到2025年，建成学校3所", "2025-12-31"),
        ("6月底前建成学校3所", "2023-06-30"),
        ("第三季度建成学校3所", "2023-09-30"),
        ("三季度末建成学校3所", "2023-09-30"),
        ("建成学校3所", None),
    ],
)
def test_a_target_is_due_when_its_sentence_says(sentence: str, due: str | None) -> None:
    (target,) = targets(sentence + "。")
    assert target.due == due


@pytest.mark.parametrize(
    ("sentence", "dues"),
    [
        ("6月底前建成学校3所，培训教师20名", ["2023-06-30", "2023-06-30"]),
        ("建成学校3所，培训教师20名，9月底前出台方案", [None, None]),
        ("建成学校3所，9月底前建成球场2个", [None, "2023-09-30"]),
        ("建成学校3所，9月底前投入使用", ["2023-09-30"]),
        ("建成学校3所，9月底前完成校门改造", [None]),
        ("建成学校3所，体育馆年内完工，培训教师20名", [None, None]),
        ("到2023年底，入学率达到99%，巩固率达到98%", ["2023-12-31", "2023-12-31"]),
    ],
)
def test_a_date_holds_for_its_clause_and_those_it_opens(sentence: str, dues: list[str | None]) -> None:
    assert [target.due for target in targets(sentence + "。")] == dues


def test_a_title_is_no_part_of_a_target_glued_to_it() -> None:
    outline = read("青溪县2023年工作要点\n一、住建\n1.改善老旧小区环境完成管网改造30公里，新增车位500个。\n2.抗旱。")
    first, second = outline.tasks[0].targets
    assert (brief(first), first.quote, first.span) == (("完成管网改造", "=", "30", "公里"), "完成管网改造30公里", (3, 10, 20))
    assert brief(second) == ("新增车位", "+=", "500", "个")


def test_a_target_knows_its_words_in_the_source() -> None:
    first, second = placed_targets("  1.改善出行。新开线路3条，新建绿道6公里。")
    assert first.span == (1, 9, 15)
    assert "  1.改善出行。新开线路3条，新建绿道6公里。"[9:15] == "新开线路3条"
    assert second.quote == "新建绿道6公里"


def test_a_quote_that_a_page_breaks_is_underlined_to_the_break() -> None:
    outline = read(
        "青溪县2023年水利工作要点\n一、水利\n1.修渠。全年计划在六个乡镇、两个街道同时动工，新修渠道\n\n18公里，加固堤防5公里。\n2.抗旱。"
    )
    first = outline.tasks[0].targets[0]
    assert (first.quote, first.span) == ("新修渠道18公里", (3, 24, 28))


def test_what_is_doubtful_is_said() -> None:
    outline = read("青溪县2023年水利工作要点\n一、水利\n1.防汛。每季度至少开展一次演练。\n2.抗旱。")
    assert outline.tasks[0].targets[0].confidence < 0.75
    assert "target_doubtful" in diagnostic_kinds(outline)


def test_a_preamble_that_states_goals_gives_targets_of_the_plan() -> None:
    outline = read(
        "青溪县2023年水利工作要点\n总体要求：抓好水利。\n主要目标：完成投资3亿元，供水保证率达到95%。\n一、水利\n1.防汛。\n2.抗旱。"
    )
    assert [brief(t) for t in outline.objectives] == [("完成投资", "=", "3", "亿元"), ("供水保证率", ">=", "95", "%")]
    assert {t.line for t in outline.objectives} == {3}
