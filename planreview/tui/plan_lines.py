"""The plan screen as lines: a heading for each part, and a line for everything that a key can be pressed on."""

from __future__ import annotations

from planreview.catalogue import t, tn
from planreview.domain.review import PlanInfo
from planreview.outline.form import diagnostic_message
from planreview.render.change_words import number
from planreview.services.plans import PlanSheet
from planreview.text import show
from planreview.tui.log_lines import local_time
from planreview.tui.widgets.choice_list import Choice

ABOUT, IMPORTED, PAIR, TARGET, NOTED = "about", "import", "pair", "target", "noted"
CITY, TITLE = "city", "title"


def plan_lines(sheet: PlanSheet) -> list[Choice]:
    """What is known of the plan, its revisions, what waits for a person, what its reader noted; parts of nothing are left out."""
    lines = [Choice("h-about", (t("screens.plan.about"),), "heading")]
    lines += [Choice((ABOUT, key), (t(f"screens.plan.{key}"), show(text))) for key, text in facts(sheet.plan)]
    several = tn("screens.plan.revisions", len(sheet.imports)) if len(sheet.imports) > 1 else t("screens.plan.one_revision")
    lines.append(Choice("h-revisions", (several,), "heading"))
    first = min((one.number for one in sheet.imports if one.live), default=0)
    for one in reversed(sheet.imports):
        # The first one holds from the beginning, whenever it was imported: what is known of that is when it was issued.
        since = one.issued_on if one.number == first else one.since
        words = t(
            "screens.plan.import",
            since=t("screens.plan.since", since=since) if since else "",
            issued=one.issued_on or "-",
            name=show(one.source_name),
            person=show(one.person),
            when=local_time(one.recorded_at),
        )
        state = "" if one.live else f"{t('screens.log.undone')} "
        key = (IMPORTED, one.batch, one.number)
        lines.append(Choice(key, (t("screens.plan.revision", n=one.number), state + words), "" if one.live else "faint"))
    doubts = sheet.table.doubts if sheet.table else ()
    if doubts:
        lines.append(Choice("h-pairs", (tn("screens.plan.pairs", len(doubts)),), "heading"))
    for doubt in doubts:
        words = t(
            "screens.plan.pair",
            before=f"{number(doubt.before)} {show(doubt.before.title)}",
            after=f"{number(doubt.after)} {show(doubt.after.title)}",
            score=f"{doubt.score:.2f}",
        )
        lines.append(Choice((PAIR, doubt.after.uid, doubt.before.uid), (t(f"screens.plan.maybe_{doubt.relation}"), words)))
    if sheet.doubtful:
        lines.append(Choice("h-targets", (tn("screens.plan.targets", len(sheet.doubtful)),), "heading"))
    for listed in sheet.doubtful:
        about = f"  {show(listed.task.title)}" if listed.task else ""
        where = t("screens.plan.line", n=listed.target.line)
        lines.append(Choice((TARGET, listed.target.id), (where, show(listed.target.quote) + about)))
    if sheet.diagnostics:
        lines.append(Choice("h-noted", (tn("screens.plan.noted", len(sheet.diagnostics)),), "heading"))
    for place, noted in enumerate(sorted(sheet.diagnostics, key=lambda one: one.severity == "info")):
        tone = "alarm" if noted.severity != "info" else ""
        where = t("screens.plan.line", n=noted.line)
        lines.append(Choice((NOTED, noted.line, place), (where, show(diagnostic_message(noted))), tone))
    return lines


def facts(plan: PlanInfo) -> list[tuple[str, str]]:
    """What the document says of itself and how much it holds."""
    years = "-".join(dict.fromkeys(map(str, plan.period)))
    return [
        (CITY, plan.city),
        (TITLE, plan.title),
        ("period", years),
        ("issuer", plan.issuer or "-"),
        ("issued", plan.issued_on or "-"),
        ("file", plan.source_name),
        ("holds", t("screens.plan.holding", tasks=plan.tasks, indicators=plan.indicators)),
        ("as_of", t("screens.plan.as_of_share", date=plan.as_of.isoformat(), share=f"{plan.share:.1f}")),
    ]
