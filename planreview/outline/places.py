"""The place that a plan is for, read from its title or its issuer; places nest (省, 市, 县)."""

from __future__ import annotations

import re

from planreview.domain.wordlists import words

_PLACE = re.compile(
    r"([一-鿿]{1,11}?(?:自治州|自治县|自治旗|特别行政区|自治区|新区|地区|林区|省|市|州(?!市|省)|县(?!市)|区(?!市)|"
    r"盟(?!市)|旗(?!市)))"
)
_SUFFIX = ("自治州", "自治县", "自治旗", "自治区", "新区", "省", "市", "州", "县", "区", "盟", "旗")
# Words that end like a place and are none.
_NO_PLACES = frozenset(
    words(
        "城市 全市 本市 我市 都市 超市 上市 各市 市县 全县 我县 各县 县市 市区 县区 社区 园区 "
        "校区 城区 景区 灾区 库区 山区 牧区 片区 街区 郊区 特区 小区 全区 我区 各区 老区 疫区 "
        "辖区 全省 我省 农村地区 各地区 全州 我州 各州 贫困地区 开发区 示范区 试验区 集聚区 保护区 中小城市 智慧城市 新型城市 "
        "农业园区 工业园区"
    )
)
_NO_ENDS = tuple(
    words(
        "小区 社区 园区 校区 景区 片区 街区 城区 库区 灾区 牧区 矿区 厂区 辖区 老区 示范区 试验区 保护区 集聚区 法治区 "
        "功能区 强县 强市 强区 强省"
    )
)
_NO_PARTS = re.compile(
    r"^(?:委|政府|根据|按照|关于|由|经|为|增强|质量|法治|平安|健康|数字|文化|科技|人才|教育|制造|打造)|"
    r"(?:有关|所有|全国|各|及|和|与|关于|工作|建设|推进|加强|实施|全面|创新|社会|经济|发展|文明|卫生|示范|智慧|"
    r"新型|绿色|森林|海绵|公园|省级|国家)"
)
_LEADING = re.compile(r"^(?:\s|[《“\"（(]|中共|(?:19|20)\d{2}\s*(?:[-—–至~]\s*(?:19|20)\d{2}\s*)?年?度?|二[〇○零]\S{2}年度?)+")


def read_place(text: str) -> str | None:
    """The innermost place at the start of a title or of a body's name; a leading year or 中共 is passed over."""
    rest = re.sub(r"\s+", "", _LEADING.sub("", text[:80]))
    found: str | None = None
    for _ in range(4):
        match = _PLACE.match(rest)
        if match is None or not _is_place(match[1], inner=found is not None):
            break
        found = match[1]
        rest = rest[match.end() :]
    return found


def _is_place(name: str, inner: bool) -> bool:
    if name in _NO_PLACES or _NO_PARTS.search(name) or name.endswith(_NO_ENDS):
        return False
    stem = next(name.removesuffix(s) for s in sorted(_SUFFIX, key=len, reverse=True) if name.endswith(s))
    # Behind a place, only a short name is a place within it (达川区); the words of a title are not.
    return 1 <= len(stem) <= (3 if inner else 9)
