"""Sentence spans with exact offsets, by rules that need no model and no language tag."""

import re
from collections.abc import Iterator

from assistant.language.abbreviations import (
    BEFORE_NUMBER,
    MAGNITUDES,
    MAYBE_LAST,
    MONTHS,
    NEVER_LAST,
    ORDINAL_ARTICLES,
    ORDINAL_NOUNS,
    USUALLY_LAST,
)
from assistant.language.function_words import FUNCTION_WORDS, word_set

_CLOSERS = "\"'”’»›«)\\]}」』）】》〉］｣〕"
_OPENERS = "\"'“‘„‚«»‹›([{¿¡—–-•*「『（【《〈［"

_MARKS = ".!?…؟۔।॥։።፧។;"

_END = re.compile(
    rf"(?:(?P<wide>[。！？｡．]+[。！？｡!?…]*)(?P<close>[{_CLOSERS}]*)\s*"
    r"|(?P<elided>(?<= )\.(?: \.)+)(?:\s+|$)"
    rf"|(?<![{_MARKS}])(?P<mark>[{_MARKS}]++)(?! \. \.)"
    rf"(?:[{_CLOSERS}]|[ \u00a0\u202f]»(?=[\s.,;]|$))*"
    r"(?P<note>(?:\[[^\[\]]{1,60}\])+(?::[\d,–-]+)?|:\d[\d,–-]*"
    r"|[¹²³⁰⁴-⁹]+(?: [¹²³⁰⁴-⁹]+)*|(?<=[^\W\d_][.!?])\d{1,3})?(?:\s+|$))"
)
"""An end mark with what closes around it, a note's number and the space after it;
`wide` needs no space."""

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_SPACE = re.compile(r"[^\S ]")
_ENUMERATOR = re.compile(r"[(\[§]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlcIVXLC]{1,6}|\w)[)\]]?")
_ROMAN = re.compile(r"[IVXLC]+\b")
_ITEM_MARK = re.compile(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)|\[[a-z]\] |[a-z]\)")
_ELISION = re.compile(r"^[^\W\d_]{1,2}['’](?=\w)")
_PART = re.compile(r"([^\W\d_][\w.-]{0,5})\.")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_NO_WORD = _OPENERS + " "
_DATE = re.compile(
    r"\d{1,2}\. ?\d{1,2}\. ?\d{4}\b|(?<=\. )\d{1,2}\. ?\d{4}\b|(?<=\.)\d{1,2}\. ?\d{4}\b"
)
_SAID = re.compile(
    r"[\u4e00-\u9fff]{1,4}?[说問问道喊答叫說]|(?:と|って|など|という|[はがをのにもでや])"
)
_WORD = re.compile("[\\w\u0900-\u0963\u0966-\u0dff]+(?:['’]\\w+)?")
_STARTERS = frozenset(
    word for words in FUNCTION_WORDS.values() for word in words if len(word) > 1
) | word_set("a i o u y я а и в у о с к")
_PARTICLES = word_set("van von de di da du dos das del ter ten al")
"""Lower parts of surnames that are function words too (`J. de Vries`)."""
_TITLES = word_set("mr mrs ms mx dr prof st rev hon fr no nos co")
"""Abbreviations that stand before a name or a number in capitals too."""
_NAME_IN_LOWER_CASE = re.compile(r"[^\W\d_]{1,3}[A-Z0-9]\w*\b(?!\.)")
"""`cDNA`, `mTOR`, `p53`: sentences may begin with them."""
_VERSE = re.compile(r"\d{1,3}:\d")
_HINDI_VERBS = word_set("है हैं था थी थे हो हूँ गए गई गया रहे रही रहा जाए दी दिया लिया की")
_WITHOUT_CAPITALS = 160
"""Characters from which a text without a capital letter is taken to be written so throughout."""
_REACH = 48
"""Longest token, in characters, looked at before a full stop; keeps long lines linear."""


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as `(start, end)`, in order, end exclusive.

    No span begins or ends with white space, and every other character lies in
    exactly one span. A blank line always ends a sentence. Linear in the length
    of the text.
    """
    spans: list[tuple[int, int]] = []
    flat = _SPACE.sub(" ", text)
    begin = 0
    for blank in _BLANK.finditer(text):
        spans.extend(_spans(flat, begin, blank.start()))
        begin = blank.end()
    spans.extend(_spans(flat, begin, len(text)))
    return spans


def _spans(flat: str, begin: int, stop: int) -> list[tuple[int, int]]:
    """Sentences of one paragraph; what holds no letter or digit joins the sentence before."""
    spans: list[tuple[int, int]] = []
    start = begin
    for cut in _cuts(flat, begin, stop):
        _append(spans, flat, start, cut)
        start = cut
    _append(spans, flat, start, stop)
    return spans


def _append(spans: list[tuple[int, int]], flat: str, start: int, end: int) -> None:
    while start < end and flat[start] == " ":
        start += 1
    while end > start and flat[end - 1] == " ":
        end -= 1
    if start == end:
        return
    if spans and not _WORD.search(flat, start, end):
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append((start, end))


def _cuts(flat: str, begin: int, stop: int) -> Iterator[int]:
    """Offsets behind each sentence that another sentence follows."""
    start = begin
    capitals = _has_capitals(flat, begin, stop)
    for end in _END.finditer(flat, begin, stop):
        if end.end() >= stop:
            return
        wide = end["wide"]
        ends = _wide_ends(flat, start, end) if wide else _ends(flat, start, end, capitals)
        if ends:
            start = end.end()
            yield start


def _wide_ends(flat: str, start: int, end: re.Match[str]) -> bool:
    """Chinese and Japanese: an end mark ends, but not inside brackets or before `と言った`."""
    at, after = end.start(), end.end()
    if end["wide"] == "．" and flat[after : after + 1].isdigit():
        return False
    if end["close"] and _SAID.match(flat, after):
        return False
    if end["close"]:
        return not _opened_inside(flat, start, at, end["close"])
    inside = flat[max(start, at - 300) : at]
    for opener, closer in ("「」", "『』", "（）", "“”"):
        if inside.count(opener) > inside.count(closer):
            return flat.find(closer, at, at + 300) < 0
    return True


def _opened_inside(flat: str, start: int, at: int, close: str) -> bool:
    """Whether a bracket that closes here opened in the middle of the sentence."""
    opener = {"）": "（", ")": "("}.get(close[0])
    if opener is None:
        return False
    opened = flat.rfind(opener, max(start, at - 300), at)
    return opened > start and bool(flat[start:opened].strip())


def _has_capitals(flat: str, begin: int, stop: int) -> bool:
    """Whether a sentence would begin with one here: in a long text without any, none does."""
    stretch = flat[begin:stop]
    return len(stretch) < _WITHOUT_CAPITALS or not stretch.islower()


def _ends(flat: str, start: int, end: re.Match[str], capitals: bool) -> bool:
    """Whether this mark, which has white space behind it, ends its sentence."""
    mark, at = end["mark"], end.start()
    follower = _follower(flat, end.end())
    first = flat[follower : follower + 1]
    if end["elided"]:
        return not first.islower() and _four_dots(flat, at, end["elided"])
    if capitals and first.islower() and not _NAME_IN_LOWER_CASE.match(flat, follower):
        return bool(_ITEM_MARK.match(flat, end.end()))
    if mark == ";":
        return "\u0370" <= flat[at - 1 : at] <= "\u03ff" and first.isupper()
    if mark != ".":
        return not _elided(flat, at)
    return _stop_ends(flat, start, end, follower)


def _follower(flat: str, at: int) -> int:
    """Where the next word begins, behind quotation marks, brackets and dashes."""
    limit = min(len(flat), at + 8)
    while at < limit and (flat[at] in _OPENERS or flat[at] == " "):
        at += 1
    return at


def _elided(flat: str, at: int) -> bool:
    """`[…]` and `(...)` stand for words left out and end nothing by themselves."""
    return flat[at] in ".…" and flat[at - 1 : at] in ("[", "(")


def _four_dots(flat: str, at: int, dots: str) -> bool:
    """`left out . . . . The` ends, by the full stop among its dots; with three it goes on."""
    return dots.count(".") + (flat[at - 2 : at - 1] in "!?.") > 3


def _stop_ends(flat: str, start: int, end: re.Match[str], follower: int) -> bool:
    """Full stops: ends of sentences, but for numbering, ordinals, abbreviations, initials."""
    at = end.start()
    begin = max(start, at - _REACH)
    before = flat[begin:at]
    token = before[before.rfind(" ") + 1 :].lstrip(_OPENERS)
    quoted = flat[at + 1 : end.end()].strip(" )][0123456789")
    if not token or quoted:
        return True
    begins = at - len(token) - start < _REACH and not flat[start : at - len(token)].strip(_NO_WORD)
    if begins and _ENUMERATOR.fullmatch(token):
        return False
    before = before[: len(before) - len(token)].rstrip(_NO_WORD)
    if token.isdigit():
        return not _ordinal(flat, at, token, before, follower)
    return not _abbreviated(flat, token, before, follower)


def _ordinal(flat: str, at: int, token: str, before: str, follower: int) -> bool:
    """Day of a date or ordinal number: `3. Mai`, `3. 5. 2020`, `im 19. Jahrhundert`."""
    if len(token) > 2:
        return False
    following = _next_word(flat, follower)
    if _DATE.match(flat, at - len(token)) or following in MONTHS:
        return True
    if following.startswith(ORDINAL_NOUNS) or flat[at - len(token) - 1 : at - len(token)] == "(":
        return True
    article = before[before.rfind(" ") + 1 :].lower() in ORDINAL_ARTICLES
    return article and flat[follower : follower + 1].isalpha()


def _next_word(flat: str, follower: int) -> str:
    """The word there, lower case; nothing for an initial."""
    word = _WORD.match(flat, follower, follower + _REACH)
    if word is None or (len(word[0]) == 1 and flat[word.end() : word.end() + 1] == "."):
        return ""
    return word[0].lower()


def _abbreviated(flat: str, token: str, before: str, follower: int) -> bool:
    """Whether the full stop belongs to the word before it and not to the sentence."""
    key = _key(_ELISION.sub("", token).lower(), before)
    if _before_number(key) and _numeric(flat, follower):
        return True
    if token[0].isupper() and _VERSE.match(flat, follower):
        return True
    if _goes_on(key, flat, follower):
        return True
    opens = flat[follower : follower + 1].isupper() and _next_word(flat, follower) in _STARTERS
    if _is_acronym(token, flat, follower) or (opens and _counted(key, before)):
        return False
    if key in MAYBE_LAST and not (len(token) == 1 and token.isupper()):
        closed = flat[follower - 2 : follower - 1] == ")"
        return not (opens or (not closed and _usually_last(key, before)))
    if key in NEVER_LAST:
        return True
    if _INITIALS.fullmatch(token):
        return not opens or _next_word(flat, follower) in _PARTICLES
    return _indic_short(token)


def _is_acronym(token: str, flat: str, follower: int) -> bool:
    """`v SR. Nová`: capitals that are no word set in capitals, and no title."""
    following = flat[follower : follower + 2]
    spelt = len(token) > 1 and token.isalpha() and token.isupper() and token.lower() not in _TITLES
    return spelt and following[:1].isupper() and following[1:].islower()


def _counted(key: str, before: str) -> bool:
    """The abbreviation stands behind a number, as units do."""
    return key in NEVER_LAST and before[-1:].isdigit()


def _before_number(key: str) -> bool:
    return key in BEFORE_NUMBER or (len(key) > 4 and key.endswith("str"))


def _numeric(flat: str, follower: int) -> bool:
    return flat[follower : follower + 1].isdigit() or bool(_ROMAN.match(flat, follower))


def _goes_on(key: str, flat: str, follower: int) -> bool:
    """Whether the next word completes a spaced abbreviation: `v. Chr.`, `EE. UU.`."""
    part = _PART.match(flat, follower)
    if part is None:
        return False
    whole = f"{key}.{part[1].lower()}"
    return whole in MAYBE_LAST or whole in NEVER_LAST


def _key(token: str, before: str) -> str:
    """The name in the tables; a spaced abbreviation (`z. B.`, `и т. д.`) is put together."""
    whole, longest = token, token
    for part in reversed(before.split(" ")[-3:]):
        part = part.lstrip(_OPENERS).lower()
        if len(part) > 4 or not part.endswith("."):
            break
        whole = part + whole
        if whole in MAYBE_LAST or whole in NEVER_LAST:
            longest = whole
    return longest


def _usually_last(key: str, before: str) -> bool:
    """`etc.`, and units or years behind a number, before a capital letter."""
    if key in USUALLY_LAST:
        return True
    if key in MAGNITUDES:
        return False
    previous = before[before.rfind(" ") + 1 :]
    return "." not in key and (previous[-1:].isdigit() or bool(_ROMAN.fullmatch(previous)))


def _indic_short(token: str) -> bool:
    """Hindi abbreviates with a full stop but ends with a danda; verbs may end with either.

    In every script of India initials are letters with their vowel signs (`यू.के.`).
    """
    if not "\u0900" <= token[0] <= "\u0dff":
        return False
    parts = token.split(".")
    if len(parts) > 1:
        return all(len(part) < 4 for part in parts)
    return token[0] <= "\u097f" and len(token) <= 3 and token not in _HINDI_VERBS
