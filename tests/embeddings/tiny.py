"""A sentence-transformers model of a few kilobytes with random weights."""

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.base.modules import Normalize, Transformer
from sentence_transformers.sentence_transformer.modules import Pooling
from transformers import BertConfig, BertModel, BertTokenizerFast

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,?!()'-"


def write_tiny(folder: Path, *, seed: int = 1, pooling: str = "mean", prompt: str = "") -> Path:
    """Save a two-layer BERT that reads single letters, 32 tokens at most, 16 dimensions."""
    parts = folder.with_name(f"{folder.name}-parts")
    parts.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words += [*_LETTERS, *(f"##{letter}" for letter in _LETTERS)]
    (parts / "vocab.txt").write_text("\n".join(words), encoding="utf-8")
    BertTokenizerFast(str(parts / "vocab.txt")).save_pretrained(parts)
    torch.manual_seed(seed)
    configuration = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=64,
    )
    BertModel(configuration).save_pretrained(parts)
    model = SentenceTransformer(
        modules=[Transformer(str(parts), max_seq_length=32), Pooling(16, pooling), Normalize()],
        prompts={"query": prompt, "document": ""},
        device="cpu",
    )
    model.save_pretrained(str(folder), create_model_card=False)
    return folder
