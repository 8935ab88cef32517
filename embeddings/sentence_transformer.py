"""Any sentence-transformers model, run by the library itself on a GPU or a CPU.

The one module that imports torch at its head, with the one that exports from it;
`embeddings.loading` imports both only when they are needed.
"""

from collections.abc import Sequence
from typing import Self

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer
from transformers.utils import logging as transformers_logging

from embeddings.card import Card, Origin, languages_by_name
from embeddings.encoder import Fingerprint, Progress, Tokens, Vectors
from embeddings.errors import EncoderMissing
from embeddings.model_card import origin_of
from embeddings.tokenizing import whole
from embeddings.weights import Source
from embeddings.windows import Windows, mean, readable, tokens_of

_BATCH = 64
"""Windows to a batch: fills a GPU, and bounds the wait after an interrupt on a CPU."""
_AHEAD = 512
"""Texts handed over at a time; the library sorts them by length before it batches."""
MEAN = "mean"
"""The pooling whose tokens are worth reading."""
_NO_LIMIT = 512
"""Tokens to a window for a model that states no limit of its own."""


def open_model(
    source: Source, *, attention: str | None = None, device: str | None = None
) -> SentenceTransformer:
    """The model in `source.folder`, on the GPU where torch finds one and `device` is None.

    Only local files are read and none of the model's own code is run. Raises
    `EncoderMissing` when the library cannot load it.
    """
    transformers_logging.disable_progress_bar()
    arguments = {"attn_implementation": attention} if attention else {}
    try:
        model = SentenceTransformer(
            str(source.folder),
            device=device,
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True, **arguments},
        )
    except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
        raise EncoderMissing(
            f"sentence-transformers cannot load {source.name} from {source.folder}: {error}"
        ) from error
    finally:
        transformers_logging.enable_progress_bar()
    return model.eval()


def fast_tokenizer(model: SentenceTransformer) -> Tokenizer:
    """A copy of the model's tokenizer; raises `EncoderMissing` where it has only a slow one."""
    tokenizer = getattr(model.tokenizer, "backend_tokenizer", None)
    if tokenizer is None:
        raise EncoderMissing("The model has no tokenizer.json; save it with a fast tokenizer.")
    return Tokenizer.from_str(tokenizer.to_str())


def prompt_for(model: SentenceTransformer, *, question: bool) -> str:
    """What the model was trained to see before a question or before a passage; often nothing.

    The library itself overlooks a prompt saved as `passage` or `corpus` beside its
    own empty `document`, so the first that is not empty is passed explicitly. Where no
    prompt is for either, the model's default one stands before both.
    """
    questions, passages = ("query", "question"), ("document", "passage", "corpus")
    names: tuple[str, ...] = questions if question else passages
    if model.default_prompt_name and not any(map(model.prompts.get, questions + passages)):
        names = (model.default_prompt_name,)
    return next((model.prompts[name] for name in names if model.prompts.get(name)), "")


def reads_prompt(model: SentenceTransformer) -> bool:
    """Whether the rows of a prompt's tokens count in the row of a text."""
    return all(getattr(module, "include_prompt", True) for module in model)


def length_of(model: SentenceTransformer) -> int:
    """Tokens that the model reads at once, the special ones among them."""
    return int(model.get_max_seq_length() or _NO_LIMIT)


def pooling_of(model: SentenceTransformer) -> str:
    """How the model makes one row of its tokens' rows: `MEAN`, another word, or `none`."""
    modes = [m.pooling_mode for m in model if hasattr(m, "pooling_mode")]
    return ", ".join(str(mode) for mode in modes) or "none"


class SentenceTransformerEncoder:
    """The model as its authors run it, in fp32, with its own prompts."""

    def __init__(
        self, model: SentenceTransformer, source: Source, origin: Origin | None = None
    ) -> None:
        """Wrap an opened model; what its card says where `origin` is `None`."""
        self._model = model
        self._windows = Windows(whole(fast_tokenizer(model)), length_of(model))
        self._origin = origin or origin_of(source.folder)
        dimension = model.get_embedding_dimension()
        assert dimension is not None
        self._fingerprint = Fingerprint(
            source.name, source.weights, "sentence-transformers", "fp32", dimension
        )

    @classmethod
    def load(cls, source: Source, origin: Origin | None = None) -> Self:
        """Open the model in `source.folder`; raises `EncoderMissing`."""
        return cls(open_model(source), source, origin)

    @property
    def fingerprint(self) -> Fingerprint:
        """Identifies model, weights, runtime and precision."""
        return self._fingerprint

    @property
    def card(self) -> Card:
        """As the model's own files say it."""
        return Card(
            name=self._fingerprint.model,
            licence=self._origin.licence,
            languages=self._origin.languages or languages_by_name(self._fingerprint.model),
            dimension=self._fingerprint.dimension,
            question_prompt=prompt_for(self._model, question=True),
            passage_prompt=prompt_for(self._model, question=False),
            longest=length_of(self._model),
            pooling=pooling_of(self._model),
            fingerprint=str(self._fingerprint),
        )

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        """One unit row per text, in order; a text beyond the model's length is read in windows."""
        rows = np.empty((len(texts), self._fingerprint.dimension), dtype=np.float32)
        for start in range(0, len(texts), _AHEAD):
            some = texts[start : start + _AHEAD]
            rows[start : start + len(some)] = self._encode(some, question=False)
            if progress is not None:
                progress(len(some))
        return rows

    def encode_question(self, text: str, /) -> Vectors:
        """A single unit row, shape `(1, dimension)`."""
        return self._encode([text], question=True)

    def encode_tokens(
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens] | None:
        """As `Encoder.encode_tokens`."""
        if pooling_of(self._model) != MEAN:
            return None
        prompt = prompt_for(self._model, question=question)
        cut = [self._windows.cut(text, prompt) for text in texts]
        windows = [window for windows in cut for window in windows]
        if not windows:
            return []
        encode = self._model.encode_query if question else self._model.encode_document
        found = encode(
            [readable(window.text) for window in windows],
            prompt=prompt,
            batch_size=_BATCH,
            show_progress_bar=False,
            output_value="token_embeddings",
        )
        pieces = [
            tokens_of(
                self._windows.encoding(prompt + window.text),
                torch.nn.functional.normalize(rows, p=2.0, dim=-1).cpu().numpy(),
                window.start - len(prompt),
                len(prompt),
            )
            for window, rows in zip(windows, found, strict=True)
        ]
        ends = np.cumsum([len(windows) for windows in cut])
        return [Tokens.joined(pieces[e - len(w) : e]) for e, w in zip(ends, cut, strict=True)]

    def _encode(self, texts: Sequence[str], *, question: bool) -> Vectors:
        prompt = prompt_for(self._model, question=question)
        cut = [self._windows.cut(text, prompt) for text in texts]
        pieces = [readable(window.text) for windows in cut for window in windows]
        encode = self._model.encode_query if question else self._model.encode_document
        rows = encode(
            pieces,
            prompt=prompt,
            batch_size=_BATCH,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        ).astype(np.float32)
        ends = np.cumsum([len(windows) for windows in cut])
        return np.stack(
            [mean(rows[end - len(w) : end], w) for end, w in zip(ends, cut, strict=True)]
        )


def on_gpu() -> bool:
    """Whether torch can use a CUDA device."""
    return torch.cuda.is_available()
