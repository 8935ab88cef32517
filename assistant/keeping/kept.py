"""Citations that people kept, and what became of them since."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.citations.citation import Address, Citation
from assistant.citations.receipts import Receipt
from assistant.citations.verification import Verification, verify_all
from assistant.documents.document import Kind
from assistant.errors import UnknownDocument
from assistant.library.library import Library
from assistant.library.records import Selection

NOTHING_KEPT = (
    "No citation was kept for a question. Keep one with: "
    "pincite select PARAGRAPH_ID --question QUESTION"
)

_NOWHERE = Address(Kind.PARAGRAPH)

SOURCE_REMOVED = "source removed"
"""What is said of a citation whose document was taken out."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A citation that was kept, with the question it answered."""

    selection_id: int
    question: str
    """Empty when nothing was asked."""
    citation: Citation
    """The words as they were kept, at the place where they stand now, if anywhere."""
    verification: Verification
    source_removed: bool
    """The document was taken out; its words are sought in the others."""
    place: str
    """Where the words stand now, and where they stood when they stand nowhere."""


def kept(selections: Sequence[Selection], library: Library) -> tuple[Kept, ...]:
    """Selections held against the documents as they are now, in the order given."""
    verified = verify_all([_receipt(selection) for selection in selections], library)
    named = {selection.document_id for selection in selections}
    gone = {document_id for document_id in named if not _is_there(document_id, library)}
    return tuple(
        _kept(selection, found, source_removed=selection.document_id in gone)
        for selection, found in zip(selections, verified, strict=True)
    )


def _is_there(document_id: str, library: Library) -> bool:
    try:
        library.document(document_id)
    except UnknownDocument:
        return False
    return True


def kept_from(paragraph_id: str, document_id: str, library: Library) -> Kept | None:
    """The citation kept last from a paragraph of a document, or `None`."""
    found = [
        selection
        for selection in library.selections()
        if (selection.paragraph_id, selection.document_id) == (paragraph_id, document_id)
    ]
    return next(iter(kept(found[-1:], library)), None)


def _receipt(selection: Selection) -> Receipt:
    return Receipt(
        document_id=selection.document_id,
        document=selection.document,
        paragraph_id=selection.paragraph_id,
        revision=selection.revision,
        quote=selection.quote,
        start=selection.start,
        end=selection.end,
        prefix=selection.prefix,
        suffix=selection.suffix,
        address=selection.address,
    )


def _kept(selection: Selection, verification: Verification, *, source_removed: bool) -> Kept:
    receipt, now = verification.receipt, verification.now
    citation = Citation(
        number=1,
        paragraph_id=now.paragraph_id if now else receipt.paragraph_id,
        document_id=now.document_id if now else receipt.document_id,
        document=now.document if now else receipt.document,
        revision=receipt.revision,
        quote=receipt.quote,
        start=receipt.start,
        end=receipt.end,
        prefix=receipt.prefix,
        suffix=receipt.suffix,
        address=now.address if now else _NOWHERE,
        url=now.url if now else f"/documents/{receipt.document_id}",
    )
    return Kept(
        selection.selection_id,
        selection.question,
        citation,
        verification,
        source_removed,
        str(now.address) if now else receipt.address,
    )


def verdicts_of(citations: Iterable[Kept]) -> Counter[str]:
    """How many citations each verdict has."""
    return Counter(one.verification.verdict.value for one in citations)


def stay(count: int) -> str:
    """That citations outlive the document that they were kept from; empty where there are none."""
    if not count:
        return ""
    if count == 1:
        return f"1 citation kept from it stays, marked {SOURCE_REMOVED}"
    return f"{count:,} citations kept from it stay, marked {SOURCE_REMOVED}"


def tally(verdicts: Counter[str]) -> str:
    """Verdicts in one line, the commonest first; empty where there are none."""
    counts = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    noun = "citation" if verdicts.total() == 1 else "citations"
    return f"Of {verdicts.total()} {noun} kept: {counts}." if verdicts else ""
