"""What every encoder promises, tried on each of them."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.bundled import BUNDLES
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder
from embeddings.onnx_runtime import OnnxEncoder
from embeddings.weights import Source, checksum

KINDS = [
    "toy",
    "toy on three threads",
    "tiny exported to int8",
    "tiny exported to fp32",
    "tiny by sentence-transformers",
    "endpoint",
    pytest.param("english", marks=pytest.mark.real),
    pytest.param("multilingual", marks=pytest.mark.real),
]
TEXTS = [
    "Iron rusts in the rain.",
    "rain",
    "",
    "   ",
    "La lluvia oxida el hierro.",
    "雨が降ると鉄は錆びる。",
    "a torn \ud800 surrogate",
    "nul \x00 and tab \t and\nline",
    "iron " * 500,
]


def open_encoder(kind: str, request: pytest.FixtureRequest) -> Encoder:
    if kind.startswith("toy"):
        folder: Path = request.getfixturevalue("toy_folder")
        return OnnxEncoder.load(folder, threads=3 if "three" in kind else 1)
    if kind == "endpoint":
        return load_encoder(request.getfixturevalue("endpoint").url + "#toy", cache=Path())
    if kind in BUNDLES:
        return load_encoder(kind, cache=request.getfixturevalue("encoder_cache"))
    cache: Path = request.getfixturevalue("cache")
    tiny: Path = request.getfixturevalue("tiny_folder")
    if kind.startswith("tiny exported"):
        return load_encoder(
            str(tiny), cache=cache, precision="int8" if kind.endswith("int8") else "fp32"
        )
    from embeddings.sentence_transformer import SentenceTransformerEncoder

    return SentenceTransformerEncoder.load(Source("tiny", tiny, checksum(tiny)))


@pytest.fixture(params=KINDS)
def encoder(request: pytest.FixtureRequest) -> Encoder:
    return open_encoder(request.param, request)


def test_every_row_has_unit_length(encoder: Encoder) -> None:
    rows = encoder.encode_passages(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (len(TEXTS), encoder.fingerprint.dimension)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    question = encoder.encode_question("Does iron rust?")
    assert question.shape == (1, encoder.fingerprint.dimension)
    assert question.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(question), 1.0, atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    rows = encoder.encode_passages([])
    assert rows.shape == (0, encoder.fingerprint.dimension)
    assert rows.dtype == np.float32


def test_a_row_does_not_depend_on_the_texts_beside_it(encoder: Encoder) -> None:
    together = encoder.encode_passages(TEXTS)
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_rows_stand_in_the_order_of_the_texts(encoder: Encoder) -> None:
    rows = encoder.encode_passages(TEXTS)
    np.testing.assert_allclose(encoder.encode_passages(TEXTS[::-1]), rows[::-1], atol=1e-5)


def test_progress_adds_up_to_the_number_of_texts(encoder: Encoder) -> None:
    finished: list[int] = []
    encoder.encode_passages(TEXTS * 3, progress=finished.append)
    assert sum(finished) == 3 * len(TEXTS)
    assert min(finished) > 0


def test_an_interrupt_ends_the_encoding_and_the_encoder_still_works(encoder: Encoder) -> None:
    def interrupt(_finished: int) -> None:
        raise KeyboardInterrupt

    before = encoder.encode_passages(TEXTS[:1])
    with pytest.raises(KeyboardInterrupt):
        encoder.encode_passages(TEXTS * 20, progress=interrupt)
    np.testing.assert_array_equal(encoder.encode_passages(TEXTS[:1]), before)


def test_the_fingerprint_is_one_line_without_spaces(encoder: Encoder) -> None:
    assert len(str(encoder.fingerprint).split()) == 1
    assert len(encoder.fingerprint.weights) == 64


def test_tokens_stand_where_their_spans_say(encoder: Encoder) -> None:
    texts = [*TEXTS[:-1], "iron " * 20]  # No encoder reads more than its windows hold.
    found = encoder.encode_tokens(texts)
    if found is None:
        assert encoder.fingerprint.runtime == "endpoint"
        return
    assert len(found) == len(texts)
    for text, tokens in zip(texts, found, strict=True):
        count = len(tokens.numbers)
        assert tokens.rows.dtype == np.float32
        assert (len(tokens.rows), tokens.spans.shape) == (count, (count, 2))
        np.testing.assert_allclose(np.linalg.norm(tokens.rows, axis=1), 1.0, atol=1e-5)
        assert (np.diff(tokens.spans[:, 0]) >= 0).all()
        # Every word of the text is in a token, and nothing beside it.
        covered = {at for start, end in tokens.spans for at in range(start, end)}
        assert covered <= set(range(len(text)))
        assert {at for at, sign in enumerate(text) if sign.isalnum()} <= covered


def test_no_texts_have_no_tokens(encoder: Encoder) -> None:
    assert encoder.encode_tokens([]) in ([], None)


def test_the_tokens_of_a_question_leave_its_prompt_out(encoder: Encoder) -> None:
    found = encoder.encode_tokens(["iron rust"], question=True)
    if found is not None:
        assert found[0].spans.min() == 0
        assert found[0].spans.max() == len("iron rust")
