"""Which of two documents is in force: editions of one, told by their marks or their words."""

import re
from dataclasses import dataclass
from pathlib import PurePath

from assistant.library.reading import Reading
from assistant.library.records import DocumentRecord

_HEAD = 15
"""First paragraphs in which a document may say what it replaces."""
_REVISED = re.compile(r"/Rev\.?(\d+)\b", re.IGNORECASE)
_MARK = re.compile(
    r"[\s(\[_.,–-]*(?<![^\W\d_])(?:rev(?:ision|ised)?|version|edition|v|fassung"
    r"|auflage|révision|edición|versión|редакция|издание)[\s._-]*"
    r"(?P<number>\d+(?:\.\d+)*)(?![\w/])[)\]]?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"[\s(,–-]*(?<!\w)(?P<number>\d+|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?:st|nd|rd|th|\.)? (?:revised )?(?:edition|revision|version|auflage|fassung)(?!\w)[)\]]?",
    re.IGNORECASE,
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
_REPLACING = re.compile(
    r"(?<!\w)(?:supersed|replac|cancel|repeal|revok|ersetz|aufgehoben|remplac|annul|abrog"
    r"|sustituy|reemplaz|derog|заменя|отменя)\w*|取代|代替|废止|(?:ي|ت)حل محل|(?:ي|ت)لغي",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Edition:
    """A document's place among the editions of one text."""

    stem: str
    """What its editions have in common: a symbol, a title or a file's name without the mark."""
    number: tuple[int, ...]
    """`(2,)` for Rev.2, `(1, 3)` for version 1.3; empty for one without a mark."""


def editions_of(record: DocumentRecord) -> dict[str, Edition]:
    """As its symbol, its title and its file's name have it, by which of them tells."""
    symbol, title = record.imprint.symbol, record.title
    found = {"name": _marked(PurePath(record.name).stem)}
    if title:
        found["title"] = _marked(title)
    if symbol:
        number = _REVISED.search(symbol)
        stem = _folded(_REVISED.sub("", symbol))
        found["symbol"] = Edition(stem, (int(number[1]),) if number else ())
    return found


def _marked(text: str) -> Edition:
    mark = _MARK.search(text) or _ORDINAL.search(text)
    if mark is None:
        return Edition(_folded(text), ())
    written = mark["number"].casefold()
    number = _ORDINALS.index(written) + 1 if written in _ORDINALS else written
    parts = tuple(int(part) for part in str(number).split("."))
    return Edition(_folded(text[: mark.start()] + text[mark.end() :]), parts)


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _marked_later(one: DocumentRecord, other: DocumentRecord) -> DocumentRecord | None:
    """The later of two editions of one text by their marks; `None` where these do not tell.

    Equal titles of other dates tell nothing: reports of each year have them.
    """
    mine, theirs = editions_of(one), editions_of(other)
    for told in ("symbol", "title", "name"):
        if told in mine and told in theirs:
            a, b = mine[told], theirs[told]
            if a.stem == b.stem and a.number != b.number:
                return one if a.number > b.number else other
    return None


def in_force(one: DocumentRecord, other: DocumentRecord, library: Reading) -> DocumentRecord | None:
    """Which of two replaces the other, by its mark or as it says; `None` for neither."""
    later = _marked_later(one, other)
    if later is not None:
        return later
    for newer, older in ((one, other), (other, one)):
        if _replaces(newer, older, library):
            return newer
    return None


def _replaces(later: DocumentRecord, earlier: DocumentRecord, library: Reading) -> bool:
    """Whether a sentence at its beginning says that it replaces the other."""
    imprint = earlier.imprint
    names = [_folded(name) for name in (imprint.symbol, imprint.title) if name]
    for paragraph in library.paragraphs(later.document_id, 0, _HEAD):
        if _REPLACING.search(paragraph.text):
            said = f" {_folded(paragraph.text)} "
            if any(f" {name} " in said for name in names):
                return True
    return False
