"""The signs between words: which carry a meaning, and which only set a text out.

Counts, wherever it stands: comparison and arithmetic (category Sm), currency (Sc),
question and exclamation marks, `& @ # / ^`, ticks and crosses. Counts by where it stands:
a raised digit where it is a power, a dash, colon or product between numbers or single
letters, a prime after a number. Forgiven: white space, kinds and presence of quotation
marks, of dashes between words, of brackets, commas, stops and ellipses, bullets, and the
marks of notes. What is typed for a sign is the sign: `<=`, `+/-`, `10^5`, `m2`, `20 deg`.
Where a raised digit may be either it is a power: a fuss is better than a lie.
"""

import re
import unicodedata
from typing import NamedTuple

from assistant.language.characters import RAISED_DIGITS, lowered, raised
from assistant.language.numerals import DRAWN_BULLETS

JOINER = "\u2060"
"""Fills what a sign leaves of the letters typed for it, so that offsets stay."""

_TYPED = {"<=": "≤", ">=": "≥", "!=": "≠", "~=": "≈", "+/-": "±", "+-": "±", "->": "→"}
_AS_TYPED = re.compile(
    r"(?P<sign><=|>=|!=|~=|\+/-|\+-|->)"
    r"|(?<=[\w)\]])\^(?P<power>[-+−]?\d{1,3})(?!\w)"
    r"|(?<![^\W\d_])(?P<unit>[kcdm]?m)(?P<square>[23])(?!\w)"
    r"|(?<=\d)(?P<space>[ \u00a0]?)(?P<degree>deg)(?!\w)"
    r"|(?<!\b0)(?<=\d)(?P<by> ?x ?)(?=\d)"
)
_DASHES = "-‐‑‒–—―−"
_TICKS = {"✔": "✓", "✗": "✗", "✘": "✗", "✓": "✓"}
_ALIKE = {"؟": "?", "⁄": "/", "∕": "/", "∗": "×", "⋅": "×", "∙": "×", "·": "×", "*": "×", "∶": ":"}
_OTHERS = "?!&@#/^‱٪"
_NO_SIGN = frozenset(f"|{DRAWN_BULLETS}") - _TICKS.keys()
_BETWEEN_NUMBERS = frozenset(f"{_DASHES}:∶·∙⋅*∗")
GOVERNING = frozenset("<>≤≥≠≈±∓~≪≫")
"""Belong to what follows even over a space: who begins a quotation after one drops it."""
JOINING = frozenset("-/&@:=×÷→?!")
"""Do not belong to the word beside them alone: a quotation may begin or end at one."""

_RUN = re.compile(f"[⁺⁻]?[{RAISED_DIGITS}]+")
_UNITS = frozenset(("nm", "µm", "μm", "mm", "cm", "dm", "hm", "km", "ft", "yd", "mi", "in"))
_UNITS |= frozenset(("ms", "kg", "mg", "mol", "rad", "Pa", "Hz", "sin", "cos", "tan", "log", "ln"))
_BASE = re.compile(r"(?P<name>/)?(?P<number>\d[\d.,]*)$|(?P<word>[^\W\d_]+)$")
_FORMULA = re.compile(r"[=+×·*/^−]|\s[-–]\s")
_POWERS = frozenset("²³")


class Sign(NamedTuple):
    """A sign that counts, in the form in which it is compared, and where it stands."""

    sign: str
    start: int
    end: int


def as_set(text: str) -> str:
    """The text with signs where others were typed for them; as long as before."""
    return _AS_TYPED.sub(_set, text)


def _set(found: re.Match[str]) -> str:
    if found["sign"]:
        return _TYPED[found["sign"]].ljust(len(found[0]), JOINER)
    if found["power"]:
        return JOINER + raised(found["power"].replace("−", "-"))
    if found["unit"]:
        return found["unit"] + raised(found["square"])
    if found["degree"]:
        return found["space"] + "°".ljust(3, JOINER)
    return found["by"].replace("x", "×")


def signs(text: str, start: int, end: int) -> list[Sign]:
    """Those that count in `text[start:end]`, which lies between two words of a text `as_set`."""
    found = []
    runs = {run.start(): run for run in _RUN.finditer(text, start, end)}
    at = start
    while at < end:
        run = runs.get(at)
        if run is not None:
            if is_power(text, run.start(), run[0]):
                found.append(Sign(f"^{lowered(run[0])}", *run.span()))
            at = run.end()
            continue
        sign = _sign(text, at)
        if sign:
            found.append(Sign(sign, at, at + 1))
        at += 1
    return found


def _sign(text: str, at: int) -> str | None:
    """The sign at a place in the form in which it is compared; `None` for one that is forgiven."""
    here = text[at]
    if here.isspace() or here.isalnum():
        return None
    if here in _BETWEEN_NUMBERS:
        form = "-" if here in _DASHES else _ALIKE.get(here, here)
        return form if _between_numbers(text, at) else None
    if here in "′″":
        return here if text[max(0, at - 1) : at].isdigit() else None
    if here in _TICKS:
        return _TICKS[here]
    if here in _NO_SIGN:
        return None
    form = _ALIKE.get(here) or unicodedata.normalize("NFKC", here)
    counts = form in _OTHERS or unicodedata.category(here) in ("Sm", "Sc")
    return form if counts else None


_NUMBER_BEFORE = re.compile(r"(?:\d|(?<!\w)[^\W\d_])[⁰¹²³⁴-⁹]*\s*$")
_NUMBER_AFTER = re.compile(r"\s*(?:\d|[^\W\d_](?!\w))")


def _between_numbers(text: str, at: int) -> bool:
    """Whether a number or a single letter stands directly on both sides, a number on one."""
    before = _NUMBER_BEFORE.search(text, max(0, at - 8), at)
    after = _NUMBER_AFTER.match(text, at + 1)
    if before is None or after is None:
        return False
    if text[at] in ":*":
        return text[at - 1].isdigit() and text[at + 1 : at + 2].isdigit()
    return before[0][0].isdigit() or after[0].strip().isdigit() or text[at] == "−"


def is_power(text: str, at: int, run: str) -> bool:
    """Whether the raised digits at a place are a power, and not the mark of a note.

    A power stands after 10 and 2, as ² or ³ after another number of up to three digits or
    a letter in brackets, other than ¹ after a unit, a single letter or a formula in
    brackets, and wherever it has a sign of its own.
    """
    if run[0] in "⁺⁻":
        return True
    before = text[max(0, at - 60) : at].rstrip(f"{JOINER}\u00ad")
    if before[-1:] in (")", "]"):
        opened = max(before.rfind("(", 0, -1), before.rfind("[", 0, -1))
        inside = before[opened + 1 : -1] if opened >= 0 else ""
        formula = bool(_FORMULA.search(inside)) and run != "¹"
        return formula or (len(inside) == 1 and run in _POWERS)
    base = _BASE.search(before)
    if base is None:
        return False
    if base["word"]:
        # `I` is a person, or the first of what is counted in Roman numerals.
        letter = len(base["word"]) == 1 and base["word"] != "I"
        return run != "¹" and (letter or base["word"] in _UNITS)
    # The digits of `70/1²` are a name and those of `2030³` a year.
    digits = [c for c in base["number"] if c.isdigit()]
    small = run in _POWERS and len(digits) <= 3
    return not base["name"] and (base["number"] in ("2", "10") or small)
