"""What the elements of HTML mean for reading: which are blocks, hidden, notes."""

import re
from collections.abc import Iterator

from lxml import etree

from assistant.documents.traced import Traced
from assistant.language.characters import raised
from assistant.language.function_words import word_set

BREAK = "\u2028"
"""Stands for `<br>` among gathered words."""

BLOCK_TAGS = word_set(
    "address article aside blockquote body caption center dd details dialog dir div dl dt "
    "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main "
    "menu nav ol optgroup p pre section summary table tbody td tfoot th thead tr ul"
)
UNREAD_TAGS = word_set(
    "head script style template nav noscript select datalist button textarea iframe object "
    "embed applet audio video canvas svg map area base link meta annotation annotation-xml rp "
    "noframes frameset"
)
_BLOCK_EVENTS = ("start", "end", "comment", "pi")
_APART, _NOTHING = Traced.of(" ", "\n"), Traced("")
_NOTE_NUMBER = re.compile(r"\s*[\[(]?\s*(\d{1,4})\s*[\])]?\s*")
_RETURN = word_set("↑ ↩ ↩︎ ↩︎ ↵ ⏎ ^ ⤴ ⇑")
_NOTE = re.compile(
    r"(?:foot|end|rear)notes?(?:[-_:]?\d+)?|(?:_?fn|_?ftn|_?edn|cite_note)[-_:]?[\w.:-]*\d+"
    r"|doc-(?:foot|end)notes?",
    re.I,
)


def tag_of(element: etree._Element) -> str:
    """The element's name without a namespace, lower case; empty for comments."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].lower()


def attribute(element: etree._Element, name: str) -> str:
    """An attribute's value, or nothing."""
    value = element.get(name)
    return value.strip() if isinstance(value, str) else ""


def text_under(element: etree._Element) -> str:
    """All text below an element as it stands, also what is hidden."""
    return "".join(str(piece) for piece in element.itertext())


def is_unread(element: etree._Element, tag: str) -> bool:
    """Not for reading: scripts, navigation, controls, and what stands beside the text."""
    if tag in UNREAD_TAGS:
        return True
    if tag == "aside":
        return not is_note(element)
    return tag == "a" and is_way_back(element)


def is_note(element: etree._Element) -> bool:
    """A footnote or endnote, or a list of them, by role, type, id or class."""
    names = [attribute(element, key) for key in ("role", "id", "name")]
    names += attribute(element, "class").split()
    names += attribute(element, "{http://www.idpf.org/2007/ops}type").split()
    names += attribute(element, "epub:type").split()
    return any(_NOTE.fullmatch(name) for name in names if name)


def is_way_back(link: etree._Element) -> bool:
    """The arrow that leads from a note back to the text."""
    words = text_under(link).strip()
    return words in _RETURN or (
        attribute(link, "role") == "doc-backlink" and not words.strip("[]()").isalnum()
    )


def note_number(element: etree._Element, tag: str, ids: frozenset[str]) -> str | None:
    """Superscript digits for a raised number or a note's number; `None` for other words."""
    if tag == "a" and not _leads_to_note(element, ids):
        return None
    # A longer text is no number: it is not gathered to find that out.
    if sum(1 for _ in zip(element.iter(), range(9), strict=False)) == 9:
        return None
    found = _NOTE_NUMBER.fullmatch(text_under(element))
    return raised(found[1]) if found else None


def _leads_to_note(link: etree._Element, ids: frozenset[str]) -> bool:
    types = f"{attribute(link, 'role')} {attribute(link, 'epub:type')} {attribute(link, 'class')}"
    if "noteref" in types or "footnote-ref" in types:
        return True
    target = attribute(link, "href")
    return target.startswith("#") and target[1:] in ids and bool(_NOTE.fullmatch(target[1:]))


def words_of(element: etree._Element, ids: frozenset[str] = frozenset()) -> Traced:
    """Everything readable under an element as one normalised run; blocks are set apart."""
    return Traced.joined(_pieces(element, ids)).normalised()


def _pieces(root: etree._Element, ids: frozenset[str]) -> Iterator[Traced]:
    steps = etree.iterwalk(root, events=_BLOCK_EVENTS)
    for event, element in steps:
        tag = tag_of(element)
        if event == "start":
            number = note_number(element, tag, ids) if tag in ("sup", "a") else None
            if number or is_unread(element, tag):
                yield Traced.of(number, text_under(element)) if number else _NOTHING
                steps.skip_subtree()
                continue
            yield _APART if tag in BLOCK_TAGS or tag == "br" else _NOTHING
            yield Traced(element.text or "")
            continue
        yield _APART if tag in BLOCK_TAGS else _NOTHING
        if element is not root:
            yield Traced(element.tail or "")
