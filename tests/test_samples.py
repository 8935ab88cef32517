"""The samples are what they say they are, and their questions have the answers they name."""

import filecmp
import importlib.util
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest

from assistant.citations.paging import Paging
from assistant.documents.document import Basis, Kind, Revision, Span
from assistant.documents.sandbox.reader import Reader
from assistant.service import Assistant

SAMPLES = Path(__file__).parent.parent / "samples"
DOCUMENTS = SAMPLES / "documents"
NAMES = sorted(path.name for path in DOCUMENTS.iterdir())
SECTION_III = ("III. Early warning and early action",)
MADE = ("forum-report.pdf", "minutes-third-sitting.docx")


@dataclass(frozen=True, slots=True)
class Known:
    """A question whose answer is known; without a file it has none."""

    question: str
    file: str | None
    quote: str | None
    page: str | None
    place: str


LINES = (SAMPLES / "questions.jsonl").read_text("utf-8").splitlines()
QUESTIONS = [Known(**json.loads(line)) for line in LINES]


@pytest.fixture
def maker(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(SAMPLES))
    spec = importlib.util.spec_from_file_location("make_samples", SAMPLES / "make_samples.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "make_samples", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def revisions() -> Iterator[dict[str, Revision]]:
    with Reader() as reader:
        yield {name: reader.read(DOCUMENTS / name, document_id=name) for name in NAMES}


@pytest.fixture
def assistant(sample_assistant: Assistant) -> Assistant:
    return sample_assistant


def test_the_samples_are_small() -> None:
    assert sum(path.stat().st_size for path in DOCUMENTS.iterdir()) < 1_000_000


def test_the_same_words_give_the_same_bytes(maker: ModuleType, tmp_path: Path) -> None:
    maker.make_all(tmp_path / "first")
    maker.make_all(tmp_path / "second")
    same, different, _ = filecmp.cmpfiles(
        tmp_path / "first", tmp_path / "second", MADE, shallow=False
    )
    assert (sorted(same), different) == (sorted(MADE), [])


def test_every_paragraph_is_its_stretch_of_the_text(revisions: dict[str, Revision]) -> None:
    wrong = [
        paragraph.text
        for revision in revisions.values()
        for paragraph in revision.paragraphs
        if revision.text[paragraph.start : paragraph.end] != paragraph.text
    ]
    assert wrong == []


def test_the_report_has_its_printed_pages(revisions: dict[str, Revision]) -> None:
    pages = revisions["forum-report.pdf"].pages
    assert [page.printed for page in pages[2:]] == ["9", "10", "11", "12", "13", "14", "15", "16"]
    assert {page.basis for page in pages[2:]} == {Basis.PRINTED}
    assert pages[0].printed is None


def test_the_report_has_its_numbered_paragraphs(revisions: dict[str, Revision]) -> None:
    numbers = [
        paragraph.number
        for paragraph in revisions["forum-report.pdf"].paragraphs
        if paragraph.kind is Kind.PARAGRAPH and paragraph.number
    ]
    assert numbers == [str(number) for number in range(20, 62)]


def test_a_paragraph_that_crosses_a_page_is_one(revisions: dict[str, Revision]) -> None:
    crossing = {
        paragraph.number: sorted({line.page for line in paragraph.lines})
        for paragraph in revisions["forum-report.pdf"].paragraphs
        if len({line.page for line in paragraph.lines}) > 1
    }
    assert crossing == {"38": [5, 6], "45": [6, 7]}


def test_an_item_knows_the_sentence_that_it_completes(revisions: dict[str, Revision]) -> None:
    items = {
        paragraph.bullet: paragraph
        for paragraph in revisions["forum-report.pdf"].paragraphs
        if paragraph.kind is Kind.LIST_ITEM and paragraph.section[-1:] == SECTION_III
    }
    assert list(items) == ["(a)", "(b)", "(c)", "(d)", "(e)"]
    assert items["(b)"].text.endswith("shops of one community that stay closed on a market day;")
    assert items["(b)"].lead_in is not None
    assert items["(b)"].lead_in.endswith("early warning signs of violence against a minority:")


def test_the_flattened_page_comes_apart(revisions: dict[str, Revision]) -> None:
    revision = revisions["page-14.txt"]
    kinds = [paragraph.kind for paragraph in revision.paragraphs]
    assert kinds == [
        *[Kind.LIST_ITEM] * 6, Kind.HEADING, Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH
    ]  # fmt: skip
    assert {paragraph.page.printed for paragraph in revision.paragraphs} == {"14"}
    assert [p.text for p in revision.paragraphs if "14" in p.text or p.text[0] in "-–"] == []
    assert [p.truncated for p in revision.paragraphs] == [False] * 9 + [True]


def test_nobody_is_given_the_words_of_another(revisions: dict[str, Revision]) -> None:
    wrong = [
        (paragraph.speaker, paragraph.text)
        for paragraph in revisions["hearing-extract.txt"].paragraphs
        if paragraph.speaker and not paragraph.text.startswith(f"{paragraph.speaker}: ")
    ]
    assert wrong == []


def test_navigation_and_footer_are_no_text(revisions: dict[str, Revision]) -> None:
    text = revisions["charter-on-policing.html"].text
    assert "Write to us" not in text
    assert "Printed on request" not in text
    assert text.startswith("Charter on Policing")


@pytest.mark.parametrize("known", [known for known in QUESTIONS if known.file])
def test_every_answer_stands_in_its_file(known: Known, revisions: dict[str, Revision]) -> None:
    assert known.file is not None
    assert known.quote is not None
    holding = [p for p in revisions[known.file].paragraphs if known.quote in p.text]
    assert [paragraph.page.printed for paragraph in holding] == [known.page]


def test_words_on_the_second_page_of_their_paragraph_are_known_to_stand_there(
    revisions: dict[str, Revision],
) -> None:
    revision = revisions["forum-report.pdf"]
    words = "He favoured interpreting by telephone within fifteen minutes"
    start = revision.text.index(words)
    paragraph = next(p for p in revision.paragraphs if p.start <= start < p.end)
    assert paragraph.page.printed == "12"
    paging = Paging(lambda: revision.pages, lambda: revision.repairs)
    [page] = paging.under(paragraph, Span(start, start + len(words)))
    assert (page.printed, page.basis) == ("13", Basis.PRINTED)
    assert [page.printed for page in paging.under(paragraph)] == ["12", "13"]


@pytest.mark.real
@pytest.mark.parametrize(
    "known", [known for known in QUESTIONS if known.file], ids=lambda known: known.question
)
def test_a_question_is_answered_from_its_paragraph(known: Known, assistant: Assistant) -> None:
    answer = assistant.ask(known.question)
    assert answer.target is not None
    assert answer.target.passage.document.name == known.file
    assert known.quote is not None
    assert known.quote in answer.target.paragraph.text
    assert answer.target.paragraph.page.printed == known.page
    first = answer.citations[0]
    assert first.paragraph_id == answer.target.paragraph.paragraph_id
    assert first.quote in answer.target.paragraph.text


@pytest.mark.real
@pytest.mark.parametrize(
    "known", [known for known in QUESTIONS if not known.file], ids=lambda known: known.question
)
def test_nothing_is_found_where_there_is_nothing(known: Known, assistant: Assistant) -> None:
    answer = assistant.ask(known.question)
    assert (answer.found, answer.statements) == (False, ())
    assert answer.searched.documents == len(NAMES)


ON_POLICING = {
    "I do not want more police and I do not want fewer police.": "notes-field-visit.md",
    "Mr. Kandor said that policing by consent begins with the recruits.": "forum-report.pdf",
    "Participants agreed that training of the police should be repeated": "forum-report.pdf",
    "The value of the Charter on Policing to the work of the board": "page-14.txt",
    "The need to invest more in the training of police": "page-14.txt",
    "officers were asked to do the work of teachers, nurses": "forum-report.pdf",
    "officers are polite when they come": "notes-field-visit.md",
    "Harrowgate Hall had spoken for three days about policing": "minutes-third-sitting.docx",
    "The constabulary serves every person": "charter-on-policing.html",
    "those who are policed, those who police and those who pay for it": "forum-report.pdf",
    "The Police Federation would accept a shorter period": "forum-report.pdf",
}


@pytest.mark.real
def test_a_broad_question_is_answered_from_several_documents(assistant: Assistant) -> None:
    answer = assistant.ask("what was said about policing")
    known = [
        file
        for citation in answer.citations
        for words, file in ON_POLICING.items()
        if words in citation.quote and citation.document == file
    ]
    assert len(known) == len(answer.citations)
    assert len(set(known)) >= 2
