import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.documents.document import Paragraph
from assistant.errors import UnknownDocument, UnknownParagraph
from assistant.library.records import Source
from tests.doubles import DIMENSION, revision_of
from tests.library.contract.stores import Desk

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


def _paragraphs(desk: Desk) -> tuple[Paragraph, ...]:
    return desk.library.paragraphs(desk.library.documents()[0].document_id)


def test_a_replaced_document_keeps_the_rows_of_unchanged_paragraphs(desk: Desk) -> None:
    before = desk.put("a.txt", "# Metals", IRON, POLICE)
    before_rows = desk.rows()
    desk.encoder.texts.clear()
    after = desk.put("a.txt", "# Metals", "New.", IRON, document_id=before.document_id)
    assert desk.encoder.texts == ["New."]
    assert [p.text for p in _paragraphs(desk)] == ["Metals", "New.", IRON]
    rows = {p.text: (p.paragraph_id, desk.rows()[p.paragraph_id]) for p in _paragraphs(desk)}
    _, new = rows.pop("New.")
    assert dict(rows.values()).items() <= before_rows.items()
    assert new > max(before_rows.values())
    assert desk.matching("police") == []
    assert desk.nearest(POLICE, 5)[0] != POLICE
    assert after.document_id == before.document_id


def test_rows_are_never_used_again(desk: Desk) -> None:
    first = desk.put("a.txt", IRON)
    (row,) = desk.rows().values()
    desk.library.remove(first.document_id)
    desk.put("b.txt", POLICE)
    assert min(desk.rows().values()) > row


def test_equal_words_anywhere_are_encoded_once(desk: Desk) -> None:
    desk.put("a.txt", IRON, IRON, POLICE)
    desk.put("b.txt", POLICE, IRON)
    assert desk.encoder.texts == [IRON, POLICE]
    assert desk.nearest(IRON, 3) == [IRON, IRON, IRON]


def test_a_paragraph_spelt_otherwise_keeps_its_id_and_gets_its_own_vector(desk: Desk) -> None:
    first = desk.put("a.txt", "Iron bent.", "IRON BENT.", "Rain fell.")
    before = desk.library.paragraphs(first.document_id)
    rows = [desk.rows()[p.paragraph_id] for p in before]
    # The first takes over a spelling that a paragraph has which is spelt otherwise now.
    desk.put("a.txt", "IRON BENT.", "iron, bent", "Rain fell.", document_id=first.document_id)
    after = desk.library.paragraphs(first.document_id)
    assert [p.paragraph_id for p in after] == [p.paragraph_id for p in before]
    assert [p.text for p in after] == ["IRON BENT.", "iron, bent", "Rain fell."]
    now = [desk.rows()[p.paragraph_id] for p in after]
    assert now[2] == rows[2]
    assert len({*rows, *now}) == 5
    expected = desk.encoder.encode_passages([p.text for p in after])
    assert np.allclose(desk.library.vectors(now), expected, atol=1e-3)
    assert desk.matching("iron bent") == ["IRON BENT.", "iron, bent"]
    assert sorted(desk.nearest("iron bent", 2)) == ["IRON BENT.", "iron, bent"]


def test_a_removed_document_is_nowhere(desk: Desk) -> None:
    kept, gone = desk.put("a.txt", IRON), desk.put("b.txt", POLICE)
    (paragraph,) = desk.library.paragraphs(gone.document_id)
    original = desk.library.original(gone.document_id)
    desk.library.remove(gone.document_id)
    assert desk.library.documents() == (kept,)
    assert desk.matching("police") == []
    assert desk.nearest(POLICE) == [IRON]
    assert not original.exists()
    with pytest.raises(UnknownParagraph):
        desk.library.passage(paragraph.paragraph_id)
    with pytest.raises(UnknownDocument):
        desk.library.paragraphs(gone.document_id)
    with pytest.raises(UnknownDocument):
        desk.library.remove(gone.document_id)


def test_a_put_with_a_missing_vector_leaves_everything_as_it_was(desk: Desk) -> None:
    before = desk.put("a.txt", IRON)
    place = desk.write("a.txt", POLICE)
    revision = revision_of(before.document_id, place.read_bytes())
    with pytest.raises(ValueError, match="no vector"):
        desk.library.put(revision, Source("a.txt", None, 1, 1), place, {})
    assert desk.library.document(before.document_id) == before
    assert desk.library.text(before.document_id) == IRON
    assert desk.library.original(before.document_id).read_text() == f"{IRON}\n"
    assert all(check.holds for check in desk.library.examine())


@pytest.mark.parametrize("bad", [np.full(DIMENSION, np.nan), np.zeros(3)], ids=["nan", "short"])
def test_a_vector_that_cannot_be_compared_is_refused(desk: Desk, bad: NDArray[np.float64]) -> None:
    desk.put("a.txt", IRON)
    place = desk.write("b.txt", POLICE)
    revision = revision_of("d2", place.read_bytes())
    vectors = {revision.paragraphs[0].paragraph_id: bad.astype(np.float32)}
    with pytest.raises(ValueError, match="finite"):
        desk.library.put(revision, Source("b.txt", None, 1, 1), place, vectors)
    assert desk.library.counts().documents == 1


def test_content_that_is_not_what_was_read_is_refused(desk: Desk) -> None:
    revision = revision_of("d1", b"something else\n")
    with pytest.raises(ValueError, match="changed"):
        desk.put_revision(revision, desk.write("a.txt", IRON))
    assert desk.library.counts().documents == 0


def test_a_staged_copy_is_taken_over_or_given_back(desk: Desk) -> None:
    place = desk.write("a.txt", IRON)
    revision = revision_of("d1", place.read_bytes())
    with desk.library.writing():
        copy, sha256 = desk.library.stage(place)
        assert (copy.read_bytes(), sha256) == (place.read_bytes(), revision.sha256)
        place.write_text("Something else.\n")
        desk.put_revision(revision, copy)
        assert not copy.exists()
        assert desk.library.original("d1").read_text() == f"{IRON}\n"
        copy, _ = desk.library.stage(place)
        desk.library.unstage(copy)
        desk.library.unstage(copy)
        assert not copy.exists()
    with pytest.raises(FileNotFoundError):
        desk.library.stage(desk.files / "nothing")
    with pytest.raises(ValueError, match="no longer a file"):
        desk.library.stage(desk.files)
