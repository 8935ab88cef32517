"""What a file's properties say of it, and whether that may be believed."""

import re
from collections.abc import Iterable

from assistant.language.terms import folded_words

_RUBBISH = re.compile(
    r"(?:microsoft (?:word|excel|powerpoint)|print|adobe \w+|pdfcreator) ?[-–].*"
    r"|(?:untitled|document|dokument|documento|doc|unbenannt|presentation|präsentation|powerpoint"
    r"|slide|folie|book|workbook|mappe|sheet|tabelle|scan|page|new|template|vorlage|output|temp"
    r"|noname|no title|title|titel|default|normal)[\s_.-]*(?:presentation|document|page|template)?"
    r"[\s_.()-]*\d*(?:\.\w{2,5})?"
    r"|[\w./\\:~() -]+\.(?:docx?|pdf|rtf|odt|xlsx?|pptx?|indd|qxd|tex|dvi|ps|html?|txt|cdr|wpd|p65)"
    r"|[\d\W_]+|\w{0,3}\d[\w-]*\d\w{0,2}|united nations|united|array\(.*|https?:.*|about:.*"
    r"|[\w-]+_template|.*\btemplate",
    re.IGNORECASE | re.DOTALL,
)
_SHARE = 0.75
"""Words of a property that the beginning of a document must have for it to be borne out."""


def is_rubbish(title: str) -> bool:
    """Whether a title of the properties is one of a program's: `Microsoft Word - a.doc`."""
    return bool(_RUBBISH.fullmatch(title.strip())) or sum(c.isalpha() for c in title) < 3


def is_borne_out(said: str, beginning: Iterable[str]) -> bool:
    """Whether what a property says stands at the beginning of the document."""
    words = folded_words(said)
    held = {word for text in beginning for word in folded_words(text)}
    return bool(words) and sum(word in held for word in words) >= _SHARE * len(words)
