"""A page as the tree that trafilatura reads, parsed once for all that ask."""

from __future__ import annotations

from lxml.etree import ElementDefaultClassLookup, LxmlError, strip_elements
from lxml.html import HtmlComment, HtmlElement, HTMLParser, fromstring
from trafilatura.utils import repair_faulty_html

# As trafilatura's own, but that every element is of one class: finding a class by the element's name is
# done in Python, for every element each time it is met.
_PARSER = HTMLParser(
    collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
)
_PARSER.set_element_class_lookup(ElementDefaultClassLookup(element=HtmlElement, comment=HtmlComment))


def parse_page(html: str) -> HtmlElement | None:
    """The page's tree, mended and made as `trafilatura.utils.load_html` does; None where there is none."""
    beginning = html[:50].lower()
    mended = repair_faulty_html(html, beginning)
    try:
        tree = _parse(mended)
    except LxmlError:
        return None
    return tree if "html" in beginning or len(tree) > 1 else None


def drop_unread(tree: HtmlElement) -> None:
    """Take out of a tree what no reader of the text looks at: drawings, styles, scripts that are no data."""
    strip_elements(tree, "style", "svg", "link", "iframe", "source", with_tail=False)
    for script in tree.xpath("//script[not(contains(@type, 'json'))]"):
        script.drop_tree()


def _parse(html: str) -> HtmlElement:
    try:
        tree = fromstring(html, parser=_PARSER)
    except ValueError:  # It declares an encoding, which lxml takes of bytes only.
        return fromstring(html.encode("utf-8", "surrogatepass"), parser=_PARSER)
    return tree if len(tree) else fromstring(html.encode("utf-8", "surrogatepass"), parser=_PARSER)
