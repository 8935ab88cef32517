"""Electronic books: the chapters of the spine, each read as HTML (EPUB 3.3, §5)."""

import posixpath
from urllib.parse import unquote

from lxml import etree

from assistant.documents.archive import Archive
from assistant.documents.document import Block, Extract, Imprint
from assistant.documents.hidden import Hidden
from assistant.documents.languages import language_of
from assistant.documents.markup.html_blocks import blocks_of_html
from assistant.documents.markup.html_hidden import take_hidden
from assistant.documents.markup.html_trees import parsed_html
from assistant.documents.markup.xml_trees import parsed_xml
from assistant.documents.text.charsets import declared_charset, decoded
from assistant.errors import UnreadableFile
from assistant.language.dates import dates_in

READER = "epub-3"

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")


def read_epub(content: bytes, *, name: str = "") -> Extract:
    """The book in reading order, without its table of contents."""
    archive = Archive.of(content)
    package_name, package = _package(archive)
    pages = _spine(package, posixpath.dirname(package_name))
    _refuse_locked(archive, pages)
    blocks: list[Block] = []
    missing: list[str] = []
    hidden: list[Hidden] = []
    for page in pages:
        if page in archive.names:
            chapter, unseen = _chapter(archive, page)
            blocks += chapter
            hidden += unseen
        else:
            missing.append(page)
    days = dates_in(_told(package, "date") or "")
    return Extract(
        "epub",
        tuple(blocks),
        title=_told(package, "title"),
        title_basis="book's description",
        imprint=Imprint(author=_told(package, "creator"), date=days[0][2] if days else None),
        language=language_of(blocks),
        reader=READER,
        notices=tuple(f"The chapter {page} is missing from the file." for page in missing),
        hidden=tuple(hidden),
    )


def _package(archive: Archive) -> tuple[str, etree._Element]:
    container = parsed_xml(archive.read(_CONTAINER))
    root = container.find(".//{*}rootfile")
    name = root.get("full-path") if root is not None else None
    if not name:
        raise UnreadableFile("The book is damaged: it names no package", "Download it again")
    return name, parsed_xml(archive.read(name))


def _spine(package: etree._Element, folder: str) -> list[str]:
    """Names of the members that make the book, in order; the table of contents is left out."""
    items = {item.get("id"): item for item in package.iter("{*}item")}
    pages = []
    for reference in package.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES:
            continue
        if "nav" not in (item.get("properties") or "").split():
            target = unquote(item.get("href") or "").partition("#")[0]
            pages.append(posixpath.normpath(posixpath.join(folder, target)))
    return pages


def _refuse_locked(archive: Archive, pages: list[str]) -> None:
    """Fonts may be veiled in any book; veiled chapters mean a shop's lock."""
    if _ENCRYPTION not in archive.names:
        return
    locked = parsed_xml(archive.read(_ENCRYPTION)).iter("{*}CipherReference")
    if {unquote(reference.get("URI") or "") for reference in locked} & set(pages):
        raise UnreadableFile(
            "The book is locked by its seller (DRM)", "Ask the seller for a copy without a lock"
        )


def _chapter(archive: Archive, page: str) -> tuple[list[Block], list[Hidden]]:
    """What a chapter says, and what it holds unseen."""
    content = archive.read(page)
    root = parsed_html(decoded(content, declared=declared_charset(content)))
    if root is None:
        return [], []

    def sheet(target: str) -> str | None:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(target)))
        return decoded(archive.read(name)) if name in archive.names else None

    hidden = [Hidden(words, place=f"chapter {page}") for words in take_hidden(root, sheet)]
    return blocks_of_html(root), hidden


def _told(package: etree._Element, name: str) -> str | None:
    return (
        package.findtext(f".//{{http://purl.org/dc/elements/1.1/}}{name}") or ""
    ).strip() or None
