"""Which signs carry a meaning: every forgiven change is exact, every other is altered and named."""

from collections.abc import Iterator

import pytest

from assistant.citations.alignment import align
from assistant.citations.sign_changes import held
from assistant.citations.signs import is_power
from assistant.citations.wording import Change, ChangeKind, occurrences, tokens

FRAMES = (
    "In the second trial {} was found by the panel, which met in May.",
    "The “lower” limit (see annex—table B) is {}; it was kept by the co-operative office.¹",
    "Members asked: {}, and the Chair’s answer was given in 2030³ at the earliest.",
)

# What is quoted, and what it must not be taken for.
SIGNS = {
    "p < 0.05": ("p > 0.05", "p ≤ 0.05", "p = 0.05", "p 0.05", "p ≪ 0.05"),
    "p<0.05": ("p>0.05", "p=0.05", "p 0.05"),
    "n ≥ 5": ("n ≤ 5", "n > 5", "n = 5", "n 5", "n ≠ 5"),
    "at most ≤ 30 days": ("at most ≥ 30 days", "at most 30 days", "at most = 30 days"),
    "x = 3": ("x ≠ 3", "x ≈ 3", "x ≡ 3", "x 3", "x - 3"),
    "3 ± 2": ("3 2", "3 + 2", "3 - 2", "3 ∓ 2"),
    "a range of ±3 degrees": (
        "a range of 3 degrees",
        "a range of +3 degrees",
        "a range of -3 degrees",
    ),
    "about 10⁵ people": (
        "about 10⁶ people",
        "about 10 people",
        "about 10⁻⁵ people",
        "about 105 people",
    ),
    "a dose of 10⁻³ units": ("a dose of 10³ units", "a dose of 10⁻² units", "a dose of 10 units"),
    "an area of 12 m² each": ("an area of 12 m³ each", "an area of 12 m each"),
    "some 45 km² of land": ("some 45 km³ of land", "some 45 km of land", "some 45 m² of land"),
    "a speed of 3 km s⁻¹": ("a speed of 3 km s", "a speed of 3 km s⁻²", "a speed of 3 km s¹"),
    "the sum x² + y²": ("the sum x² + y³", "the sum x + y²", "the sum x² - y²", "the sum x² y²"),
    "the square (a + b)² of it": ("the square (a + b)³ of it", "the square (a + b) of it"),
    "a cube of 5³ units": ("a cube of 5² units", "a cube of 5 units"),
    "a rate of 5% a year": ("a rate of 5 a year", "a rate of 5‰ a year", "a rate of 5 $ a year"),
    "a price of €20 each": ("a price of $20 each", "a price of £20 each", "a price of 20 each"),
    "a fee of ₹20 each": ("a fee of ₽20 each", "a fee of 20 each", "a fee of $20 each"),
    "a heat of 20 °C": ("a heat of 20 C", "a heat of 20 °F", "a heat of –20 °C"),
    "a frost of –5 °C": ("a frost of 5 °C", "a frost of +5 °C"),
    "the years 2014–2016": ("the years 2014 2016", "the years 2014/2016", "the years 2014, 2016"),
    "a ratio of 3:4 in all": (
        "a ratio of 3 4 in all",
        "a ratio of 3/4 in all",
        "a ratio of 3-4 in all",
    ),
    "3 × 4 boxes": ("3 + 4 boxes", "3 4 boxes", "3 ÷ 4 boxes"),
    "5·10⁶ cells": ("5 10⁶ cells", "5·10⁷ cells", "5+10⁶ cells"),
    "land and/or sea": ("land and or sea", "land and + or sea"),
    "R&D work": ("R D work", "R/D work"),
    "whether it was so? That": (
        "whether it was so. That",
        "whether it was so! That",
        "whether it was so That",
    ),
    "no more! That": ("no more. That", "no more? That"),
    "a pipe of 5′ length": ("a pipe of 5″ length", "a pipe of 5 length"),
    "A → B in law": ("A ← B in law", "A B in law"),
    "is allowed ✓ there": ("is allowed ✗ there", "is allowed there"),
    "about ~14 pages": ("about 14 pages", "about ≈14 pages", "about ±14 pages"),
    "item #7 of it": ("item 7 of it", "item &7 of it"),
    "page@site of it": ("page site of it", "page&site of it"),
    "¬x or y": ("x or y",),
    "sin² of it": ("sin³ of it", "sin of it"),
}

# Typography: how a text is set, copied, or typed where nothing else can be meant.
FORGIVEN = {
    "other spaces": ((" ", "\u00a0"),),
    "line ends": ((" ", "\n"),),
    "double spaces": ((" ", "  "),),
    "plain quotation marks": (("“", '"'), ("”", '"'), ("’", "'")),
    "other quotation marks": (("“", "«"), ("”", "»"), ("’", "‘")),
    "no quotation marks": (("“", ""), ("”", "")),
    "other dashes": (("—", " – "), ("–", "-")),
    "more dashes": (("—", "-"), ("–", "−"), ("-", "‐")),
    "ligatures": (("office", "oﬃce"),),
    "hyphens at line ends": (
        ("panel", "pan-\nel"),
        ("earliest", "ear-\nliest"),
        ("kept", "ke-\npt"),
    ),
    "soft hyphens": (
        ("limit", "lim\u00adit"),
        ("trial", "tri\u00adal"),
        ("answer", "an\u00adswer"),
    ),
    "capital letters": (("second", "SECOND"), ("limit", "Limit"), ("asked", "ASKED")),
    "no marks of notes": ((".¹", "."), ("2030³", "2030")),
    "other marks of notes": ((".¹", ".⁴²"), ("2030³", "2030²")),
    "no commas": ((",", ""), (";", "")),
    "no brackets": (("(see annex—table B)", "see annex—table B"),),
    "no stop at the end": ((".¹", ""), ("May.", "May"), ("earliest.", "earliest")),
    "signs as typed": (("≤", "<="), ("≥", ">="), ("≠", "!="), ("±", "+/-"), ("→", "->")),
    "powers as typed": (
        ("10⁵", "10^5"),
        ("10⁶", "10^6"),
        ("10⁻³", "10^-3"),
        ("x²", "x^2"),
        ("5³", "5^3"),
    ),
    "units as typed": (("m²", "m2"), ("s⁻¹", "s^-1"), ("²", "^2")),
    "degrees as typed": (("20 °C", "20 deg C"), ("5 °C", "5deg C")),
    "products as typed": (("3 × 4", "3 x 4"), ("·", "*")),
}


def sentences(fragment: str) -> Iterator[str]:
    for frame in FRAMES:
        yield frame.format(fragment)


def forgiven() -> Iterator[tuple[str, str, str]]:
    for fragment in SIGNS:
        for source in sentences(fragment):
            for name, changes in FORGIVEN.items():
                quotation = source
                for old, new in changes:
                    quotation = quotation.replace(old, new)
                yield name, source, quotation
                # A library's text has no line ends within words.
                if quotation != source and "line ends" not in name:
                    yield f"{name}, the other way", quotation, source


def meaningful() -> Iterator[tuple[str, str, str]]:
    for fragment, others in SIGNS.items():
        for source in sentences(fragment):
            for other in others:
                quotation = source.replace(fragment, other)
                yield fragment, source, quotation
                yield f"{fragment}, the other way", quotation, source


def differences(source: str, quotation: str) -> tuple[Change, ...]:
    """None where the quotation is exact somewhere in the source."""
    found = [
        held(quotation, source, span).changes for span in occurrences(quotation, tokens(source))
    ]
    return min(found, key=len) if found else align(quotation, source).changes


def test_the_table_is_large_enough_to_show_something() -> None:
    assert len([*forgiven()]) + len([*meaningful()]) >= 2_000


def test_typography_is_forgiven() -> None:
    wrong = [(name, s, q, d) for name, s, q in forgiven() if (d := differences(s, q))]
    assert wrong == []


def test_every_sign_that_carries_a_meaning_is_named() -> None:
    assert [(name, q) for name, s, q in meaningful() if not differences(s, q)] == []


def test_a_change_of_signs_alone_is_named_with_the_words_beside_it() -> None:
    [change] = differences("It was so (p < 0.05) in May.", "It was so (p > 0.05) in May.")
    assert change == Change(ChangeKind.SIGN, "p < 0.05", "p > 0.05")


def test_signs_are_named_beside_changed_words_too() -> None:
    changes = differences("a limit of ≤ 5 mm for all pipes", "a limit of ≥ 6 mm for all tubes")
    assert [change.kind for change in changes] == [
        ChangeKind.NUMBER, ChangeKind.SIGN, ChangeKind.WORDS
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("quotation", "exact"),
    [
        pytest.param("the area was ≤ 5 m²", True, id="both"),
        pytest.param("the area was ≤ 5 m", False, id="a power dropped at the end"),
        pytest.param("5 m² in May", False, id="a limit dropped at the beginning"),
        pytest.param("in May 2014", True, id="a range may be cut"),
        pytest.param("Was it so", True, id="the last mark may be left out"),
        pytest.param("Was it so.", False, id="and not be another"),
        pytest.param("Was it so …", True, id="unless words are left out there"),
        pytest.param("> The area was", True, id="the mark of a quoted line"),
        pytest.param("at a cost of 5", False, id="a unit dropped"),
    ],
)
def test_what_stands_at_the_edges_of_a_quotation_belongs_to_it(quotation: str, exact: bool) -> None:
    source = "The area was ≤ 5 m² in May 2014–2016, at a cost of 5 %. Was it so? It was."
    assert (differences(source, quotation) == ()) is exact


def test_a_sign_in_the_paragraph_before_is_none_of_the_quotations() -> None:
    source = "See here ＞\n\nNO part of it may be kept.\n\n< that"
    assert differences(source, "No part of it may be kept.") == ()


def test_the_signs_at_the_edges_are_cited_with_the_words() -> None:
    source = "It was ≤ 10⁵. Was it so? It was."
    [span] = occurrences("≤ 10^5", tokens(source))
    found = held("≤ 10^5", source, span)
    assert source[found.span.start : found.span.end] == "≤ 10⁵"
    [span] = occurrences("was it so?", tokens(source))
    found = held("was it so?", source, span)
    assert source[found.span.start : found.span.end] == "Was it so?"


@pytest.mark.parametrize(
    ("before", "run", "power"),
    [
        pytest.param("10", "⁵", True, id="of ten"),
        pytest.param("2", "³²", True, id="of two"),
        pytest.param("5", "²", True, id="a square"),
        pytest.param("article 19", "¹⁶", False, id="a note after a number"),
        pytest.param("2030", "³", False, id="a note after a year"),
        pytest.param("70/1", "²", False, id="a note after a symbol"),
        pytest.param("3.5", "²", True, id="the square of a decimal"),
        pytest.param("1,204", "²", False, id="a note after thousands"),
        pytest.param("5 km", "²", True, id="after a unit"),
        pytest.param("5 m", "¹", False, id="no power is one"),
        pytest.param("word", "²", False, id="after a word"),
        pytest.param("x", "²", True, id="after a letter"),
        pytest.param("(a + b)", "²", True, id="after a formula"),
        pytest.param("(see below)", "²", False, id="after an aside"),
        pytest.param("f(x)", "²", True, id="after a letter in brackets"),
        pytest.param("item (j)", "⁹", False, id="a note after an item's letter"),
        pytest.param("Annex I", "²", False, id="a note after a Roman numeral"),
        pytest.param("there.", "²", False, id="after a stop"),
        pytest.param("km s", "⁻¹", True, id="with a sign of its own"),
    ],
)
def test_raised_digits_are_powers_or_marks_of_notes(before: str, run: str, power: bool) -> None:
    text = f"of {before}{run} and"
    assert is_power(text, text.index(run), run) is power
