"""A zip of documents, read as one: each under a heading of its name in the archive."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from assistant.documents.archive import Archive
from assistant.documents.document import Block, Extract, Kind
from assistant.documents.formats import recognise
from assistant.documents.hidden import Hidden
from assistant.documents.reading import read_quietly
from assistant.errors import UnreadableFile
from assistant.language.characters import normalised

READER = "zip-2"

_LITTER = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})
_PAGES_LEFT = "Pages and places on them are not known in an archive: unpack it to have them."


def read_zip(content: bytes, *, name: str = "") -> Extract:
    """The documents in an archive; what cannot be read in it is named in the notices.

    Headings of a document stand below the heading that names it. Pages are left
    out because those of several documents would be taken for each other's.
    Archives in the archive are not opened.
    """
    archive = Archive.of(content)
    blocks: list[Block] = []
    notices: list[str] = []
    hidden: list[Hidden] = []
    paged = False
    for member in archive.names:
        if _is_litter(member):
            continue
        try:
            extract = _read(archive.read(member), member)
        except UnreadableFile as refusal:
            notices.append(f"{member}: {refusal}")
            continue
        paged = paged or bool(extract.pages)
        blocks.append(Block(Kind.HEADING, normalised(member), level=1))
        blocks += _lowered(extract.blocks)
        notices += [f"{member}: {notice}" for notice in extract.notices]
        hidden += [Hidden(piece.text, place=member) for piece in extract.hidden]
    if not blocks and not notices:
        notices.append("The archive holds no document. Check that it was packed whole")
    return Extract(
        "zip",
        tuple(blocks) if any(block.kind is not Kind.HEADING for block in blocks) else (),
        reader=READER,
        notices=tuple(notices + [_PAGES_LEFT] * paged),
        hidden=tuple(hidden),
    )


def _read(content: bytes, member: str) -> Extract:
    if recognise(content, member) == "zip":
        raise UnreadableFile("An archive within an archive", "Unpack it and add what is in it")
    return read_quietly(content, name=member)


def _is_litter(member: str) -> bool:
    parts = PurePosixPath(member).parts
    return any(part in _LITTER or part.startswith(".") for part in parts)


def _lowered(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        level = block.level + 1 if block.kind is Kind.HEADING else block.level
        yield replace(block, level=level, page=None, lines=())
