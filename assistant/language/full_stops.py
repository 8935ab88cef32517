"""Which full stops end a sentence: not those of numbering, ordinals, abbreviations, initials."""

import re

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
from assistant.language.numerals import COUNTS

OPENERS = "\"'“‘„‚«»‹›([{¿¡—–-•*「『（【《〈［"
"""What may stand between a full stop and the word that follows."""

_ENUMERATOR = re.compile(rf"[(\[§]?(?:{COUNTS}|[ivxlcIVXLC]{{1,6}}|\w)[)\]]?")
_ROMAN = re.compile(r"[IVXLC]+\b")
_ELISION = re.compile(r"^[^\W\d_]{1,2}['’](?=\w)")
_PART = re.compile(r"([^\W\d_][\w.-]{0,5})\.")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)*[^\W\d_]")
_NO_WORD = OPENERS + " "
_DATE = re.compile(
    r"\d{1,2}\. ?\d{1,2}\. ?\d{4}\b|(?<=\. )\d{1,2}\. ?\d{4}\b|(?<=\.)\d{1,2}\. ?\d{4}\b"
)
WORD = re.compile("[\\w\u0900-\u0963\u0966-\u0dff]+(?:['’]\\w+)?")
"""Words with the vowel signs of India's scripts, which `\\w` leaves out."""

_STARTERS = frozenset(
    word for words in FUNCTION_WORDS.values() for word in words if len(word) > 1
) | word_set("a i o u y я а и в у о с к")
_PARTICLES = word_set("van von de di da du dos das del ter ten al")
"""Lower parts of surnames that are function words too (`J. de Vries`)."""
_TITLES = word_set("mr mrs ms mx dr prof st rev hon fr no nos co ts ths gs pgs")
"""Abbreviations that stand before a name or a number in capitals too."""
_VERSE = re.compile(r"\d{1,3}:\d")
_HINDI_VERBS = word_set("है हैं था थी थे हो हूँ गए गई गया रहे रही रहा जाए दी दिया लिया की")
_REACH = 48
"""Longest token, in characters, looked at before a full stop; keeps long lines linear."""


def stop_ends(flat: str, start: int, end: re.Match[str], follower: int) -> bool:
    """Whether the full stop of this mark ends the sentence that begins at `start`.

    `flat` is the text with one kind of space; `follower` is where the next word begins.
    """
    at = end.start()
    begin = max(start, at - _REACH)
    before = flat[begin:at]
    token = before[before.rfind(" ") + 1 :].lstrip(OPENERS)
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
    word = WORD.match(flat, follower, follower + _REACH)
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
        part = part.lstrip(OPENERS).lower()
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
