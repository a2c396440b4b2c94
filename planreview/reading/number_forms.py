"""The forms in which a list numbers its items: 1 01 １ ① ⒈ ⑴ 一 十一 壹 甲 子 i A, by the names that Word gives them."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_LARGEST = 9_999


def format_number(number: int, form: str) -> str:
    """A number as a list of this form shows it; decimal where the form has no sign for it, as Word does."""
    write = _FORMS.get(form)
    if form in {"none", "bullet"}:
        return ""
    shown = write(number) if write is not None and 0 <= number <= _LARGEST else None
    return str(number) if shown is None else shown


def _letters(number: int) -> str | None:
    """a … z, then aa, bb, as Word counts on."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else None


def _roman(number: int) -> str | None:
    found, rest = "", number
    for value, sign in _ROMAN:
        found += sign * (rest // value)
        rest %= value
    return found or None


def _counting(number: int) -> str | None:
    """一 … 九十九; from a hundred on, digit by digit with a ring for nought."""
    if number < 100:
        return _thousands(number, _DIGITS)
    return "".join(_DIGITS[int(digit)] for digit in str(number)).replace("〇", "○")


def _thousands(number: int, digits: str, units: str = "十百千", *, one_ten: bool = False) -> str:
    """Chinese counting with its units: 十一, 二百二十二, 一百〇一."""
    if number == 0:
        return digits[0]
    found, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(found)
            continue
        zero = digits[0] if gap else ""
        leads_ten = place == 1 and digit == 1 and not found and not one_ten
        found += zero + ("" if leads_ten else digits[digit]) + (units[place - 1] if place else "")
        gap = False
    return found


def _digit_by_digit(number: int) -> str | None:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _series(signs: str) -> Callable[[int], str | None]:
    return lambda number: signs[number - 1] if 0 < number <= len(signs) else None


def _run(first: int, last: int) -> Callable[[int], str | None]:
    return _series("".join(map(chr, range(first, last + 1))))


def _full_width(number: int) -> str | None:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _upper(write: Callable[[int], str | None]) -> Callable[[int], str | None]:
    return lambda number: (write(number) or "").upper() or None


def _ordinal(number: int) -> str | None:
    last = 0 if number // 10 % 10 == 1 else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


_CIRCLES = _run(0x2460, 0x2473)
_FORMS: dict[str, Callable[[int], str | None]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedFullstop": _run(0x2488, 0x249B),
    "decimalEnclosedParen": _run(0x2474, 0x2487),
    "ideographEnclosedCircle": _run(0x3280, 0x3289),
    "numberInDash": lambda number: f"- {number} -",
    "ordinal": _ordinal,
    "lowerLetter": _letters,
    "upperLetter": _upper(_letters),
    "lowerRoman": _roman,
    "upperRoman": _upper(_roman),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": lambda number: _thousands(number, _DIGITS),
    "taiwaneseCountingThousand": lambda number: _thousands(number, _DIGITS),
    "japaneseCounting": lambda number: _thousands(number, _DIGITS),
    "japaneseDigitalTenThousand": _digit_by_digit,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda number: _thousands(number, _LEGAL, "拾佰仟", one_ten=True),
    "ideographLegalTraditional": lambda number: _thousands(number, _LEGAL_TRADITIONAL, "拾佰仟", one_ten=True),
    "ideographTraditional": _series(_STEMS),
    "ideographZodiac": _series(_BRANCHES),
    "ideographZodiacTraditional": lambda number: _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if number > 0 else None,
}
