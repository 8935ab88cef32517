"""Receipts over documents that change: every verdict right, no silent wrong anchor."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.citations.citation import Citation
from assistant.citations.citing import cite
from assistant.citations.quotation import QuoteVerdict, check_quotation
from assistant.citations.receipts import Receipt
from assistant.citations.verification import Verdict, verify, verify_all
from assistant.citations.wording import ChangeKind
from assistant.documents.composition import compose
from assistant.documents.document import Block, Extract, Kind, Paragraph, Span
from assistant.errors import EmptyQuestion
from assistant.library.records import Source
from assistant.library.sqlite.library import SqliteLibrary

TEXTS = (
    "1. The Forum opened on 3 May in the presence of forty delegations.",
    "2. Ms. Okoro said that patrols alone had not restored trust in the valley.",
    "3. The council set aside 5 % of its budget for the training of officers.",
    "4. No complaint may remain unanswered for longer than thirty days.",
    "5. The Chair thanked the delegations for their contributions.",
)


class Shelf:
    """A library whose documents are written paragraph by paragraph."""

    def __init__(self, folder: Path) -> None:
        self.library = SqliteLibrary.open(folder / "library", fingerprint="hand", dimension=2)
        self._folder = folder

    def put(self, texts: Sequence[str], document_id: str = "d1", name: str = "report.txt") -> None:
        blocks = tuple(
            Block(Kind.PARAGRAPH, text, number=text[0], mark_end=3, page=1 + at // 3)
            for at, text in enumerate(texts)
        )
        content = "\n".join(texts).encode()
        file = self._folder / "content"
        file.write_bytes(content)
        revision = compose(
            Extract("text", blocks), document_id=document_id,
            sha256=hashlib.sha256(content).hexdigest(),
        )  # fmt: skip
        vector = np.array([1.0, 0.0], dtype=np.float32)
        vectors = {p.paragraph_id: vector for p in self.library.unencoded(revision.paragraphs)}
        with self.library.writing():
            source = Source(name, f"/{name}", len(content), 0)
            self.library.put(revision, source, file, vectors)

    def receipt(self, words: str, document_id: str = "d1") -> Receipt:
        text = self.library.text(document_id)
        start = text.index(words)
        paragraph = next(
            p for p in self.library.paragraphs(document_id) if p.start <= start < p.end
        )
        passage = self.library.passage(paragraph.paragraph_id)
        return self.receipt_of(cite(1, passage, Span(start, start + len(words)), text=text))

    @staticmethod
    def receipt_of(made: Citation) -> Receipt:
        return Receipt(
            made.document_id, made.document, made.paragraph_id, made.revision, made.quote,
            made.start, made.end, made.prefix, made.suffix, str(made.address),
        )  # fmt: skip


class Counted(SqliteLibrary):
    """Notes whose texts are read, and how many paragraphs are."""

    texts: list[str]
    read = 0

    def text(self, document_id: str, revision: str | None = None) -> str:
        self.texts.append(document_id)
        return super().text(document_id, revision)

    def paragraphs(
        self, document_id: str, first: int = 0, end: int | None = None
    ) -> tuple[Paragraph, ...]:
        found = super().paragraphs(document_id, first, end)
        self.read += len(found)
        return found


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    shelf.put(TEXTS)
    yield shelf
    shelf.library.close()


PATROLS = "patrols alone had not restored trust"


def test_the_same_file_holds(shelf: Shelf) -> None:
    outcome = verify(shelf.receipt(PATROLS), shelf.library)
    assert outcome.verdict is Verdict.UNCHANGED
    assert outcome.now is not None
    assert outcome.now.quote == PATROLS


def test_an_edit_elsewhere_changes_nothing(shelf: Shelf) -> None:
    receipt = shelf.receipt(PATROLS)
    shelf.put([*TEXTS[:3], "4. Every complaint is answered in a week.", TEXTS[4]])
    assert verify(receipt, shelf.library).verdict is Verdict.UNCHANGED


def test_an_insertion_above_moves_and_renumbers(shelf: Shelf) -> None:
    receipt = shelf.receipt(PATROLS)
    renumbered = [f"{at}{text[1:]}" for at, text in enumerate(["0. A new item.", *TEXTS], 1)]
    shelf.put(renumbered)
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.MOVED
    assert outcome.now is not None
    assert (outcome.now.quote, str(outcome.now.address)) == (PATROLS, "¶ 3")


def test_a_changed_number_is_reworded_and_named(shelf: Shelf) -> None:
    receipt = shelf.receipt("set aside 5 % of its budget for the training of officers")
    shelf.put([*TEXTS[:2], TEXTS[2].replace("5 %", "6 %"), *TEXTS[3:]])
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.REWORDED
    # The receipt is what is quoted; the document now has another number.
    assert [(c.kind, c.source, c.quoted) for c in outcome.changes] == [
        (ChangeKind.NUMBER, "6", "5")
    ]


@pytest.mark.parametrize(
    ("quoted", "printed", "source"),
    [
        pytest.param("Patrols ALONE had", "patrols alone had", "patrols alone", id="letter case"),
        pytest.param("the valley!", "the valley.", "valley.", id="the mark at the end"),
        pytest.param("that patrols, alone,", "that patrols alone", "patrols alone", id="commas"),
    ],
)
def test_the_same_words_spelt_otherwise_are_reworded(
    quoted: str, printed: str, source: str, shelf: Shelf
) -> None:
    text = TEXTS[1].replace(printed, quoted)
    shelf.put([TEXTS[0], text, *TEXTS[2:]])
    receipt = shelf.receipt(quoted)
    shelf.put(TEXTS)
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.REWORDED
    kind = ChangeKind.SIGN if "!" in quoted else ChangeKind.SPELLING
    assert [(c.kind, c.source) for c in outcome.changes] == [(kind, source)]
    assert outcome.now is not None
    assert outcome.now.quote == printed


@pytest.mark.parametrize(
    ("quoted", "printed"),
    [
        pytest.param("the “training” of", 'the "training" of', id="quotes of another kind"),
        pytest.param("5 % of its budget—for", "5\u00a0% of its budget-for", id="a dash, a space"),
        pytest.param("training of oﬃcers.²", "training of officers.", id="a ligature, a note"),
    ],
)
def test_other_typesetting_changes_nothing(quoted: str, printed: str, shelf: Shelf) -> None:
    shelf.put([f"3. It set 5 % aside, said the Chair of it: {quoted} all", *TEXTS[3:]])
    receipt = shelf.receipt(quoted)
    shelf.put([f"3. It set 5 % aside, said the Chair of it: {printed} all", *TEXTS[3:]])
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.UNCHANGED
    assert outcome.now is not None
    assert outcome.now.quote == printed


def test_a_deleted_paragraph_is_gone(shelf: Shelf) -> None:
    receipt = shelf.receipt(PATROLS)
    shelf.put([TEXTS[0], *TEXTS[2:]])
    assert verify(receipt, shelf.library).verdict is Verdict.GONE


def test_a_like_paragraph_that_stood_beside_it_is_not_its_new_form(shelf: Shelf) -> None:
    twin = "6. Mr. Ode said that patrols alone had not restored trust in the town."
    shelf.put([*TEXTS, twin])
    receipt = shelf.receipt(
        "Ms. Okoro said that patrols alone had not restored trust in the valley"
    )
    shelf.put([TEXTS[0], *TEXTS[2:], twin])
    assert verify(receipt, shelf.library).verdict is Verdict.GONE


def test_the_last_of_two_equal_places_is_not_taken_for_the_cited_one(shelf: Shelf) -> None:
    again = "6. The Chair thanked the delegations for their contributions."
    shelf.put([*TEXTS, "6. Other matters were then raised at length by all.", "7" + again[1:]])
    receipt = shelf.receipt("The Chair thanked the delegations for their contributions.")
    shelf.put([*TEXTS[:4], "6. Other matters were then raised at length by all.", "7" + again[1:]])
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.AMBIGUOUS
    assert outcome.now is None
    assert len(outcome.candidates) == 1


YEARS = tuple(
    f"{at}. In {2001 + at} the council heard {at + 3} complaints about the conduct of patrols."
    for at in range(1, 9)
)
BETWEEN = tuple(f"Of {name} the Chair spoke at length." for name in ("rain", "iron", "salt"))


def test_a_paragraph_edited_into_the_words_of_a_deleted_one_is_ambiguous(shelf: Shelf) -> None:
    shelf.put([YEARS[0], BETWEEN[0], TEXTS[1], BETWEEN[1], YEARS[5], BETWEEN[2]])
    receipt = shelf.receipt("In 2002 the council heard 4 complaints about the conduct of patrols.")
    edited = f"6{YEARS[0][1:]}"
    shelf.put([BETWEEN[0], TEXTS[1], BETWEEN[1], edited, BETWEEN[2]])
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.AMBIGUOUS
    assert outcome.now is None
    assert [c.address.number for c in outcome.candidates] == ["6"]


def test_a_paragraph_that_went_elsewhere_has_moved(shelf: Shelf) -> None:
    shelf.put([YEARS[0], BETWEEN[0], TEXTS[1], BETWEEN[1], YEARS[5], BETWEEN[2]])
    receipt = shelf.receipt("In 2002 the council heard 4 complaints about the conduct of patrols.")
    shelf.put([BETWEEN[0], TEXTS[1], BETWEEN[1], f"7{YEARS[0][1:]}", YEARS[5], BETWEEN[2]])
    assert verify(receipt, shelf.library).verdict is Verdict.MOVED


def test_a_paragraph_whose_like_neighbour_was_deleted_is_where_it_was(shelf: Shelf) -> None:
    shelf.put([BETWEEN[0], *YEARS[:4], BETWEEN[1]])
    receipt = shelf.receipt("In 2003 the council heard 5 complaints about the conduct of patrols.")
    shelf.put([BETWEEN[0], *YEARS[:2], YEARS[3], BETWEEN[1]])
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.UNCHANGED
    assert outcome.now is not None
    assert outcome.now.address.number == "2"


def test_neighbours_tell_equal_places_apart(shelf: Shelf) -> None:
    again = "7. The Chair thanked the delegations for their contributions."
    middle = "6. Other matters were then raised at length by all."
    shelf.put([*TEXTS, middle, again])
    receipt = shelf.receipt("The Chair thanked the delegations for their contributions.")
    shelf.put([TEXTS[0] + " It was late.", *TEXTS[1:], middle, again])
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.UNCHANGED
    assert outcome.now is not None
    assert outcome.now.address.number == "5"


def test_a_removed_document_is_sought_in_the_others(shelf: Shelf) -> None:
    receipt = shelf.receipt(PATROLS)
    shelf.put(TEXTS, "d2", "copy.txt")
    with shelf.library.writing():
        shelf.library.remove("d1")
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.MOVED
    assert (
        outcome.message
        == "report.txt is no longer in the library; the same words stand in copy.txt."
    )


def test_a_removed_document_without_a_copy_is_gone(shelf: Shelf) -> None:
    receipt = shelf.receipt(PATROLS)
    with shelf.library.writing():
        shelf.library.remove("d1")
    assert verify(receipt, shelf.library).verdict is Verdict.GONE


def test_many_receipts_together_are_each_what_they_are_alone(shelf: Shelf) -> None:
    shelf.put(TEXTS, "d2", "copy.txt")
    shelf.put(["1. Nothing but this was said about fisheries."], "d3", "lost.txt")
    receipts = [
        shelf.receipt(text[3:], document_id) for text in TEXTS for document_id in ("d1", "d2")
    ]
    receipts.insert(3, shelf.receipt("Nothing but this was said", "d3"))
    changed = TEXTS[2].replace("5 %", "6 %")
    shelf.put([TEXTS[3], "9. A new item of business.", changed, *TEXTS[:2]])
    receipts.append(shelf.receipt(changed[3:]))
    lines = ["0. A new item.", *TEXTS[:2], changed, *TEXTS[3:]]
    shelf.put([f"{number}{line[1:]}" for number, line in enumerate(lines, start=1)])
    with shelf.library.writing():
        shelf.library.remove("d3")
    together = verify_all(receipts, shelf.library)
    assert together == tuple(verify(receipt, shelf.library) for receipt in receipts)
    assert [outcome.receipt for outcome in together] == receipts
    assert {outcome.verdict for outcome in together} == {*Verdict} - {Verdict.AMBIGUOUS}
    assert verify_all([], shelf.library) == ()


def test_a_document_is_read_once_for_all_its_citations(shelf: Shelf, tmp_path: Path) -> None:
    shelf.put(TEXTS, "d2", "copy.txt")
    receipts = [shelf.receipt(text[3:], name) for text in TEXTS for name in ("d1", "d2")]
    library = Counted.open(tmp_path / "library", fingerprint="hand", dimension=2)
    library.texts = []
    assert all(o.verdict is Verdict.UNCHANGED for o in verify_all(receipts, library))
    assert (sorted(library.texts), library.read) == (["d1", "d2"], len(receipts))
    library.close()


@pytest.mark.parametrize("texts", [("1. Something else.", *TEXTS), None])
def test_a_document_replaced_or_removed_meanwhile_gives_no_place(
    texts: Sequence[str] | None, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipt, record, text = (
        shelf.receipt(PATROLS), shelf.library.document("d1"), shelf.library.text("d1"),
    )  # fmt: skip
    if texts:
        shelf.put(texts)
    else:
        with shelf.library.writing():
            shelf.library.remove("d1")
    monkeypatch.setattr(shelf.library, "document", lambda _: record)
    monkeypatch.setattr(shelf.library, "text", lambda *_: text)
    outcome = verify(receipt, shelf.library)
    assert (outcome.verdict, outcome.now) == (Verdict.UNCHANGED, None)


@pytest.mark.parametrize(
    ("quotation", "verdict"),
    [
        pytest.param("the training of oﬃcers", QuoteVerdict.EXACT, id="a ligature"),
        pytest.param("complaint may re-\nmain", QuoteVerdict.EXACT, id="a wrapped line"),
        pytest.param("set aside 5% of its budget", QuoteVerdict.EXACT, id="spacing of a sign"),
        pytest.param("set aside 6% of its budget", QuoteVerdict.ALTERED, id="another number"),
        pytest.param("patrols alone had restored trust", QuoteVerdict.ALTERED, id="no negation"),
        pytest.param("Fishing fleets sail at dawn", QuoteVerdict.ABSENT, id="other words"),
    ],
)  # fmt: skip
def test_a_quotation_is_exact_altered_or_absent(
    quotation: str, verdict: QuoteVerdict, shelf: Shelf
) -> None:
    assert check_quotation(quotation, shelf.library).verdict is verdict


def test_a_lost_negation_is_named(shelf: Shelf) -> None:
    [change] = check_quotation("patrols alone had restored trust", shelf.library).changes
    assert (change.kind, change.source) == (ChangeKind.NEGATION, "not")


def test_a_quotation_may_run_over_paragraphs(shelf: Shelf) -> None:
    check = check_quotation("thirty days. 5. The Chair thanked", shelf.library)
    assert check.verdict is QuoteVerdict.EXACT


def test_a_quotation_without_words_is_refused(shelf: Shelf) -> None:
    with pytest.raises(EmptyQuestion):
        check_quotation(" … ", shelf.library)
