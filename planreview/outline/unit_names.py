"""Names of units in a list: joined by 、，； or spaces, with brackets that belong to a name (各县（市、区）)."""

from __future__ import annotations

import re

from planreview.outline.brackets import divide

_MARKS = "、，,；; \u3000\t"
# 和 joins two bodies only behind the last word of one: 和平区 begins with it.
_JOINT = re.compile(
    r"(?<=[局委办厅部府院会])(?:和|及|与)(?!人民政府|政府|管委会|行政)(?=[一-鿿])|(?<=部门)(?:和|及|与)(?=各)|(?<=单位)(?:和|及|与)(?=各)"
)
_AMONG = re.compile(r"等(?=(?:省|市|县|区|州)(?:级|直)?(?:各)?(?:有关|相关)(?:部门|单位))")
# （责任单位：甲局，6月底完成）: when, not who.
_WHEN = re.compile(
    r"(?:(?:19|20)\d{2}年)?(?:\d{1,2}月|第?[一二三四1-4]季度|[上下]半年|年)[\d日]{0,3}[底末中上下旬]{0,2}(?:之?前|以前|内)?(?:完成|办结|落实|报送|启动)?$|"
    r"(?:19|20)\d{2}年(?:[底末]?前?|全年)?(?:完成)?$|长期坚持|持续推进|全年(?:推进|坚持)?$"
)
_ENDS = re.compile(
    r"(?:局|委|办|厅|部|院|会|府|中心|公司|校|队|处|科|室|署|社|行|站|所|组|团|区|县|市|镇|乡|街道|企业|单位|"
    r"部门|[)）]|大学|学院|小学|中学|学校|幼儿园|医院|卫生院|林场|农场|牧场|水厂|电厂|集团|园|馆|台|库|党组|党委|股|支部|残联|妇联|文联|侨联|科协|联社|联合会)$"
)
_EACH = re.compile(
    r"(?:^|市政府|县政府|区政府)各(?:级|有关|相关)?(?:县|区|市|州|旗|盟|镇|乡|委|办|局|县级市|街道)(?:、(?:县|区|市|办|镇|乡))*$"
)
_OF_EACH = re.compile(
    r"(?:县|区|市|旗|县级市|镇|乡|街道|办|局|园区)(?:（[^）]{1,8}）)?(?:人民政府|政府|管委会|党委|办事处|教育局|局|街道)*(?:[（(][^）)]{1,8}[）)])?$"
)
_NO_NAMES = frozenset({"", "等", "无", "-", "—", "/", "略"})
_LONGEST_NAME = 24


def divide_names(words: str) -> list[str]:
    """The names of a list, in order."""
    # 能源局等省有关部门和各市: three names.
    words = _AMONG.sub("、", words)
    text = _balanced(words.strip(" \u3000。；;，,、】]〕］"))
    names: list[str] = []
    for part in divide(text, _MARKS):
        for name in _JOINT.split(part):
            name = re.sub(r"(?:分别|共同)?按照?(?:各自)?职[责能].*$", "", name.strip(" \u3000。"))
            name = re.sub(r"等(?:\d{0,3}[户家个]?[一-鿿]{0,6}(?:部门|单位|企业))?$", "", name)
            if names and _EACH.search(names[-1]) and _OF_EACH.match(name):
                # 各县、区人民政府 is one.
                names[-1] += "、" + name
            elif name not in _NO_NAMES and not _WHEN.match(name):
                names.append(name)
    return names


def bodies_in(words: str) -> list[str]:
    """The names of a list all of which are bodies; nothing where one is not (then the words are a sentence)."""
    names = divide_names(re.sub(r"^(?:由|请|以)", "", words.strip()))
    return names if all(_ENDS.search(name) and len(name) <= _LONGEST_NAME for name in names) else []


def _balanced(text: str) -> str:
    """Without a last closing bracket that was the clause's and not the name's."""
    while text and text[-1] in "）)" and sum(c in "）)" for c in text) > sum(c in "（(" for c in text):
        text = text[:-1].rstrip()
    return text
