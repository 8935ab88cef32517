import numpy as np
import pytest

from assistant.errors import EncoderChanged
from tests.doubles import DIMENSION, WordEncoder
from tests.library.contract.stores import Desk

IRON = "Iron rusts in rain."
POLICE = "Police officers are trained in spring."


def test_another_encoder_is_refused_with_the_remedy(desk: Desk) -> None:
    desk.put("a.txt", IRON)
    desk.close()
    other = WordEncoder("other").fingerprint
    with pytest.raises(EncoderChanged, match="pincite index --rebuild"):
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
    library.end_encoding(str(fingerprint), fingerprint.dimension)
    assert library.fingerprint == str(fingerprint)
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
