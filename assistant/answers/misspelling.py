"""Words of a question that no document has, and the words that are meant by them."""

import re
from difflib import get_close_matches

from assistant.documents.speakers.countries import country_named
from assistant.language.terms import folded_words
from assistant.library.reading import Searching

SHORTEST = 5
"""Letters of a word that is looked for in another spelling."""

LONG, LIKE = 9, 0.88
"""Letters of a word of which more than one may be wrong, and the share of its letters that must
be there in their order (Ratcliff and Obershelp)."""


def respelled(words: str, library: Searching) -> str | None:
    """A question with the words that are meant; `None` where no word is misspelt.

    A word is misspelt where no paragraph has it in any form, and some have one that begins
    alike and is one sign off. Names are left alone: what is said of another is no answer.
    """
    meant = words
    for match in reversed(list(re.finditer(r"[^\W\d_]+", words))):
        better = _meant(match[0], library, is_name=_is_name(words, match))
        if better is not None:
            meant = f"{meant[: match.start()]}{better}{meant[match.end() :]}"
    return None if meant == words else meant


def _is_name(words: str, match: re.Match[str]) -> bool:
    """Whether a word has a capital that nothing but a name gives it."""
    return match.start() > 0 and match[0][0].isupper() and not words.isupper()


def _meant(written: str, library: Searching, *, is_name: bool) -> str | None:
    [*folded] = folded_words(written)
    if is_name or len(written) < SHORTEST or len(folded) != 1 or country_named(written):
        return None
    word = folded[0]
    if library.holding(word):
        return None
    known = {
        other
        for passage in library.near(word)
        for other in folded_words(passage.paragraph.text)
        if other[0] == word[0]
    }
    near = sorted(other for other in known if _is_one_sign_off(word, other))
    if not near and len(word) >= LONG:
        near = get_close_matches(word, sorted(known), n=1, cutoff=LIKE)
    return near[0] if near else None


def _is_one_sign_off(one: str, other: str) -> bool:
    """Whether a letter is too many, missing, another, or changed places with the next."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1:
        return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    differ = [at for at in range(len(short)) if one[at] != other[at]]
    if len(long) != len(short) or len(differ) > 2:
        return False
    first, last = differ[0], differ[-1]
    return first == last or (
        last - first == 1 and one[first] + one[last] == other[last] + other[first]
    )
