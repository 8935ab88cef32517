import time

import pytest

from assistant.questions.place_words import PlaceKind
from assistant.questions.places import NamedPlace, named_places

S = PlaceKind


def named(question: str) -> list[tuple[PlaceKind, str, str | None]]:
    return [(place.kind, place.name, place.last) for place in named_places(question)]


@pytest.mark.parametrize(
    ("question", "symbol"),
    [
        ("What does A/HRC/25/66 say?", "A/HRC/25/66"),
        ("what is in (A/HRC/25/66/Add.1)", "A/HRC/25/66/Add.1"),
        ("A/HRC/WG.6/20/SVN/1/Rev.1", "A/HRC/WG.6/20/SVN/1/Rev.1"),
        ("Who wrote A/CONF.32/41/Corr.2?", "A/CONF.32/41/Corr.2"),
        ("CCPR/C/GC/35.", "CCPR/C/GC/35"),
        ("S/RES/1325 (2000)", "S/RES/1325 (2000)"),
    ],
)
def test_a_symbol_is_named_whole_without_the_mark_behind_it(question: str, symbol: str) -> None:
    assert named(question) == [(S.SYMBOL, symbol, None)]


@pytest.mark.parametrize(
    ("question", "kind", "name"),
    [
        ("What does paragraph 12 say?", S.PARAGRAPH, "12"),
        ("para. 12(a)", S.PARAGRAPH, "12(a)"),
        ("¶12", S.PARAGRAPH, "12"),
        ("Absatz 3", S.PARAGRAPH, "3"),
        ("Abs. 3", S.PARAGRAPH, "3"),
        ("Was steht in Ziff. 4?", S.PARAGRAPH, "4"),
        ("paragraphe 7", S.PARAGRAPH, "7"),
        ("párrafo 9", S.PARAGRAPH, "9"),
        ("operative paragraph 7", S.OPERATIVE, "7"),
        ("OP 4", S.OPERATIVE, "4"),
        ("p. 4", S.PAGE, "4"),
        ("What is on page xiv?", S.PAGE, "xiv"),
        ("Seite 4", S.PAGE, "4"),
        ("página 4", S.PAGE, "4"),
        ("§ 12(3)(b)(ii)", S.SECTION, "12(3)(b)(ii)"),
        ("§ 19a", S.SECTION, "19a"),
        ("What does section IV.B say?", S.SECTION, "IV.B"),
        ("section no. 4.2.1", S.SECTION, "4.2.1"),
        ("Chapter III", S.CHAPTER, "III"),
        ("Article 6(1)(f)", S.ARTICLE, "6(1)(f)"),
        ("What does Article I say?", S.ARTICLE, "I"),
        ("article I of the charter", S.ARTICLE, "I"),
        ("à l'article 5", S.ARTICLE, "5"),
        ("Artículo 12", S.ARTICLE, "12"),
        ("Artikel 12", S.ARTICLE, "12"),
        ("clause 12.3(a)", S.CLAUSE, "12.3(a)"),
        ("rule 39", S.RULE, "39"),
        ("recommendation 131.105", S.RECOMMENDATION, "131.105"),
        ("resolution 60/251", S.RESOLUTION, "60/251"),
        ("footnote 12", S.FOOTNOTE, "12"),
        ("What is in annex A?", S.ANNEX, "A"),
        ("annexe II", S.ANNEX, "II"),
        ("table 4", S.TABLE, "4"),
        ("figure 2.1", S.FIGURE, "2.1"),
        ("le paragraphe 12 du rapport", S.PARAGRAPH, "12"),
        ("в пункте 12 доклада", S.PARAGRAPH, "12"),
        ("الفقرة ١٢", S.PARAGRAPH, "12"),
        ("第12段", S.PARAGRAPH, "12"),
        ("报告第14页", S.PAGE, "14"),
        ("im Absatz 12", S.PARAGRAPH, "12"),
        ("recomendación 115.97", S.RECOMMENDATION, "115.97"),
        ("стр. 14", S.PAGE, "14"),
    ],
)
def test_a_numbered_place_is_named_by_its_kind_and_number(
    question: str, kind: PlaceKind, name: str
) -> None:
    assert named(question) == [(kind, name, None)]


@pytest.mark.parametrize(
    ("question", "kind", "first", "last"),
    [
        ("¶¶ 12–15", S.PARAGRAPH, "12", "15"),
        ("paras. 3-5", S.PARAGRAPH, "3", "5"),
        ("paragraphs 3 to 5", S.PARAGRAPH, "3", "5"),
        ("Seiten 12 bis 14", S.PAGE, "12", "14"),
        ("recommendations 131.105-131.110", S.RECOMMENDATION, "131.105", "131.110"),
        ("pages 12 à 14", S.PAGE, "12", "14"),
        ("пункты 12–14", S.PARAGRAPH, "12", "14"),
        ("第12至14段", S.PARAGRAPH, "12", "14"),
    ],
)
def test_a_range_has_a_last_place(question: str, kind: PlaceKind, first: str, last: str) -> None:
    assert named(question) == [(kind, first, last)]


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("What does report.pdf say?", "report.pdf"),
        ("In UPR-Slovenia_report.v2.docx, who spoke?", "UPR-Slovenia_report.v2.docx"),
        ("minutes-2014.TXT", "minutes-2014.TXT"),
    ],
)
def test_a_file_is_named_by_its_ending(question: str, file: str) -> None:
    assert named(question) == [(S.FILE, file, None)]


def test_a_list_of_numbers_names_a_place_each() -> None:
    assert named("paragraphs 12, 14 and 16") == [
        (S.PARAGRAPH, "12", None),
        (S.PARAGRAPH, "14", None),
        (S.PARAGRAPH, "16", None),
    ]


def test_a_symbol_with_typographic_dashes_is_one() -> None:
    assert named("E/CN.6/2025/NGO/125 and A/80/21‑22")[0] == (S.SYMBOL, "E/CN.6/2025/NGO/125", None)


def test_several_places_come_in_order_with_where_they_stand() -> None:
    question = "Is Art. 5 Abs. 2 in annex II of A/HRC/25/66 or in notes.md?"
    places = named_places(question)
    assert [(place.kind, place.name) for place in places] == [
        (S.ARTICLE, "5"),
        (S.PARAGRAPH, "2"),
        (S.ANNEX, "II"),
        (S.SYMBOL, "A/HRC/25/66"),
        (S.FILE, "notes.md"),
    ]
    assert [question[place.start : place.end] for place in places] == [
        "Art. 5",
        "Abs. 2",
        "annex II",
        "A/HRC/25/66",
        "notes.md",
    ]
    assert places[0] == NamedPlace(S.ARTICLE, "5", None, 3, 9)


@pytest.mark.parametrize(
    "question",
    [
        "What happened on 12 May 2014?",
        "on 12/05/2014 or 2014-05-12",
        "How were 8.000 officers trained?",
        "8,000 pages were read",
        "the figure 8,000",
        "figure 8.000",
        "a section I wrote",
        "which article I must read",
        "tables and chairs",
        "rules a court may set",
        "notes on rust",
        "the rule of law",
        "page one",
        "stop 4 officers",
        "version 1.2",
        "Python 3.11 and node.js",
        "example.com, e.g. this",
        "and/or, N/A, TCP/IP, 24/7",
        "",
    ],
)
def test_what_names_no_place(question: str) -> None:
    assert named(question) == []


def test_a_long_question_takes_no_time() -> None:
    started = time.process_time()
    for piece in ("a-t-", "article I ", "A/1", "1.1", "x.y"):
        named_places("page " + piece * 15_000)
    assert time.process_time() - started < 4
