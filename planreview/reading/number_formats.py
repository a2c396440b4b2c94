"""Numbers of a sheet as the sheet shows them: 0.95 under ``0%`` is 95%, 46387 under a date format is a date.

Only what plans and ledgers use: decimals, thousands, per cent, words around the number, dates and times. Colours, conditions
and padding are left out; a format that is not understood shows the plain number.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

GENERAL = "General"
# Formats that files name by number only; those from 27 on are what a Chinese Excel means by them.
_NUMBERED: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("0", (1,)),
    ("0.00", (2,)),
    ("#,##0", (3, 37, 38)),
    ("#,##0.00", (4, 39, 40)),
    ("0%", (9,)),
    ("0.00%", (10,)),
    ("yyyy/m/d", (14,)),
    ("d-m-yy", (15,)),
    ("m-d", (16,)),
    ("yyyy-m", (17,)),
    ("h:mm", (18, 20, 32)),
    ("h:mm:ss", (19, 21, 33, 46)),
    ("yyyy/m/d h:mm", (22,)),
    ("m-d-yy", (30,)),
    ("mm:ss", (45,)),
    ('yyyy"年"m"月"', (27, 36, 50, 52, 57)),
    ('m"月"d"日"', (28, 29, 51, 53, 54, 58)),
    ('yyyy"年"m"月"d"日"', (31,)),
)
BUILT_IN = {key: code for code, keys in _NUMBERED for key in keys}
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(AM/PM|A/P|上午/下午)|(y+|m+|d+|h+|s+|e+)|([0#?.,%]+)|(.)', re.I | re.S)
_LAST_SERIAL = 2_958_465
_MOST_DECIMALS = 15
_LARGEST_EXPONENT = 300


@lru_cache(maxsize=50_000)
def shown_number(raw: str, code: str, *, since_1904: bool = False) -> str:
    """A number as stored, under a format code."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or abs(value.adjusted()) > _LARGEST_EXPONENT:
        return raw
    section = _section(code, value)
    if section is None or section.strip().lower() in {"", "general", "@", "g/通用格式"}:
        return _general(value)
    tokens = list(_TOKEN.finditer(section))
    if any(token[4] for token in tokens):
        shown = _date(value, tokens, since_1904)
        return _general(value) if shown is None else shown
    pattern = "".join(token[5] or "" for token in tokens)
    if "0" not in pattern and "#" not in pattern and "?" not in pattern:
        return "".join(token[1] or token[2] or token[6] or "" for token in tokens).strip()
    return _figure(value, tokens, pattern, keep_sign=";" not in code)


def _section(code: str, value: Decimal) -> str | None:
    """The part of a format that is for numbers of this sign."""
    parts = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code[:500])
    if any(re.match(r"\s*\[[<>=]", part) for part in parts):
        return None
    if value < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if value == 0 and len(parts) > 2 else parts[0]


def _general(value: Decimal) -> str:
    """As a cell without a format: up to eleven digits, no exponent, no noughts behind."""
    if value and (abs(value) >= Decimal(10) ** 20 or abs(value) < Decimal(10) ** -12):
        return f"{value:.6g}"
    shown = f"{float(value):.15g}"
    rounded = Decimal(f"{float(value):.11g}") if abs(value) < 10**11 else Decimal(shown)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _figure(value: Decimal, tokens: list[re.Match[str]], pattern: str, *, keep_sign: bool) -> str:
    number = value * 100 if "%" in pattern else value
    whole, _, decimals = pattern.replace("%", "").partition(".")
    # Commas behind the last digit divide by a thousand each.
    trailing = len(whole) - len(whole.rstrip(",")) if not decimals else len(decimals) - len(decimals.rstrip(","))
    number /= Decimal(1000) ** trailing
    least = min(decimals.count("0"), _MOST_DECIMALS)
    most = min(sum(decimals.count(sign) for sign in "0#?"), _MOST_DECIMALS)
    if abs(number) >= Decimal(10) ** 24:
        return _general(value)
    number = number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
    text = f"{abs(number):,f}" if "," in whole.rstrip(",") else f"{abs(number):f}"
    if "." in text:
        head, _, tail = text.partition(".")
        kept = tail[:least] + tail[least:].rstrip("0")
        text = f"{head}.{kept}" if kept else head
    text = text.zfill(min(whole.count("0"), 20))
    shown, done = "", False
    for token in tokens:
        if token[5]:
            shown += ("" if done else text) + "%" * token[5].count("%")
            done = True
        else:
            shown += token[1] or token[2] or token[6] or ""
    return f"-{shown.strip()}" if number < 0 and keep_sign else shown.strip()


def _date(value: Decimal, tokens: list[re.Match[str]], since_1904: bool) -> str | None:
    if not 0 <= value <= _LAST_SERIAL:
        return None
    epoch = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30) if value >= 60 else datetime(1899, 12, 31)
    try:
        moment = epoch + timedelta(seconds=int((value * 86_400).to_integral_value(ROUND_HALF_UP)))
    except OverflowError:
        return None
    shown, before = "", ""
    for place, token in enumerate(tokens):
        sign = (token[4] or "").lower()
        if sign:
            after = next(((other[4] or "").lower()[:1] for other in tokens[place + 1 :] if other[4]), "")
            shown += _part(moment, sign, minutes=sign[0] == "m" and (before == "h" or after == "s"))
            before = sign[0]
        else:
            shown += token[1] or token[2] or token[5] or token[6] or ""
    return shown.strip()


def _part(moment: datetime, sign: str, *, minutes: bool) -> str:
    """One part of a date: yyyy, m, dd, h ..."""
    if sign[0] in "ye":
        return f"{moment.year % 100:02d}" if len(sign) == 2 and sign[0] == "y" else str(moment.year)
    if sign[0] == "d" and len(sign) > 2:
        return "星期" + "一二三四五六日"[moment.weekday()]
    number = {"m": moment.minute if minutes else moment.month, "d": moment.day, "h": moment.hour, "s": moment.second}[sign[0]]
    return f"{number:02d}" if len(sign) == 2 else str(number)
