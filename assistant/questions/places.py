"""Places of documents that a question names: symbols, files, numbered paragraphs, pages, annexes.

Only what the words say; whether there is such a place a library must tell.
"""

import re
from dataclasses import dataclass
from functools import cache

from assistant.documents.symbols import SYMBOL, is_symbol
from assistant.questions.place_words import AND, COUNTED, TO, WORDS, PlaceKind


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place as a question names it, with where in the question its name stands."""

    kind: PlaceKind
    name: str
    """As written, without the word for its kind: `12`, `131.105`, `IV.B`, `12(3)(b)`."""
    last: str | None
    """The last one of a range such as `¶¶ 12–15`; `None` for a single place."""
    start: int
    end: int


# A number, a Roman numeral or a single capital, with the parts that hang on it; 8,000 is an amount,
# and a letter is the name of something only apart from the word before it.
_NUMBER = (
    r"(?:(?:no\.?|nr\.?|n°) ?)?(?:(?=\d)|(?<![^\W\d_]))"
    r"(?P<name{at}>(?:\d{{1,4}}(?-i:[a-z])?|(?-i:[IVXLC]{{1,6}}|[A-Z])"
    r"|(?=[ivx]{{2}})x{{0,3}}(?:i[vx]|v?i{{0,3}}))"
    r"(?:[./](?:\d{{1,4}}|[A-Za-z]|[ivxIVX]{{1,4}})|-[A-Za-z])*"
    r"(?:\((?:\d{{1,3}}|[a-z]{{1,4}})\))*)(?![\w/]|[.,]\d{{3}}(?!\d))(?<!\.000)"
    rf"(?: ?(?:{TO}) ?(?P<last{{at}}>\d{{{{1,4}}}}(?:\.\d{{{{1,4}}}})*)(?![\w/]))?"
)
_MORE = re.compile(
    rf" ?(?:{AND}) ?(?P<name>\d{{1,4}}(?:\.\d{{1,4}})*)(?![\w/.]\w|\w| ?%)", re.IGNORECASE
)
_MOST_MORE = 50
_COUNTED = re.compile(
    "第? ?(?P<name>\\d{1,4})(?: ?[至到–—-] ?第?(?P<last>\\d{1,4}))? ?(?P<kind>["
    + "".join(COUNTED.values())
    + "])"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９", "0123456789" * 3)
_CLOSED = re.compile(
    r" ?(?:$|[?.,;:)]|(?:of|in|and|or|to|und|oder|der|des|de|du|et|y)\b)", re.IGNORECASE
)
_HYPHENS = str.maketrans("‐‑‒–—−", "------")
_FILE = re.compile(
    r"(?<![\w.\-])\w[\w.\-]*\.(?:pdf|docx?|odt|rtf|pptx?|xlsx?|csv|html?|md|txt|epub|eml)(?!\w)",
    re.IGNORECASE,
)


def named_places(question: str) -> tuple[NamedPlace, ...]:
    """The places that a question names, in order; none of them within another."""
    plain = question.translate(_DIGITS)
    found = [
        NamedPlace(PlaceKind.SYMBOL, match[0], None, match.start(), match.end())
        for match in SYMBOL.finditer(plain.translate(_HYPHENS))
        if is_symbol(match[0])
    ]
    found += [
        NamedPlace(PlaceKind.FILE, match[0], None, match.start(), match.end())
        for match in _FILE.finditer(question)
    ]
    for match in _numbered_places().finditer(plain):
        first = _numbered(match)
        if first is not None:
            found += [first, *_others(plain, first)]
    found += map(_counted, _COUNTED.finditer(plain))
    chosen: list[NamedPlace] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        if not chosen or place.start >= chosen[-1].end:
            chosen.append(place)
    return tuple(chosen)


def _others(question: str, place: NamedPlace) -> list[NamedPlace]:
    """Those that hang on one: `paragraphs 12, 14 and 16`."""
    found: list[NamedPlace] = []
    at = place.end
    while len(found) < _MOST_MORE and (more := _MORE.match(question, at)):
        found.append(NamedPlace(place.kind, more["name"], None, more.start("name"), more.end()))
        at = more.end()
    return found


def _counted(match: re.Match[str]) -> NamedPlace:
    kind = next(kind for kind, signs in COUNTED.items() if match["kind"] in signs)
    return NamedPlace(kind, match["name"], match["last"], match.start(), match.end())


@cache
def _numbered_places() -> re.Pattern[str]:
    """Compiled when a question's places are first wanted: 15 ms that starting need not take."""
    each = (
        rf"(?<![^\W\d_])(?P<kind{at}>{words})(?: ?){_NUMBER.format(at=at)}"
        for at, words in enumerate(WORDS.values())
    )
    return re.compile("|".join(each), re.IGNORECASE)


def _numbered(match: re.Match[str]) -> NamedPlace | None:
    for at, kind in enumerate(WORDS):
        name = match[f"name{at}"]
        if name is None:
            continue
        if name == "I" and not _is_number_one(match):
            return None
        return NamedPlace(kind, name, match[f"last{at}"], match.start(), match.end())
    return None


def _is_number_one(match: re.Match[str]) -> bool:
    """Whether `I` counts: in `article I of`, `does Article I say`; not in `a section I wrote`."""
    is_title = match.start() > 0 and match[0][0].isupper()
    return is_title or bool(_CLOSED.match(match.string, match.end()))
