"""Bodies that a task's text names: suggestions for whom to assign it to, nothing more."""

from __future__ import annotations

import re

_NAME = re.compile(
    r"(?<![一-鿿])?(?:(?:国家|中央|省|市|县|区|州)(?:级)?|[一-鿿]{1,4}?(?:省|市|县|区|州|自治州))"
    r"(?:(?:委|政府|人大|政协|纪委|监委)(?![员会托派])|[一-鿿]{1,12}?(?:党组|志愿服务队|服务团|局|委员会|人才办|办公室|厅|部(?![门署分位])|研究院|研究所|中心|医院|总工会|联合会|法院|检察院|集团))"
)
_SCHOOL = re.compile(r"(?:[一-鿿]{2,4}(?:工业|理工|师范|医科|农业|科技|交通|财经)?大学)(?!生|科技园)")
_NOISE = re.compile(r"^(?:市场|市级|省级|市厅|省市|区域|县域|市本级|部分|全|国家级|市县)|工作|建设|推进|加强|实施|支持|全面|项目|新增|年度|关于|会议|活动|有关|指导|部署|和|与|以及|完善|组织|对接|争取|举办")
_LIMIT = 20


def organisations_in(text: str) -> tuple[str, ...]:
    """Names of bodies in a text, in order, each once."""
    found: dict[str, None] = {}
    for pattern in (_NAME, _SCHOOL):
        for match in pattern.finditer(re.sub(r"《[^》]{0,80}》", "，", text)):
            name = match[0]
            if not _NOISE.search(name) and 2 <= len(name) <= 20:
                found.setdefault(name)
            if len(found) >= _LIMIT:
                return tuple(found)
    return tuple(found)
