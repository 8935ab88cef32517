"""Places of documents that a question names: symbols, files, numbered paragraphs, pages, annexes.

Only what the words say; whether there is such a place a library must tell.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class PlaceKind(StrEnum):
    """What kind of place a name stands for."""

    SYMBOL = "symbol"
    """A document, by the symbol printed on it: `A/HRC/25/66`."""
    FILE = "file"
    PARAGRAPH = "paragraph"
    OPERATIVE = "operative paragraph"
    PAGE = "page"
    SECTION = "section"
    CHAPTER = "chapter"
    ARTICLE = "article"
    CLAUSE = "clause"
    RULE = "rule"
    RECOMMENDATION = "recommendation"
    RESOLUTION = "resolution"
    FOOTNOTE = "footnote"
    ANNEX = "annex"
    TABLE = "table"
    FIGURE = "figure"


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


_WORDS = {
    PlaceKind.OPERATIVE: r"operative (?:paragraph|para\.?)s?|OP",
    PlaceKind.PARAGRAPH: (
        r"para(?:graph)?s?\.?|¶¶?|paragraphes?|párrafos?|parágrafos?|absatz|absätze|ziffern?"
        r"|пункты?|abs\.|ziff\."
    ),
    PlaceKind.PAGE: r"pages?|pp?\.|seiten?|páginas?|страницы?",
    PlaceKind.SECTION: r"sections?|sect\.|§§?|abschnitte?|sección|secciones",
    PlaceKind.CHAPTER: r"chapters?|chap\.|kapitel|chapitres?|capítulos?",
    PlaceKind.ARTICLE: r"articles?|art\.|artikel|artículos?",
    PlaceKind.CLAUSE: r"clauses?|klauseln?|cláusulas?",
    PlaceKind.RULE: r"rules?|règles?|regeln?|reglas?",
    PlaceKind.RECOMMENDATION: r"recommendations?|rec\.|empfehlungen|empfehlung|recomendación",
    PlaceKind.RESOLUTION: r"resolutions?|resolution|résolutions?|resolución",
    PlaceKind.FOOTNOTE: r"footnotes?|notes?|fn\.?|fußnoten?|nota",
    PlaceKind.ANNEX: r"annex(?:es)?|annexe|appendix|appendices|anhang|anlage|anexo",
    PlaceKind.TABLE: r"tables?|tabellen?|tableau|cuadro|tabla",
    PlaceKind.FIGURE: r"figures?|fig\.|abbildung",
}
# A number, a Roman numeral or a single capital, with the parts that hang on it; 8,000 is an amount,
# and a letter is the name of something only apart from the word before it.
_NUMBER = (
    r"(?:(?:no\.?|nr\.?|n°) ?)?(?:(?=\d)|(?<![^\W\d_]))"
    r"(?P<name{at}>(?:\d{{1,4}}(?-i:[a-z])?|(?-i:[IVXLC]{{1,6}}|[A-Z])"
    r"|(?=[ivx]{{2}})x{{0,3}}(?:i[vx]|v?i{{0,3}}))"
    r"(?:[./](?:\d{{1,4}}|[A-Za-z]|[ivxIVX]{{1,4}})|-[A-Za-z])*"
    r"(?:\((?:\d{{1,3}}|[a-z]{{1,4}})\))*)(?![\w/]|[.,]\d{{3}}(?!\d))(?<!\.000)"
    r"(?: ?(?:[-–—]|to|bis|à|a) ?(?P<last{at}>\d{{1,4}}(?:\.\d{{1,4}})*)(?![\w/]))?"
)
_CLOSED = re.compile(
    r" ?(?:$|[?.,;:)]|(?:of|in|and|or|to|und|oder|der|des|de|du|et|y)\b)", re.IGNORECASE
)
_SYMBOL = re.compile(
    r"(?<![\w/])[A-Z]{1,6}(?:/[A-Z0-9][A-Za-z0-9.\-]*)+(?: ?\(\d{4}\))?(?<![.\-])", re.ASCII
)
_FILE = re.compile(
    r"(?<![\w.\-])\w[\w.\-]*\.(?:pdf|docx?|odt|rtf|pptx?|xlsx?|csv|html?|md|txt|epub|eml)(?!\w)",
    re.IGNORECASE,
)


def named_places(question: str) -> tuple[NamedPlace, ...]:
    """The places that a question names, in order; none of them within another."""
    found = [
        NamedPlace(kind, match[0], None, match.start(), match.end())
        for kind, pattern in ((PlaceKind.SYMBOL, _SYMBOL), (PlaceKind.FILE, _FILE))
        for match in pattern.finditer(question)
        if any(character.isdigit() for character in match[0]) or kind is PlaceKind.FILE
    ]
    found += filter(None, map(_numbered, _numbered_places().finditer(question)))
    chosen: list[NamedPlace] = []
    for place in sorted(found, key=lambda place: (place.start, -place.end)):
        if not chosen or place.start >= chosen[-1].end:
            chosen.append(place)
    return tuple(chosen)


@cache
def _numbered_places() -> re.Pattern[str]:
    """Compiled when a question's places are first wanted: 15 ms that starting need not take."""
    each = (
        rf"(?<![^\W\d_])(?P<kind{at}>{words})(?: ?){_NUMBER.format(at=at)}"
        for at, words in enumerate(_WORDS.values())
    )
    return re.compile("|".join(each), re.IGNORECASE)


def _numbered(match: re.Match[str]) -> NamedPlace | None:
    for at, kind in enumerate(_WORDS):
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
