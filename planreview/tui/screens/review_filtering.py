"""The filter line of the review screen: what is typed narrows the list at once, what is not understood is said beside it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from planreview.catalogue import t
from planreview.cells import clip
from planreview.errors import InputError, PlanreviewError
from planreview.services.filter_completion import complete, reading
from planreview.services.filter_format import format_filter
from planreview.services.filter_text import Sentence, parse_sentence
from planreview.services.filter_vocabulary import Vocabulary, learn_spoken, read_vocabulary, syntax
from planreview.services.filter_words import pair, tokens_at
from planreview.services.workspace import Workspace
from planreview.text import show
from planreview.tui.messages import shown_in_place
from planreview.tui.screens.review_list import keep
from planreview.tui.widgets.filter_line import FilterLine, Proposals
from planreview.tui.words import SHORT
from planreview.tui.work import start

if TYPE_CHECKING:
    from planreview.tui.screens.review import ReviewScreen

# Cells of conditions that a toast has room for.
LONG = 60


@dataclass(frozen=True, slots=True)
class Understood:
    """What a sentence says, and its conditions as they are written."""

    sentence: Sentence
    words: str


def understand(text: str, ws: Workspace) -> Understood:
    """A job that reads a sentence. Raises :class:`InputError` of :func:`parse_sentence`."""
    sentence = parse_sentence(ws, text)
    return Understood(sentence, format_filter(ws, sentence.filter))


async def open_line(screen: ReviewScreen) -> None:
    """Put the line above the list, with the sentence of what is listed; keys wait until it can take them."""
    if screen.query(FilterLine):
        return
    proposals = Proposals()
    text = screen.looking.sentence()
    line = FilterLine(text + " " if text else "", syntax(), proposals, id="search")
    line.came_from = screen.tasks.current
    screen.looking.remember()
    await screen.mount(line, proposals, after="#filter")
    screen.set_focus(line)
    start(screen, partial(_learn, screen, line), "vocabulary", exclusive=True)


async def _learn(screen: ReviewScreen, line: FilterLine) -> None:
    scope = screen.looking.scope()
    found = await screen.desk.read(lambda ws: read_vocabulary(ws, scope), background=True)
    if line.is_attached:
        line.learn(found, spoken=False)
        await asyncio.to_thread(learn_spoken, found)
    if line.is_attached:
        line.learn(found, spoken=True)


def narrow(screen: ReviewScreen, line: FilterLine) -> None:
    """List what the line says so far; a later key replaces this."""
    line.propose()
    start(screen, partial(_narrow, screen, line, line.value, line.cursor_position), "list", exclusive=True)


async def _narrow(screen: ReviewScreen, line: FilterLine, typed: str, cursor: int) -> None:
    text = typed
    first, behind = tokens_at(text, cursor)
    named = pair(text[first:behind])
    if named is not None and not any(value.strip() for value in named[2]):
        # A condition that has no value yet is none.
        text = text[:first] + text[behind:]
    if await _list(screen, text):
        line.found(typed, nothing=not screen.tasks.ids)


async def _list(screen: ReviewScreen, text: str, *, again: bool = False) -> bool:
    """List what a sentence says; False where it says nothing that is understood, which is shown.

    ``again``: even if it is what was asked for last, for that reading may have been given up.
    """
    token = shown_in_place.set(True)
    try:
        found = await screen.desk.read(partial(understand, text))
    except InputError as error:
        screen.complain(error.message)
        return False
    finally:
        shown_in_place.reset(token)
    screen.complain("")
    selected = screen.tasks.marked() if screen.tasks.selected else ()
    if screen.looking.take(found.sentence, found.words, selected) or again:
        await screen.loader.load()
    return True


async def _list_what_is_meant(screen: ReviewScreen, line: FilterLine, text: str) -> bool:
    """Words that are found nowhere are taken for the only conditions that they can be, if those list anything.

    Where they can be several the hand goes to the first, for another Enter; False then: the line stays.
    """
    known = await _vocabulary(screen, line, text)
    found = reading(text, known)
    if not found.offers:
        found = complete(text, line.cursor_position, known)
    if len(found.offers) > 1:
        line.point(text)
        screen.complain(t("search.choose"))
        return False
    if found.offers:
        words = found.taken(text, found.offers[0])[0].strip()
        if await _list(screen, words) and screen.tasks.ids:
            said = t("search.meant", text=clip(show(text), SHORT), words=clip(show(words), LONG))
            screen.notify(said, markup=False, timeout=6)
        else:
            await _list(screen, text, again=True)
    return True


async def _vocabulary(screen: ReviewScreen, line: FilterLine, text: str) -> Vocabulary:
    """What the store holds; where a hand was faster than the line, it is read now."""
    if line.vocabulary is not None:
        return line.vocabulary
    scope = screen.looking.scope()
    found = await screen.desk.read(lambda ws: read_vocabulary(ws, scope))
    if any(letter.isascii() and letter.isalpha() for letter in text):
        await asyncio.to_thread(learn_spoken, found)
    return found


async def leave(screen: ReviewScreen, event: FilterLine.Left) -> None:
    """Keep what was typed where it is understood, or give back what was listed before; then the list takes the keys."""
    kept = True
    try:
        if event.text is None:
            screen.complain("")
            screen.looking.restore()
            await screen.loader.load(near=event.line.came_from)
        else:
            kept = await _list(screen, event.text, again=True)
            if kept and event.text and not screen.tasks.ids:
                kept = await _list_what_is_meant(screen, event.line, event.text)
            keep(screen)
    except PlanreviewError:
        kept = False
    finally:
        if kept:
            event.line.proposals.remove()
            await event.line.remove()
            screen.loader.say_empty()
            screen.set_focus(screen.tasks)
        await screen.desk.release_keys(event.turn)
