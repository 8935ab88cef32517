"""Several questions in one: where one ends and the next begins."""

import re

from assistant.language.sentences import sentence_spans

_ASKING = (
    r"(?:who|whom|whose|what|when|where|why|how|which|wer|wen|wem|was|wann|wo|warum|weshalb|wie"
    r"|welche[rsnm]?|qui|quand|où|pourquoi|comment|combien|quels?|quelles?|qu['’]est-ce|quién(?:es)?"
    r"|qué|cuándo|dónde|cómo|por qué|cuánt[oa]s?|кто|что|когда|где|почему|как|сколько)"
)
_SENTENCE = re.compile(r"(?<=[?？؟])\s*(?=\S)")
_JOINED = re.compile(
    rf",? (?:and|und|et|y|и)(?: also)? (?={_ASKING}(?!\w)[^?]+\?*$)", re.IGNORECASE
)
_OPENS = re.compile(rf"[\s¿\"“]*(?:\w+ )?{_ASKING}(?!\w)", re.IGNORECASE)
_LEAST = 3
"""Words of a question; `when and where was it?` is one."""
LONG = 80
"""Words beyond which what stands before a question is a story, and not looked for."""
MOST = 5
"""Questions of one text that are told apart."""


def questions_in(text: str) -> tuple[str, ...]:
    """The questions of a text in order; the text alone where it asks one thing or nothing.

    Two are told apart where one ends with its sign and another follows, and where a word
    that asks stands behind an `and`. What is said between them belongs to the one after,
    unless it is a long story: then the sentence that asks is the question.
    """
    pieces = [part for piece in _SENTENCE.split(text) for part in _parted(piece.strip())]
    asked = sum(map(_asks, pieces))
    if asked < 2:
        return (_question_alone(text) if asked else text,)
    found: list[str] = []
    before = ""
    for piece in pieces:
        if _asks(piece):
            found.append(_question_alone(f"{before}{piece}"))
            before = ""
        else:
            before += f"{piece} "
    return tuple(found[:MOST])


def _parted(piece: str) -> list[str]:
    match = _JOINED.search(piece)
    if match is None or not _OPENS.match(piece):
        return [piece]
    first, second = piece[: match.start()], piece[match.end() :]
    long_enough = min(len(first.split()), len(second.split())) >= _LEAST
    ended = second if second.endswith("?") else f"{second}?"
    return [f"{first}?", ended] if long_enough else [piece]


def _question_alone(piece: str) -> str:
    """The last sentence of a long text that ends with its question; a short one as it is."""
    if len(piece.split()) <= LONG:
        return piece
    start, end = sentence_spans(piece)[-1]
    last = piece[start:end]
    return last if _asks(last) else piece


def _asks(piece: str) -> bool:
    is_ended = piece.rstrip("\"'”’»)] ").endswith(("?", "？", "؟"))
    return is_ended and len(piece.split()) >= _LEAST
