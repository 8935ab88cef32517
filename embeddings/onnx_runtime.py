"""A prepared encoder run by ONNX Runtime: the path of a machine without a GPU."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from embeddings.card import Card
from embeddings.encoder import Fingerprint, Progress, Tokens, Vectors
from embeddings.errors import EncoderMissing
from embeddings.prepared import ROW, TOKENS, Manifest, read_prepared
from embeddings.tokenizing import TextTokenizer, Tokenized, open_tokenizer
from embeddings.windows import Windows, mean, readable, tokens_of

_AHEAD = 64
"""Texts handed to the threads at a time, and so the longest wait after an interrupt."""
_ONLY_ERRORS = 3
_TENSORS_IN = "session.model_external_initializers_file_folder_path"
T = TypeVar("T")
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
        tokenizer: TextTokenizer,
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
        # The graph comes as the bytes that were compared; its great tensors are mapped.
        options.add_session_config_entry(_TENSORS_IN, str(folder))
        try:
            session = onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"]
            )
        except onnxruntime.capi.onnxruntime_pybind11_state.Fail as error:
            raise EncoderMissing(f"ONNX Runtime cannot load {folder}: {error}") from error
        return cls(session, open_tokenizer(folder, tokenizer), manifest, threads or cores())

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies model, weights, runtime and precision."""
        return self._manifest.fingerprint

    @property
    def card(self) -> Card:
        """As it stood in the model's files when it was prepared."""
        return self._manifest.card

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

    def encode_tokens(
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens] | None:
        """As `Encoder.encode_tokens`; a long text is read in windows, as for its row."""
        if TOKENS not in self._manifest.outputs:
            return None
        manifest = self._manifest
        prompt = manifest.question_prompt if question else manifest.passage_prompt
        return list(self._each(self._tokens, texts, prompt))

    def _rows(self, texts: Sequence[str]) -> Iterator[NDArray[np.float32]]:
        return self._each(self._row, texts, self._manifest.passage_prompt)

    def _each(self, act: Callable[[str, str], T], texts: Sequence[str], prompt: str) -> Iterator[T]:
        """`act` of every text and the prompt, in order, on all threads."""
        if self._threads == 1 or len(texts) == 1:
            yield from (act(text, prompt) for text in texts)
            return
        with ThreadPoolExecutor(self._threads, thread_name_prefix="encode") as pool:
            for start in range(0, len(texts), _AHEAD):
                some = texts[start : start + _AHEAD]
                yield from pool.map(act, some, [prompt] * len(some))

    def _row(self, text: str, prompt: str) -> NDArray[np.float32]:
        # The tokens of ten megabytes would take a gigabyte.
        tokens = self._tokenizer.encode(readable(prompt + text[: self._windows.reach]))
        if len(tokens) <= self._manifest.max_length:
            return self._run(tokens)
        windows = self._windows.cut(text, prompt)
        pieces = (self._tokenizer.encode(prompt + window.text) for window in windows)
        return mean(np.stack([self._run(piece) for piece in pieces]), windows)

    def _tokens(self, text: str, prompt: str) -> Tokens:
        pieces = []
        for window in self._windows.cut(text, prompt):
            encoding = self._tokenizer.encode(prompt + window.text)
            rows = self._run(encoding, TOKENS)
            pieces.append(tokens_of(encoding, rows, window.start - len(prompt), len(prompt)))
        return Tokens.joined(pieces)

    def _run(self, tokens: Tokenized, output: str = ROW) -> NDArray[np.float32]:
        """One output for one text, without the axis of the batch."""
        kept = slice(self._manifest.max_length)
        arrays = dict(
            zip(_INPUTS, (tokens.ids, tokens.attention_mask, tokens.type_ids), strict=True)
        )
        feed = {
            name: np.array([arrays[name][kept]], dtype=np.int64) for name in self._manifest.inputs
        }
        found: NDArray[np.float32] = self._session.run([output], feed)[0][0]
        return found


def cores() -> int:
    """Processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
