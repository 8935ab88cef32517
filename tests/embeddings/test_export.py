import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from embeddings import export
from embeddings.errors import EmbeddingsError, ExportFailed
from embeddings.export import prepare
from embeddings.onnx_runtime import OnnxEncoder
from embeddings.prepared import GRAPH, MANIFEST, TOKENIZER, prepared_folder, read_manifest, refusal
from embeddings.sentence_transformer import SentenceTransformerEncoder, open_model, prompt_for
from embeddings.trial import SENTENCES
from embeddings.weights import Source, checksum
from tests.embeddings.tiny import write_tiny


@pytest.fixture(scope="module")
def tiny(tiny_folder: Path) -> Source:
    return Source("tiny", tiny_folder, checksum(tiny_folder))


@pytest.mark.parametrize("pooling", ["cls", "mean"])
def test_the_graph_answers_as_the_model_does(tmp_path: Path, pooling: str) -> None:
    folder = write_tiny(tmp_path / "tiny", pooling=pooling, prompt="ask: ", seed=3)
    source = Source("tiny", folder, checksum(folder))
    encoder = OnnxEncoder.load(prepare(source, tmp_path / "cache", "fp32"))
    reference = SentenceTransformerEncoder.load(source)
    np.testing.assert_allclose(
        encoder.encode_passages(SENTENCES), reference.encode_passages(SENTENCES), atol=1e-5
    )
    np.testing.assert_allclose(
        encoder.encode_question("iron"), reference.encode_question("iron"), atol=1e-5
    )
    assert not np.allclose(encoder.encode_question("iron"), encoder.encode_passages(["iron"]))
    assert read_manifest(prepared_folder(tmp_path / "cache", source, "fp32")).pooling == pooling
    made, model = (e.encode_tokens(SENTENCES, question=True) for e in (encoder, reference))
    if pooling == "cls":
        assert made is None
        assert model is None
        return
    assert made is not None
    assert model is not None
    for one, other in zip(made, model, strict=True):
        np.testing.assert_allclose(one.rows, other.rows, atol=1e-5)
        np.testing.assert_array_equal(one.spans, other.spans)
        np.testing.assert_array_equal(one.numbers, other.numbers)


def test_the_manifest_says_what_was_made(tiny: Source, cache: Path) -> None:
    manifest = read_manifest(prepare(tiny, cache, "int8"))
    assert str(manifest.fingerprint) == f"tiny:{tiny.weights[:16]}:onnxruntime-3:int8-all:16"
    assert manifest.max_length == 32
    assert (manifest.question_prompt, manifest.passage_prompt) == ("ask: ", "")
    assert manifest.agreement > 0.98
    assert manifest.fallback == ""


def test_only_three_files_are_left_and_no_logging_is_set_up(tiny: Source, tmp_path: Path) -> None:
    handlers = list(logging.getLogger().handlers)
    folder = prepare(tiny, tmp_path, "int8")
    assert {path.name for path in folder.iterdir()} == {GRAPH, TOKENIZER, MANIFEST}
    assert {path.name for path in folder.parent.iterdir()} == {folder.name, f"{folder.name}.lock"}
    assert logging.getLogger().handlers == handlers


def test_what_is_prepared_is_not_prepared_again(tiny: Source, cache: Path) -> None:
    before = (prepare(tiny, cache, "int8") / GRAPH).stat().st_mtime_ns
    assert (prepare(tiny, cache, "int8") / GRAPH).stat().st_mtime_ns == before


def test_a_damaged_folder_and_the_rests_of_a_killed_one_are_replaced(
    tiny: Source, tmp_path: Path
) -> None:
    folder = prepared_folder(tmp_path, tiny, "fp32")
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text("{", encoding="utf-8")
    left_over = folder.parent / f".{folder.name}.killed"
    left_over.mkdir()
    assert OnnxEncoder.load(prepare(tiny, tmp_path, "fp32")).encode_question("a").shape == (1, 16)
    assert not left_over.exists()


def test_two_that_prepare_at_once_make_one_encoder(tiny: Source, tmp_path: Path) -> None:
    said: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: prepare(tiny, tmp_path, "fp32", said.append), range(2)))
    assert made[0] == made[1]
    assert OnnxEncoder.load(made[0]).fingerprint.precision == "fp32"


def test_where_bytes_do_not_hold_floats_are_used_and_it_is_said(
    tiny: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "LEAST_AGREEMENT", {"int8-all": 1.1, "int8": 1.1, "fp32": 0.9999})
    said: list[str] = []
    manifest = read_manifest(prepare(tiny, tmp_path, "int8", said.append))
    assert manifest.fingerprint.precision == "fp32"
    assert manifest.fallback.startswith("int8 agrees with the model only to 1.000")
    assert said == [f"{manifest.fallback}; using fp32, which is slower and four times as large."]


def test_a_graph_that_disagrees_is_refused_and_nothing_is_left(
    tiny: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "LEAST_AGREEMENT", {"int8": 1.1, "fp32": 1.1})
    with pytest.raises(ExportFailed, match="agrees with the model only to"):
        prepare(tiny, tmp_path, "fp32")
    folder = prepared_folder(tmp_path, tiny, "fp32")
    assert not folder.exists()
    assert "agrees" in refusal(folder).read_text(encoding="utf-8")


def test_a_cache_that_cannot_be_written_is_reported(tiny: Source, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(EmbeddingsError, match="choose another cache folder"):
        prepare(tiny, tmp_path / "file", "fp32")


def test_a_prompt_saved_as_passage_is_used_for_passages(tiny: Source) -> None:
    model = open_model(tiny, device="cpu")
    model.prompts = {"query": "q: ", "document": "", "passage": "p: "}
    assert prompt_for(model, question=True) == "q: "
    assert prompt_for(model, question=False) == "p: "
    plain = SentenceTransformerEncoder(open_model(tiny, device="cpu"), tiny)
    prompted = SentenceTransformerEncoder(model, tiny)
    np.testing.assert_allclose(
        prompted.encode_passages(["rain"]), plain.encode_passages(["p: rain"]), atol=1e-6
    )
