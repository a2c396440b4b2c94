"""Which of the bodies that a text names may be the bureau that issued it; asked once at import, never assumed."""

from __future__ import annotations

import re

from planreview.domain.departments import canonical

_ENDS = ("局", "委", "委员会")
# What stands before a body's name and is no part of it: 成果转化由市人民医院. But 自由贸易区管理局 is a name.
_BEFORE = re.compile(r"在|(?<!自)由|至|达到|交给|转给")
# A body says where it belongs: by its level (市人才办), or by its place (梁平区科技局). 市场, 县级医院 and 城市医院 do not.
_OWN = re.compile(
    r"^(?:[市县区州盟旗](?!级(?!机关)|[场域内区县际]|城(?![市管建乡]))|(?![新跨建城全各])[\u4e00-\u9fff]{2,3}[县区旗](?![级域内]))"
)


def is_bureau(name: str, city: str) -> bool:
    """Whether a name is that of a bureau or commission of the city's own level: 市科技局, 达州市科技局, but no centre."""
    text = canonical(name, city)
    return len(text) > 2 and text[0] == city[-1:] and text.endswith(_ENDS)


def name_itself(text: str) -> str:
    """A body's name as a sentence gives it, without the words before it: 成果转化由市人民医院 names 市人民医院."""
    return _BEFORE.split(text)[-1]


def says_its_place(name: str, city: str) -> bool:
    """Whether a name is that of one body rather than of a kind: 工程技术研究中心 and 县级医院 are anybody's."""
    return _OWN.match(canonical(name, city)) is not None
