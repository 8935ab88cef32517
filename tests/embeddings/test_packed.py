import struct
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import load_file
from sentence_transformers import SentenceTransformer

from embeddings.errors import EncoderMissing
from embeddings.packed import unpack

HIDDEN, LAYERS, HEADS, INNER, POSITIONS, TYPES = 32, 2, 2, 64, 16, 2
PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "▁iron", "rust", "i", "n", "<mask>"]
SCORES = [0.0, 0.0, 0.0, 0.0, -2.0, -3.0, -3.5, -6.0, -6.5, 0.0]


def _half_bytes(weights: NDArray[np.int_], scale: float) -> bytes:
    """Blocks of 32 levels, -8 to 7, each behind its scale."""
    blocks = (weights.reshape(-1, 32) + 8).astype(np.uint8)
    packed = blocks[:, :16] | (blocks[:, 16:] << 4)
    return b"".join(struct.pack("<e", scale) + row.tobytes() for row in packed)


def write_packed(file: Path) -> dict[str, NDArray[np.floating]]:
    """Write a model of random weights as a packed file; gives what each tensor holds."""
    draw = np.random.default_rng(5)
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (len(PIECES), HIDDEN),
        "emb.pos": (POSITIONS, HIDDEN),
        "emb.type": (TYPES, HIDDEN),
        "emb.ln.w": (HIDDEN,),
        "emb.ln.b": (HIDDEN,),
    }
    for layer in range(LAYERS):
        square = dict.fromkeys(("q", "k", "v", "ao"), (HIDDEN, HIDDEN))
        for part, (out, of) in {**square, "fi": (INNER, HIDDEN), "fo": (HIDDEN, INNER)}.items():
            shapes |= {f"l{layer}.{part}.w": (out, of), f"l{layer}.{part}.b": (out,)}
        for part in ("aln", "oln"):
            shapes |= {f"l{layer}.{part}.w": (HIDDEN,), f"l{layer}.{part}.b": (HIDDEN,)}
    tensors: dict[str, NDArray[np.floating]] = {}
    contents = {}
    for name, shape in shapes.items():
        if len(shape) == 2 and name not in ("emb.pos", "emb.type"):
            levels = draw.integers(-8, 8, shape)
            tensors[name], contents[name] = levels * 0.125, (1, _half_bytes(levels, 0.125))
        else:
            floats = draw.standard_normal(shape).astype("<f4")
            tensors[name], contents[name] = floats.astype(float), (0, floats.tobytes())
    sizes = (HIDDEN, LAYERS, HEADS, INNER, len(PIECES), POSITIONS, TYPES)
    head = b"E5S1" + struct.pack("<I7ifi", 1, *sizes, 1e-12, 32)
    joined = [piece.encode() for piece in PIECES]
    ends = np.cumsum([0, *map(len, joined)]).astype("<u4")
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, int(ends[-1])) + ends.tobytes()
    head += np.array(SCORES, "<f4").tobytes() + b"".join(joined)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0x2003, 1, 0x20)
    head += struct.pack("<i", len(contents))
    start = len(head) + sum(2 + len(name) + 21 for name in contents)
    directory, body = b"", b""
    for name, (kind, content) in contents.items():
        weights = int(np.prod(shapes[name]))
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, weights, start + len(body), len(content))
        body += content
    file.write_bytes(head + directory + body)
    return tensors


def test_a_packed_model_is_the_folder_that_sentence_transformers_reads(tmp_path: Path) -> None:
    expected = write_packed(tmp_path / "model.bin")
    unpack(tmp_path / "model.bin", tmp_path / "model")
    found = load_file(tmp_path / "model" / "model.safetensors")
    np.testing.assert_allclose(
        found["embeddings.word_embeddings.weight"], expected["emb.word"], atol=1e-6
    )
    np.testing.assert_allclose(
        found["encoder.layer.1.output.dense.weight"], expected["l1.fo.w"], atol=1e-6
    )
    np.testing.assert_allclose(
        found["encoder.layer.0.attention.output.LayerNorm.bias"], expected["l0.aln.b"], atol=1e-6
    )
    model = SentenceTransformer(str(tmp_path / "model"), device="cpu")
    rows = model.encode(["iron rust", "iron"])
    assert rows.shape == (2, HIDDEN)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert model.prompts["query"] == "query: "
    assert model.tokenizer("iron\u2003rust")["input_ids"] == [0, 5, 4, 6, 2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "begins otherwise"), (b"nonsense", "begins otherwise"), (b"E5S1\1\0\0", "buffer")],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "model.bin").write_bytes(content)
    with pytest.raises(EncoderMissing, match=reason):
        unpack(tmp_path / "model.bin", tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_a_file_that_ends_too_soon_is_refused(tmp_path: Path) -> None:
    write_packed(tmp_path / "model.bin")
    content = (tmp_path / "model.bin").read_bytes()
    (tmp_path / "model.bin").write_bytes(content[:-1000])
    with pytest.raises(EncoderMissing, match="not a packed model"):
        unpack(tmp_path / "model.bin", tmp_path / "model")
