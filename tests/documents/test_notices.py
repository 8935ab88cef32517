import pytest

from assistant.documents.document import Page
from assistant.documents.hidden import Hidden, notice_of
from assistant.documents.notices import Notice, parted
from assistant.documents.pdf.notices import notices


def test_pages_that_could_not_be_read_are_named_and_counted() -> None:
    why = "the page is a picture: Make it searchable with OCR, and add it again"
    pages = [Page(number, 1, 1, reason=why) for number in (1, 2, 3, 7)]
    (text,) = notices(pages)
    remedy = "Make it searchable with OCR, and add it again"
    assert parted(text) == Notice("pages", "Pages 1–3, 7", 4, remedy, text)
    (text,) = notices([Page(12, 1, 1, reason="the page is damaged")])
    assert parted(text) == Notice("pages", "Page 12", 1, None, text)


def test_hidden_text_is_placed_and_counted() -> None:
    words = "word " * 1200
    (text,) = notice_of([Hidden(words, page=4), Hidden("one", page=5)])
    told = parted(text)
    assert (told.kind, told.where, told.count) == ("hidden", "pages 4–5", 1201)
    assert told.remedy == "Show it with: pincite read --hidden FILE"
    (text,) = notice_of([Hidden("one", place="sheet Data (2)")])
    assert (parted(text).where, parted(text).count) == ("sheet Data (2)", 1)
    (text,) = notice_of([Hidden("one two")])
    assert (parted(text).where, parted(text).count) == (None, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Nested too deeply: lists, tables and headings are shown as paragraphs.",
        "inner.pdf: Page 3: the page is damaged",
        "The chapter 3 is missing from the file.",
        "",
    ],
)
def test_of_any_other_notice_nothing_is_made_up(text: str) -> None:
    assert parted(text) == Notice("notice", None, None, None, text)
