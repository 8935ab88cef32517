"""The pages of a quotation are those of its words."""

import hashlib
from pathlib import Path

import numpy as np
import pytest

from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.formats import locator
from assistant.citations.paging import Paging, pages_text
from assistant.citations.verification import verify_all
from assistant.contract import citation_json
from assistant.documents.composition import compose
from assistant.documents.document import (
    Basis,
    Block,
    Box,
    Extract,
    Kind,
    Line,
    Page,
    PageNumber,
    Repair,
    Revision,
    Span,
)
from assistant.documents.reading import read_extract
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary
from tests.citations.test_verification import Shelf

FIRST = "Patrols alone had not restored trust."
LAST = "Interpreting by telephone was favoured."
BOTH = f"{FIRST} {LAST}"
SHA = hashlib.sha256(b"bytes").hexdigest()
BOX = Box(0, 0, 10, 10)
PRINTED = tuple(Page(n, 595, 842, str(n + 9), Basis.PRINTED) for n in (1, 2, 3, 4))


class Counted(SqliteLibrary):
    """Notes how often the pages of a document are read."""

    looked_up = 0

    def pages(self, document_id: str) -> tuple[Page, ...]:
        self.looked_up += 1
        return super().pages(document_id)


def put(library: SqliteLibrary, folder: Path, revision: Revision) -> None:
    place = folder / "report"
    place.write_bytes(b"bytes")
    vector = np.array([1.0, 0.0], dtype=np.float32)
    with library.writing():
        source = Source("report", str(place), 1, 0)
        vectors = {p.paragraph_id: vector for p in library.unencoded(revision.paragraphs)}
        library.put(revision, source, place, vectors)


@pytest.fixture
def library(tmp_path: Path) -> Counted:
    return Counted.open(tmp_path / "library", fingerprint="hand", dimension=2)


def turning(pages: tuple[Page, ...] = PRINTED) -> Revision:
    """A document of one paragraph, whose second sentence stands on the third page."""
    edge = len(FIRST)
    lines = (Line(2, BOX, 0, edge), Line(3, BOX, edge + 1, len(BOTH)))
    block = Block(Kind.PARAGRAPH, BOTH, page=2, lines=lines)
    return compose(Extract("pdf", (block,), pages), document_id="d1", sha256=SHA)


def cited(library: SqliteLibrary, words: str) -> Citation:
    text = library.text("d1")
    start = text.index(words)
    paragraph = next(p for p in library.paragraphs("d1") if p.start <= start < p.end)
    passage = library.passage(paragraph.paragraph_id)
    return cite(1, passage, Span(start, start + len(words)))


@pytest.mark.parametrize(
    ("words", "shown", "plain", "numbers"),
    [
        pytest.param(FIRST, "p. 11 (printed)", "p. 11", [2], id="the first page"),
        pytest.param(LAST, "p. 12 (printed)", "p. 12", [3], id="the second"),
        pytest.param(
            "trust. Interpreting", "pp. 11–12 (printed)", "pp. 11–12", [2, 3], id="over both"
        ),
    ],
)
def test_words_are_cited_by_the_pages_on_which_they_stand(
    words: str, shown: str, plain: str, numbers: list[int], library: Counted, tmp_path: Path
) -> None:
    put(library, tmp_path, turning())
    citation = cited(library, words)
    assert str(citation.address) == shown
    assert locator(citation.address) == plain
    assert citation_json(citation)["pages"] == [
        {"pdf": n, "printed": str(n + 9), "basis": "printed"} for n in numbers
    ]


def test_pages_without_printed_numbers_are_counted_in_the_file(
    library: Counted, tmp_path: Path
) -> None:
    put(library, tmp_path, turning(tuple(Page(n, 595, 842) for n in (1, 2, 3))))
    assert str(cited(library, LAST).address) == "PDF p. 3"
    assert str(cited(library, BOTH).address) == "PDF pp. 2–3"


SHEETS = (
    "The storm took the old wall and the boats that lay behind it, it was\ntold, and the\n",
    "fishermen built it anew in the year that followed, with the hard grey sto-\n",
    "nes of the valley. The keeper of the light told it.\n\n"
    "Nobody but him had seen the wall fall into the sea before the morning.\n",
)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        pytest.param("The storm took", [1], id="before the page's end"),
        pytest.param("told, and the fishermen", [1, 2], id="over it"),
        pytest.param("built it anew", [2], id="after it"),
        pytest.param("hard grey stones", [2, 3], id="in the middle of a word"),
        pytest.param("of the valley", [3], id="after two ends"),
        pytest.param("The keeper of the light", [3], id="another sentence"),
        pytest.param("Nobody but him", [3], id="another paragraph"),
        pytest.param("and the fishermen built it anew in the year that followed, with the hard grey"
                     " stones of", [1, 2, 3], id="over all"),
    ],
)  # fmt: skip
def test_a_paragraph_of_a_text_file_knows_where_pages_end(
    words: str, numbers: list[int], library: Counted, tmp_path: Path
) -> None:
    extract = read_extract("\f".join(SHEETS).encode(), name="a.txt")
    assert len(extract.blocks) == 2
    put(library, tmp_path, compose(extract, document_id="d1", sha256=SHA))
    assert [page["pdf"] for page in citation_json(cited(library, words))["pages"]] == numbers


def test_an_empty_page_within_a_paragraph_is_passed_over(library: Counted, tmp_path: Path) -> None:
    extract = read_extract("\f".join((SHEETS[0], "\n", *SHEETS[1:])).encode(), name="a.txt")
    put(library, tmp_path, compose(extract, document_id="d1", sha256=SHA))
    assert [page.pdf for page in cited(library, "and the fishermen").address.pages] == [1, 3]


def test_a_piece_of_a_flattened_text_begins_on_its_own_page() -> None:
    items = [f"The need to mend wall number {i} before the next autumn storms." for i in range(6)]
    whole = f"Speakers recommended the following: {'- ' * 6}{' '.join(items)}"
    torn = whole.replace("wall number 3 before", "wall number 3\n\fbefore")
    extract = read_extract(torn.encode(), name="a.txt")
    pages = {block.text: block.page for block in extract.blocks}
    assert [pages[item] for item in items] == [1, 1, 1, 1, 2, 2]


def test_a_part_of_what_is_too_long_for_a_paragraph_begins_on_its_own_page() -> None:
    row = "and the keeper of the light told of the wall and of the boats that were lost there,"
    sheet = "\n".join([row] * 100)
    extract = read_extract(f"{sheet}\n\f{sheet}\n\f{sheet}\n".encode(), name="a.txt")
    assert len(extract.blocks) == 1
    revision = compose(extract, document_id="d1", sha256=SHA)
    paging = Paging(lambda: revision.pages, lambda: revision.repairs)
    first, second, third = revision.paragraphs
    assert [page.pdf for page in paging.under(first)] == [1, 2]
    assert [page.pdf for page in paging.under(second)] == [2, 3]
    assert [page.pdf for page in paging.under(third)] == [3]


@pytest.mark.parametrize(
    ("pages", "shown"),
    [
        pytest.param([PageNumber(2, "iv", Basis.LABEL)], "p. iv (label)", id="a label"),
        pytest.param([PageNumber(2, "14", Basis.INFERRED)], "p. ~14", id="one hedged"),
        pytest.param(
            [PageNumber(n, str(n + 10), Basis.INFERRED) for n in (4, 5)], "pp. ~14–15", id="two"
        ),
        pytest.param(
            [PageNumber(n, str(n + 10), Basis.PRINTED) for n in (4, 5, 6)],
            "pp. 14–16 (printed)",
            id="three in a row",
        ),
        pytest.param(
            [PageNumber(n, str(n + 10), Basis.PRINTED) for n in (4, 6)],
            "pp. 14, 16 (printed)",
            id="a full picture between",
        ),
        pytest.param(
            [PageNumber(4, "14", Basis.PRINTED), PageNumber(5, "15", Basis.INFERRED)],
            "p. 14 (printed), p. ~15",
            id="each as sure as it is known",
        ),
        pytest.param(
            [PageNumber(4), PageNumber(5, "1", Basis.PRINTED)],
            "PDF p. 4, p. 1 (printed)",
            id="numbers that begin late",
        ),
        pytest.param([PageNumber(4, "14", Basis.NONE)], "PDF p. 4", id="a number of no basis"),
        pytest.param([], "", id="no page"),
    ],
)
def test_pages_are_told_together_and_each_as_sure_as_it_is(
    pages: list[PageNumber], shown: str
) -> None:
    assert pages_text(pages, drawn=True) == shown


def test_pages_of_files_that_are_not_drawn_are_not_counted() -> None:
    assert pages_text([PageNumber(4)], drawn=False) == ""


def test_pages_are_read_once_for_all_citations_of_a_document(
    library: Counted, tmp_path: Path
) -> None:
    put(library, tmp_path, turning())
    receipts = [Shelf.receipt_of(cited(library, LAST)) for _ in range(5)]
    library.looked_up = 0
    outcomes = verify_all(receipts, library)
    assert [str(o.now.address) for o in outcomes if o.now] == ["p. 12 (printed)"] * 5
    assert library.looked_up == 1


def test_words_on_their_paragraphs_first_page_need_no_look_at_the_pages(
    library: Counted, tmp_path: Path
) -> None:
    put(library, tmp_path, turning())
    library.looked_up = 0
    cited(library, FIRST)
    assert library.looked_up == 0


def test_pages_of_a_document_that_was_taken_out_meanwhile_are_counted_only(
    library: Counted, tmp_path: Path
) -> None:
    put(library, tmp_path, turning())
    [paragraph] = library.paragraphs("d1")
    paging = Paging.of(library, "d1")
    with library.writing():
        library.remove("d1")
    assert paging.under(paragraph) == (PageNumber(2, "11", Basis.PRINTED), PageNumber(3))


def test_a_repair_is_no_end_of_a_page_unless_it_holds_one() -> None:
    extract = read_extract("\f".join(SHEETS).encode(), name="a.txt")
    revision = compose(extract, document_id="d1", sha256=SHA)
    paging = Paging(lambda: revision.pages, lambda: [Repair(3, 4, "\n")])
    assert [page.pdf for page in paging.under(revision.paragraphs[0])] == [1]
