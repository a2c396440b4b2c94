"""Summaries to print: the bulletin of 222 items, one that dominates its plan, and one of hostile names."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from planreview.domain.counting import TaskFact
from planreview.domain.grouping import GroupName
from planreview.domain.summary import Summary, summarise
from planreview.presets import share_classes, verdict_set

HOSTILE = (
    "=cmd|'/C calc'!A0\x1b]0;owned\x07[@click=app.quit]x[/red]</text><script>|\u202e\u2028\x00\x9b31m&\"'`*_# http://a.b www.a.b"
)


def words(text: str) -> list[str]:
    """The words of a line, so that a test shows a row as it prints."""
    return text.split()


def facts_of(lead: str | None, section: str = "s1", **numbers: Any) -> list[TaskFact]:
    """Tasks of one lead: so many of each verdict; ``closed``, ``overdue``, ``red`` and ``yellow`` mark so many of the first."""
    marks = {name: numbers.pop(name, 0) for name in ("closed", "overdue", "red", "yellow")}
    verdicts = [key for key, n in numbers.items() for _ in range(n)]
    live = [at for at, key in enumerate(verdicts) if key not in {"dropped", "no_measure", "done"}]
    red, yellow = live[: marks["red"]], live[marks["red"] :][: marks["yellow"]]
    done = [at for at, key in enumerate(verdicts) if key == "done"][: marks["closed"]]
    return [
        TaskFact(
            f"{lead}-{section}-{at}",
            None if key == "unreviewed" else key,
            closed=at in done,
            overdue=at in live[: marks["overdue"]],
            light="red" if at in red else "yellow" if at in yellow else None,
            leads=() if lead is None else (lead,),
            section=section,
            plan="p",
        )
        for at, key in enumerate(verdicts)
    ]


def make(facts: Iterable[TaskFact], names: Iterable[GroupName], **options: Any) -> Summary:
    values: dict[str, Any] = {
        "as_of": date(2020, 10, 31),
        "schedule_share": Decimal("83.3"),
        "verdicts": verdict_set(),
        "classes": share_classes(),
        "dominance": Decimal(100),
    }
    return summarise(facts, names=names, **(values | options))


def bulletin() -> Summary:
    """222 items: 24 done, 10 ahead, 162 on track, 17 behind, 9 out."""
    names = [
        GroupName("edu", "市教育局", order=1),
        GroupName("tech", "市科技局", order=2),
        GroupName("house", "市住建局", order=3),
        GroupName("labour", "市人力资源和社会保障局", order=4),
        GroupName("county", "各县(市、区)", kind="wildcard"),
    ]
    facts = [
        *facts_of("edu", done=2, closed=1, ahead=1, on_track=9),
        *facts_of("tech", done=1, closed=1, on_track=8, behind=1, dropped=1, yellow=1),
        *facts_of("house", done=1, on_track=9, behind=4, overdue=1, red=2, yellow=2),
        *facts_of(
            "labour", done=20, closed=13, ahead=9, on_track=122, behind=11, dropped=3, no_measure=5, overdue=3, red=4, yellow=7
        ),
        *facts_of("county", on_track=10),
        *facts_of(None, on_track=4, behind=1, yellow=1),
    ]
    return make(facts, names)


def dominated() -> Summary:
    """One bureau holds the plan; nobody has reviewed its second section, one department only supports."""
    names = [GroupName("tech", "市科技局", order=1), GroupName("edu", "市教育局", order=2), GroupName("farm", "农社科", "tech")]
    sections = [GroupName("s1", "一、推进载体建设", order=1), GroupName("s2", "二、强化科技攻关与成果转化", order=2)]
    facts = [
        *facts_of("tech", "s1", done=2, closed=1, on_track=3, behind=1, red=1),
        *facts_of("tech", "s2", unreviewed=4),
        *facts_of("farm", "s2", not_started=1),
        TaskFact("joint", "on_track", leads=("tech", "farm"), supports=("edu",), section="s1", plan="p", due_presumed=True),
        TaskFact("shared", "on_track", leads=("tech",), section="s1", plan="p", carried=True, shared=True),
        TaskFact("aside", supervised=False, leads=("tech",), plan="p"),
    ]
    return make(
        facts,
        names,
        section_names=sections,
        dominance=Decimal(60),
        title="督查汇总表",
        scope="清江市",
        round_name="10月轮",
        warnings=("清江市有 1 个修订未核对",),
    )


def hostile() -> Summary:
    """Every text that comes from outside is hostile."""
    names = [GroupName(HOSTILE, HOSTILE), GroupName("b", "+1", HOSTILE), GroupName("c", "市财政局" + "很长" * 25_000)]
    facts = [TaskFact(at, "behind", leads=(key,)) for at, key in enumerate((HOSTILE, "b", "c"))]
    return make(facts, names, title=HOSTILE, scope=HOSTILE, round_name=HOSTILE, warnings=(HOSTILE, "-1", "1. x", "长" * 60_000))
