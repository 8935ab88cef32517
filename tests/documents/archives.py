"""Zip files made for tests, honest and otherwise."""

import io
import zipfile
from collections.abc import Mapping

STORED = zipfile.ZIP_STORED
DEFLATED = zipfile.ZIP_DEFLATED


def zipped(members: Mapping[str, bytes | str], compression: int = DEFLATED) -> bytes:
    """These members, in this order."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def with_declared_size(content: bytes, size: int) -> bytes:
    """The same archive, whose first member claims another size in both headers."""
    head = content.index(b"PK\3\4")
    central = content.index(b"PK\1\2")
    changed = bytearray(content)
    changed[head + 22 : head + 26] = size.to_bytes(4, "little")
    changed[central + 24 : central + 28] = size.to_bytes(4, "little")
    return bytes(changed)


def encrypted_flag_set(content: bytes) -> bytes:
    """The same archive, whose first member claims to be encrypted."""
    head = content.index(b"PK\3\4")
    central = content.index(b"PK\1\2")
    changed = bytearray(content)
    changed[head + 6] |= 1
    changed[central + 8] |= 1
    return bytes(changed)


def overlapping(content: bytes) -> bytes:
    """The same archive of two members, the second pointing at the first one's bytes."""
    first = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", first + 4)
    changed = bytearray(content)
    changed[second + 42 : second + 46] = changed[first + 42 : first + 46]
    return bytes(changed)
