"""What can be seen of a paragraph's wording by itself: its words, its end, names, citations."""

import re
from dataclasses import dataclass

from assistant.documents.document import Paragraph
from assistant.documents.speakers.names import HONORIFIC
from assistant.language.characters import RAISED_DIGITS
from assistant.language.function_words import word_set

_TRAILING = f" \t\"'”’»)]*{RAISED_DIGITS}"
_FULL_STOPS = ".!?。！？؟।…"
_LINKING = word_set(
    "of the and for to in on at a an de la le les des du et en à aux el los las del y von der die "
    "das und für zu i v и в на по da do dos e di della per van het bij al bin ben"
)
_TITLE = re.compile(
    rf"\W{{0,3}}(?:{HONORIFIC}|Messrs\.?|Madame|Monsieur|Madam|Docteur|Doctor|Señora?|Excmo\.?|S\.\s?E\.|"
    r"Hon\.|Rev\.|Gen\.|Col\.|Capt\.|السيدة?|الدكتورة?|سعادة)\s+(?=[^\W\d_a-z])"
    r"|^[\u4e00-\u9fff]{2,5}(?:先生|女士|博士|教授)"
)
_SAYING = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|says|asked|will|would|can|may|must|shall|should|"
    r"stated|noted|welcomed|est|sont|était|ont|dit|es|son|fue|dijo|ist|sind|war|hat|haben|sagte|"
    r"был[аио]?|является|сказала?)\b"
)
CITING = re.compile(
    r"\b(?:ibid|idem|op\. ?cit|et al|supra|infra|cf\.|vgl\.|voir|véase|см\.)|\bsee (?:also )?|"
    r"\b(?:pp?|paras?|vol|no|nos|art|chap|sect|ed|eds)\.\s?\d|https?://|\bwww\.|\bdoi\b|\bISBN\b|"
    r"\bRetrieved\b|\bArchived\b|\barXiv\b|\(\d{4}\)|\b\d{4}\.$|\b\d{1,4}[–-]\d{1,4}\b|"
    r",\s[“\"«]|\([A-Z][\w ,:-]+ \d{4}\)|"
    r"\b\d{4},? \d+[,.:(]|\bsubmission\b|\bresolutions? \d|\bannex\b|¶|^\W*\d{4}/",
    re.IGNORECASE,
)
"""Volumes, pages, addresses, years in brackets: what points elsewhere."""
POINTING = re.compile(
    r"\W*(?:see|cf|voir|véase|ver|vgl|siehe|см|ibid|idem|انظر|参见|见)\b", re.IGNORECASE
)
"""A note that begins by pointing elsewhere."""
SYMBOL = re.compile(r"\b[A-Z][A-Za-z]{0,6}\d*(?:/[A-Z0-9][\w.()-]*)+")
"""A document's symbol: letters and numbers between strokes."""
_JOB = re.compile(r"^\d\d-\d{5}$|(?:^|\s)(?:GE\.\d\d-\d{4,}|\d\d-\d{5}\*?\s*\([A-Z]\)|\*\d{7,}\*)")
_FOLIO = re.compile(
    r"\W*(?:(?:page|seite|página|стр\.?|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur|из)\s*\d{1,4})?\W*"
    r"(?:\s+\d{1,4}\W*)?$",
    re.IGNORECASE,
)
_RULE = re.compile(r"_{8,}|-{20,}")
_LEADER = re.compile(r"(?:\.\s?){4,}|…{2,}|_{6,}\s*\d+$")
_PAGE_AT_END = re.compile(r"[\s|;](\d{1,4})$")
_THREE_LETTERS = re.compile(r"[^\W\d_]{3}")
_LARGEST_PAGE = 1900
"""What is as large is a year."""
_DATE = re.compile(
    r"\W*(?:[^\W\d_]+\W+){0,3}?(?:\d{1,2}(?:st|nd|rd|th|er)?[\s.–—-]+){0,2}(?:de\s+)?[^\W\d_]+\.?,?"
    r"(?:\s+de)?(?:\s+\d{1,2},?)?\s+(?:19|20)\d\d\b\W*(?:г\.?)?\W*(?:\[.*\])?$|"
    r"\W*\d{4}年\d{1,2}月\d{1,2}日\W*$"
)
_NAME_AND_LAND = re.compile(
    r"(?:[^\W\d_a-z][\w’'.-]*\s+){2,5}\([^\W\d_a-z][^()\d]{2,60}(?:\([^()]*\))?\)\W*$"
)
_STATE = re.compile(r"\([A-ZÀ-Þ][^()\d]*(?:\([^()]*\))?[^()\d]*\)[\s.;,⁰¹²³⁴-⁹*]*(?:and)?$")
_NAME = re.compile(
    r"\W{0,2}[^\W\d_a-z][\w’'.-]*(?:\s+(?:(?:de|la|van|von|der|bin|al|el|da|dos|di|ben)\s+){0,2}"
    r"[^\W\d_a-z][\w’'.-]*){1,4}\s*(?:[,;:–|(]|$)"
)


@dataclass(frozen=True, slots=True)
class Traits:
    """A paragraph's wording, counted."""

    body: str
    """Without its printed number or mark."""
    words: tuple[str, ...]
    closed: bool
    """It ends as a sentence does."""
    lowered: float
    """Share of lower-case words among its words with letters, linking words left out."""
    counted: float
    """Share of words that hold a digit."""
    sentence: bool
    """It reads as a sentence."""

    @property
    def short(self) -> bool:
        """Hardly more than a line."""
        return len(self.words) <= 14 and len(self.body) <= 120

    @property
    def is_titled(self) -> bool:
        """It begins with a form of address and a name, and says nothing of them."""
        return bool(_TITLE.match(self.body)) and not self.says and not self.sentence

    @property
    def says(self) -> bool:
        """It has a verb that states, and an end."""
        return bool(_SAYING.search(self.body)) and self.lowered > 0.25

    @property
    def is_named(self) -> bool:
        """It begins with what may be a name, and hardly any of its words is a common one."""
        return self.lowered <= 0.25 and bool(_NAME.match(self.body)) and not self.says

    @property
    def by_state(self) -> bool:
        """It ends in brackets that may hold the State it comes from."""
        return bool(_STATE.search(self.body)) and len(self.words) >= 4

    @property
    def is_name_and_land(self) -> bool:
        """A name, and in brackets where its bearer is from."""
        return len(self.words) <= 12 and bool(_NAME_AND_LAND.match(self.body))

    @property
    def enumerates(self) -> bool:
        """Five or more capitalised names in a row, parted by commas."""
        introduction, colon, _ = self.body.partition(":")
        if colon and len(introduction.split()) > 3:
            return False
        if self.body.count(",") < 4 or self.lowered > 0.12 or self.says:
            return False
        parts = [part.split() for part in self.body.split(",") if part.strip()]
        return sum(len(part) for part in parts) / len(parts) <= 5 and self.counted < 0.1

    @property
    def is_folio(self) -> bool:
        """Nothing but a page's number."""
        return len(self.body) < 24 and bool(_FOLIO.match(self.body))

    @property
    def is_job(self) -> bool:
        """A printer's job number, alone or with little else."""
        return self.short and bool(_JOB.search(self.body))

    @property
    def is_rule(self) -> bool:
        """A line drawn to write on, with little beside it."""
        return bool(_RULE.search(self.body)) and len(_RULE.sub("", self.body).split()) <= 6

    @property
    def is_date(self) -> bool:
        """Nothing but a place and a date."""
        return len(self.words) <= 8 and bool(_DATE.match(self.body))

    @property
    def is_symbol(self) -> bool:
        """Nothing but document symbols."""
        left = SYMBOL.sub("", self.body)
        return left != self.body and len(left.split()) <= 2 and len(left) < 16

    @property
    def has_leader(self) -> bool:
        """A row of full stops leads the eye over it."""
        return bool(_LEADER.search(self.body))

    @property
    def page(self) -> int | None:
        """The number it ends in, as a line of contents does."""
        line = self.body.rstrip().rpartition("\n")[2]
        found = _PAGE_AT_END.search(line, max(len(line) - 5, 0))
        if found is None or len(self.words) > 30 or int(found[1]) >= _LARGEST_PAGE:
            return None
        return int(found[1]) if _THREE_LETTERS.search(line, 0, found.start()) else None


def traits_of(paragraph: Paragraph) -> Traits:
    """The wording of a paragraph, looked at once."""
    spans = paragraph.sentences
    body = paragraph.text[spans[0].start - paragraph.start :] if spans else paragraph.text
    words = tuple(body.split())
    ending = body.rstrip(_TRAILING)[-1:]
    closed = ending != "" and ending in _FULL_STOPS
    lettered = [w for w in (word.strip(".,;:()[]\"'“”’«»|*") for word in words) if w[:1].isalpha()]
    plain = [word for word in lettered if word not in _LINKING]
    lowered = sum(word[0].islower() for word in plain) / len(plain) if plain else 0.0
    counted = sum(any(map(str.isdigit, word)) for word in words) / len(words) if words else 0.0
    uncased = bool(plain) and not any(w[0].islower() or w[0].isupper() for w in plain)
    long_enough = len(words) >= 5 or (uncased and len(body) >= 10)
    sentence = closed and long_enough and (lowered >= 0.35 or uncased) and counted < 0.5
    return Traits(body, words, closed, lowered, counted, sentence)
