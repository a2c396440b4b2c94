"""Committed quantities in a paragraph: metric, operator, value, unit, kind, due, and the words they stand in.

A sentence is divided into clauses; each quantity of a clause that is no name, date, size class or fact becomes a target. What
one clause leaves out (a shared verb, a shared subject) is taken from the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from planreview.domain.outline import TargetSpec
from planreview.domain.quantities import Quantity, find_quantities
from planreview.outline.layout import Block
from planreview.outline.target_asides import cut_asides, place_in_whole, with_baseline
from planreview.outline.target_confidence import UNKNOWN_VERB, confidence_of
from planreview.outline.target_dues import clause_dues
from planreview.outline.target_exclusions import (
    is_circumstance,
    is_enumeration,
    is_name_or_date,
    is_past,
    is_place,
    is_protected,
    is_rule,
    is_size_class,
    protected,
    work_behind_circumstance,
)
from planreview.outline.target_forms import (
    Found,
    changed_target,
    counted_target,
    listed_targets,
    portion_target,
    quoted,
    ranked_target,
    said_targets,
)
from planreview.outline.target_kinds import is_share, kind_in_year, kind_of, operator_of
from planreview.outline.target_lists import shared_run
from planreview.outline.target_metrics import LONGEST_METRIC, TREND, Carry, Metric, read_metric
from planreview.outline.target_words import BEHIND, Wording, action_of, ends_with_action, read_wording, strip_adverbs

# Nobody writes longer ones; the bounds keep a hostile line from costing the square of its length.
_SENTENCE = re.compile(r"[^。；;！？!?\n]{1,3000}")
_CLAUSE = re.compile(r"(?:[^，,：:（(]|(?<=\d)[,，](?=\d{3}(?!\d))|[（(][^）)]{0,60}[）)]|[（(]){1,240}")
_SEPARATOR = re.compile(r"[、]|和(?!谐)|以及|及(?!以)|与|并(?!购)")
_FROM = re.compile(r"(?:由|从|在)[^，。；]{0,12}$")
_TO = re.compile(
    r"^[^，。；\d]{0,8}(?:增加|提高|增长|上升|扩大|提升|降低|下降|减少|压减|缩短|压缩|发展|增|升|降)[到至]|^[^，。；\d]{0,8}(?:整合|合并|精简|调整|压缩|压减|增加|减少|提高|提升|变|缩减)[为成]"
)
_LAST_YEARS = re.compile(r"(?:(?:去年|上年|上一年)(?:同期)?的?|今年|本年|每人每[月年天]|每生每年|每[月人亩])$")
# 压减支出10%: what moves stands between the verb and by how much.
_MOVED_BY = re.compile(
    r"(?:^|[，、])(?P<verb>减少|压减|压缩|压降|降低|精简|缩短|削减|提高|提升|增加)(?P<what>[一-鿿（）“”]{2,20})$"
)
# 达到最高负荷的5%: of what it is a share stands between the operator and the figure.
_OF_WHOLE = re.compile(r"(?P<by>达到|不低于|不少于|不超过|完成|控制在)(?P<of>[一-鿿]{2,12}的)$")
_SERVICE_TIMES = frozenset({"个工作日", "工作日", "小时", "分钟"})
_WITHIN = re.compile(r"^(?:之)?内(?P<does>[一-鿿]{2,12})$")
# 带动农户300户增收: what comes of it for those who are counted.
_OUTCOME = re.compile(r"^(?:稳定|就近|就地|实现|转移|持续)*(?:增收|就业|创业|致富|受益|脱贫)(?:致富|增收)?$")
_JOINTS = frozenset("、和及与")


def targets_of(block: Block, period: tuple[int, int] | None, offset: int = 0, until: int | None = None) -> tuple[TargetSpec, ...]:
    """The targets of a paragraph, from character ``offset`` up to ``until``, with line and span in the source."""
    found = []
    for one in find_targets(block.text[offset:until], period):
        line, column = block.place(one.start + offset)
        last_line, last_column = block.place(one.end + offset - 1)
        end = last_column + 1 if last_line == line else column + _until_break(block, one.start + offset)
        found.append(replace(one.target, line=line, span=(line, column, end)))
    return tuple(found)


def _until_break(block: Block, position: int) -> int:
    following = [start for start in block.starts if start > position]
    return (following[0] if following else len(block.text)) - position


def find_targets(text: str, period: tuple[int, int] | None = None) -> Iterator[Found]:
    """The targets of a running text, in order."""
    if not any(char.isdigit() for char in text) and not re.search(r"[一二三四五六七八九十两零番]|百分之|全覆盖", text):
        return
    first_year = period[0] if period else None
    for whole in _SENTENCE.finditer(text):
        sentence, asides = cut_asides(whole[0], first_year)
        if is_past(sentence, first_year):
            continue
        carry = Carry()
        shields = protected(sentence)
        clauses = list(_CLAUSE.finditer(sentence))
        dues = clause_dues([clause[0] for clause in clauses], period)
        for clause, due in zip(clauses, dues, strict=True):
            for found in _of_clause(sentence, clause.start(), clause.end(), shields, carry):
                target = with_baseline(replace(found.target, due=due), asides, found.start, found.end)
                start, end = place_in_whole(asides, found.start, found.end)
                target = replace(target, quote=whole[0][start:end])
                kind = kind_in_year(target, period, sentence[: found.start])
                yield Found(replace(target, kind=kind), start + whole.start(), end + whole.start())


def _of_clause(sentence: str, start: int, end: int, shields: list[tuple[int, int]], carry: Carry) -> Iterator[Found]:
    clause = sentence[start:end]
    if is_circumstance(clause):
        work = work_behind_circumstance(clause)
        start = end if work is None else start + work
    quantities = _quantities(sentence, start, end, shields)
    reached_until = start
    found_any = False
    for place, quantity in enumerate(quantities):
        if quantity.end <= reached_until:
            continue
        following = quantities[place + 1] if place + 1 < len(quantities) else None
        if following is not None and (changed := changed_target(sentence, reached_until, quantity, following, carry)):
            yield changed
            found_any = True
            reached_until = changed.end
            continue
        if (
            following is not None
            and _FROM.search(sentence[start : quantity.start])
            and _TO.match(sentence[quantity.end : following.start])
        ):
            quantities[place + 1] = replace(following)
            baseline: Decimal | None = quantity.value
            head_end = re.search(r"(?:由|从|在)[^，。；]{0,12}$", sentence[start : quantity.start])
            found = _target(sentence, start if place == 0 else reached_until, following, end, carry, baseline, head_end)
            if found is not None:
                yield found
                found_any = True
                reached_until = found.end
            continue
        if run := shared_run(sentence, reached_until, quantities, place):
            for found in listed_targets(sentence, reached_until, run, carry):
                yield found
                found_any = True
            reached_until = run[-1].end
            continue
        if is_place(sentence, quantity) and ranked_target(sentence, reached_until, quantity, end, carry) is None:
            reached_until = quantity.end
            continue
        if own := ranked_target(sentence, reached_until, quantity, end, carry) or portion_target(
            sentence, reached_until, quantity, end
        ):
            yield own
            found_any = True
            reached_until = own.end
            continue
        until = following.start if following is not None else end
        piece_end = _tail_end(sentence, reached_until, quantity, until) if following is not None else end
        found = _target(sentence, reached_until, quantity, piece_end, carry, None, None)
        if found is not None:
            yield found
            found_any = True
        elif following is not None and _is_inside_name(sentence, quantity, piece_end):
            # 投诉2小时响应率达到95%: the number is a part of the next one's name.
            continue
        reached_until = max(piece_end if following is not None else quantity.end, found.end if found else 0)
    for found in said_targets(sentence, start, end, shields, carry):
        yield found
        found_any = True
    if not found_any and re.search(r"[一-鿿]{3}", re.sub(r"(?:到|至)?\s*\d{2,4}\s*年[底末]?", "", clause)):
        carry.clause, carry.clause_start = clause, start


def _quantities(sentence: str, start: int, end: int, shields: list[tuple[int, int]]) -> list[Quantity]:
    """The quantities of a clause that may be targets."""
    moved = [replace(q, start=q.start + start, end=q.end + start) for q in find_quantities(sentence[start:end])]
    kept = [q for q in moved if not is_protected(shields, q) and (is_place(sentence, q) or not is_name_or_date(sentence, q))]
    kept = [q for q in kept if not is_rule(sentence, q)]
    kept = [q for q in kept if not is_size_class(sentence, q, _next(kept, q))]
    return [q for q in kept if not is_enumeration(sentence, q)]


def _is_inside_name(sentence: str, quantity: Quantity, piece_end: int) -> bool:
    """Whether the words go on behind a number that is none of its own."""
    behind = sentence[quantity.end : quantity.end + 12]
    return not (_SEPARATOR.search(sentence, quantity.end, piece_end + 1) or action_of(behind))


def _next(quantities: list[Quantity], quantity: Quantity) -> Quantity | None:
    place = quantities.index(quantity)
    return quantities[place + 1] if place + 1 < len(quantities) else None


def _tail_end(sentence: str, head: int, quantity: Quantity, until: int) -> int:
    """Where the words behind a quantity end and those of the next one begin: at the last separator between them."""
    start = quantity.end
    between = sentence[start:until]
    if action_of(between) and not ends_with_action(sentence[head : quantity.start]):
        # 投入3亿元建设水厂、泵站5座: a verb behind a quantity that no verb led begins anew.
        return start
    separators = list(_SEPARATOR.finditer(between))
    if separators:
        return start + separators[0 if between.startswith("、") else -1].start()
    taken = read_wording("", between)[1]
    return start + taken


def _target(
    sentence: str, start: int, quantity: Quantity, end: int, carry: Carry, baseline: Decimal | None, cut: re.Match[str] | None
) -> Found | None:
    head = sentence[start : quantity.start].lstrip("、，,和及与以 \u3000；;：:")
    aside = head[:1] in tuple("（(") and not re.search(r"[）)]", head)
    if aside:
        head = re.sub(r"^.(?:含|包括|包含)?", "", head)
    begin = quantity.start - len(head)
    if cut is not None:
        subject = head[: max(0, len(head) - (quantity.start - start - cut.start()))]
        growth = sentence[start + cut.start() : quantity.start]
        wording, taken = read_wording(
            subject
            + (
                re.search(r"(?:增加|提高|增长|上升|扩大|提升|降低|下降|减少|压减|缩短|压缩|发展|增|升|降)[到至]$", growth) or [""]
            )[0],
            sentence[quantity.end : end],
        )
    else:
        words = _LAST_YEARS.sub("", head)
        if is_share(quantity.unit) and (whole := _OF_WHOLE.search(words)):
            words = words[: whole.start("of")] if whole.start() else whole["of"].removesuffix("的") + whole["by"]
        wording, taken = read_wording(words, sentence[quantity.end : end])
        if is_share(quantity.unit) and (moved := _MOVED_BY.search(wording.head)) and wording.comparator in {None, *BEHIND}:
            falls = moved["verb"] not in {"提高", "提升", "增加"}
            wording = Wording(moved["what"], "%-" if falls else "%+", moved["verb"])
    tail = sentence[quantity.end + taken : end].strip(" \u3000*")
    if not re.search(r"[（(]", tail):
        tail = tail.rstrip("）)")
    if wording.op is None and quantity.unit in _SERVICE_TIMES and (within := _WITHIN.match(tail)) and len(wording.head) > 1:
        # 投诉3个工作日内办结: how long it may take.
        wording, taken = Wording(wording.head + within["does"], "<=", "以内"), taken + within.end()
        tail = ""
    stop = quantity.end + taken
    inside = sentence[start : start + 1] in _JOINTS
    counted = read_metric(wording, tail, quantity.unit, carry, inside=inside)
    if not head and start == quantity.start and not tail and carry.subject and carry.action:
        # 建成公路5条240公里: the second figure is another measure of the first.
        counted = Metric(carry.subject, carry.action, False, False)
    metric, action = counted.name, counted.action
    if counted.with_tail:
        stop = end
    if not metric and carry.clause and wording.comparator is not None:
        metric = strip_adverbs(TREND.sub("", carry.clause))[-LONGEST_METRIC:]
        begin = carry.clause_start + len(carry.clause) - len(carry.clause.lstrip())
    listed = inside and carry.doubtful
    ends = not tail or bool(_OUTCOME.match(tail))
    confidence = confidence_of(quantity, wording, replace(counted, name=metric), ends=ends, listed=listed)
    if confidence <= 0:
        return None
    doubtful = confidence == UNKNOWN_VERB
    if doubtful:
        action = metric
    op = operator_of(wording.op, action, metric, quantity.unit, wording.comparator)
    if op == "=" and wording.op == "%-":
        metric += wording.comparator or ""
    if counted.inherited and wording.comparator is None and wording.op is None and carry.action:
        op = operator_of(None, carry.action, metric, quantity.unit, None)
    reached = None if wording.comparator == action else wording.comparator
    kind = kind_of(op, action, quantity.unit, baseline, quantity.value, reached, metric)
    if doubtful or action == "全部":
        action = None
    carry.action = action if action or wording.comparator or doubtful else carry.action
    carry.subject, carry.unit, carry.doubtful = metric, quantity.unit, doubtful
    carry.recent.append(metric)
    spec = counted_target(metric, op, wording.comparator, quantity, kind=kind, confidence=confidence, baseline=baseline)
    return quoted(sentence, begin, stop, spec)
