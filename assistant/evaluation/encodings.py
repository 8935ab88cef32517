"""Vectors of texts that were encoded before, kept between evaluations."""

import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from embeddings.encoder import Encoder, Progress, Vectors

_BATCH = 256


def encoded(
    texts: Sequence[str], encoder: Encoder, cache: Path, progress: Progress | None = None
) -> Vectors:
    """One row per text, as `encode_passages` gives it; what is new is encoded and kept.

    The cache is a file that may be deleted at any time; encodings are kept by the
    encoder's fingerprint and the text's sha256.
    """
    cache.mkdir(parents=True, exist_ok=True)
    prints = str(encoder.fingerprint)
    keys = [hashlib.sha256(f"{prints}\0{text}".encode()).digest() for text in texts]
    with closing(sqlite3.connect(cache / "encodings.sqlite", isolation_level=None)) as kept:
        kept.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, value BLOB)")
        found = dict(_known(kept, keys))
        if progress is not None:
            progress(sum(key in found for key in keys))
        new = [at for at, key in enumerate(keys) if key not in found]
        for begin in range(0, len(new), _BATCH):
            batch = new[begin : begin + _BATCH]
            rows = encoder.encode_passages([texts[at] for at in batch], progress=progress)
            made = [(keys[at], row.tobytes()) for at, row in zip(batch, rows, strict=True)]
            kept.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", made)
            found.update(made)
    vectors = b"".join(found[key] for key in keys)
    return np.frombuffer(vectors, dtype=np.float32).reshape(len(texts), -1).copy()


def _known(kept: sqlite3.Connection, keys: Sequence[bytes]) -> list[tuple[bytes, bytes]]:
    found: list[tuple[bytes, bytes]] = []
    for begin in range(0, len(keys), _BATCH):
        part = keys[begin : begin + _BATCH]
        marks = ",".join("?" * len(part))
        found += kept.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", part)
    return found
