"""A filter as a sentence in the language in use, which is read back as the same filter."""

from __future__ import annotations

from collections.abc import Sequence

from planreview.catalogue import tn
from planreview.domain.review import UNREVIEWED, TaskFilter
from planreview.presets import verdict_set
from planreview.services.filter_order import write_group, write_order
from planreview.services.filter_spans import write_days, write_figures, write_numbers
from planreview.services.filter_text import Sentence
from planreview.services.filter_values import Values
from planreview.services.filter_words import (
    EVERY,
    FLAGS,
    GROUP,
    NO,
    ORDER,
    UNASSIGNED,
    UNSUPERVISED,
    key_of,
    negated,
    pair,
    quoted,
    quoted_word,
    said,
    tokens,
)
from planreview.services.workspace import Workspace


def format_sentence(ws: Workspace, sentence: Sentence, *, aloud: bool = False) -> str:
    """As :func:`format_filter`, with order and groups where they are said."""
    parts = [format_filter(ws, sentence.filter, aloud=aloud)]
    if sentence.sort is not None:
        parts.append(f"{said(ORDER)}={write_order(sentence.sort)}")
    if sentence.group is not None:
        parts.append(f"{said(GROUP)}={write_group(sentence.group)}")
    return " ".join(filter(None, parts))


def format_filter(ws: Workspace, chosen: TaskFilter, *, aloud: bool = False) -> str:
    """A filter as text in the language in use, which ``parse_filter`` reads back as the same filter.

    ``aloud``: for people only; tasks that it names by their ids are counted and said by their numbers.
    """
    values = Values(ws)
    parts = _conditions(values, chosen, chosen, aloud)
    if chosen.without is not None:
        no = said("negation", "word")
        parts += [no + part for part in _conditions(values, chosen.without, chosen, aloud)]
        if chosen.without.text:
            parts.append(f"{no}{said('text')}={quoted(chosen.without.text)}")
    for flag in FLAGS:
        wanted = getattr(chosen, flag)
        if wanted is not None:
            parts.append(said(flag) if wanted else f"{said(flag)}={said(NO, 'word')}")
    if chosen.supervised is not True:
        parts.append(said(EVERY if chosen.supervised is None else UNSUPERVISED))
    parts += [quoted_word(word) for word in chosen.text.split()]
    return " ".join(parts)


def ids_counted(written: str) -> str:
    """A written filter in which tasks that it names by their ids are counted: a head has room for no more."""
    return " ".join(map(_id_counted, tokens(written)))


def _id_counted(token: str) -> str:
    key, _, ids = pair(token) or ("", "", [])
    bare = negated(key) or key
    if key_of(bare) != "id":
        return token
    return key.removesuffix(bare) + tn("filter.tasks_named", len(ids))


def _conditions(values: Values, chosen: TaskFilter, whole: TaskFilter, aloud: bool) -> list[str]:
    """What has values; ``whole`` is the filter that says of which plans sections are meant."""
    words = verdict_set().words()
    parts: list[str] = []

    def write(key: str, given: Sequence[str], sign: str = "=") -> None:
        parts.append(f"{said(key)}{sign}{','.join(map(quoted, given))}")

    if chosen.cities is not None:
        write("city", chosen.cities)
    if chosen.plans is not None:
        write("plan", [values.plan_written(one) for one in chosen.plans])
    if chosen.sections is not None:
        within = values.within(whole.plans, whole.cities)
        write("section", [values.section_written(one, within) for one in chosen.sections])
    if chosen.verdicts is not None:
        write("verdict", [words.get(one or UNREVIEWED, one) for one in chosen.verdicts])
    if chosen.lights is not None:
        write("light", [said(one, "light") for one in chosen.lights])
    if chosen.departments is not None:
        names = [values.department_written(one) if one else said(UNASSIGNED) for one in chosen.departments]
        write(chosen.role or "department", names)
    if chosen.numbers is not None:
        write("number", write_numbers(chosen.numbers))
    for key, days in (("due", chosen.due), ("reviewed", chosen.reviewed)):
        if days is not None:
            sign, text = write_days(days)
            write(key, [text], sign)
    if chosen.by is not None:
        write("by", chosen.by)
    if chosen.note_kinds is not None:
        write("note", [said(one, "note") for one in chosen.note_kinds])
    for key, figures in (("attainment", chosen.attainment), ("gap", chosen.gap)):
        if figures is not None:
            sign, text = write_figures(figures)
            write(key, [text], sign)
    if chosen.ids is not None:
        if aloud:
            parts.append(values.tasks_said(chosen.ids))
        else:
            write("id", values.tasks_written(chosen.ids))
    return parts
