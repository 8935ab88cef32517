"""Archives that may be opened: counted, measured and not overlapping.

Declared sizes lie, so the caps hold for the bytes that really come out of
each member, counted while they stream past and thrown away. Names are only
labels here; nothing is ever written to a disk.
"""

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from assistant.documents.formats import UNLOCK
from assistant.errors import UnreadableFile

MOST_MEMBERS = 5_000
MOST_BYTES = 200 * 2**20
"""Unpacked, over all members."""
SUSPECT_RATIO = 200
SUSPECT_BYTES = 10 * 2**20
"""A member that unpacks to more than this, over `SUSPECT_RATIO` times its size, is a bomb."""

_STEP = 2**20
_LOCAL_HEAD = struct.Struct("<4s22xHH")
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    struct.error,
    ValueError,
    IndexError,
)


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip whose every member was unpacked once, within the caps."""

    content: bytes
    names: tuple[str, ...]
    """Members that are not folders, in the archive's order."""

    @classmethod
    def of(cls, content: bytes) -> Self:
        """Check these bytes; raises `UnreadableFile` for bombs, locks and damage."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                members = archive.infolist()
                _check_declared(members)
                _check_overlap(content, members)
                _check_streams(archive, members)
        except _DAMAGES as error:
            raise _damaged() from error
        return cls(content, tuple(member.filename for member in members if not member.is_dir()))

    def read(self, name: str) -> bytes:
        """One member's bytes; raises `UnreadableFile` if it is not there."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
                return archive.read(name)
        except KeyError as error:
            raise _damaged(f"it has no {name}") from error
        except _DAMAGES as error:
            raise _damaged() from error


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise _bomb(f"it has {len(members):,} members, more than {MOST_MEMBERS:,}")
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFile("The file is encrypted", UNLOCK)
    if sum(member.file_size for member in members) > MOST_BYTES:
        raise _too_large()


def _check_overlap(content: bytes, members: Iterable[zipfile.ZipInfo]) -> None:
    """Members that share bytes are the trick of the bombs that need no nesting."""
    reached = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < reached:
            raise _bomb("its members overlap")
        _, name, extra = _LOCAL_HEAD.unpack_from(content, member.header_offset)
        head = _LOCAL_HEAD.size + name + extra
        reached = member.header_offset + head + member.compress_size


def _check_streams(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> None:
    total = 0
    for member in members:
        unpacked = 0
        with archive.open(member) as stream:
            while step := stream.read(_STEP):
                unpacked += len(step)
                _check_ratio(unpacked, member)
                if total + unpacked > MOST_BYTES:
                    raise _too_large()
        total += unpacked


def _check_ratio(unpacked: int, member: zipfile.ZipInfo) -> None:
    if unpacked > SUSPECT_BYTES and unpacked > SUSPECT_RATIO * max(member.compress_size, 1):
        raise _bomb(f"a member unpacks to over {SUSPECT_RATIO} times its size")


def _bomb(how: str) -> UnreadableFile:
    return UnreadableFile(
        f"The file is packed like a zip bomb: {how}",
        "If you trust it, unpack it yourself and add what is in it",
    )


def _too_large() -> UnreadableFile:
    return UnreadableFile(
        f"The file unpacks to more than {MOST_BYTES // 2**20} MB",
        "Split it, or leave its pictures out",
    )


def _damaged(how: str = "") -> UnreadableFile:
    return UnreadableFile(
        "The file is damaged or was cut short" + (f": {how}" if how else ""),
        "Copy or download it again",
    )
