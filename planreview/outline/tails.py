"""The last paragraph of a plan: work that no number holds (同时，认真抓好…), or a closing request."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planreview.outline.layout import Block

_ADDS = re.compile(r"^(?:同时|此外|另外|与此同时|除此之外|除以上|另|还要|其他|其它|并|以及|统筹(?:做好|抓好|推进))[，,、]?.{0,6}")
_WORK = re.compile(r"做好|抓好|完成|推进|落实|开展|加强|办理|配合|参与|统筹|组织")
_REQUEST = re.compile(r"^(?:各(?:单位|部门|县|乡|街道|科室|地)|请|以上|本(?:要点|计划|方案)|特此)")


def is_tail(blocks: Sequence[Block], index: int, after_tasks: bool) -> bool:
    """Whether the paragraph at ``index`` is the document's last and adds work of its own."""
    if not after_tasks or index != len(blocks) - 1:
        return False
    block = blocks[index]
    if block.label is not None or _REQUEST.match(block.text):
        return False
    return bool(_ADDS.match(block.text) and _WORK.search(block.text[:120]))
