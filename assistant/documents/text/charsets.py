"""Bytes to text when nobody wrote down how."""

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
_SAMPLE = 65_536


def decoded(content: bytes, *, declared: str | None = None) -> str:
    """The text of these bytes: byte order mark, UTF-8, the declared charset, the likeliest one.

    UTF-8 comes before a declaration because bytes that are valid UTF-8 and not
    ASCII are hardly ever anything else. Bytes that fit nowhere become U+FFFD.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    wide = _wide(content)
    if wide:
        return content.decode(wide, errors="replace")
    for encoding in filter(None, ("utf-8", _known(declared))):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _likeliest(content)


def declared_charset(content: bytes) -> str | None:
    """The charset that the first 4,096 bytes of an HTML or XML file declare."""
    found = _DECLARED.search(content[:4096])
    return found[1].decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    if name is None:
        return None
    # A page that declares Latin-1 is read as windows-1252 by every browser.
    name = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(
        name.lower(), name
    )
    try:
        # Some codecs of Python turn bytes to bytes; only text encodings will do.
        "".encode(name)
    except (LookupError, UnicodeError):
        return None
    return name


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of the beginning is zero."""
    sample = content[:512]
    if len(sample) < 8 or sample.count(0) < len(sample) * 0.3:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _likeliest(content: bytes) -> str:
    """Mostly UTF-8 with a few bad bytes stays UTF-8; else the best guess over a sample."""
    lenient = content.decode("utf-8", errors="replace")
    bad = lenient.count("\ufffd")
    good = sum(1 for c in lenient[:_SAMPLE] if ord(c) > 127 and c != "\ufffd")
    if good > 4 * lenient[:_SAMPLE].count("\ufffd"):
        return lenient
    best = from_bytes(_telling(content)).best()
    if best is None:
        return lenient if bad * 20 < len(lenient) else content.decode("cp1252", errors="replace")
    return content.decode(best.encoding, errors="replace")


def _telling(content: bytes) -> bytes:
    """At most 64 KiB from where the first byte outside ASCII stands."""
    first = re.search(rb"[\x80-\xff]", content)
    begin = max(0, first.start() - _SAMPLE // 4) if first else 0
    return content[begin : begin + _SAMPLE]
