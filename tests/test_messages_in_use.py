"""No message stands in the catalogue for nobody; what the code names must be there (see tests/architecture/test_catalogue.py)."""

from __future__ import annotations

import ast
import re
from functools import cache

from tests.architecture.test_catalogue import LOCALE, ROOT, messages

# Words of bindings and of errors are put together from a name; the pattern alone would fit any of them.
OF_NAMES = re.compile(r"^(?:\w+\.(?:key|tip)\.(.+)|error\.(.+)\.(?:title|message))$")
VAGUE = frozenset({r".+\.key\..+", r".+\.tip\..+", r"error\..+\.title", r"error\..+\.message"})
# Put together from two values of a diagnostic (outline/form.py).
OF_VALUES = ("level.", "correction.")


@cache
def strings_in_code() -> tuple[set[str], list[re.Pattern[str]]]:
    """Every plain string of the package, and a pattern for each that is put together."""
    plain: set[str] = set()
    patterns: set[str] = set()
    for path in (ROOT / "planreview").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                plain.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else ".+" for one in node.values]
                if len("".join(part for part in parts if part != ".+")) >= 5:
                    patterns.add("".join(parts))
    return plain, [re.compile(pattern) for pattern in sorted(patterns)]


def is_used(key: str) -> bool:
    plain, patterns = strings_in_code()
    if key in plain or key.startswith(OF_VALUES):
        return True
    if any(pattern.fullmatch(key) for pattern in patterns if pattern.pattern not in VAGUE):
        return True
    found = OF_NAMES.match(key)
    name = found and (found[1] or found[2])
    return bool(name) and (name in plain or any(pattern.fullmatch(str(name)) for pattern in patterns))


def test_no_message_stands_there_for_nobody() -> None:
    # Click looks its own sentences up by what they are in English.
    of_click = (LOCALE / "zh" / "click.po").read_text(encoding="utf-8")
    known = {key.split("\0")[0] for key in messages("zh")}
    ours = {key for key in known if re.fullmatch(r"[\w.-]+", key) and f'msgid "{key}"' not in of_click}
    assert len(ours) > 1000
    assert sorted(key for key in ours if not is_used(key)) == []


def test_a_message_for_nobody_would_be_found() -> None:
    assert not is_used("nobody.at_all") and not is_used("error.nobody.title") and not is_used("screens.tip.nobody")
