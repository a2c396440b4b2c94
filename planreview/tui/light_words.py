"""What a light goes by, in the words of the glossary and beside a target: each kind of target has its own rule."""

from __future__ import annotations

from planreview.catalogue import t
from planreview.domain.lights import RATE, RULES, SCHEDULE, TARGET, TargetInput, judged_by
from planreview.domain.review import TargetView
from planreview.presets import thresholds

# The words of the glossary that stand for the rules.
LIGHTS = tuple(f"light_{rule}" for rule in RULES)


def light_rule(name: str) -> str:
    """Where the colours of a rule begin and end, with the office's own limits."""
    limits = thresholds()
    return t(
        f"light.rule.{name}",
        yellow=f"{limits.yellow_from.normalize():f}",
        red=f"{limits.red_above.normalize():f}",
        half=f"{limits.half.normalize():f}",
        days=limits.due_soon,
    )


def rule_of(target: TargetView) -> str:
    """The rule that a target's light goes by."""
    given = TargetInput(target.kind, target.op, target.value, target.value_max, target.baseline, target.unit)
    return judged_by(given, thresholds())


def light_meaning(name: str) -> str:
    """What a word of ``LIGHTS`` means: the kinds of targets it is for, and its rule."""
    rule = name.removeprefix("light_")
    kinds = [kind for kind, compared in thresholds().compared if compared == rule and kind not in (RATE, "ceiling")]
    said = {rule: t(f"target.kind.{kind}") for rule, kind in ((RATE, "rate"), ("ceiling", "ceiling"))}
    if rule in (SCHEDULE, TARGET):
        said[rule] = t("light.kinds_comma").join(t(f"light.kind.{kind}") for kind in [*kinds, *(["decline"] * (rule == TARGET))])
    return t("light.meaning", kinds=said.get(rule) or t(f"light.kind.{rule}"), rule=light_rule(rule))
