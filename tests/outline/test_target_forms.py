"""Forms of quantities with words of their own, each by a sentence of another field than the texts at hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.outline.documents import brief, targets

LISTS = [
    (
        "铅、镉和汞排放量比2020年分别下降12%、8%和5%以上",
        [
            ("铅排放量下降", "%-", "12", "%"),
            ("镉排放量下降", "%-", "8", "%"),
            ("汞排放量下降", "%-", "5", "%"),
        ],
    ),
    ("万元产值用水量和用电量分别降低3%左右、4%左右", [("万元产值用水量降低", "%-", "3", "%"), ("用电量降低", "%-", "4", "%")]),
    ("供水合格率、管网修复率分别达到99%、96.5%", [("供水合格率", ">=", "99", "%"), ("管网修复率", ">=", "96.5", "%")]),
    ("旅客发送量、货物周转量分别增长6%和9%", [("旅客发送量增长", "%+", "6", "%"), ("货物周转量增长", "%+", "9", "%")]),
    (
        "藏书量达到30万册，借阅量达到50万册，分别增长5%和7%",
        [
            ("藏书量", ">=", "30", "万册"),
            ("借阅量", ">=", "50", "万册"),
            ("藏书量增长", "%+", "5", "%"),
            ("借阅量增长", "%+", "7", "%"),
        ],
    ),
    ("选拔工匠大师8名、首席技师40名、技术能手90名", [
        ("选拔工匠大师", "=", "8", "名"), ("选拔首席技师", "=", "40", "名"), ("选拔技术能手", "=", "90", "名"),
    ]),
    ("培养不少于5名种业骨干，不少于60名农技员", [("培养种业骨干", ">=", "5", "名"), ("培养农技员", ">=", "60", "名")]),
    ("引进30名船长，选拔40名轮机长、50名水手", [
        ("引进船长", "=", "30", "名"), ("选拔轮机长", "=", "40", "名"), ("选拔水手", "=", "50", "名"),
    ]),
    ("建成绿道6条48公里", [("建成绿道", "=", "6", "条"), ("建成绿道", "=", "48", "公里")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), LISTS, ids=[one[0] for one in LISTS])
def test_each_of_a_list_has_its_own_name(sentence: str, expected: list[tuple[str, str, str, str | None]]) -> None:
    assert [brief(target) for target in targets(sentence + "。")] == expected


def test_a_list_whose_names_are_not_as_many_keeps_all_its_figures_with_doubt() -> None:
    found = targets("三类河段水质达标率分别达到95%和80%。")
    assert [(str(target.value), target.confidence) for target in found] == [("95", 0.7), ("80", 0.7)]
    assert {target.metric for target in found} == {"三类河段水质达标率"}


RANKS = [
    ("文明城市测评进入全国前20名", ("文明城市测评", "<=", "20", "名")),
    ("港口吞吐量保持全省第2位", ("港口吞吐量", "<=", "2", "位")),
    ("数字政府评价位次跃居全省前8位", ("数字政府评价位次", "<=", "8", "位")),
]


@pytest.mark.parametrize(("sentence", "expected"), RANKS, ids=[one[0] for one in RANKS])
def test_a_place_among_others_is_reached_from_above(sentence: str, expected: tuple[str, str, str, str | None]) -> None:
    (target,) = targets(sentence + "。")
    assert (brief(target), target.kind) == (expected, "rank")


def test_a_rank_without_a_name_is_of_what_was_spoken_of() -> None:
    first, second = targets("审批效能评价位次前移6位，力争进入全省前15名。")
    assert (second.metric, second.op, second.kind) == ("审批效能评价位次前移", "<=", "rank")
    assert first.value == 6


@pytest.mark.parametrize("sentence", ["对排名前3名的乡镇予以表扬", "位居全市第2位", "检查第3名申请人的材料"])
def test_places_that_are_no_aim(sentence: str) -> None:
    assert targets(sentence + "。") == []


PORTIONS = [
    ("70%的社区设立助餐点", ("社区设立助餐点", ">=", "70", "%")),
    ("60%以上的渔船安装定位终端", ("渔船安装定位终端", ">=", "60", "%")),
]


@pytest.mark.parametrize(("sentence", "expected"), PORTIONS, ids=[one[0] for one in PORTIONS])
def test_a_portion_is_named_by_the_words_behind_it(sentence: str, expected: tuple[str, str, str, str | None]) -> None:
    (target,) = targets(sentence + "。")
    assert brief(target) == expected
    assert target.quote == sentence


SAID = [
    ("林下经济产值翻番", ("林下经济产值", ">=", "2", "倍"), "level"),
    ("数字化车间数量较2020年翻两番", ("数字化车间数量", ">=", "4", "倍"), "level"),
    ("拖欠工资案件动态清零", ("拖欠工资案件", "<=", "0", None), "ceiling"),
    ("辖区森林火灾零发生", ("辖区森林火灾", "<=", "0", None), "ceiling"),
    ("水源地视频监控实现全覆盖", ("水源地视频监控覆盖率", ">=", "100", "%"), "rate"),
]


@pytest.mark.parametrize(("sentence", "expected", "kind"), SAID, ids=[one[0] for one in SAID])
def test_a_quantity_may_be_said_in_a_word(sentence: str, expected: tuple[str, str, str, str | None], kind: str) -> None:
    (target,) = targets(sentence + "。")
    assert (brief(target), target.kind) == (expected, kind)
    assert target.quote in sentence


@pytest.mark.parametrize(
    "sentence",
    ["健全隐患动态清零机制", "推进僵尸企业出清", "对失信行为“零容忍”", "开展“零距离”服务", "实施收入翻番计划", "推动抛荒地清零"],
)
def test_words_that_sound_like_a_quantity(sentence: str) -> None:
    assert targets(sentence + "。") == []


MOVED = [
    ("巡查3个工作日内办结", ("巡查办结", "<=", "3", "个工作日")),
    ("孤儿养育标准提高到每人每月1500元", ("孤儿养育标准", ">=", "1500", "元")),
    ("储能规模达到最高负荷的6%", ("储能规模", ">=", "6", "%")),
    ("实施灌区改造提升20公里", ("实施灌区改造提升", "=", "20", "公里")),
    ("完成东桥、西桥等6座桥梁检测", ("完成桥梁检测", "=", "6", "座")),
    ("重点人群签约率达到70%", ("重点人群签约率", ">=", "70", "%")),
    ("对1995年以来新建的水闸逐座检测，改造水闸8座", ("改造水闸", "=", "8", "座")),
    ("优化现有布局，新建社区球场4个", ("新建社区球场", "+=", "4", "个")),
    ("带动茶农300户稳定增收", ("带动茶农", "=", "300", "户")),
    ("热线接通率在去年达到90%的基础上稳步提升，回访率达到80%", ("回访率", ">=", "80", "%")),
    ("●出院患者随访率达到85%", ("出院患者随访率", ">=", "85", "%")),
    ("各类火灾起数、损失实现“双下降”，降幅均在6%以上", ("各类火灾起数、损失下降", "%-", "6", "%")),
    ("实际到位内资40亿元", ("实际到位内资", "=", "40", "亿元")),
    ("压减会议经费8%", ("会议经费下降", "%-", "8", "%")),
    ("提高灌区亩产5%以上", ("灌区亩产提高", "%+", "5", "%")),
    ("用水总量不超过去年的3.2亿立方米", ("用水总量", "<=", "3.2", "亿立方米")),
    ("办结周期较上年缩短20%", ("办结周期下降", "%-", "20", "%")),
    ("改造1998年前建成的校舍6栋", ("改造1998年前建成的校舍", "=", "6", "栋")),
    ("推进3家剧团转型为演艺公司", ("剧团转型为演艺公司", "=", "3", "家")),
    ("为90所村小安装净水器", ("村小安装净水器", "=", "90", "所")),
    ("设立规模不低于3亿元的渔业基金", ("设立规模", ">=", "3", "亿元")),
    ("新建渔港3座（一期）", ("新建渔港", "+=", "3", "座")),
    ("乡镇站所由14个整合为5个", ("乡镇站所", "=", "5", "个")),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), MOVED, ids=[one[0] for one in MOVED])
def test_what_moves_is_named_wherever_it_stands(sentence: str, expected: tuple[str, str, str, str | None]) -> None:
    (target,) = targets(sentence + "。")
    assert brief(target) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "落实12项节水制度",
        "对年销售额突破3亿元的商场分别给予奖励",
        "新建文化馆（建筑面积1.2万平方米）",
        "设置10元、30元两种面额",
        "消费满200元减30元",
        "推进体育公园三期建设",
        "2类新药进入临床阶段",
        "重点发展物流、金融、会展等9个领域",
        "禁止新建每小时5蒸吨及以下的燃煤锅炉",
        "建成5万吨级码头",
        "形成千亿级产业带",
        "落实服务费率由3%降至1%政策",
        "岗位津贴分别为每月60元、90元",
        "应对高校毕业生突破8万人的形势",
        "在职职工20人（含）以下的商户免缴费用",
    ],
)
def test_rules_and_sizes_are_nothing_to_reach(sentence: str) -> None:
    assert targets(sentence + "。") == []


def test_a_year_that_opens_a_sentence_is_when_it_is_due() -> None:
    first, second = targets("2024年，完成造林3万亩，森林覆盖率达到41%。", (2024, 2025))
    assert (first.due, second.due) == ("2024-12-31", "2024-12-31")


@pytest.mark.parametrize(
    ("sentence", "metric", "value", "baseline", "kind"),
    [
        ("将原有的36个苗圃调整为42个", "苗圃", 42, 36, "level_base"),
        ("把全县现有的40个渡口整合为25个", "渡口", 25, 40, "lower"),
        ("现有的3个渔政码头整合为2个", "渔政码头", 2, 3, "lower"),
        ("将城区18个菜市场优化调整为20个", "城区菜市场", 20, 18, "level_base"),
    ],
)
def test_what_was_stands_before_what_comes_of_it(sentence: str, metric: str, value: int, baseline: int, kind: str) -> None:
    (target,) = targets(sentence + "。")
    assert (target.metric, target.op, target.kind) == (metric, "=", kind)
    assert (target.value, target.baseline) == (Decimal(value), Decimal(baseline))
    assert target.quote == sentence


@pytest.mark.parametrize("sentence", ["拖欠运费年底前全部清零", "拖欠运费持续减少，年底前全部清零"])
def test_by_when_nothing_is_left_is_no_name_of_it(sentence: str) -> None:
    (target,) = targets(sentence + "。")
    assert (target.metric, target.op, target.value, target.due) == ("拖欠运费", "<=", Decimal(0), "2023-12-31")


@pytest.mark.parametrize("unit", ["增幅达到", "稳定在", "全省", "较2020年", "分别", "前5位", "清零、", "5小时内"])
def test_words_that_can_be_parted_in_many_ways_are_read_in_the_end(unit: str) -> None:
    """Each of these would cost twice as much with every repetition if the parts were tried in turn."""
    for length in (60, 230):
        assert len(targets("增加" + unit * (length // len(unit)) + "某5位。")) <= 120
