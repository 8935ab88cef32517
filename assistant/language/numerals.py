"""Numbers as lists print them: letters, Roman numerals, digits."""

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
