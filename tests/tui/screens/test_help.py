"""Help: the part in focus with its keys and words, all keys searched by typing, a text for every dialog."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planreview.catalogue import LANGUAGES, t, use_language
from planreview.cells import width, wrap
from planreview.domain.lights import RULES
from planreview.tui.key_check import scopes
from planreview.tui.screens.help import FIGURES, KEYS, PARTS, WORDS, HelpScreen, meaning
from tests.tui.reviewing import grid, make_app, press, screen_of, settle

# Dialogs are made of these.
BASES = ("Dialog", "FormDialog", "FilterCounting", "KindsScreen", "ReasonDrafts", "ReviewScreen", "PreviewPanes")
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_dialog_and_every_word_is_explained(language: str) -> None:
    use_language(language)
    names = [
        *PARTS,
        *(scope.name for scope in scopes() if scope.name not in BASES),
    ]
    keys = [f"help.about.{name}" for name in names]
    for word in {*WORDS, *(word for words in (*PARTS.values(), *FIGURES.values()) for word in words)}:
        keys.append(f"help.word.{word}")
    said = [*map(t, keys), *map(meaning, WORDS)]
    assert [text for text in said if re.match(r"(help|light|target)\.", text) or not text] == []
    assert bool(HAN.search("".join(said))) == (language == "zh")


def test_the_legend_of_lights_has_no_hole_and_stands_with_each_kind() -> None:
    use_language("zh")
    said = {name: meaning(f"light_{name}") for name in RULES}
    assert said["schedule"] == ("累计、从基期起、越低越好（有基期）：落后（序时进度减达成率）不到10点绿，10至30点黄，超过30点红")
    assert said["target"] == "达到值、下降几%：达到目标绿，没达到黄，不到目标的50%红"
    assert "位次、没有基期的越低越好" in said["place"] and "30天以内黄" in said["date"]


@pytest.mark.parametrize(
    ("keys", "part", "said"),
    [((), "list", "上移"), (("left",), "tree", "收起"), (("enter",), "detail", "滚动"), (("slash",), "search", "放弃")],
)
async def test_f1_explains_the_part_in_focus_with_its_own_keys(store: Path, keys: tuple[str, ...], part: str, said: str) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, *keys)
        focused = screen_of(pilot).focused
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen) and app.screen.part == part
        drawn = "\n".join(grid(app))
        assert t(f"help.about.{part}")[:12] in drawn and said in drawn
        await press(pilot, "f2")
        ids = {choice.cells[3] for choice in app.screen.list.choices if len(choice.cells) == 4}
        assert ids and not any(id.startswith("review.digit") for id in ids)
        words = {choice.cells[0] for choice in app.screen.list.choices if len(choice.cells) == 2 and choice.cells[0]}
        assert words == {t(f"help.word.{word}") for word in PARTS[part]}
        await press(pilot, "escape")
        assert screen_of(pilot).focused is focused


async def test_typing_narrows_keys_and_words_and_arrows_move(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(110, 40), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        screen = app.screen
        assert isinstance(screen, HelpScreen)
        whole = len(screen.list.choices)
        assert not any("review.note" in line for line in grid(app))
        await press(pilot, "f2")
        assert any("review.note" in line and "备注" in line for line in grid(app))
        await press(pilot, "f2")
        assert not any("review.note" in line for line in grid(app))
        await press(pilot, "down", "pagedown")
        assert screen.list.cursor > 1
        screen.line.value = "序时率"
        await settle(pilot)
        shown = [choice.cells for choice in screen.list.choices]
        assert 1 < len(shown) < whole and ("屏上词语",) in shown and any(cells[0] == "序时率" for cells in shown)
        screen.line.value = "qqqq"
        await settle(pilot)
        assert "没有这样的按键或词语" in "\n".join(grid(app))
        assert all(width(line) <= 110 for line in grid(app))
        await press(pilot, "enter")
        assert app.screen is screen_of(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_meanings_take_the_width_of_the_list(store: Path, size: tuple[int, int]) -> None:
    app = make_app(store)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "f1")
        assert isinstance(app.screen, HelpScreen)
        for wide in (size, (100, 30)):
            await pilot.resize_terminal(*wide)
            await settle(pilot)
            meanings = [one.cells[1] for one in app.screen.list.choices if len(one.cells) == 2]
            room = app.screen.list.size.width - KEYS - 1
            assert room > 60 and meanings == [part for word in PARTS["list"] for part in wrap(meaning(word), room)]


async def test_the_words_name_every_digit_the_days_of_a_near_due_date_and_the_dash(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(160, 45)) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        said = {one.cells[0]: one.cells[1] for one in app.screen.list.choices if len(one.cells) == 2}
        assert said["0 到 9"].startswith("在列表上按数字记结论：1 未启 2 滞后 3 序时 4 超前 5 完成 6 报销号 7 调出 8 无口")
        assert "30天" in said["临近时限"] and "不是0" in said["-"]


async def test_the_first_page_on_shows_what_was_not_seen(store: Path) -> None:
    app = make_app(store)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await settle(pilot)
        await press(pilot, "question_mark")
        assert isinstance(app.screen, HelpScreen)
        page = app.screen.list.size.height
        await press(pilot, "pagedown")
        assert app.screen.list.scroll_offset.y == page - 1
        assert page - 1 <= app.screen.list.cursor < 2 * page - 1
        await press(pilot, "pageup")
        assert app.screen.list.scroll_offset.y == 0


@pytest.mark.parametrize(
    ("speech", "marks"),
    [
        ("zh", ("=沿用", "<以前的结论", "?缺原因", "!矛盾")),
        ("en", ("=carriedover", "<anearlierone", "?lacksitsreason", "!mismatch")),
    ],
)
async def test_the_list_names_its_marks_at_the_top_of_its_help(store: Path, speech: str, marks: tuple[str, ...]) -> None:
    use_language(speech)
    app = make_app(store)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "f1")
        top = "".join("".join(grid(app)[:8]).split())
        assert all(mark in top for mark in marks)
