"""Sentence spans with exact offsets, by rules that need no model and no language tag."""

import re
from collections.abc import Iterator

from assistant.language.full_stops import OPENERS, WORD, stop_ends

_CLOSERS = "\"'”’»›«)\\]}」』）】》〉］｣〕"
_WIDE = "。！？｡।॥។៕။།"
_MARKS = ".!?…؟۔։።፧;"
_THAI = "\u0e01-\u0e4e\u0e81-\u0ece"
_PHRASE = 40
"""Characters of Thai and Lao, which have no end mark, from which a space ends a sentence."""
_GOES_ON = re.compile("และ|หรือ|ที่|ซึ่ง|โดย|แต่|กับ|ของ|เพื่อ|ว่า|ใน|จาก|ແລະ|ຫຼື|ທີ່|ໂດຍ|ແຕ່")
"""Words that go on with a sentence behind a space: `and`, `or`, `which`, `by`, `but`."""
_END = re.compile(
    rf"(?:(?P<wide>[{_WIDE}．]+[{_WIDE}!?…]*)(?P<close>[{_CLOSERS}]*)"
    r"(?:\[[^\[\]]{1,60}\])*\s*"
    rf"|(?P<space>(?<=[{_THAI}]) +(?=[{_THAI}]))"
    r"|(?P<elided>(?<= )\.(?: \.)+)(?:\s+|$)"
    rf"|(?<![{_MARKS}])(?P<mark>[{_MARKS}]++)(?! \. \.)"
    rf"(?:[{_CLOSERS}]|[ \u00a0\u202f]»(?=[\s.,;]|$))*"
    r"(?P<note>(?:\[[^\[\]]{1,60}\])+(?::[\d,–-]+)?|:\d[\d,–-]*"
    r"|[¹²³⁰⁴-⁹]+(?: [¹²³⁰⁴-⁹]+)*|(?<=[^\W\d_][.!?])\d{1,3})?(?:\s+|$))"
)
"""An end mark with what closes around it, a note's number and the space after it;
`wide` needs no space; in Thai and Lao a `space` is all there is."""
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_SPACE = re.compile(r"[^\S ]")
_ITEM_MARK = re.compile(r"\((?:[a-z]|[ivx]{1,5}|\d{1,2})\)|\[[a-z]\] |[a-z]\)")
_SAID = re.compile(
    r"[\u4e00-\u9fff]{1,4}?[说問问道喊答叫說]|(?:と|って|など|という|[はがをのにもでや])"
)
_NAME_IN_LOWER_CASE = re.compile(r"[^\W\d_]{1,3}[A-Z0-9]\w*\b(?!\.)")
"""`cDNA`, `mTOR`, `p53`: sentences may begin with them."""
_WITHOUT_CAPITALS = 160
"""Characters from which a text without a capital letter is taken to be written so throughout."""


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
    if spans and not WORD.search(flat, start, end):
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
        if end["space"]:
            ends = end.start() - start >= _PHRASE and not _GOES_ON.match(flat, end.end())
        elif end["wide"]:
            ends = _wide_ends(flat, start, end)
        else:
            ends = _ends(flat, start, end, capitals)
        if ends:
            start = end.end()
            yield start


def _wide_ends(flat: str, start: int, end: re.Match[str]) -> bool:
    """An end mark that needs no space ends, but not inside brackets or before `と言った`."""
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
    return stop_ends(flat, start, end, follower)


def _follower(flat: str, at: int) -> int:
    """Where the next word begins, behind quotation marks, brackets and dashes."""
    limit = min(len(flat), at + 8)
    while at < limit and (flat[at] in OPENERS or flat[at] == " "):
        at += 1
    return at


def _elided(flat: str, at: int) -> bool:
    """`[…]` and `(...)` stand for words left out and end nothing by themselves."""
    return flat[at] in ".…" and flat[at - 1 : at] in ("[", "(")


def _four_dots(flat: str, at: int, dots: str) -> bool:
    """`left out . . . . The` ends, by the full stop among its dots; with three it goes on."""
    return dots.count(".") + (flat[at - 2 : at - 1] in "!?.") > 3
