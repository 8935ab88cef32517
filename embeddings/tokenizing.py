"""Texts into tokens, quickly from the start: of a great vocabulary only what a text can hold.

A unigram vocabulary of 250,000 pieces takes half a second and 200 MB to load, and a question needs
forty of them. Its pieces lie sorted in a file that is mapped, not read; those which are a part of
some word of a text are looked up, and the library's own unigram model is made of them alone. It
chooses among the same pieces as it would among all, so the tokens are the same.
"""

import json
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer
from tokenizers.models import Unigram

GREAT = 100_000
"""Pieces from which a vocabulary is kept apart."""
PIECES, SCORES = "pieces.npy", "scores.npy"
"""Sorted UTF-8 of the pieces, and their numbers and scores in the same order."""
_SCORED = np.dtype([("number", "<i4"), ("score", "<f8")])
_MOST_KEPT = 50_000
"""Words whose pieces are remembered; about 30 MB."""


class Tokenized(Protocol):
    """The tokens of a text; what of `tokenizers.Encoding` is used here."""

    @property
    def ids(self) -> list[int]:
        """Numbers of the tokens in the vocabulary."""
        ...

    @property
    def offsets(self) -> list[tuple[int, int]]:
        """Where each stands in the text, in code points, end exclusive."""
        ...

    @property
    def special_tokens_mask(self) -> list[int]:
        """1 for a special token, 0 for another."""
        ...

    @property
    def attention_mask(self) -> list[int]:
        """1 for a token that is read."""
        ...

    @property
    def type_ids(self) -> list[int]:
        """Which of two texts a token is of."""
        ...

    def __len__(self) -> int: ...


class TextTokenizer(Protocol):
    """Makes tokens of a text, none cut off."""

    def encode(self, text: str, *, add_special_tokens: bool = True) -> Tokenized:
        """The tokens of one text, the special ones among them if asked for."""
        ...

    def num_special_tokens_to_add(self, is_pair: bool) -> int:
        """How many special tokens stand around a text."""
        ...


def whole(tokenizer: Tokenizer) -> TextTokenizer:
    """A tokenizer of the library, told to cut and pad nothing."""
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def part_great_vocabulary(file: Path) -> None:
    """Take a great unigram vocabulary out of `tokenizer.json`, into two files beside it.

    Another tokenizer stays as it is: one of other kind, one whose special tokens are not
    the first of its pieces (so that their numbers hold among fewer), one of bytes.
    """
    said = json.loads(file.read_text(encoding="utf-8"))
    model, added = said["model"], said["added_tokens"]
    if model["type"] != "Unigram" or len(model["vocab"]) < GREAT or model.get("byte_fallback"):
        return
    special = sorted(token["id"] for token in added)
    around = list(_around(said))
    firsts = [number for at, number in enumerate(special) if at == number]
    if model["unk_id"] not in firsts or any(number not in firsts for number in around):
        return
    vocabulary = model["vocab"]
    if special[-1] >= len(vocabulary) or any("\0" in piece for piece, _ in vocabulary):
        return
    pieces = np.array([piece.encode() for piece, _ in vocabulary])
    order = np.argsort(pieces, kind="stable")
    scored = np.empty(len(vocabulary), _SCORED)
    scored["number"], scored["score"] = order, [vocabulary[at][1] for at in order]
    np.save(file.with_name(PIECES), pieces[order])
    np.save(file.with_name(SCORES), scored)
    # The least likely piece decides what an unknown character costs.
    least = min(range(len(vocabulary)), key=lambda at: vocabulary[at][1])
    numbers = list(dict.fromkeys([*special, least]))
    model["vocab"] = [vocabulary[number] for number in numbers]
    for token in added:
        token["id"] = special.index(token["id"])
    said["numbers"], said["longest"] = numbers, max(len(piece) for piece, _ in vocabulary)
    file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")


def _around(said: dict[str, Any]) -> Iterator[int]:
    """The numbers of the tokens that are put around a text."""
    processor = said["post_processor"] or {}
    for token in processor.get("special_tokens", {}).values():
        yield from token["ids"]


def open_tokenizer(folder: Path, content: bytes) -> TextTokenizer:
    """The tokenizer whose `tokenizer.json` holds `content`, with the files in `folder`."""
    if not (folder / PIECES).is_file():
        return whole(Tokenizer.from_buffer(content))
    return _Unigram(
        content, np.load(folder / PIECES, mmap_mode="r"), np.load(folder / SCORES, mmap_mode="r")
    )


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An encoding by a part of a vocabulary, with the numbers of the whole."""

    encoding: Encoding
    numbers: Sequence[int]

    @property
    def ids(self) -> list[int]:
        return [self.numbers[number] for number in self.encoding.ids]

    @property
    def offsets(self) -> list[tuple[int, int]]:
        return self.encoding.offsets

    @property
    def special_tokens_mask(self) -> list[int]:
        return self.encoding.special_tokens_mask

    @property
    def attention_mask(self) -> list[int]:
        return self.encoding.attention_mask

    @property
    def type_ids(self) -> list[int]:
        return self.encoding.type_ids

    def __len__(self) -> int:
        return len(self.encoding)


class _Unigram:
    """A unigram tokenizer over a mapped vocabulary; from any thread."""

    def __init__(
        self, content: bytes, pieces: NDArray[np.bytes_], scored: NDArray[np.void]
    ) -> None:
        said = json.loads(content)
        self._numbers: list[int] = said.pop("numbers")
        self._firsts: list[tuple[str, float]] = [tuple(one) for one in said["model"]["vocab"]]
        self._unknown: int = said["model"]["unk_id"]
        self._added = [token["content"] for token in said["added_tokens"]]
        self._longest: int = said.pop("longest")
        self._shell = json.dumps(said)
        self._pieces, self._scored = pieces, scored
        self._first_places = frozenset(
            np.flatnonzero(np.isin(scored["number"], self._numbers)).tolist()
        )
        self._words: dict[str, frozenset[int]] = {}
        self._own = threading.local()

    def num_special_tokens_to_add(self, is_pair: bool) -> int:
        """As the library's."""
        return int(self._tokenizer().num_special_tokens_to_add(is_pair))

    def encode(self, text: str, *, add_special_tokens: bool = True) -> _Numbered:
        """As the library's."""
        tokenizer = self._tokenizer()
        found = self._found(tokenizer, text)
        pieces = [
            (self._pieces[at].decode(), score)
            for at, (_, score) in zip(found, self._scored[found].tolist(), strict=True)
        ]
        tokenizer.model = Unigram([*self._firsts, *pieces], self._unknown, False)
        encoding = tokenizer.encode(text, add_special_tokens=add_special_tokens)
        numbers = [*self._numbers, *self._scored["number"][found].tolist()]
        return _Numbered(encoding, numbers)

    def _tokenizer(self) -> Tokenizer:
        """The thread's own: its model changes from text to text."""
        if not hasattr(self._own, "tokenizer"):
            self._own.tokenizer = Tokenizer.from_str(self._shell)
            whole(self._own.tokenizer)
        return self._own.tokenizer  # type: ignore[no-any-return]

    def _found(self, tokenizer: Tokenizer, text: str) -> list[int]:
        """Where the pieces stand that are parts of a text's words, but for the first ones."""
        plain = text
        for token in self._added:
            plain = plain.replace(token, " ")
        words: set[str] = set()
        for variant in {text, plain}:
            normal = tokenizer.normalizer.normalize_str(variant)
            words.update(word for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normal))
        return sorted(frozenset().union(*self._places(words)) - self._first_places)

    def _places(self, words: set[str]) -> list[frozenset[int]]:
        """Of each word, where the pieces stand that are parts of it."""
        known = self._words
        parts = {word: _parts(word, self._longest) for word in words if word not in known}
        places = self._looked_up(frozenset().union(*parts.values()))
        fresh = {
            word: frozenset(places[part] for part in some if part in places)
            for word, some in parts.items()
        }
        found = [fresh[word] if word in fresh else known[word] for word in words]
        if len(known) + len(fresh) > _MOST_KEPT:
            self._words = fresh
        else:
            known.update(fresh)
        return found

    def _looked_up(self, parts: frozenset[str]) -> dict[str, int]:
        """Where those of the parts stand that are pieces."""
        written = {part: part.encode() for part in parts}
        some = [part for part, utf8 in written.items() if len(utf8) <= self._pieces.itemsize]
        if not some:
            return {}
        asked = np.array([written[part] for part in some], dtype=self._pieces.dtype)
        at = np.searchsorted(self._pieces, asked)
        at[at == len(self._pieces)] = 0
        is_piece = self._pieces[at] == asked
        return {some[n]: int(at[n]) for n in np.flatnonzero(is_piece)}


def _parts(word: str, longest: int) -> set[str]:
    """Every stretch of a word of up to `longest` characters."""
    return {
        word[start:end]
        for start in range(len(word))
        for end in range(start + 1, min(start + longest, len(word)) + 1)
    }
