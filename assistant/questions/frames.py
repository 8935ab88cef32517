"""What a request is about, without the words that only tell what to do with it."""

import re

from assistant.questions.speech import AROUND, SPEECHES, Speech

_QUOTED = r"[\"“„«]"
_NOTE = r"(?: ?\([^()]*\))?"


def _frame(speech: Speech) -> str:
    placed = f"{_NOTE} {speech.inside} {speech.source}{_NOTE}"
    either = f"(?:{speech.part}|{speech.perhaps_part})"
    return (
        rf"{speech.asking} (?:{speech.part}{_NOTE}|{either}{placed}) {speech.about} "
        rf"|{speech.asking} {speech.perhaps_part}{_NOTE} {speech.about} (?={_QUOTED})"
        rf"|{speech.saying.format(source=speech.source)} "
    )


_FRAME = re.compile(
    rf"(?:{'|'.join(map(_frame, SPEECHES))})(?=.*\w)",
    re.IGNORECASE | re.DOTALL,
)
_AROUND = re.compile(rf"(?:{'|'.join(AROUND)})[\s。.?？！!]*", re.IGNORECASE)
_IN_QUOTES = re.compile(rf"{_QUOTED}([^\"“”„«»]*\w[^\"“”„«»]*)[\"“”»]")
_TO_BE_READ = re.compile(
    r",? (?:that|which) (?:should|must|need to|ought to|have to|are to|is to) be"
    r" (?:reviewed|read|checked|examined|verified|considered)(?: by (?:(?:a|an|the) )?\w+)?"
    r"(?=\W*$|[.:;])",
    re.IGNORECASE,
)
_LONGEST = 1_000
"""Characters of a question that is a frame on both sides."""
_GOES_ON = re.compile(r"[.?!] \w")
_LABEL = re.compile(r"^[\s.:;,!?]*(?:[A-Z]\w+: )?")


def subject_of(question: str) -> str:
    """The subject of a request for passages on something; other questions as they are.

    A frame is an instruction around a subject: "highlight the clauses related to …", "what
    does this document say about …". Its words say nothing of what is looked for. Where the
    subject stands in quotation marks, what the passages are wanted for goes too, and what
    explains the subject stays. When in doubt nothing is left out.
    """
    asked = " ".join(question.split())
    around = _AROUND.fullmatch(asked) if len(asked) <= _LONGEST else None
    if around is not None:
        return str(next(filter(None, around.groups()))).strip()
    frame = _FRAME.match(asked)
    if frame is None:
        return question
    rest = asked[frame.end() :]
    quoted = _IN_QUOTES.match(rest)
    if quoted is None:
        return rest if _GOES_ON.search(rest) else rest.rstrip(" ?.!؟")
    after = rest[quoted.end() :]
    wanted_for = _TO_BE_READ.match(after)
    after = after[wanted_for.end() :] if wanted_for else after
    if re.match(r"\w| \w", after):
        return quoted.group(1).strip() + after.rstrip(" ?.!")
    return f"{quoted.group(1).strip()}. {_LABEL.sub('', after)}".rstrip(" .")
