"""What on a saved page belongs to the site and not to the document: scripts, navigation, lists of links, the footer.

Only what is sure to be furniture goes. A page is told by its links and its sums, because a class named "top" may hold the title:
nothing that holds a good part of the page's text is furniture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_SILENT_NAMES = (
    "script style noscript template head title button select option textarea input iframe frame object embed applet "
    "svg video audio canvas map dialog rt rp link meta base"
)
_SILENT = frozenset(_SILENT_NAMES.split())
_SITE = frozenset(["nav", "footer", "aside", "menu"])
_ROLES = {"navigation", "banner", "contentinfo", "search", "menu", "menubar", "complementary"}
_FURNITURE_NAMES = (
    "nav navbar navigation navi menu submenu sidebar sidenav leftnav breadcrumb breadcrumbs crumb crumbs footer "
    "foot footbar copyright copy share bdsharebuttonbox bdshare social pagination pager prevnext related recommend "
    "search searchbox login toolbar qrcode ewm erweima weixin friendlink links yqlj location dqwz curpos "
    "currentposition banner topbar toper sitemap hotword fontsize print tools accessibility wza"
)
_NAMES = frozenset(_FURNITURE_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_FOOTER = re.compile(r"ICP备|ICP证|公网安备|公安备\d|网站标识码|版权所有|Copyright|技术支持[:：]|网站地图", re.I)
_CONTROL = re.compile(
    r"(?:[\[【（(]?\s*(?:打印(?:本页|此页|页面)?|关闭(?:窗口|本页|页面)?|收藏|返回顶部|返回|顶部|分享|下载|纠错|复制链接)\s*[\]】）)]?[\s|｜、]*)+"
    r"|[\[【]?字[体号][:：]?[\s\[\]【】大中小超特+|｜-]*[\]】]?"
    r"|分享(?:到|至)?[:：].{0,60}|扫一扫.{0,40}|.{0,6}扫码.{0,30}"
    r"|(?:您?(?:现在|当前|所在|当前所在)的?(?:位置|页面))(?:是|为)?[:：]?.{0,120}|首页\s*[>»\u203a].{0,120}"
    r"|(?:浏览|访问|点击|阅读)(?:次数|数|量)?[:：]\s*\d*\s*次?"
    r"|(?:上一[篇条页]|下一[篇条页])[:：]?.{0,80}"
)
_ATTACHED = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|zip|rar|ofd|rtf|odt|ods)(?:$|[?#])", re.I)
_BLOCK = frozenset(["div", "ul", "ol", "dl", "table", "tr", "td", "section", "p", "center", "header", "form"])
_LARGE_SHARE = 0.3
_LINK_SHARE = 0.6
_FEWEST_LINKS = 3
_LARGEST_FOOTER = 900
_LONGEST_OWN = 200
_NUMBERED = re.compile(r"\s*(?:[（(]?[\d一二三四五六七八九十]{1,4}[)）、.．]|第.{1,4}[章节条])")


class Furniture:
    """Judges the elements of one page; ``left_out`` counts what was left out."""

    def __init__(self, root: _Element) -> None:
        self.left_out = 0
        self._text: dict[_Element, int] = {}
        self._linked: dict[_Element, int] = {}
        self._links: dict[_Element, int] = {}
        self._weigh(root)
        self._whole = max(self._text.get(root, 0), 1)
        self._footers = self._find_footers(root)

    def holds(self, element: _Element) -> bool:
        """Whether an element is no part of the document."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _SILENT:
            return True
        found = element in self._footers or _HIDDEN.search(element.get("style") or "") or element.get("hidden") is not None
        if not found and self._share(element) < _LARGE_SHARE:
            found = tag in _SITE or (element.get("role") or "") in _ROLES or self._is_named(element) or self._is_links(element)
        if found and self._text.get(element, 0):
            self.left_out += 1
        return bool(found)

    def is_control(self, line: str) -> bool:
        """Whether a line is a button or counter of the site."""
        found = len(line) <= 140 and bool(_CONTROL.fullmatch(line))
        self.left_out += found
        return found

    def _weigh(self, root: _Element) -> None:
        """Count for every element the characters it holds, those in links, and its links: inner ones first."""
        for element in reversed(list(root.iter())):
            if not isinstance(element.tag, str) or element.tag in _SILENT:
                continue
            text, linked, links = _length(element.text), 0, 0
            for one in element:
                text += self._text.get(one, 0) + _length(one.tail)
                linked += self._linked.get(one, 0)
                links += self._links.get(one, 0)
            href = element.get("href") if element.tag == "a" else None
            # A link within the page is a table of contents, one to a file an attachment of the document.
            if href is not None and not href.startswith("#") and not _ATTACHED.search(href):
                linked, links = text, 1
            self._text[element], self._linked[element], self._links[element] = text, linked, links

    def _share(self, element: _Element) -> float:
        return self._text.get(element, 0) / self._whole

    def _is_named(self, element: _Element) -> bool:
        """Whether class or id say so; what holds a heading is kept."""
        words = re.findall(r"[a-z]+", f"{element.get('class') or ''} {element.get('id') or ''}".lower())
        if element.tag not in _BLOCK or not _NAMES.intersection(words):
            return False
        return next(element.iter("h1", "h2"), None) is None

    def _is_links(self, element: _Element) -> bool:
        text = self._text.get(element, 0)
        few = self._links.get(element, 0) < _FEWEST_LINKS
        return element.tag in _BLOCK and not few and self._linked.get(element, 0) >= text * _LINK_SHARE

    def _find_footers(self, root: _Element) -> set[_Element]:
        """The outermost small blocks around the words by which a site names its owner."""
        found: set[_Element] = set()
        for element in root.iter():
            if not isinstance(element.tag, str) or element.tag in _SILENT:
                continue
            own = (element.text or "") + "".join(one.tail or "" for one in element)
            # A task may speak of 技术支持, too: a footer is short, and no item of a list.
            if not _FOOTER.search(own) or len(own) > _LONGEST_OWN or _NUMBERED.match(own):
                continue
            chosen = element
            parent = element.getparent()
            while parent is not None and parent is not root and self._is_small(parent):
                chosen, parent = parent, parent.getparent()
            if chosen is not root and self._is_small(chosen):
                found.add(chosen)
        return found

    def _is_small(self, element: _Element) -> bool:
        return self._text.get(element, 0) <= _LARGEST_FOOTER and self._share(element) < _LARGE_SHARE


def _length(text: str | None) -> int:
    return 0 if not text else len(text) - sum(map(str.isspace, text))
