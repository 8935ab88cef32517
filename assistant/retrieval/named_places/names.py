"""The names in a question: documents, places within them, and whether anything else is asked."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.questions.place_words import (
    DECIDING,
    DECIDING_UNSPACED,
    SHOWING,
    SHOWING_UNSPACED,
    WORDS,
    PlaceKind,
)
from assistant.questions.places import NamedPlace
from assistant.questions.question import Question
from assistant.retrieval.named_places.shelfmarks import Named, Shelfmarks, folded

_BODY = re.compile(
    r"(?:(?:the |der |des |la |le |el |du |de la |del )?(?:un |united nations )?"
    r"(?:security council|general assembly|human rights council|ecosoc"
    r"|economic and social council"
    r"|conseil de sécurité|assemblée générale|consejo de seguridad|asamblea general"
    r"|sicherheitsrat(?:e?s)?|generalversammlung"
    r"|совета безопасности|генеральной ассамблеи)['’s]* )$",
    re.IGNORECASE,
)
_YEAR = re.compile(r" ?\((?:19|20)\d{2}\)")
_LOOSE = re.compile(r"(?<!\w)[aes][ ./_-]{1,2}\d{2,4}[ ./_-]{1,2}\d{1,4}(?!\w)", re.IGNORECASE)
_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|on|cit(?:es?|ed|ing)|mention(?:s|ed|ing)?"
    r"|refer(?:s|red|ring)? to"
    r"|quot(?:es?|ed|ing)|implement\w*|über|zu|zitier\w*|sobre|sur|о|об|عن|关于)"
    r" (?:the |la |el |le |die |das )?(?:report |document |symbol )?[\"“„«]?$",
    re.IGNORECASE,
)
_IN = re.compile(
    r"[,;]? ?(?:\b(?:in|of|from|by|within|according to|per|aus|von|in der|im|laut|de|del|du|dans|en"
    r"|selon|según|в|из|في|من) )?(?:\b(?:the|la|el|le|der|das|dem) )?"
    r"(?:\b(?:report|document|file|text|bericht|dokument|rapport|informe|documento) )?[\"“„«(]?$",
    re.IGNORECASE,
)
_SAYING = re.compile(r"(?<!\w)(?:says?|sagt|dit|dice|говорит|يقول|说)(?!\w)", re.IGNORECASE)
_SHORT = 12
"""Words of a question in which `a 80 36` is meant as a symbol."""
_STANDS_FOR = {"de": "dieses Dokument", "fr": "ce document", "es": "este documento"}
_IT = re.compile(r"\s*(?:say|state|mention)s?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Names:
    """What a question names."""

    documents: tuple[Named, ...]
    missing: tuple[str, ...]
    """Symbols, files and resolutions that no document here is called by, as written."""
    places: tuple[NamedPlace, ...]
    """Within documents."""
    rest: str
    """The question without all of these."""
    about: bool
    """A document that it names is what it asks about, and not where it asks to look."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing is asked but to see what is named: `what is said about A/80/36` too."""
        left = _left(self.rest, SHOWING, SHOWING_UNSPACED)
        return left == [] or (self.about and left == ["about"])

    @property
    def is_asked_of_it(self) -> bool:
        """Whether a document that is not here is where the question looks, and not its subject."""
        says = _SAYING.search(self.rest)
        return self.is_bare or self.asks_decisions or says is not None

    @property
    def asks_decisions(self) -> bool:
        """Whether nothing is asked but what is decided there."""
        words = _left(self.rest, SHOWING, SHOWING_UNSPACED)
        left = _left(" ".join(words), DECIDING, DECIDING_UNSPACED)
        return bool(words) and left == []


def _left(text: str, words: frozenset[str], signs: str) -> list[str]:
    """The words of a text that are none of these; of unspaced scripts the signs."""
    left = []
    for word in folded(text):
        if word in words:
            continue
        rest = word.strip(signs) if ord(word[0]) > 0x2E80 else word
        if rest:
            left.append(rest)
    return left


def names_in(question: Question, shelf: Shelfmarks) -> Names:
    """The names in a question as it was typed."""
    text = question.words
    documents = shelf.named_in(text)
    missing: list[Named] = []
    places: list[NamedPlace] = []
    for place in question.places:
        if any(_overlap(named, place) for named in documents):
            continue
        if place.kind is PlaceKind.RESOLUTION:
            start, end = _resolution(text, place)
            found = tuple(shelf.of_resolution(place.name))
            (documents if found else missing).append(Named(found, start, end))
        elif place.kind in (PlaceKind.SYMBOL, PlaceKind.FILE):
            missing.append(Named((), place.start, place.end))
        else:
            places.append(place)
    if not documents and not missing and len(folded(text)) <= _SHORT:
        missing += [Named((), *found.span()) for found in _LOOSE.finditer(text)]
        places = [p for p in places if not any(_overlap(named, p) for named in missing)]
    documents.sort(key=lambda named: named.start)
    told = (*documents, *missing)
    stretches = [*((n.start, n.end) for n in told), *((p.start, p.end) for p in places)]
    return Names(
        documents=tuple(documents),
        missing=tuple(text[named.start : named.end].strip() for named in missing),
        places=tuple(places),
        rest=_cut(text, stretches),
        about=bool(told) and not places and all(_ABOUT.search(text[: n.start]) for n in told),
    )


def _overlap(named: Named, place: NamedPlace) -> bool:
    return named.start < place.end and place.start < named.end


def _cut(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    for start, end in sorted(stretches, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _resolution(text: str, place: NamedPlace) -> tuple[int, int]:
    """Where its name stands, with the body before it and the year behind it."""
    body = _BODY.search(text[: place.start])
    year = _YEAR.match(text, place.end)
    start = body.start() if body else place.start
    return start, year.end() if year else place.end


def without_documents(question: Question, documents: Sequence[Named]) -> str:
    """The question without the names of documents, or with what stands for them."""
    text = question.words
    for named in sorted(documents, key=lambda named: -named.start):
        before, after = text[: named.start], text[named.end :].lstrip('"”»)')
        lead = _IN.search(before)
        has_preposition = lead is not None and bool(lead[0].strip(' ,;"“„«('))
        opens = not folded(before)
        if has_preposition or opens or not folded(after):
            text = f"{before[: lead.start()] if lead else before} {after.lstrip(' ,:;–—-')}"
        else:
            it = _STANDS_FOR.get(
                question.language or "", "this document" if _IT.match(after) else "it"
            )
            text = f"{before}{it} {after}"
    return " ".join(text.split()).replace(" ?", "?")


def names_annex(text: str) -> bool:
    """Whether a text has the word for an annex."""
    return bool(re.search(rf"(?<!\w)(?:{WORDS[PlaceKind.ANNEX]})(?!\w)", text, re.IGNORECASE))
