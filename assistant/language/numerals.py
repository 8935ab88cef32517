"""Marks as lists print them: digits, letters, Roman numerals and bullets.

The patterns are pieces of regular expressions. What may stand around them, and
what else tells a mark from a word, depends on how much is known of the page:
each user says so itself.
"""

COUNT = r"\d{1,3}"
COUNTS = rf"{COUNT}(?:\.{COUNT})*"
"""`37`, `2.1.3`."""
SMALL_ROMAN, CAPITAL_ROMAN = "[ivxlc]{1,6}", "[IVXLC]{1,6}"

DRAWN_BULLETS = "•‣⁃▪▫●○◦■□▸►▶➢➤✓✔✗❖◆◇"
"""Signs that are nothing but bullets."""

FONT_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "▸", "\uf0fc": "✓", "\uf02d": "–"}
"""Bullets by their code in the symbol fonts that word processors draw them with."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(number: int) -> str:
    """`4` → `iv`; digits outside 1 to 3,999."""
    if not 0 < number < 4000:
        return str(number)
    numeral = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        numeral += letters * times
    return numeral


def roman_value(numeral: str) -> int:
    """`iv` → `4`, small or capital, up to `c`."""
    values = [{"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}[c] for c in numeral.casefold()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def letters(number: int) -> str:
    """`1` → `a`, `26` → `z`, `27` → `aa`; digits below 1."""
    if number < 1:
        return str(number)
    name = ""
    while number:
        number, letter = divmod(number - 1, 26)
        name = chr(ord("a") + letter) + name
    return name


def doubled_letters(number: int) -> str:
    """`27` → `aa`, `28` → `bb`, as word processors count beyond `z`."""
    if number < 1:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * min(times + 1, 8)
