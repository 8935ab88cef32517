from contextlib import nullcontext

import numpy as np
import pytest

from assistant.errors import EncoderChanged
from assistant.indexing.committing import new_vectors
from assistant.library.records import Encoded, Source
from tests.doubles import DIMENSION, WordEncoder, revision_of
from tests.library.contract.stores import Desk

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


def test_another_encoder_is_refused_with_the_remedy(desk: Desk) -> None:
    desk.put("a.txt", IRON)
    desk.close()
    other = WordEncoder("other").fingerprint
    with pytest.raises(EncoderChanged, match="pincite reencode"):
        desk.library.expect(str(other), DIMENSION)
    with pytest.raises(EncoderChanged):
        desk.library.nearest(np.zeros(3, dtype=np.float32), 1)


def test_an_empty_library_takes_any_encoder(desk: Desk) -> None:
    record = desk.put("a.txt", IRON)
    desk.library.remove(record.document_id)
    desk.encoder = WordEncoder("other")
    desk.put("b.txt", POLICE)
    assert desk.library.fingerprint == str(desk.encoder.fingerprint)


def test_another_encoder_takes_over_when_its_last_vector_is_there(desk: Desk) -> None:
    record = desk.put("a.txt", IRON, POLICE, "Rain falls.")
    before = desk.nearest(POLICE, 1)
    other = WordEncoder("other")
    fingerprint = other.fingerprint
    desk.library.begin_encoding(str(fingerprint))
    ((first, text),) = desk.library.waiting(1)
    desk.library.keep_vectors([first], other.encode_passages([text]))
    assert desk.nearest(POLICE, 1) == before
    library = desk.reopen()
    # Interrupted: what was encoded need not be encoded again.
    library.begin_encoding(str(fingerprint))
    waiting = dict(library.waiting(9))
    assert len(waiting) == 2
    assert first not in waiting
    library.keep_vectors(list(waiting), other.encode_passages(list(waiting.values())))
    assert library.waiting(9) == []
    assert library.end_encoding(str(fingerprint), fingerprint.dimension)
    assert library.fingerprint == str(fingerprint)
    assert library.encoding is None
    desk.encoder = other
    rows, paragraphs = desk.rows(), library.paragraphs(record.document_id)
    expected = other.encode_passages([paragraph.text for paragraph in paragraphs])
    stored = library.vectors([rows[paragraph.paragraph_id] for paragraph in paragraphs])
    np.testing.assert_array_equal(stored, expected.astype(np.float16))
    assert desk.nearest(POLICE, 1) == [POLICE]


def test_what_a_third_encoder_made_is_not_mixed_in(desk: Desk) -> None:
    desk.put("a.txt", IRON)
    desk.library.begin_encoding("third")
    ((row, _),) = desk.library.waiting(9)
    desk.library.keep_vectors([row], np.ones((1, 3), dtype=np.float32))
    desk.library.begin_encoding("fourth")
    assert [waiting for waiting, _ in desk.library.waiting(9)] == [row]


def test_equal_paragraphs_are_encoded_once(desk: Desk) -> None:
    desk.put("a.txt", IRON, POLICE)
    desk.put("b.txt", IRON, IRON)
    desk.library.begin_encoding("other")
    waiting = desk.library.waiting(9)
    assert sorted(text for _, text in waiting) == [IRON, POLICE]
    made = WordEncoder("other").encode_passages([text for _, text in waiting])
    assert desk.library.keep_vectors([row for row, _ in waiting], made) == 4
    assert desk.library.waiting(9) == []
    assert desk.library.encoding == Encoded("other", 4, 4)


def test_what_came_meanwhile_is_waited_for_and_what_went_is_not(desk: Desk) -> None:
    first = desk.put("a.txt", IRON)
    old, other = desk.encoder, WordEncoder("other")
    name = str(other.fingerprint)
    desk.library.begin_encoding(name)
    ((row, text),) = desk.library.waiting(9)
    desk.put("b.txt", POLICE)
    desk.library.remove(first.document_id)
    assert desk.library.keep_vectors([row], other.encode_passages([text])) == 0
    assert not desk.library.end_encoding(name, DIMENSION)
    assert desk.library.fingerprint == str(old.fingerprint)
    assert desk.nearest(POLICE, 5) == [POLICE]
    ((row, text),) = desk.library.waiting(9)
    desk.library.keep_vectors([row], other.encode_passages([text]))
    assert desk.library.end_encoding(name, DIMENSION)
    desk.encoder = other
    assert desk.nearest(POLICE, 5) == [POLICE]


def test_begun_afresh_nothing_of_before_is_left(desk: Desk) -> None:
    desk.put("a.txt", IRON)
    for afresh, done in ((False, 0), (False, 1), (True, 0)):
        desk.library.begin_encoding("other", afresh=afresh)
        assert desk.library.encoding == Encoded("other", 1, done)
        rows = [row for row, _ in desk.library.waiting(9)]
        desk.library.keep_vectors(rows, np.ones((len(rows), 3), dtype=np.float32))
    desk.library.forget_encoding()
    assert desk.library.encoding is None
    assert desk.nearest(IRON, 1) == [IRON]


def test_a_document_encoded_by_what_is_not_the_librarys_any_more_is_refused(desk: Desk) -> None:
    desk.put("a.txt", IRON)
    old, other = desk.encoder, WordEncoder("other")
    change_to(desk, other)
    place = desk.write("b.txt", POLICE)
    revision = revision_of(desk.library.new_document_id(), place.read_bytes())
    source = Source("b.txt", str(place), 1, 1)
    for encoder, refused in ((old, True), (other, False)):
        vectors = new_vectors(desk.library, revision, encoder)
        with pytest.raises(EncoderChanged, match="Add it again") if refused else nullcontext():
            desk.library.put(revision, source, place, vectors, encoder=str(encoder.fingerprint))
        assert desk.library.counts().documents == (1 if refused else 2)


def change_to(desk: Desk, encoder: WordEncoder) -> None:
    name = str(encoder.fingerprint)
    desk.library.begin_encoding(name)
    waiting = dict(desk.library.waiting(99))
    desk.library.keep_vectors(list(waiting), encoder.encode_passages(list(waiting.values())))
    assert desk.library.end_encoding(name, DIMENSION)
