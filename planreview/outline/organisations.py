"""Bodies that a task's text names: suggestions for whom to assign it to, nothing more."""

from __future__ import annotations

import re

_END = (
    r"(?:人民政府|政府|市委|省委|县委|区委|人大|政协|纪委监委|纪委|党组|志愿服务队|服务团|委员会|办公室|人才办|"
    r"指挥部|研究院|研究所|服务中心|中心|医院|大学|学院|总工会|联合会|法院|检察院|集团|"
    r"局|厅|(?<=国家)[一-鿿]{2,6}部)"
)
_NAME = re.compile(rf"(?:(?:国家|中央|省|市|县|区|州|各)?[一-鿿]{{0,14}}?{_END})(?!所|面|部地|限|势|域|长|员|班|心|层)")
_PIECE = re.compile(r"[^，,。；;：:、“”《》（）()\s]+")
# Words in front of a body's name that are no part of it.
_BEFORE = re.compile(
    r"^(?:按照|根据|围绕|落实|贯彻落实|贯彻|结合|对接|针对|加强|提升|支持|争取|召开|筹备|持续|抓好|承接|积极|"
    r"认真|组织|配合|协助|会同|联合|依托|推进|推动|建立健全|建立|健全|建设|建好|完善|布局|利用|"
    r"主动|加快|鼓励|引导|高标准|做好|开展|以及|及|与|和|或|在|由|向|对|从|为|到|把|将|给|是|以|设立|设|同|"
    r"全市|全县|全区|所有|知名|有关|等地|委托|委员|启动|促进|强化|深化|邀请|聘请|提请|报请|"
    r"上报|推荐|申报|创建|争创|打造|高规格|组建|参加|参与|通过|充分|发挥|实施|继续|进一步|切实|下发|下达|要求|"
    r"其他|各级|各|加大|指导|督促|动员|培育|引进|大力|科学谋划|主要|重点|力争|协调|统筹|我市|我县|我省)+"
)
_ANCHOR = re.compile(r"^(?:国家|中央|省|市|县|区|州|[一-鿿]{2,8}(?:省|市|县|区|州|大学|学院|医院|中心|研究院|研究所|集团))")
_NOISE = re.compile(
    r"^(?:市场|市级|省级|市厅|省市|区域|县域|市本级|国家级|市县|省部|国家重点|区县)|工作|推进|加强|项目|新增|"
    r"年度|会议|活动|战略|建设|市政|示范|地设|布局|体系"
)
# What joins a body to other words; its own name holds none of them.
_CUT = re.compile(r"[的和与及]|针对|围绕|贯彻|落实|由于|结合|按照|建立|建设|培育")
_LIMIT = 20


def organisations_in(text: str) -> tuple[str, ...]:
    """Names of bodies in a text, in order, each once."""
    found: dict[str, None] = {}
    for piece in _PIECE.finditer(re.sub(r"《[^》]{0,80}》", "，", text)):
        for match in _NAME.finditer(piece[0]):
            name = _BEFORE.sub("", _CUT.split(match[0])[-1])
            if 2 <= len(name) <= 20 and _ANCHOR.match(name) and not _NOISE.search(name):
                found.setdefault(name)
        if len(found) >= _LIMIT:
            break
    return tuple(found)
