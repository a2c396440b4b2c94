"""Numbers that are no quantities to reach: names, slogans, dates, ordinals, size classes, enumerations, facts of the past."""

from __future__ import annotations

import re

from planreview.domain.quantities import Quantity
from planreview.outline.target_words import action_of, ends_with_action, strip_adverbs

_QUOTES = re.compile(
    r"“[^“”]{0,40}”|‘[^‘’]{0,40}’|《[^《》]{0,80}》|「[^「」]{0,40}」|〔[^〕]{0,20}〕|[【\[][^】\]]{0,12}[】\]]|\"[^\"]{1,40}\""
)
_LOST_QUOTE = re.compile(r"[\d+＋一-鿿]{1,6}”")
_RATIO_BEFORE = re.compile(r"\d[:：∶]$")
_RATIO_BEHIND = re.compile(r"^[:：∶]\d")
# 二期主体工程: which stage, not how many.
_STAGE = re.compile(r"^(?:[工项主建综配]|扩建|改造|续建|搬迁|迁建)")
# 一次办, 一件事, 一站式: how it is done.
_AT_ONCE = re.compile(r"次(?:办|性|告知|通过)|件事(?!项)|站式|门式|网通")
_ORDINAL = re.compile(r"第[ \u3000]{0,2}$")
_DATE_TAIL = re.compile(r"^[ \u3000]{0,2}(?:年|月|日|号|届|时(?!间)|世纪|周年|代|度(?!电)|[A-Za-z])")
_FACT = re.compile(
    r"已(?:经|建成|完成|达|有|累计|发展|培育|实现|获|引进|入库|备案|认定)|累计已|现有(?!的?\d+[^，。；\d]{2,20}[为到至]\s?\d)[^，。；]{0,16}\d|目前|现已|以来|"
    r"(?<![比较于过与同])(?:去年|上年|上一年)|(?<!超)过去|期间(?:累计)?[^，。]{0,8}(?:达到|完成|实现)了|截至目前|"
    r"较[^，。]{0,10}(?:增长|下降|提高)了|同比增长了|居全[国省市]第|位居(?![^，。]{0,4}前[三五十\d])|排名第|荣获|获得了|(?<!分)之一"
)
_CIRCUMSTANCE = re.compile(
    r"^(?:利用(?!率|外资|系数)|[一-鿿]{0,3}(?:围绕|针对|按照|根据|依据|依托|借助|适应|面向|对照|对标|以[^，]{2,30}为(?:重点|"
    r"抓手|目标|核心|引领|载体|主线)|鉴于|由于|自(?=[\d今本去实]|[上下]半年)))"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s{0,2}年")
# 2000年底前建成的小区: how old they are.
_OLD_THINGS = re.compile(r"(?:19|20)\d{2}\s{0,2}年底?(?:以?前|之前|以来|以后)?[^，。；]{0,10}的")
# 在去年达到90%的基础上: what it rises from.
_ON_THAT = re.compile(r"在(?:去年|上年|(?:19|20)\d{2}年)[^，。；]{0,20}基础上")
# 对2023年度决算开展审计, 完成2022年度清算: which year's thing is worked on, not when.
_OF_THAT_YEAR = re.compile(
    r"(?:(?:(?<![一-鿿])[对将把以]|针对|围绕|对照|参照|按照|依据|根据|结合)[^，,。；;]{0,30}?|"
    r"(?:完成|开展|做好|组织|启动|进行|抓好|复核|通报|接受|迎接)(?!了)[一-鿿]{0,4}?)"
    r"(?:19|20)\d{2}\s{0,2}年度?(?=[一-鿿])(?!底|末|[建完实达累])"
)
_FUTURE = re.compile(r"(?:到|至|截[至止](?!目前)|确保|力争|于|在|计划|争取|用)[^，。；]{0,6}$")
_HAS_OPERATOR = re.compile(r"(?:不[少低超高][于过]|至少|最少|达到?|控制在|超过|突破)$")
_ATTRIBUTE = re.compile(
    r"^的(?!比例|比重|目标|任务|要求|标准|水平|速度|增速|增长|规模|幅度|进度|指标|成效|成绩|底线|高位)[一-鿿]"
)
_OF_THOSE = re.compile(r"^(?:对|将|把|为|向|给|支持|引导|鼓励)[^，]{1,20}$")
_MONEY_RULE = re.compile(r"(?:给予|予以|享受|最高|一次性|每[家个人户名亩])[^，。；]{0,12}$")
# 最高奖励20万元, 每人补助500元: how much others are given.
_GRANTED = re.compile(
    r"(?:给予|予以|一次性|最高|每[家个人户名亩件])[^，。；]{0,6}(?:奖励|补助|补贴|资助|奖补|贴息|赔付)(?:金额?)?(?:不超过|可?达|为)?$"
)
_GRANT = re.compile(r"^(?:以[上下内])?的?[一-鿿]{0,6}?(?:补助|补贴|奖励|奖补|资助|贴息|优惠|减免|返还)")
_TREATED = re.compile(r"^[^，。；]{0,24}的[一-鿿]{2,12}?(?:分别)?(?:给予|予以|按|奖励|补助|免征|免收|发放|优先|返还)")
_APPLIED = re.compile(r"(?:落实|执行|遵守|贯彻|严格|用好|用足|坚持|兑现)$")
_APPLIED_FIRST = re.compile(r"^(?:严格|全面|继续)?(?:落实|执行)")
_RULES = re.compile(r"^[一-鿿]{0,14}(?:制度|措施|政策|规定|举措|条例|标准|规范|要求|纪律|原则|禁令)(?=$|[，。、；和])")
_ASIDE = re.compile(r"[（(](?:总?建筑面积|占地|总?面积|总?投资|概算|全长|总长|长|规模)[^）)]{0,8}$")
_FORBIDDEN = re.compile(r"禁止|严禁|不得(?![少低超高多])|不再(?:审批|新建)")
_PREFIX = re.compile(r"^(?:利用(?!率|外资|系数)|[一-鿿]{0,3}?(?:围绕|针对|按照|根据|依据|依托|借助|适应|面向|对照|对标))")
_CLASS_WORD = re.compile(
    r"(?:年满|满|注册资本|投资(?:额)?(?:在)?|规模(?:在)?|面积(?:在)?|产值|营业收入|投入(?:在)?|经费投入在|单体|"
    r"单个|每个|每户|每名|每家|人均|每亩|每人每年)$"
)


def protected(text: str) -> list[tuple[int, int]]:
    """The stretches of a text where numbers are names: in quotation marks, titles of documents and brackets of numbers."""
    spans = [match.span() for match in _QUOTES.finditer(text)]
    spans += [match.span() for match in _LOST_QUOTE.finditer(text) if any(c.isdigit() for c in match[0])]
    return sorted(spans)


def is_protected(spans: list[tuple[int, int]], quantity: Quantity) -> bool:
    """Whether a quantity stands in one of them."""
    return any(start <= quantity.start and quantity.end <= end for start, end in spans)


def is_name_or_date(text: str, quantity: Quantity) -> bool:
    """Years, days, ordinals (第3位), article numbers, versions and names that hold a digit (5G)."""
    before, behind = text[max(0, quantity.start - 6) : quantity.start], text[quantity.end : quantity.end + 4]
    if _ORDINAL.search(before) or before[-1:] in tuple("+＋#№号-/每") or behind[:1] in ("+", "＋", "/", "-"):
        return True
    if _RATIO_BEFORE.search(before) or _RATIO_BEHIND.match(behind):
        return True
    if quantity.chinese and quantity.unit == "期" and _STAGE.match(text[quantity.end : quantity.end + 3]):
        return True
    if quantity.unit is None:
        return bool(_DATE_TAIL.match(behind)) or (1900 <= quantity.value <= 2100 and quantity.value == int(quantity.value))
    if quantity.chinese and quantity.value == 1 and _AT_ONCE.match(text[quantity.end - 1 : quantity.end + 3]):
        return True
    if quantity.unit == "号" or (before[-1:].isascii() and before[-1:].isalpha()):
        return True
    if quantity.unit == "类" and quantity.value <= 3 and re.match(r"[一-鿿]", behind) and not ends_with_action(before):
        # 1类新药: which class.
        return True
    if quantity.unit == "点" or (quantity.chinese and (quantity.value == 0 or quantity.unit == "级")):
        # 21点 is a time of the day, 零部件 and 二级以上 are names.
        return True
    if quantity.unit is not None and (re.fullmatch(r"[十百千万亿]{1,2}级", quantity.unit) or behind.startswith("级")):
        # 五百亿级, 10万吨级: a class of size.
        return True
    return behind.startswith(("热线", "工程", "计划", "行动")) and quantity.unit in {"分", "点"}


# 物流、金融等12个领域: how many were named or meant, not how many to reach.
_AND_OTHERS = re.compile(r"、[^、，]{2,20}等$")
_FIELDS = re.compile(
    r"^(?:重点|主要|优势|关键|主导|特色|支柱|传统)?(?:领域|方面|行业|产业|环节|方向|门类|部门|单位|县|区|乡镇|街道|种)"
)


def is_place(text: str, quantity: Quantity) -> bool:
    """第2位: an ordinal that may be a place to reach."""
    return quantity.unit in {"位", "名"} and bool(_ORDINAL.search(text[max(0, quantity.start - 3) : quantity.start]))


def is_enumeration(text: str, quantity: Quantity) -> bool:
    """A count of names just listed (甲、乙、丙3个品种) says how many were named, not how many to reach."""
    behind = text[quantity.end : quantity.end + 2].lstrip()
    if not 2 <= quantity.value <= 40 or not re.match(r"(?!以[上下内]|左右|及以)[一-鿿]", behind):
        return False
    before = re.split(r"[，,。；;：:]", text[max(0, quantity.start - 160) : quantity.start])[-1]
    if _AND_OTHERS.search(before) and _FIELDS.match(text[quantity.end : quantity.end + 8]):
        return True
    listed = re.sub(r"[（(][^）)]{0,60}[）)]", "", before)
    names = len([name for name in re.split(r"[、和与及]", listed.strip(" ")) if name.strip()])
    return names >= 2 and names == int(quantity.value) and not any(c.isdigit() for c in listed)


# Things that have a size, an age or a turnover; a measure before them says which of them.
_THINGS = re.compile(
    r"^[（(]?(?:含[）)])?(?:及?(?:以上|以下|以内))?(?:[（(]含[）)])?的?(?:[一-鿿、]{0,8}?)(?:企业|单位|项目|工程|用户|园区|基地|机构|锅炉|桥梁|"
    r"水库|青年|人员|人才|老人|老年人|人群|人口|儿童|少年|妇女|职工|居民|住宅|建筑|小区|商户|车辆|货车|景区|村|主体|场所|电梯|设备|仪器|标段|商贸|"
    r"养殖场|饭店|酒店|乡镇|城市|产业|集群|贷款户)"
)
_MEASURES = re.compile(
    r"^(?:百万|千万|十万|百亿|千亿|万亿|[百千万亿])?(?:元|美元|吨|吨标准煤|吨标煤|标准煤|千瓦|千瓦时|度电|岁|蒸吨|米|平方米|立方米|床|张|人|年)$"
)
_VERBS = re.compile(r"^(?:达到?|增长|增加|新增|完成|实现|引进|培育|建设|其中|占|同比|利润|税收|投资)")
_OVER = re.compile(r"(?:超过?|突破|[过达]|高于|大于)$")


def _is_class(text: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Whether a measure says which things are meant: 产值超50亿元企业3家, 年耗能5万吨以上企业, 35岁以下青年."""
    behind = text[quantity.end : quantity.end + 24]
    if quantity.unit is None or not _MEASURES.match(quantity.unit):
        return False
    before = text[max(0, quantity.start - 8) : quantity.start]
    if following is not None and following.unit and not _MEASURES.match(following.unit) and _OVER.search(before):
        between = text[quantity.end : following.start]
        if re.fullmatch(r"(?:[（(]含[）)]|及?以上)?的?[一-鿿]{2,12}", between) and not _VERBS.search(between):
            return True
    if not _THINGS.match(behind):
        return False
    bounded = re.match(r"(?:[（(]含[）)])?及?(?:以上|以下|以内)", behind) or _OVER.search(before)
    if quantity.unit.endswith("岁"):
        return bool(bounded) and not re.search(r"寿命|年龄", before)
    if quantity.unit.endswith(("床", "张", "人", "年")):
        # 30人以下的企业 is a class, 培训30人以上的人员 hardly is one.
        return bool(bounded) and (following is not None or not ends_with_action(before))
    return bool(bounded)


def is_size_class(text: str, quantity: Quantity, following: Quantity | None) -> bool:
    """``500亩以上基地100个``: the first quantity says which bases are meant, the second how many."""
    behind = text[quantity.end : quantity.end + 2]
    before = text[max(0, quantity.start - 8) : quantity.start]
    words = re.split(r"[，,。；;：:]", text[max(0, quantity.start - 40) : quantity.start])[-1].lstrip()
    if _OF_THOSE.match(words) and re.match(r"(?:及?以上|以下|以内)的?[一-鿿]{2}", text[quantity.end :]):
        # 对百米以上桥梁逐座检测: which ones, not how many.
        return True
    if _is_class(text, quantity, following):
        return True
    if re.match(r"(?:以[上下])?的(?:形势|背景|情况|基础|现状|机遇)", text[quantity.end : quantity.end + 8]):
        return True
    operator = _HAS_OPERATOR.search(words)
    subject = strip_adverbs(words[: operator.start()] if operator else words)
    # 设立规模不低于3亿元的基金: what is done has to be as large as that.
    as_large = operator is not None and operator[0].startswith(("不", "至", "最")) and action_of(subject) is not None
    if _ATTRIBUTE.match(text[quantity.end :]) and subject and not as_large and not ends_with_action(subject):
        # 日供水3万吨的水厂, 桥隧比达到58%的路段: how large it is.
        return True
    if following is not None:
        between = text[quantity.end : following.start]
        if re.match(r"(?:及?以上|以下|以内)?的?[一-鿿（）()“”A-Za-z]{1,24}$", between) and (
            behind in {"以上", "以下", "及以"} or between.startswith("的")
        ):
            return not re.match(r"(?:以[上下内])?(?:[达到新增]|达到|增长|提高|下降|完成|实现|占)", between.removeprefix("及"))
    return bool(_CLASS_WORD.search(before)) and text[quantity.end : quantity.end + 4].startswith(
        ("以上的", "以下的", "的企业", "以内的")
    )


def is_rule(text: str, quantity: Quantity) -> bool:
    """What tells how others are treated: 给予不超过10%的补助, 对突破5亿元的企业给予奖励, 落实18项制度, 建筑面积3万平方米."""
    behind = text[quantity.end : quantity.end + 16]
    clause = re.split(r"[，,。；;]", text[max(0, quantity.start - 40) : quantity.start])[-1]
    if clause.startswith("对") and _TREATED.match(text[quantity.end : quantity.end + 48]):
        return True
    if _RULES.match(behind) and (_APPLIED.search(clause) or _APPLIED_FIRST.match(clause)):
        return True
    if _ASIDE.search(clause) or _FORBIDDEN.search(clause):
        return True
    if quantity.unit is not None and quantity.unit.endswith("元") and _GRANTED.search(clause):
        return True
    return bool(_MONEY_RULE.search(text[max(0, quantity.start - 24) : quantity.start]) and _GRANT.match(behind))


def work_behind_circumstance(clause: str) -> int | None:
    """Where the work begins in a clause that names first for whom or by what (面向农户开展培训20期); None where none follows."""
    prefix = _PREFIX.match(clause)
    if prefix is None or action_of(strip_adverbs(clause[prefix.end() :])):
        return None
    return next((at for at in range(prefix.end() + 2, len(clause) - 3) if action_of(clause[at:])), None)


def is_circumstance(clause: str) -> bool:
    """A clause that says for what or by what (围绕…, 按照…), not what is to be reached."""
    return bool(_CIRCUMSTANCE.match(clause.lstrip()))


def is_past(sentence: str, first_year: int | None) -> bool:
    """Whether a sentence tells what has been reached already."""
    sentence = _ON_THAT.sub("", _OLD_THINGS.sub("", sentence))
    if _FACT.search(sentence) and not re.search(r"力争|确保|争取|到\s?20\d\d\s?年|新增|今年|全年", sentence):
        return True
    if first_year is None:
        return False
    years = [int(m[1]) for m in _YEAR.finditer(_OF_THAT_YEAR.sub("", sentence))]
    return bool(years) and max(years) < first_year and not re.search(r"比|较|基数|基础上|翻", sentence)
