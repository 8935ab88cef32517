"""What a question takes for granted: that something happened of which it asks why or when."""

import re

_PREMISE = re.compile(
    r"^[\s\"“]*(?:and |but )?(?:why|when|how come|since when|for what reason)"
    r" (?P<aux>did|does|do|has|have|had|was|were|is|are) (?!not\b|n['’]t\b)"
    r"(?P<clause>[^?]{5,200})\??$",
    re.IGNORECASE,
)


def premise_of(question: str) -> str | None:
    """What it takes for granted, as a clause: `Slovenia did leave the Union`; else `None`.

    Only of English questions why and when something happened to somebody who is named.
    """
    match = _PREMISE.match(question.strip())
    if match is None:
        return None
    words = match["clause"].strip(" .").split()
    name = _named(words)
    if not name or name == len(words):
        return None
    return " ".join((*words[:name], match["aux"].lower(), *words[name:]))


def _named(words: list[str]) -> int:
    """How many words the subject has: an article, and a name with capitals."""
    at = 1 if words[0].lower() in ("the", "a", "an") else 0
    end = at
    while end < len(words) and (words[end][:1].isupper() or words[end] in ("of", "and", "the")):
        end += 1
    while end > at and words[end - 1] in ("of", "and", "the"):
        end -= 1
    return end if end > at else 0
