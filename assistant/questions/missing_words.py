"""The words of a question that a paragraph does not hold: often it then does not answer it.

An answer may say the same in other words, so this is told beside it and decides nothing. A
name or a number is told always: over 2,910 questions of squad2 and the paragraphs that answer
them one of the two is missing in 5 and 1 of 100, over 3,168 that the paragraph almost answers
in 11 and 4. Other words are missing in about half of both, so they are told only where most
of the question is missing: 9 and 13 of 100, and 99 of paragraphs taken at random.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from assistant.language.detection import question_language
from assistant.language.folding import MARKS, UNSPACED, western_digits
from assistant.language.function_words import FUNCTION_WORDS, word_set
from assistant.language.names import asked_sounds, names_in
from assistant.language.stop_words import ABOUT, SAYING, STOP_WORDS
from assistant.language.terms import folded_words, terms

_FRAMING = word_set(
    # What asks, and what answers are made of whatever they are about.
    "say says said saying tell tells told telling mention mentions mentioned state states stated "
    "describe describes described explain explains explained discuss discusses discussed "
    "report reports reported note notes noted ask asks asked asking answer answers answered "
    "find finds found give gives given gave show shows showed shown list lists listed "
    "name names named call calls called define defined definition mean means meant meaning "
    "consider considers considered considering become becomes became make makes made take takes "
    "took taken get gets got use uses used using do does did done happen happens happened occur "
    "occurs occurred go goes went want wants need needs know knows known think thinks thought "
    "believe believes believed consist consists contain contains contained include includes "
    "included including refer refers referred relate relates related concern concerns concerned "
    "please summarise summarize summary overview explain example examples detail details "
    "document documents text paper file page paragraph section article "
    # What is asked for: the answer names one instead.
    "who year years date day time times place person people someone anyone anything something "
    "thing things kind kinds type types sort form way ways reason reasons cause number amount "
    "percentage percent part role result results purpose main several various different many much "
    "long often far big large old high great major exactly approximately currently ever actually "
    "true false possible available let tell according regarding concerning whether another "
    "country countries city cities between within upon besides along against without toward "
    "towards among across behind beyond least most more less "
    # What must or may be: a paragraph says it in its own manner.
    "must shall should ought may might can could will would able allowed required",
    "sagt sagte gesagt sagen erwähnt heißt gibt gab bericht berichtet dokument seite absatz jahr "
    "datum tag zeit ort name person personen menschen art grund anzahl zahl machen macht tun "
    "hoch groß lang lange alt weit oft viel viele "
    "muss müssen soll sollen sollte sollten darf dürfen kann können wird werden würde",
    "dit dire dites mentionne mentionné rapport document page paragraphe année date jour temps "
    "lieu nom personne personnes gens type raison nombre faire fait "
    "doit doivent devrait faut peut peuvent pourrait",
    "dice dijo dicho decir menciona mencionó informe documento página párrafo año fecha día tiempo "
    "lugar nombre persona personas gente tipo razón número hacer hace hizo "
    "debe deben debería puede pueden podría",
)
"""Words that ask for something and are not what is asked about."""

_LETTERS = rf"(?:[^\W_]|[{MARKS}])+"
_UNIT = re.compile(rf"(?=[\w./,:-]*\d)[^\W_]+(?:[./,:-][^\W_]+)*|{_LETTERS}(?:['’-]{_LETTERS})*")
"""A number, a date or a symbol such as A/HRC/12/5 with its punctuation; else a word."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)")
_LEADING = re.compile(r"(\d+)[^\W\d_]{1,3}")
_NUMERALS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
_SPELLED = {word: str(number) for number, word in enumerate(_NUMERALS.split())}
_SENTENCE = re.compile(r"[.!?:\"“«]\s*$")
_LONGEST = 1_000
"""Characters of a question; a longer one is a text, of which no paragraph has every word."""
_SHARED = 6
"""Letters that two words of one family begin with at least: `interpreter`, `interpretation`."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word of a question that a paragraph on it should have."""

    written: str
    parts: tuple[str, ...]
    """Folded; those of `Al-Shabaab` or `A/HRC/12/5`."""
    is_name: bool
    """Capitalised although no sentence begins with it."""

    @property
    def is_number(self) -> bool:
        """It has a digit."""
        return any(character.isdigit() for character in self.written)


class _Held:
    """The words of a text, to look words up in."""

    def __init__(self, text: str, language: str | None) -> None:
        self.text = text
        self.language = language
        self.words = folded_words(text)
        self.all = frozenset(self.words)
        self.stems = frozenset(terms(text, language))
        grouped = {re.sub(r"\D", "", number) for number in _GROUPED.findall(western_digits(text))}
        ordinals = {match[1] for word in self.all if (match := _LEADING.fullmatch(word))}
        spelled = {_SPELLED[word] for word in self.all & _SPELLED.keys()}
        self.numbers = self.all | grouped | ordinals | spelled

    def has(self, sought: Sought) -> bool:
        """Whether the word, or another form of it, is there; of several parts all are."""
        if sought.is_number:
            return self._has_number(sought.parts)
        if all(self._has_word(part) for part in sought.parts):
            return True
        return sought.is_name and self._has_name(sought.written)

    def _has_name(self, written: str) -> bool:
        """Whether the name is there in another spelling or script."""
        return not names_in(self.text).isdisjoint(asked_sounds(written))

    def _has_number(self, parts: tuple[str, ...]) -> bool:
        joined = "".join(parts)
        ordinal = _LEADING.fullmatch(joined)
        forms = {joined, ordinal[1] if ordinal else joined}
        width = len(parts)
        return bool(forms & self.numbers) or any(
            tuple(self.words[at : at + width]) == parts for at in range(len(self.words))
        )

    def has_form(self, word: str) -> bool:
        """Whether the word is there, or a form that has the same stem."""
        return word in self.all or self.stems.issuperset(terms(word, self.language))

    def _has_word(self, word: str) -> bool:
        return self.has_form(word) or any(_is_family(word, other) for other in self.all)


def missing_words(
    sought: Sequence[Sought],
    text: str,
    language: str | None,
    rarity: Mapping[str, float] | None = None,
) -> tuple[str, ...]:
    """The words of a question, as written there, that stand nowhere in a text.

    Each once, in order: names and numbers; other words that mean something by themselves
    only where those that stand there are together less rare than those that do not, by
    `rarity` of their terms. Another form of a word counts as the word.
    """
    if not sought:
        return ()
    held = _Held(text, language)
    missing = [one for one in sought if not held.has(one)]
    weigh = partial(_rarity, language=language, rarity=rarity or {})
    if 2 * sum(map(weigh, missing)) <= sum(map(weigh, sought)):
        missing = [one for one in missing if one.is_name or one.is_number]
    return tuple(one.written for one in missing)


def holds_all(sought: Sequence[Sought], text: str, language: str | None) -> bool:
    """Whether all of these words stand in a text, as they are or in a form of the same stem.

    A word that only begins alike is another one here.
    """
    held = _Held(text, language)
    return all(held.has_form(part) for one in sought for part in one.parts)


def still_missing(missing: Sequence[str], text: str, language: str | None) -> tuple[str, ...]:
    """Those of the words missing at one place that a further text does not have either."""
    if not missing:
        return ()
    held = _Held(text, language)
    return tuple(
        written
        for written in missing
        if not held.has(Sought(written, tuple(folded_words(written)), is_name=False))
    )


def _rarity(sought: Sought, language: str | None, rarity: Mapping[str, float]) -> float:
    """How rare a word is; 1 where that is not known."""
    return max(rarity.get(term, 1.0) for part in sought.parts for term in terms(part, language))


@lru_cache(maxsize=64)
def sought_words(question: str, language: str | None) -> tuple[Sought, ...]:
    """The words of a question that a text in a language on it should have, in order.

    In a question of another language than the text's they are its numbers alone; words of
    scripts that are written without spaces are not among them.
    """
    if len(question) > _LONGEST:
        return ()
    asked_in = question_language(question, [language])
    is_foreign = is_foreign_to(question, language)
    silent = _silent(asked_in or language or "en")
    # German nouns and shouted words have capitals whatever they name.
    may_name = asked_in != "de" and not question.isupper()
    found: dict[tuple[str, ...], Sought] = {}
    for start, written, parts in _units(question):
        is_name = may_name and written[0].isupper() and not _begins(question, start)
        sought = Sought(written, parts, is_name)
        if sought.is_number or not (is_foreign or silent & set(parts) or len(parts[0]) < 2):
            found.setdefault(parts, sought)
    return tuple(found.values())


def is_foreign_to(question: str, language: str | None) -> bool:
    """Whether a question is known to be in another language than a text."""
    return language is not None and question_language(question, [language]) not in (None, language)


def _begins(question: str, start: int) -> bool:
    """Whether a sentence or a quotation begins here, where any word has a capital."""
    return start == 0 or bool(_SENTENCE.search(question[:start]))


def _units(question: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """The words of a question: where each starts, as it is written, and its folded parts."""
    for match in _UNIT.finditer(question):
        written = match[0]
        if UNSPACED.search(written):
            continue
        if not any(character.isdigit() for character in written):
            written = _bare(written)
        parts = tuple(folded_words(written))
        if parts:
            yield match.start(), written, parts


def _bare(written: str) -> str:
    """Without what an apostrophe joins to a word, `author's`, `l'eau`; nothing of `don't`."""
    pieces = re.split("['’]", written)
    return "" if pieces[-1].lower() == "t" else max(pieces, key=len)


@lru_cache(maxsize=64)
def _silent(language: str) -> frozenset[str]:
    """Words of a language that no question is about."""
    stops = STOP_WORDS.get(language, frozenset())
    saying = SAYING.get(language, frozenset()) | ABOUT.get(language, frozenset())
    return stops | saying | FUNCTION_WORDS.get(language, frozenset()) | _FRAMING


def _is_family(one: str, other: str) -> bool:
    """Whether two words begin alike for the most part, or one is the half of the other."""
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHARED - 1 and short in long and len(long) <= 2 * len(short):
        return True
    pairs = enumerate(zip(short, long, strict=False))
    shared = next((at for at, (a, b) in pairs if a != b), len(short))
    return shared >= _SHARED and shared >= 0.6 * len(long)
