"""A prepared encoder run by ONNX Runtime: the path of a machine without a GPU."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from embeddings.encoder import Fingerprint, Progress, Vectors
from embeddings.errors import EncoderMissing
from embeddings.prepared import Manifest, read_prepared
from embeddings.windows import Windows, mean, readable

_AHEAD = 64
"""Texts handed to the threads at a time, and so the longest wait after an interrupt."""
_ONLY_ERRORS = 3
_INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class OnnxEncoder:
    """Runs one text at a time on each thread, with neither padding nor batches.

    A dynamically quantised graph scales its activations over the whole batch, so
    in a batch a row would depend on its neighbours; alone, equal texts give equal
    rows whatever else is encoded. It is also what is quickest on a CPU, where a
    text's activations fit the cache (see `benchmarks/encode.py`).
    """

    def __init__(
        self,
        session: onnxruntime.InferenceSession,
        tokenizer: Tokenizer,
        manifest: Manifest,
        threads: int,
    ) -> None:
        """Take the parts as they are; `load` makes them from a folder."""
        self._session = session
        self._manifest = manifest
        self._threads = threads
        self._windows = Windows(tokenizer, manifest.max_length)
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path, *, threads: int | None = None) -> Self:
        """The encoder in a prepared folder; `threads` texts at once, every core's worth if None.

        Raises `EncoderMissing` when the folder is not a prepared encoder or is damaged.
        """
        manifest, graph, tokenizer = read_prepared(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = _ONLY_ERRORS
        try:
            session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"]
            )
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as error:
            raise EncoderMissing(f"ONNX Runtime cannot load {folder}: {error}") from error
        return cls(session, Tokenizer.from_buffer(tokenizer), manifest, threads or cores())

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies model, weights, runtime and precision."""
        return self._manifest.fingerprint

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """One unit row per text, in order; a text beyond the model's length is read in windows."""
        rows = np.empty((len(texts), self.fingerprint.dimension), dtype=np.float32)
        for number, row in enumerate(self._rows(texts)):
            rows[number] = row
            if progress is not None:
                progress(1)
        return rows

    def encode_question(self, text: str, /) -> Vectors:
        """A single unit row, shape `(1, dimension)`."""
        return self._row(text, self._manifest.question_prompt)[np.newaxis]

    def _rows(self, texts: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        prompt = self._manifest.passage_prompt
        if self._threads == 1 or len(texts) == 1:
            yield from (self._row(text, prompt) for text in texts)
            return
        with ThreadPoolExecutor(self._threads, thread_name_prefix="encode") as pool:
            for start in range(0, len(texts), _AHEAD):
                some = texts[start : start + _AHEAD]
                yield from pool.map(self._row, some, [prompt] * len(some))

    def _row(self, text: str, prompt: str) -> NDArray[np.float32]:
        # The tokens of ten megabytes would take a gigabyte.
        tokens = self._tokenizer.encode(readable(prompt + text[: self._windows.reach]))
        if len(tokens) <= self._manifest.max_length:
            return self._run(tokens)
        windows = self._windows.cut(text, prompt)
        pieces = (self._tokenizer.encode(prompt + window.text) for window in windows)
        return mean(np.stack([self._run(piece) for piece in pieces]), windows)

    def _run(self, tokens: Encoding) -> NDArray[np.float32]:
        kept = slice(self._manifest.max_length)
        arrays = dict(
            zip(_INPUTS, (tokens.ids, tokens.attention_mask, tokens.type_ids), strict=True)
        )
        feed = {
            name: np.array([arrays[name][kept]], dtype=np.int64) for name in self._manifest.inputs
        }
        row: NDArray[np.float32] = self._session.run(None, feed)[0][0]
        return row


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
