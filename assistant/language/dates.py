"""Dates as documents print them, in the six languages of the United Nations and German."""

import re
import unicodedata

_MONTHS = (
    "january janvier enero января январь januar jänner يناير جانفي",
    "february février febrero февраля февраль februar فبراير",
    "march mars marzo марта март märz مارس",
    "april avril abril апреля апрель أبريل نيسان",
    "may mai mayo мая май مايو أيار",
    "june juin junio июня июнь juni يونيه يونيو حزيران",
    "july juillet julio июля июль juli يوليه يوليو تموز",
    "august août agosto августа август أغسطس آب",
    "september septembre septiembre setiembre сентября сентябрь سبتمبر أيلول",
    "october octobre octubre октября октябрь oktober أكتوبر",
    "november novembre noviembre ноября ноябрь نوفمبر",
    "december décembre diciembre декабря декабрь dezember ديسمبر",
)
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"


def _folded(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold()


_NUMBER = {_folded(word): at for at, names in enumerate(_MONTHS, 1) for word in names.split()}
_NUMBER |= {name: at for at, name in enumerate(_SHORT.split(), 1)} | {"sept": 9, "okt": 10}
_NAMES = "|".join(sorted(_NUMBER, key=len, reverse=True))
_YEAR = r"(?P<year>(?:1[89]|20)\d{2})"
_DAY = r"(?P<day>[0-3]?\d)"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d–-]){_DAY}(?:\.|er|st|nd|rd|th)? (?:de |of )?(?P<name>{_NAMES})\.?,?"
        rf" (?:de |del )?{_YEAR}(?!\d)",
        rf"(?<!\w)(?P<name>{_NAMES})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)",
        r"(?P<year>\d{4}) ?年 ?(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2}) ?日",
        r"(?<!\d)(?P<year>(?:1[89]|20)\d{2})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        r"(?<![\d.])(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.(?P<year>(?:1[89]|20)\d{2})(?!\d)",
    )
)
_MONTH_ONLY = re.compile(rf"(?<!\w)(?P<name>{_NAMES})\.?,? (?:de )?{_YEAR}(?!\d)", re.IGNORECASE)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩０１２３４５６７８９", "01234567890123456789")


def dates_in(text: str) -> list[tuple[int, int, str]]:
    """Start, end and ISO form of the days that a text names, in order.

    Days of a span, `10–21 March 2025`, are none: the span is when something lasted.
    """
    plain = text.translate(_DIGITS)
    found = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            named = match.groupdict()
            month = _NUMBER[_folded(named["name"])] if "name" in named else int(named["month"])
            if 1 <= month <= 12 and 1 <= int(named["day"]) <= 31:
                iso = f"{named['year']}-{month:02}-{int(named['day']):02}"
                found.append((match.start(), match.end(), iso))
    return sorted(found)


def month_in(text: str) -> str | None:
    """`2025-03` where a text names a month and its year; the first."""
    match = _MONTH_ONLY.search(text.translate(_DIGITS))
    return match and f"{match['year']}-{_NUMBER[_folded(match['name'])]:02}"
