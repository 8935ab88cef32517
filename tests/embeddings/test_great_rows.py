from pathlib import Path

import numpy as np
import pytest

from embeddings import great_rows
from embeddings.errors import EncoderMissing
from embeddings.export import prepare
from embeddings.onnx_runtime import OnnxEncoder
from embeddings.prepared import TENSORS, Precision
from embeddings.trial import SENTENCES
from embeddings.weights import Source, checksum


@pytest.mark.parametrize("precision", ["int8", "fp32"])
def test_a_table_kept_out_of_the_graph_gives_the_rows_that_it_gives_within(
    tiny_folder: Path, tmp_path: Path, precision: Precision, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source("tiny", tiny_folder, checksum(tiny_folder))
    within = OnnxEncoder.load(prepare(source, tmp_path / "within", precision))
    # The table of words has 93 rows of 64 bytes, that of positions has 64.
    monkeypatch.setattr(great_rows, "GREAT", 90 * 64)
    monkeypatch.setattr(great_rows, "_KEPT", 70)
    folder = prepare(source, tmp_path / "apart", precision)
    assert (folder / TENSORS).stat().st_size == 93 * 16 * (1 if precision == "int8" else 4)
    apart = OnnxEncoder.load(folder)
    np.testing.assert_allclose(
        apart.encode_passages(SENTENCES), within.encode_passages(SENTENCES), atol=1e-6
    )


def test_an_altered_table_is_refused(
    tiny_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(great_rows, "GREAT", 90 * 64)
    monkeypatch.setattr(great_rows, "_KEPT", 70)
    source = Source("tiny", tiny_folder, checksum(tiny_folder))
    folder = prepare(source, tmp_path, "fp32")
    table = (folder / TENSORS).read_bytes()
    (folder / TENSORS).write_bytes(table[:-1] + bytes([table[-1] ^ 1]))
    with pytest.raises(EncoderMissing, match="damaged"):
        OnnxEncoder.load(folder)
