"""What a page's own style sheets say of its elements: rules that decide what is to be seen.

Sheets are parsed by tinycss2 and their selectors translated by cssselect; media other than
the screen, conditions on it, and states such as `:hover` are passed over.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import cssselect
import tinycss2
import tinycss2.ast
from lxml import etree

from assistant.language.function_words import word_set

MOST_RULES = 2_000
"""Rules that are looked up in a page …"""
MOST_LOOKS = 20_000_000
"""… and elements times rules beyond which the others are passed over."""
WANTED = word_set(
    "display visibility opacity color background background-color background-image font font-size "
    "position left right top bottom text-indent clip clip-path width max-width height max-height "
    "overflow overflow-x overflow-y text-shadow background-clip -webkit-background-clip"
)
"""Properties that decide whether words are to be seen."""

Declarations = Mapping[str, str]
_SCREEN = re.compile(r"\s*(?:all|(?:only\s+)?screen)?\s*", re.I)
_CHILDREN = "descendant-or-self::"


class _Rule(NamedTuple):
    weight: tuple[bool, tuple[int, int, int]]
    """Whether it is important, and how narrow its selector is: the greater rule prevails."""
    path: etree.XPath
    declarations: Declarations


def declared(text: str) -> dict[str, str]:
    """The wanted declarations of an element's own `style`, in lower case."""
    return {
        node.lower_name: _written(node)
        for node in tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
        if isinstance(node, tinycss2.ast.Declaration) and node.lower_name in WANTED
    }


def is_for_screen(medium: str) -> bool:
    """Whether a sheet or a rule for this medium holds for a page on a screen."""
    return _SCREEN.fullmatch(medium) is not None


def styles_of(root: etree._Element, sheets: Iterable[str]) -> dict[etree._Element, dict[str, str]]:
    """What these sheets declare for each element that they say something of."""
    rules = [rule for sheet in sheets for rule in _rules(_nodes(sheet))]
    found: dict[etree._Element, dict[str, str]] = {}
    if not rules:
        return found
    size = sum(1 for _ in root.iter())
    most = min(MOST_RULES, MOST_LOOKS // max(size, 1))
    for rule in sorted(rules[:most], key=lambda rule: rule.weight):
        for element in _elements(rule.path, root):
            found.setdefault(element, {}).update(rule.declarations)
    return found


def _elements(path: etree.XPath, root: etree._Element) -> list[etree._Element]:
    try:
        found = path(root)
    except etree.XPathError:
        return []
    found = found if isinstance(found, list) else []
    return [each for each in found if isinstance(each, etree._Element)]


def _nodes(sheet: str) -> list[tinycss2.ast.Node]:
    return list(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))


def _rules(nodes: Iterable[tinycss2.ast.Node]) -> Iterator[_Rule]:
    for node in nodes:
        if isinstance(node, tinycss2.ast.QualifiedRule):
            yield from _rule(node)
        elif (
            isinstance(node, tinycss2.ast.AtRule)
            and node.lower_at_keyword == "media"
            and node.content
            and is_for_screen(tinycss2.serialize(node.prelude))
        ):
            yield from _rules(tinycss2.parse_rule_list(node.content, True, True))


def _rule(node: tinycss2.ast.QualifiedRule) -> Iterator[_Rule]:
    found = [
        each
        for each in tinycss2.parse_blocks_contents(node.content, True, True)
        if isinstance(each, tinycss2.ast.Declaration) and each.lower_name in WANTED
    ]
    if not found:
        return
    try:
        selectors = cssselect.parse(tinycss2.serialize(node.prelude))
    except cssselect.SelectorError:
        return
    for selector in selectors:
        path = _path(selector)
        for important in (False, True) if path is not None else ():
            own = {each.lower_name: _written(each) for each in found if each.important is important}
            if own and path is not None:
                yield _Rule((important, selector.specificity()), path, own)


def _path(selector: cssselect.Selector) -> etree.XPath | None:
    """What finds the selector's elements; `None` where it selects no element or is not known."""
    if selector.pseudo_element is not None:
        return None
    try:
        return etree.XPath(cssselect.HTMLTranslator().selector_to_xpath(selector, _CHILDREN))
    except (cssselect.SelectorError, etree.XPathSyntaxError):
        return None


def _written(declaration: tinycss2.ast.Declaration) -> str:
    return str(tinycss2.serialize(declaration.value)).strip().lower()
