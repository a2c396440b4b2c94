"""Lists that share a verb by 分别: 甲率、乙率分别达到95%和80% are two targets, each with its own name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from planreview.domain.quantities import Quantity
from planreview.outline.target_words import strip_adverbs

_EACH = re.compile(r"(?:分别|依次)")
# What may stand between two figures of one list: the tail of the first, a joint, and the same words again.
_BETWEEN = re.compile(
    r"^(?:[（(]含[）)])?(?:及?以上|及?以内|及?以下|左右|上下)?[、，,和与及以 ]{1,3}"
    r"(?:达到|增长|下降|降低|提高|不低于|不少于|不超过|控制在|约|增至|降至|提高到)?$"
)
_SINCE = re.compile(r"(?:[比较](?:上年|去年|同期|(?:19|20)\d{2}年)[^，、]{0,4}|(?:到|至)?(?:19|20)\d{2}年底?)$")
_SEPARATORS = (r"、|和(?!谐)|以及|及|与", r"、|和(?!谐)|以及|及", r"、|以及|和(?!谐)", r"、")
# What all of a list are measured by, where only the last one says it.
_MEASURE = re.compile(
    r"(?:(?:重点工程)?(?:减排量|排放总量|排放量)|居民人均可支配收入|人均可支配收入|增加值|总产量|总产值|产量|产值|总量|总额|"
    r"浓度|数量|人数|人次|收入|面积|能耗|水耗|投资|占比|比重|比例|[一-鿿]{2}率)$"
)


def shared_run(sentence: str, start: int, quantities: Sequence[Quantity], place: int) -> list[Quantity]:
    """The figures of a list from ``place`` on whose words say 分别; empty where there is no such list."""
    if not _EACH.search(sentence, start, quantities[place].start):
        return []
    run = [quantities[place]]
    for quantity in quantities[place + 1 :]:
        if not _BETWEEN.match(sentence[run[-1].end : quantity.start]):
            break
        run.append(quantity)
    return run if len(run) > 1 else []


def split_words(words: str) -> tuple[str, str]:
    """The names before 分别 and the words behind it that say how the figures are meant."""
    matches = list(_EACH.finditer(words))
    names, behind = words[: matches[-1].start()], words[matches[-1].end() :]
    return _SINCE.sub("", names.rstrip(" 均")), re.sub(r"^[比较][^，、]{1,8}?(?=下降|增长|提高|降低|减少|增加)", "", behind)


def names_of(words: str, count: int, recent: Sequence[str]) -> list[str]:
    """A name for each of ``count`` figures: as listed, else those just spoken of, else the whole list for each."""
    listed = strip_adverbs(words.strip(" \u3000*、，"))
    if not listed:
        return list(recent[-count:]) if len(recent) >= count else []
    for separators in _SEPARATORS:
        names = [name.strip() for name in re.split(separators, listed) if name.strip()]
        if len(names) == count:
            return _completed(names)
    return [listed] * count


def _completed(names: list[str]) -> list[str]:
    measure = _MEASURE.search(names[-1])
    if measure is None or measure.start() == 0:
        return names
    return [name if _MEASURE.search(name) else name + measure[0] for name in names]
