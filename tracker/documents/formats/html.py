"""HTML: the article is drawn out of the page; nothing is fetched, executed or resolved."""

import re
from collections import Counter
from copy import deepcopy
from datetime import date, datetime
from typing import Final

import trafilatura
from lxml import etree, html

from tracker.documents.document import Document, UnreadableDocumentError
from tracker.documents.encodings import decode_text
from tracker.documents.formats.format import Format
from tracker.documents.masthead import published_on_of
from tracker.documents.visible_text import visible_text

_SUFFIXES = (".html", ".htm", ".xhtml")
_SNIFF_BYTES = 16_384
_ANY_TAG = re.compile(rb"<[a-zA-Z!?/]")
_PAGE_START = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)

# EDGAR wraps each document of a filing in SGML, under which trafilatura finds nothing; only what is HTML is read.
_WRAPPER = re.compile(rb"<DOCUMENT>", re.IGNORECASE)
_HTML_START = re.compile(rb"<html[\s>]", re.IGNORECASE)
_HTML_END = re.compile(rb"</html\s*>", re.IGNORECASE)
_INLINE_XBRL = re.compile(rb"xmlns:ix\s*=", re.IGNORECASE)
# "Date: May 10, 2019" above the signature: the day a filing was made, which its metadata do not give.
_SIGNED_ON = re.compile(r"\bDated?:\s*([A-Z][a-z]{2,8} \d{1,2}, \d{4})")

_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]{1,40})|<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w-]{1,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4_096  # bytes; HTML wants the declaration in the first 1,024

# One start tag with its attributes, as HTML tokenises it. Nothing has to follow, so that no input makes it go back.
_ATTRIBUTE: Final = r"[\s/=]*[^\s/>=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?"
_START_TAG = re.compile(rf"(<[a-zA-Z][^\s/>]*)((?:{_ATTRIBUTE})*)")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
# libxml2 compares every attribute of a tag with every other: 100,000 of them cost it eleven seconds.
_MAX_ATTRIBUTES = 500

# Beyond these trafilatura needs many seconds or tells nested lists over and over; no news page comes near.
_MAX_ELEMENTS = 15_000
_MAX_DEPTH = 100
# Below this share of the page's prose, trafilatura has taken a part of the article for furniture.
_MIN_KEPT_SHARE = 0.5
_PROSE_CHARS = 80
_FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "dialog", "menu"})

_TITLE_CHARS = 300
_TITLE_WORDS = 3  # filings are called "Document", "Form 8-K" or "Unassociated Document"
# What may hold a day of publication; of the times in the body, the first is the article's, later ones are of teasers.
_METADATA = (
    "//meta | //script[@type='application/ld+json'] | (//body//time[@datetime])[1] | //*[@itemprop='datePublished']"
)
_MAX_METADATA = 500
_LATEST_ON = "2100-01-01"  # trafilatura's own bound is today, and would make the result depend on the day


def _matches(name: str, data: bytes) -> bool:
    beginning = data[:_SNIFF_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if name.lower().endswith(_SUFFIXES):
        return b"\0" in data[:4] or bool(_ANY_TAG.search(data))
    return beginning.startswith(b"<") and bool(_PAGE_START.search(beginning))


def _read(data: bytes) -> Document:
    is_filing = bool(_WRAPPER.search(data[:_SNIFF_BYTES]) or _INLINE_XBRL.search(data[:_SNIFF_BYTES]))
    trees = [_parse_page(decode_text(page, _declared_encoding(page))) for page in _pages_of(data)]
    # A filing has no furniture to cut away, and its tables and lists are part of what it says.
    text = "\n".join(visible_text(tree) if is_filing else _article_text(tree) for tree in trees)
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        message = "There is no text in the page."
        raise UnreadableDocumentError(message)
    published_on = published_on_of(text) or (_signed_on(text) if is_filing else None) or _dated_on(trees[0])
    return Document(text=text, title=_title_of(trees[0]), published_on=published_on)


def _pages_of(data: bytes) -> list[bytes]:
    """The HTML documents of a filing, each by itself; a page that is not wrapped is the only one."""
    first = _HTML_START.search(data)
    if first is None or not _WRAPPER.search(data, 0, first.start()):
        return [data]
    pages = []
    for part in _WRAPPER.split(data):
        if start := _HTML_START.search(part):
            end = _HTML_END.search(part, start.end())
            pages.append(part[start.start() : end.end() if end else len(part)])
    return pages


def _declared_encoding(page: bytes) -> str | None:
    match = _DECLARED.search(page[:_DECLARED_WITHIN])
    return (match.group(1) or match.group(2)).decode("ascii", "ignore") if match else None


def _parse_page(markup: str) -> html.HtmlElement:
    """The tree of a page. The parser opens no file or address and knows no entity but HTML's own."""
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False, collect_ids=False
    )
    flat = _START_TAG.sub(_without_flood, markup.replace("\0", ""))
    try:
        tree = html.document_fromstring(flat.encode(), parser=parser)
    except etree.LxmlError as error:
        message = "There is no text in the page."
        raise UnreadableDocumentError(message) from error
    # The parser gives up here and would hand over half a page as if it were the whole.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        message = "The page is nested too deeply, or a part of it is too large, to be read."
        raise UnreadableDocumentError(message)
    return tree


def _without_flood(tag: re.Match[str]) -> str:
    attributes = tag.group(2)
    if len(attributes) > 2 * _MAX_ATTRIBUTES and len(_ATTRIBUTES.findall(attributes)) > _MAX_ATTRIBUTES:
        return tag.group(1)
    return tag.group()


def _article_text(tree: html.HtmlElement) -> str:
    """The article without the page's furniture, or all that the page shows where cutting would lose prose."""
    everything = visible_text(tree)
    if not everything or not _is_of_common_shape(tree):
        return everything
    try:
        article: str | None = trafilatura.extract(tree, favor_recall=True, include_comments=False)
    except Exception:  # noqa: BLE001 - heuristics on hostile markup may fail anyhow; what the page shows is still there
        article = None
    without_furniture = visible_text(tree, _FURNITURE)
    if not article or _kept_share(without_furniture, article) < _MIN_KEPT_SHARE:
        return without_furniture or everything
    return article


def _is_of_common_shape(tree: html.HtmlElement) -> bool:
    depth = element_count = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        element_count += 1
        if depth > _MAX_DEPTH or element_count > _MAX_ELEMENTS:
            return False
    return True


def _kept_share(page_text: str, article: str) -> float:
    """The share of the words in the page's longer lines that the article still has; 1.0 when there are none."""
    prose = Counter(word for line in page_text.split("\n") if len(line) >= _PROSE_CHARS for word in line.split())
    return (prose & Counter(article.split())).total() / prose.total() if prose else 1.0


def _title_of(tree: html.HtmlElement) -> str:
    """The headline as the page's markup gives it; "" for a name that is none."""
    found, _ = _read_metadata(tree) if _is_of_common_shape(tree) else (None, None)
    words = (found or tree.findtext(".//title") or "").replace("\0", "").split()
    return " ".join(words)[:_TITLE_CHARS] if len(words) >= _TITLE_WORDS else ""


def _dated_on(tree: html.HtmlElement) -> date | None:
    """The day of publication from the page's metadata.

    The search runs over a page of them alone. On the whole page it also takes dates from the text, such as that of the
    copyright, and a wrong day of publication turns every "on Tuesday" of the article into another wrong day.
    """
    metadata = html.fromstring("<html><head></head><body></body></html>")
    for element in tree.xpath(_METADATA)[:_MAX_METADATA]:
        if element.get("itemprop") == "datePublished":  # on whatever element: htmldate knows it on <meta> only
            value = element.get("content") or element.get("datetime") or element.text or ""
            copied = html.Element("meta", itemprop="datePublished", content="".join(filter(str.isprintable, value)))
        else:
            copied = deepcopy(element)
            copied.tail = None
        metadata.find("body" if copied.tag == "time" else "head").append(copied)
    _, day = _read_metadata(metadata)
    return _day_of(day, "%Y-%m-%d")


def _read_metadata(tree: html.HtmlElement) -> tuple[str | None, str | None]:
    """Title and day, as trafilatura finds them."""
    try:
        found = trafilatura.extract_metadata(
            tree,
            date_config={"extensive_search": False, "original_date": True, "max_date": _LATEST_ON},
            extensive=False,
        )
    except Exception:  # noqa: BLE001  a title is not worth an article, whatever the library stumbles over
        return None, None
    return found.title, found.date


def _signed_on(text: str) -> date | None:
    days = _SIGNED_ON.findall(text)
    return _day_of(days[-1], "%B %d, %Y") if days else None


def _day_of(value: str | None, pattern: str) -> date | None:
    try:
        return datetime.strptime(value or "", pattern).date()  # noqa: DTZ007 - a day on paper has no time zone
    except ValueError:
        return None


HTML = Format(name="HTML", matches=_matches, read=_read)
