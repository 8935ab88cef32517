import resource
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from embeddings.errors import EncoderMissing
from embeddings.onnx_runtime import OnnxEncoder, cores
from embeddings.prepared import GRAPH, MANIFEST, ROW, TOKENIZER
from tests.embeddings.toys import MEANINGS, WORDS, meaning, write_toy


def test_rows_are_what_the_graph_says(toy: OnnxEncoder) -> None:
    rows = toy.encode_passages(["iron rust", "rain", "granite"])
    np.testing.assert_allclose(rows[0], meaning("iron", "rust"), atol=1e-6)
    np.testing.assert_allclose(rows[1], np.sqrt([0, 0, 0.5, 0.5]), atol=1e-6)
    np.testing.assert_allclose(rows[2], [0, 0, 0, 1], atol=1e-6)


def test_the_prompt_stands_before_questions_only(tmp_path: Path) -> None:
    encoder = OnnxEncoder.load(write_toy(tmp_path / "toy", question_prompt="ask: "))
    np.testing.assert_allclose(
        encoder.encode_question("rust")[0], meaning("ask:", "rust"), atol=1e-6
    )
    np.testing.assert_allclose(encoder.encode_passages(["rust"])[0], meaning("rust"), atol=1e-6)


def test_the_end_of_a_long_passage_counts_as_much_as_its_beginning(toy: OnnxEncoder) -> None:
    # Seven words and [START] fit; twelve words make two windows of six.
    row = toy.encode_passages(["iron " * 6 + "rust " * 6])[0]
    mean = (meaning(*["iron"] * 6) + meaning(*["rust"] * 6)) / 2
    np.testing.assert_allclose(row, mean / np.linalg.norm(mean), atol=1e-6)


def test_windows_count_by_their_words(toy: OnnxEncoder) -> None:
    # Fifteen words make windows of five; the last is weighed like the others.
    row = toy.encode_passages(["iron " * 5 + "rust " * 5 + "rain " * 5])[0]
    mean = meaning(*["iron"] * 5) + meaning(*["rust"] * 5) + meaning(*["rain"] * 5)
    np.testing.assert_allclose(row, mean / np.linalg.norm(mean), atol=1e-6)


def test_a_token_is_what_the_graph_says_of_it(toy: OnnxEncoder) -> None:
    made = toy.encode_tokens(["iron  rust", "iron " * 6 + "rust " * 6])
    assert made is not None
    short, long = made
    np.testing.assert_array_equal(short.rows, MEANINGS[[WORDS["iron"], WORDS["rust"]]])
    np.testing.assert_array_equal(short.spans, [[0, 4], [6, 10]])
    np.testing.assert_array_equal(short.numbers, [WORDS["iron"], WORDS["rust"]])
    # Twelve words make two windows; the offsets count through both.
    np.testing.assert_array_equal(long.spans[:, 0], np.arange(12) * 5)
    np.testing.assert_array_equal(long.numbers, [WORDS["iron"]] * 6 + [WORDS["rust"]] * 6)


def test_the_tokens_of_a_prompt_are_none_of_the_question(tmp_path: Path) -> None:
    encoder = OnnxEncoder.load(write_toy(tmp_path / "toy", question_prompt="ask: "))
    made = encoder.encode_tokens(["iron rust"], question=True)
    assert made is not None
    np.testing.assert_array_equal(made[0].spans, [[0, 4], [5, 9]])


def test_a_model_that_is_not_the_mean_of_its_tokens_gives_none(tmp_path: Path) -> None:
    encoder = OnnxEncoder.load(write_toy(tmp_path / "toy", outputs=(ROW,)))
    assert encoder.encode_tokens(["iron"]) is None


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER, MANIFEST])
def test_a_missing_file_is_reported_by_name(tmp_path: Path, name: str) -> None:
    folder = write_toy(tmp_path / "toy")
    (folder / name).unlink()
    with pytest.raises(EncoderMissing, match=name):
        OnnxEncoder.load(folder)


@pytest.mark.parametrize("name", [GRAPH, TOKENIZER])
def test_a_changed_file_is_refused(tmp_path: Path, name: str) -> None:
    folder = write_toy(tmp_path / "toy")
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / name).write_bytes(content)
    with pytest.raises(EncoderMissing, match="damaged"):
        OnnxEncoder.load(folder)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"fingerprint": {}}', "not json"])
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    folder = write_toy(tmp_path / "toy")
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(EncoderMissing, match="not a prepared encoder"):
        OnnxEncoder.load(folder)


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1


def test_a_question_needs_neither_torch_nor_a_hub_nor_http(toy_folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; import embeddings.loading\n"
        "from embeddings.onnx_runtime import OnnxEncoder\n"
        "OnnxEncoder.load(Path(sys.argv[1])).encode_question('rust')\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'huggingface_hub', 'httpx',"
        " 'onnx', 'faiss'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(toy_folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_text_of_megabytes_is_read_no_further_than_its_windows(toy: OnnxEncoder) -> None:
    long = "iron " * 2_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    np.testing.assert_allclose(toy.encode_passages([long])[0], meaning(*["iron"] * 7), atol=1e-6)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024
