"""Responsible units as documents state them: clauses in brackets, lines of their own, 按职责分工负责, 牵头 … 配合."""

from __future__ import annotations

import re

from planreview.domain.outline import StatedDepartments

_LEAD = r"(?:主要)?(?:牵头(?:责任)?(?:单位|部门|科室|处室|领导)?|主责(?:单位|部门)?|主办(?:单位|部门)?|第一责任单位|总牵头单位)"
_RESPONSIBLE = r"(?:责任(?:单位|部门|科室|处室|主体|股室|人)|承办(?:单位|科室)|落实单位|实施单位|责任分工|负责单位)"
_SUPPORT = r"(?:(?:协同|协办|配合|参与|参加|协助|会同)(?:责任)?(?:单位|部门|科室|处室)?)"
_ROLE = re.compile(
    rf"(?:(?P<lead>{_LEAD})|(?P<responsible>{_RESPONSIBLE})|(?P<support>{_SUPPORT}))[ \u3000]{{0,2}}[:：][ \u3000]{{0,2}}"
)
_CLAUSE = re.compile(rf"[（(【\[]?(?:{_LEAD}|{_RESPONSIBLE}|{_SUPPORT})[ \u3000]{{0,2}}[:：][^\n。]{{1,400}}")
_BRACKET = re.compile(r"[（(](?P<inner>[^（()）]{0,10}(?:[^（()）]{0,200}(?:[（(][^（()）]{1,20}[)）])?){1,12})[)）]")
_SHARED = re.compile(
    r"(?P<names>[^。；;\n（(：:]{2,300}?)(?:等)?(?:部门|单位)?(?:，|,)?(?:按照?|"
    r"根据)(?:各自)?职[责能](?:分工)?(?:分别|共同|协同)?(?:负责|落实|抓好落实|配合)"
)
_LEADS = re.compile(
    r"(?P<lead>[^。；;\n，,：:]{2,120}?)(?:共同|联合)?(?:总)?牵头(?:负责|落实|组织实施|"
    r"实施)?(?:[，,；;、 ](?P<rest>[^。\n；;]{2,300}?)(?:等)?(?:按照?职责分工)?(?:配合|参与|协同|参加|协助|"
    r"负责|分工负责|落实)(?:落实|负责|实施)?)?$"
)
# 甲局牵头，乙局配合，6月底前完成: the date behind the names is the deadline's.
_BY_WHEN = re.compile(
    r"[，,；;][ \u3000]{0,2}(?:(?:\d{4}年)?(?:\d{1,2}月|第?[一二三四]季度|[上下]半年|年)[^，,；;、]{0,8}|"
    r"长期坚持|持续推进|全年(?:推进)?)$"
)
_IN_CHARGE = re.compile(r"^(?P<names>[^。；;\n：:]{2,120}?)(?:分别|共同)?负责(?:落实)?$")
_JOIN = re.compile(r"[、，,；;]|[ \u3000]{1,6}|(?<=[局委办厅部府院会])(?:和|及|与)(?=[一-鿿])")
_BODY_END = re.compile(
    r"(?:局|委|办|厅|部|院|会|府|中心|公司|校|队|处|科|室|署|社|行|站|所|组|团|区|县|市|镇|乡|街道|企业|单位|"
    r"部门|[)）]|大学|医院|集团|园|馆|台|库|党组|党委|股|支部)$"
)


def read_departments(text: str) -> StatedDepartments:
    """The units that an item's text names as responsible; empty where it names none."""
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
            else:
                lead += names
    if lead or support:
        return StatedDepartments(_unique(lead), _unique(support, lead), False, "；".join(quotes))
    for bracket in _BRACKET.finditer(text[-1200:]):
        found = _in_words(bracket["inner"], bracket[0])
        if found is not None:
            return found
    for sentence in re.split(r"[。\n]", text[-1200:]):
        found = (
            _in_words(sentence.strip("（）() "), sentence.strip())
            if len(sentence) <= 200 and ("牵头" in sentence or "职责" in sentence)
            else None
        )
        if found is not None:
            return found
    return StatedDepartments()


def _closed(clause: str) -> str:
    """A clause that began in a bracket ends with it."""
    depth = 0
    opened = clause[0] in "（(【["
    for place, char in enumerate(clause):
        depth += (char in "（(【[") - (char in "）)】]")
        if (opened and depth == 0) or depth < 0:
            return clause[: place + (1 if opened else 0)]
    return clause


def _roles(clause: str) -> list[tuple[str, list[str]]]:
    marks = list(_ROLE.finditer(clause))
    found = []
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(clause)
        words = clause[mark.end() : end]
        words = re.split(r"[（(【\[；;，,]?(?:完成|办结|落实)(?:时限|时间|期限)|时限[:：]|分管领导|责任领导|联系人", words)[0]
        role = "lead" if mark["lead"] else "support" if mark["support"] else "responsible"
        found.append((role, divide_names(words)))
    return found


def _in_words(inner: str, quote: str) -> StatedDepartments | None:
    """Units in a sentence: 甲局牵头，乙局配合; 甲局、乙局按职责分工负责; 甲局负责."""
    words = _BY_WHEN.sub("", inner.strip())
    if match := _LEADS.match(words):
        rest = divide_names(match["rest"] or "")
        leads = _bodies(match["lead"])
        return StatedDepartments(_unique(leads), _unique(rest, leads), False, quote) if leads else None
    if match := _SHARED.match(words):
        names = _bodies(match["names"])
        return StatedDepartments(_unique(names), (), True, quote) if names else None
    if match := _IN_CHARGE.match(words):
        names = _bodies(match["names"])
        return StatedDepartments(_unique(names), (), False, quote) if names else None
    return None


def _bodies(words: str) -> list[str]:
    names = divide_names(re.sub(r"^(?:由|请|以)", "", words.strip()))
    return names if names and all(_BODY_END.search(name) and len(name) <= 24 for name in names) else []


def divide_names(words: str) -> list[str]:
    """Names joined by 、，； or spaces; commas in brackets (各县（市、区）) divide nothing."""
    names: list[str] = []
    depth, name = 0, ""
    text = words.strip(" \u3000。；;，,、）)】]")
    # The bracket of the last name was not its clause's.
    text += "）" * max(0, text.count("（") - text.count("）")) + ")" * max(
        0, text.count("(") - text.count(")") - text.count("）") + text.count("（")
    )
    for char in text:
        depth += (char in "（(") - (char in "）)")
        name += "\0" if depth > 0 and char in "、，,；; " else char
        if depth > 0 and char in "、，,；; ":
            name = name[:-1] + {"、": "\1", "，": "\2", ",": "\3", "；": "\4", ";": "\5", " ": "\6"}[char]
    for part in _JOIN.split(name):
        part = part.translate({1: "、", 2: "，", 3: ",", 4: "；", 5: ";", 6: " "}).strip(" \u3000。")
        part = re.sub(r"等(?:部门|单位)?$", "", part)
        if part and part not in {"等", "无", "-", "—", "/"}:
            names.append(part)
    return names


def _unique(names: list[str], without: list[str] | None = None) -> tuple[str, ...]:
    known = set(without or ())
    return tuple(dict.fromkeys(name for name in names if name not in known))
