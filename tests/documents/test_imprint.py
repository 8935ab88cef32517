"""What a document says of itself, on pages that were made for this."""

import pytest

from assistant.documents.document import Block, Box, Extract, Imprint, Kind, Line
from assistant.documents.imprint.authors import author_named
from assistant.documents.imprint.properties import is_rubbish
from assistant.documents.imprint.reading import with_imprint
from assistant.documents.symbols import symbol_key, symbols_in


def printed(text: str, size: float = 10, kind: Kind = Kind.PARAGRAPH, page: int = 1) -> Block:
    line = Line(page, Box(50, 50, 300, 50 + size), 0, len(text))
    return Block(kind, text, page=page, lines=(line,), level=1 if kind is Kind.HEADING else 0)


def head(text: str, size: float = 13, page: int = 1) -> Block:
    return printed(text, size, Kind.HEADING, page)


def imprint(*blocks: Block, **told: object) -> Imprint:
    return with_imprint(Extract("pdf", blocks, **told)).imprint  # type: ignore[arg-type]


def test_a_masthead_is_no_title_and_the_line_below_names_the_author() -> None:
    found = imprint(
        head("United Nations", 13),
        printed("Security Council | Distr.: General", 19, Kind.TABLE_ROW),
        printed("12 March 2031"),
        printed("31-03537 (E) 240331"),
        head("*3103537* Supply of salt to the northern harbours*", 13),
        head("Report of the Secretary-General", 11),
        head("I. Introduction", 13),
        printed("1. The harbours were visited in May."),
        running=("S/2031/153", "2/32"),
    )
    assert found == Imprint(
        "Supply of salt to the northern harbours",
        "title page, largest type",
        "S/2031/153",
        "Secretary-General",
        "2031-03-12",
        "Security Council",
    )


def test_a_body_in_the_largest_type_is_named_with_its_report() -> None:
    found = imprint(
        printed("E/2031/22 E/C.9/2030/3"),
        head("United Nations", 19),
        head("Committee on Harbours and Tides", 27),
        head("Report on the seventh session (3–9 May 2031)", 19),
        head("Economic and Social Council", 19),
        printed("[13 June 2031]", page=2),
    )
    assert found.title == (
        "Committee on Harbours and Tides: Report on the seventh session (3–9 May 2031)"
    )
    assert (found.symbol, found.author) == (
        "E/2031/22 · E/C.9/2030/3",
        "Committee on Harbours and Tides",
    )
    assert (found.date, found.body) == ("2031-06-13", "Economic and Social Council")


def test_a_resolution_is_called_by_its_numbered_title() -> None:
    found = imprint(
        head("United Nations"),
        head("Resolution adopted by the General Assembly on 3 May 2031"),
        head("85/12. International Year of Salt", 11),
        printed("The General Assembly,"),
        running=("A/RES/85/12",),
    )
    assert (found.title, found.title_basis) == (
        "International Year of Salt",
        "title page, numbered title",
    )
    assert (found.symbol, found.author) == ("A/RES/85/12", "General Assembly")


def test_a_typed_page_has_its_title_in_capitals() -> None:
    found = imprint(
        printed("GENERAL"),
        printed("A/47/999 29 November 1993"),
        printed("ORIGINAL: ENGLISH"),
        printed("QUESTION OF THE SALT ISLANDS"),
        printed("AND THEIR HARBOURS"),
        printed("Report of the Committee on Harbours"),
    )
    assert found.title == "QUESTION OF THE SALT ISLANDS AND THEIR HARBOURS"
    assert (found.symbol, found.date) == ("A/47/999", "1993-11-29")


@pytest.mark.parametrize(
    "title",
    [
        "Microsoft Word - A_HRC_14_15_clean.doc",
        "untitled",
        "Document1",
        "1723427",
        "UNITED",
        "PowerPoint Presentation",
        "C:\\temp\\report final.docx",
        "duplicate_template",
    ],
)
def test_what_a_program_writes_is_no_title(title: str) -> None:
    assert is_rubbish(title)
    assert imprint(printed("It rained all day, and nobody came to the harbour."), title=title) == (
        Imprint()
    )


def test_a_title_of_the_properties_is_believed_where_the_page_bears_it_out() -> None:
    page = (head("The harbour and the law of salt", 20), printed("It rains."))
    assert imprint(*page, title="Harbour law").title == "Harbour law"
    assert imprint(*page, title="Annual budget").title == "The harbour and the law of salt"
    assert imprint(printed("It rains in spring."), title="Annual budget") == Imprint(
        "Annual budget", "properties"
    )


def test_whoever_typed_a_report_is_not_its_author() -> None:
    typed = Imprint(author="Carla Miller")
    page = (printed("A/85/1"), head("The harbour", 20))
    assert imprint(*page, imprint=typed).author is None
    assert imprint(head("The harbour", 20), printed("Carla Miller"), imprint=typed).author == (
        "Carla Miller"
    )


def test_a_text_without_headings_is_called_by_a_short_first_line() -> None:
    first = Block(Kind.PARAGRAPH, "QUESTIONS TO ICELAND Generated on 22 Jan 2031 14:31")
    then = Block(Kind.HEADING, "NORWAY", level=5)
    found = with_imprint(Extract("docx", (first, then), title="Questions to Malta")).imprint
    assert (found.title, found.title_basis) == ("QUESTIONS TO ICELAND", "first line")
    assert found.date == "2031-01-22"
    long = Block(Kind.PARAGRAPH, "It rained all day, and nobody came to the harbour.")
    assert with_imprint(Extract("text", (long,))).imprint == Imprint()


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Report of the Working Group on the rights of sailors", None),
        ("Draft study by the Expert Mechanism on the Rights of Sailors", None),
        ("Letter dated 1 May 2031 from the Secretary-General addressed to all", None),
        ("Statement submitted by Salt Watch, a non-governmental organization", "Salt Watch"),
        ("Rapport du Secrétaire général", "Secrétaire général"),
        ("Informe del Secretario General", "Secretario General"),
        ("Adopted by the Security Council at its 9872nd meeting", "Security Council"),
        ("Author: Ada Byron", "Ada Byron"),
        ("Report on the state of the harbour", ""),
        ("By the end of the year", ""),
    ],
)
def test_a_line_names_who_wrote(line: str, author: str | None) -> None:
    expected = (
        {
            "Report": "Working Group on the rights of sailors",
            "Draft": "Expert Mechanism on the Rights of Sailors",
            "Letter": "Secretary-General",
        }[line.split()[0]]
        if author is None
        else author
    )
    assert (author_named(line) or "") == expected


def test_symbols_are_told_from_other_words_with_strokes() -> None:
    assert symbols_in("A/80/36, S/RES/2776 (2025)* and E/2025/42-E/CN.18/2025/7") == [
        "A/80/36",
        "S/RES/2776 (2025)",
        "E/2025/42",
        "E/CN.18/2025/7",
    ]
    assert symbols_in("and/or, TCP/IP, 24/7, N/A, 12/05/2014, AC/DC") == []
    assert symbol_key("S/RES/2776 (2025)") == "s/res/2776"
