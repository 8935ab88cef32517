import pytest

from assistant.documents.document import Block, Kind
from assistant.documents.markup.epub import read_epub
from assistant.errors import UnreadableFile
from tests.documents.archives import zipped

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="book/package.opf"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>A Book</dc:title></metadata>
<manifest>
 <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
 <item id="b" href="text/second%20part.xhtml" media-type="application/xhtml+xml"/>
 <item id="a" href="first.xhtml" media-type="application/xhtml+xml"/>
 <item id="p" href="cover.png" media-type="image/png"/>
</manifest>
<spine><itemref idref="p"/><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine>
</package>"""


def page(words: str) -> str:
    return f'<?xml version="1.0"?><html><head><title>t</title></head><body>{words}</body></html>'


def epub(**changed: str) -> bytes:
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "book/package.opf": PACKAGE,
        "book/nav.xhtml": page("<p>Contents</p>"),
        "book/text/second part.xhtml": page("<p>The end.</p>"),
        "book/first.xhtml": page("<h1>One</h1><p>The beginning.</p>"),
        **changed,
    }
    return zipped({name: words for name, words in members.items() if words})


def test_chapters_come_in_the_order_of_the_spine() -> None:
    extract = read_epub(epub())
    assert extract.blocks == (
        Block(Kind.HEADING, "One", level=1),
        Block(Kind.PARAGRAPH, "The beginning."),
        Block(Kind.PARAGRAPH, "The end."),
    )
    assert extract.title == "A Book"


def test_a_missing_chapter_is_named() -> None:
    extract = read_epub(epub(**{"book/first.xhtml": ""}))
    assert [block.text for block in extract.blocks] == ["The end."]
    assert extract.notices == ("The chapter book/first.xhtml is missing from the file.",)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        pytest.param({"META-INF/container.xml": "<container/>"}, "no package", id="no package"),
        pytest.param({"META-INF/container.xml": "<cont"}, "damaged", id="cut short"),
        pytest.param({"book/package.opf": ""}, r"damaged.*package\.opf", id="package missing"),
        pytest.param(
            {
                "META-INF/encryption.xml": "<encryption><CipherData>"
                '<CipherReference URI="book/first.xhtml"/></CipherData></encryption>'
            },
            "locked by its seller",
            id="locked chapters",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(changed: dict[str, str], reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        read_epub(epub(**changed))


def test_veiled_fonts_are_no_lock() -> None:
    veiled = '<encryption><CipherReference URI="book/font.otf"/></encryption>'
    assert len(read_epub(epub(**{"META-INF/encryption.xml": veiled})).blocks) == 3
