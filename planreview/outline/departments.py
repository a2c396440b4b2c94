"""Responsible units as documents state them: clauses in brackets, lines of their own, 按职责分工负责, 牵头 … 配合."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planreview.domain.outline import StatedDepartments
from planreview.outline.brackets import bracketed
from planreview.outline.unit_names import bodies_in, divide_names

_LEAD = r"(?:主要)?(?:牵头(?:责任)?(?:单位|部门|科室|处室|股室)?|主责(?:单位|部门)?|主办(?:单位|部门)?|第一责任单位|总牵头单位)"
_RESPONSIBLE = r"(?:责任(?:单位|部门|科室|处室|主体|股室)|承办(?:单位|科室)|落实单位|实施单位|责任分工|负责单位)"
_SUPPORT = r"(?:(?:协同|协办|配合|参与|参加|协助|会同)(?:责任)?(?:单位|部门|科室|处室|股室)?)"
_ROLE = re.compile(
    rf"(?:(?P<lead>{_LEAD})|(?P<responsible>{_RESPONSIBLE})|(?P<support>{_SUPPORT}))[ \u3000]{{0,2}}[:：][ \u3000]{{0,2}}"
)
_CLAUSE = re.compile(rf"[（(【\[〔［]?(?:{_LEAD}|{_RESPONSIBLE}|{_SUPPORT})[ \u3000]{{0,2}}[:：][^\n。]{{1,400}}")
_SHARED = re.compile(
    r"(?P<names>[^。；;\n（(：:]{2,300}?)(?:等)?(?:部门|单位)?(?:，|,)?(?:按照?|"
    r"根据)(?:各自)?职[责能](?:分工)?(?:分别|共同|协同)?(?:负责|落实|抓好落实|配合)"
    r"(?:[，,](?P<rest>[^。；;\n]{2,200}?)(?:结合实际)?(?:配合|落实|参与|协助|协同|协作))?"
)
_LEADS = re.compile(
    r"(?P<lead>[^。；;\n，,：:]{2,120}?)(?:共同|联合)?(?:总)?牵头(?:负责|落实|组织实施|推进|督导|办理|"
    r"实施)?(?:[，,；;、 ](?P<rest>[^。\n；;]{2,300}?)(?:等)?(?:按照?职责分工)?(?:结合实际)?(?:配合|参与|协同|协作|参加|协助|"
    r"负责|分工负责|落实)(?:落实|负责|实施)?)?$"
)
# 甲局牵头，乙局配合，6月底前完成: the date behind the names is the deadline's.
_BY_WHEN = re.compile(
    r"[，,；;][ \u3000]{0,2}(?:(?:\d{4}年)?(?:\d{1,2}月|第?[一二三四]季度|[上下]半年|年)[^，,；;、]{0,8}|"
    r"长期坚持|持续推进|全年(?:推进)?)$"
)
_IN_CHARGE = re.compile(
    r"^(?P<names>[^。；;\n：:]{2,120}?)(?:分别|共同)?负责(?:落实|实施|组织实施)?(?:[，,](?P<rest>[^。；;\n]{2,200}?)(?:配合|落实|参与|协助|协同))?$"
)
# （责任单位：…，列第一位者为牵头单位，下同）: a remark on the list is no name.
_REMARK = re.compile(
    r"[。；;，,]?[（(]?(?:[列排]在?|以)(?:第一|首)位?的?者?[^（()）]{0,40}?(?:牵头|主责)[^（()）、]{0,20}(?:[，,；;]?下同)?[)）]?|[，,；;]?下同|"
    r"以下(?:各项|任务)[^（()）]{0,60}"
)
# 排在首位的为牵头单位: the document says how its lists are to be read.
_FIRST_LEADS = re.compile(
    r"(?:(?:[列排]在?|位于)?(?:首位|第一位|最前面?)|第一个?(?:责任)?单位)(?:的|者)?(?:责任)?(?:单位|部门)?[为是]?(?:总|主)?(?:工作)?(?:牵头|主责)"
)
_MARKED = re.compile(r"[（(](?P<role>总?牵头(?:单位)?|主责|主办|配合|参与|协办)[)）]$")
# Where responsibility is stated in a sentence, it is at the end of the item.
_REACH = 1200
_LONGEST_SENTENCE = 300
_CLOSERS = "。；;）)】]〕 \u3000"
ROUND = str.maketrans("〔【[［〕】]］", "（（（（））））")
_SAYS = re.compile(r"牵头|职[责能]|负责")


def first_leads(text: str) -> bool:
    """Whether a document says that the first unit of a list leads."""
    return bool(_FIRST_LEADS.search(text))


def read_departments(text: str, *, first: bool = False) -> StatedDepartments:
    """The units that an item's text names as responsible; empty where it names none.

    ``first`` where the document says that the first unit of a 责任单位 list leads.
    """
    lead: list[str] = []
    support: list[str] = []
    quotes: list[str] = []
    stated_lead = False
    for clause in _CLAUSE.finditer(text):
        quote = _closed(clause[0])
        quotes.append(quote)
        for role, names in _roles(quote):
            if role == "lead":
                stated_lead = True
                lead += names
            elif role == "support":
                support += names
            elif stated_lead:
                # Beside a 牵头单位 the 责任单位 support it.
                support += names
            elif (worded := _worded(names)) is not None:
                # 责任单位：甲局牵头，乙局配合
                lead += worded.lead
                support += worded.support
            elif first:
                lead += names[:1]
                support += names[1:]
            else:
                lead += names
    if lead or support:
        return StatedDepartments(_unique(lead), _unique(support, lead), False, "；".join(quotes))
    end = text[-_REACH:].translate(ROUND)
    clauses = [end[start + 1 : stop - 1].rstrip("。；;，, ") for start, stop in bracketed(end)]
    sentences = [sentence.strip("（）() ") for sentence in re.split(r"[。\n]", end) if _SAYS.search(sentence)]
    stated = [
        found
        for words in clauses
        if len(words) <= _LONGEST_SENTENCE and _SAYS.search(words) and (found := _in_words(words, first=first)) is not None
    ]
    if stated:
        # 一是…（甲局负责）二是…（乙局牵头，丙局配合）: all that the clauses of an item name.
        leads = _unique([name for found in stated for name in found.lead])
        others = _unique([name for found in stated for name in found.support], list(leads))
        quote = "；".join(found.quote or "" for found in stated)
        return StatedDepartments(leads, others, all(found.shared for found in stated), quote)
    for words in sentences:
        found = _in_words(words, first=first) if len(words) <= _LONGEST_SENTENCE else None
        if found is not None:
            return found
    return StatedDepartments()


def _worded(names: list[str]) -> StatedDepartments | None:
    """The roles that the names of a list say themselves (甲局牵头, 乙局配合)."""
    marked = [_MARKED.search(name) for name in names]
    if any(mark and mark["role"] not in {"配合", "参与", "协办"} for mark in marked):
        # 甲局（牵头）、乙局
        leads = [name[: mark.start()] for name, mark in zip(names, marked, strict=True) if mark and mark["role"] != "配合"]
        others = [name[: mark.start()] if mark else name for name, mark in zip(names, marked, strict=True)]
        return StatedDepartments(tuple(leads), tuple(name for name in others if name not in leads))
    if not any(name.endswith(("牵头", "牵头负责")) for name in names):
        return None
    lead: list[str] = []
    support: list[str] = []
    pending: list[str] = []
    for name in names:
        bare = re.sub(r"(?:牵头(?:负责)?|配合(?:落实)?|参与|协助|负责|落实)$", "", name)
        pending.append(bare)
        if name.endswith(("牵头", "牵头负责")):
            lead, pending = [*lead, *pending], []
        elif bare != name:
            support, pending = [*support, *pending], []
    return StatedDepartments(tuple(lead), (*support, *pending))


def section_departments(paragraphs: Iterable[str], *, first: bool = False) -> StatedDepartments:
    """The units that a section's own paragraphs name: only in clauses that end one, for within it they are about something
    else."""
    return read_departments("\n".join(words for words in paragraphs if ends_with_clause(words)), first=first)


def ends_with_clause(words: str) -> bool:
    """Whether a paragraph closes with the clause that names its units."""
    quote = read_departments(words).quote
    return quote is not None and words.rstrip(_CLOSERS).endswith(quote.rstrip(_CLOSERS))


def _closed(clause: str) -> str:
    """A clause that began in a bracket ends with it."""
    depth = 0
    opened = clause[0] in "（(【[〔［"
    for place, char in enumerate(clause):
        depth += (char in "（(【[〔［") - (char in "）)】]〕］")
        if (opened and depth == 0) or depth < 0:
            return clause[: place + (1 if opened else 0)]
    return clause


def _roles(clause: str) -> list[tuple[str, list[str]]]:
    marks = list(_ROLE.finditer(clause))
    found = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(clause)
        words = clause[mark.end() : end]
        words = _REMARK.sub("", words)
        words = re.split(
            r"[（(【\[〔；;，,]?(?:完成|办结|落实|整改)(?:时限|时间|期限)|时限[:：]|(?:分管|责任|牵头|包保|联系)领导|责任人|联系人|"
            r"督[导查](?:单位|部门)",
            words,
        )[0]
        role = "lead" if mark["lead"] else "support" if mark["support"] else "responsible"
        found.append((role, divide_names(words)))
    return found


def _in_words(quote: str, *, first: bool = False) -> StatedDepartments | None:
    """Units in a sentence: 甲局牵头，乙局配合; 甲局、乙局按职责分工负责; 甲局负责."""
    words = _BY_WHEN.sub("", _REMARK.sub("", quote.strip()))
    words = re.sub(r"^(?:该项|此项|本项|上述)(?:工作|任务|项目)?由?|^由(?=[^，。]{2,60}负责)", "", words)
    if match := _LEADS.match(words):
        rest = _bare(match["rest"])
        leads = bodies_in(match["lead"])
        return StatedDepartments(_unique(leads), _unique(rest, leads), False, quote) if leads else None
    if match := _SHARED.match(words):
        names = bodies_in(match["names"])
        if first:
            return (
                StatedDepartments(tuple(names[:1]), _unique([*names[1:], *_bare(match["rest"])]), False, quote) if names else None
            )
        return StatedDepartments(_unique(names), _unique(_bare(match["rest"]), names), True, quote) if names else None
    if match := _IN_CHARGE.match(words):
        names = bodies_in(match["names"])
        leads, others = (names[:1], names[1:]) if first else (names, [])
        return (
            StatedDepartments(_unique(leads), _unique([*others, *_bare(match["rest"])], leads), False, quote) if names else None
        )
    return None


def _bare(words: str | None) -> list[str]:
    """The names of a list in which each may say what it does (乙局配合，丙局参与)."""
    return [re.sub(r"(?:配合(?:落实)?|参与|协助|协同|落实)$", "", name) for name in divide_names(words or "")]


def _unique(names: list[str], without: list[str] | None = None) -> tuple[str, ...]:
    known = set(without or ())
    return tuple(dict.fromkeys(name for name in names if name not in known))
