"""Headings in plain text: on a line of their own, or run into the text that follows them."""

import re
from itertools import pairwise

from assistant.language.function_words import word_set

_LABELS = (
    "Agenda item|Item|Section|Session|Part|Chapter|Annex|Annexe|Appendix|Theme|Topic|Panel|"
    "Module|Segment|Round table|Day|Schedule|Article|Punkt|Tagesordnungspunkt|Abschnitt|Kapitel|"
    "Teil|Anhang|Anlage|Sitzung|Point|Partie|Chapitre|Séance|Thème|Sección|Capítulo|Anexo|Parte|"
    "Sesión|Tema|Artículo|Punto|Allegato|Capitolo|Sezione|Sessione|Seção|Sessão|Раздел|Глава|"
    "Часть|Приложение|Пункт|Тема|Сессия|Заседание|Punkt|Rozdział|Załącznik|Kapitola|Příloha"
)
_NUMERAL = r"(?:[IVXLC]{1,6}|\d{1,2}|[A-Z])\b"
_LABELLED = rf"(?:{_LABELS})\s+{_NUMERAL}\s*(?P<after>[.:–—-]*)\s+"
_ROMAN_ALONE = r"(?:[IVX]{1,5})\.\s+"
_SUBJECTS = word_set(
    "the this these those it its in at during participants he she they we there a an after "
    "before while several some many most all speakers delegations delegates members "
    "panellists panelists opening introducing following under on according as when mr mr. ms "
    "ms. mrs mrs. dr dr. prof prof. one two both each der die das dieser diese dieses es in "
    "im sie er wir ein eine nach während am zu bei auf le la les cette ce ces il elle ils "
    "elles un une dans au après pendant plusieurs el los las esta este estos estas un una en "
    "durante después al varios se il lo gli questa questo questi un una nel durante dopo o os "
    "as este esta um uma no na durante após участники в этот эта эти он она они на во после "
    "это"
)
_SPARE_ENDS = re.compile(r"[.!?;:,…。！？]$")
_WORD = re.compile(r"\S+")
_INLINE = re.compile(rf"(?:{_LABELLED}|{_ROMAN_ALONE})(?=[\"“«(]?[^\W\d_])")
_BARE_LABEL = re.compile(rf"(?:{_LABELS})\s+{_NUMERAL}\s*[.:–—-]?", re.I)
_LONGEST = 220
"""Characters of a heading run into its text; a longer stretch is a sentence."""

_LINE = 110
_NUMBERED = re.compile(
    rf"(?:(?:{_LABELS})\s+{_NUMERAL}|[IVX]{{1,5}}\.|[A-Z]\.|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?)"
    r"[.:–—\s-]*\s",
    re.I,
)
_VERBAL = word_set("is are was were ist sind est sont es son")


def inline_heading(text: str, at: int) -> int | None:
    """Where a heading that begins at `at` and runs into a sentence ends; `None` if none does.

    `Item V. After violence breaks out – essential measures This session …`: a
    label with a numeral, words without an end mark, then a capitalised word that
    opens sentences right behind a word without punctuation. A label is followed
    by a stop, a colon, a dash or a capital letter.
    """
    label = _INLINE.match(text, at)
    if not label:
        return None
    begin = label.end()
    title = text[begin : begin + 1]
    if not label["after"] and not title.isupper():
        return None
    words = list(_WORD.finditer(text, begin, min(len(text), begin + _LONGEST)))
    for before, word in pairwise(words):
        if before[0][-1] in ".!?;…":
            return None
        if _opens_sentence(word[0]) and _may_end_heading(before[0]):
            return before.end()
    return None


def _opens_sentence(word: str) -> bool:
    return word[:1].isupper() and word.lower() in _SUBJECTS


def _may_end_heading(word: str) -> bool:
    """A heading does not stop at a comma, a dash or at a word that wants another."""
    return word[-1].isalnum() or word[-1] in ')”"»'


def heading_level(text: str) -> int:
    """Depth by its label: parts, Roman numerals and capitals 1, letters 2, `2.1.3` by its dots."""
    found = _NUMBERED.match(text + " ")
    if found:
        label = found[0].strip(" .:–—-")
        if re.fullmatch(r"\d+(?:\.\d+)+", label):
            return min(label.count(".") + 1, 6)
        return 2 if re.fullmatch(r"[A-Z]", label) and label not in "IVX" else 1
    return 1 if text.isupper() else 2


def is_heading_line(text: str, *, followed: bool) -> bool:
    """Whether words on lines of their own, between blank lines, name what follows.

    Short, without a final mark, beginning with a capital or a number, and either
    numbered, in capitals, or with text to follow.
    """
    words = text.split()
    if len(text) > _LINE or len(words) > 16 or _SPARE_ENDS.search(text) or "...." in text:
        return False
    if not any(c.isalpha() for c in text):
        return False
    first = next(c for c in text if c.isalnum())
    if first.islower():
        return False
    if _BARE_LABEL.fullmatch(text) or _NUMBERED.match(text):
        return True
    if not followed:
        return False
    if text.isupper():
        return True
    return len(words) <= 12 and not _VERBAL & {word.lower() for word in words}
