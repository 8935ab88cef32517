import unicodedata

import pytest

from assistant.language.folding import folded, western_digits, words_of


@pytest.mark.parametrize(
    "text",
    ["٣٧ ١٩٩٩", "۳۷ ۱۹۹۹", "३७ १९९९", "৩৭ ১৯৯৯", "๓๗ ๑๙๙๙", "៣៧ ១៩៩៩", "၃၇ ၁၉၉၉", "３７ １９９９"],
)
def test_digits_of_every_script_are_the_same_numbers(text: str) -> None:
    assert words_of(folded(text)) == ["37", "1999"]


def test_every_digit_that_is_rewritten_has_its_own_value() -> None:
    for character in map(chr, range(0x0600, 0x1900)):
        if unicodedata.category(character) == "Nd" and western_digits(character) != character:
            assert western_digits(character) == str(unicodedata.decimal(character))


def test_western_digits_leave_every_other_character_in_its_place() -> None:
    assert western_digits("في ٣٬٥٠٠ بيت") == "في 3,500 بيت"
    assert western_digits("٣٫٥٪") == "3.5%"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("İstanbul", "istanbul", id="the Turkish capital İ"),
        pytest.param("ΟΔΟΣ", "οδος", id="the Greek final sigma"),
        pytest.param("STRASSE", "straße", id="the German ß"),
        pytest.param("ﷲ", "الله", id="an Arabic ligature"),
        pytest.param("צה״ל", "צהל", id="the Hebrew sign of an acronym"),
    ],
)
def test_ways_of_writing_a_word_are_one(one: str, other: str) -> None:
    assert folded(one) == folded(other)
