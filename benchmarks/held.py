"""What a question costs and no constant changes, paid for once: for `sweep.py` and `chance.py`."""

import os
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import numpy as np

from assistant.evaluation.figures import ndcg
from assistant.evaluation.folders import asked_for_all, mention_score
from assistant.evaluation.gold_spans import SpanQuestion, read_span_questions
from assistant.evaluation.judgements import Judgements, read_judgements
from assistant.evaluation.shelf import Shelf, filled
from assistant.evaluation.spans import Remembering, SpanShelf, read_files
from assistant.language import terms
from assistant.library.library import Library
from assistant.library.opening import open_library
from assistant.library.reading import Passage
from assistant.questions.question import Question
from assistant.retrieval import constants
from assistant.retrieval.retriever import Retriever
from assistant.retrieval.weights import Weights, Words
from embeddings.card import Card
from embeddings.encoder import Encoder, Fingerprint, Progress, Tokens, Vectors

T = TypeVar("T")

RANKING, MENTIONS, SPANS = "nDCG@10 hit@1", "mentions F1", "recall precision IoU"
"""What is measured, by the constants that it is measured for."""

DEEPEST = 20
"""Hits of which the first ten passages are judged: a long passage is several paragraphs."""

Scores = list[tuple[float, ...]]
"""Figures of each question."""
Ask = Callable[[], Scores]

LOOKED_UP = (
    *("nearest", "matching", "holding", "passages", "vectors", "paragraphs", "text"),
    *("counts", "failures", "partly_read", "document", "repairs", "pages"),
)
"""What a library is asked for while it is read; for the same it answers the same."""


@dataclass(slots=True)
class HeldEncoder:
    """An encoder that encodes each question, and the tokens of each text, once.

    With `gives_tokens` false it is like an endpoint: it gives none.
    """

    encoder: Encoder
    gives_tokens: bool = True
    _questions: dict[str, Vectors] = field(default_factory=dict)
    _tokens: dict[tuple[str, bool], Tokens] = field(default_factory=dict)
    _passages: dict[str, Vectors] = field(default_factory=dict)

    @property
    def fingerprint(self) -> Fingerprint:
        return self.encoder.fingerprint

    @property
    def card(self) -> Card:
        return self.encoder.card

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Progress | None = None
    ) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._passages]
        made = self.encoder.encode_passages(new, progress=progress)
        self._passages.update(zip(new, made, strict=True))
        rows = [self._passages[text] for text in texts]
        return np.array(rows, np.float32).reshape(len(texts), self.fingerprint.dimension)

    def encode_question(self, text: str, /) -> Vectors:
        if text not in self._questions:
            self._questions[text] = self.encoder.encode_question(text)
        return self._questions[text]

    def encode_tokens(
        self, texts: Sequence[str], /, *, question: bool = False
    ) -> list[Tokens] | None:
        if not self.gives_tokens:
            return None
        new = [text for text in dict.fromkeys(texts) if (text, question) not in self._tokens]
        made = self.encoder.encode_tokens(new, question=question) if new else []
        if made is None:
            return None
        self._tokens.update(((text, question), one) for text, one in zip(new, made, strict=True))
        return [self._tokens[text, question] for text in texts]


def hold(library: Library) -> None:
    """From now on this library remembers its answers: nothing may be written to it."""
    for name in LOOKED_UP:
        setattr(library, name, _remembered(getattr(library, name)))


def _remembered(ask: Callable[..., T]) -> Callable[..., T]:
    known: dict[Any, T] = {}

    def asked(*given: object) -> T:
        key = tuple(map(_key, given))
        if key not in known:
            known[key] = ask(*given)
        return known[key]

    return asked


def _key(given: object) -> object:
    if isinstance(given, np.ndarray):
        return given.tobytes()
    return given if isinstance(given, str) or not isinstance(given, Collection) else tuple(given)


@contextmanager
def replaced(home: ModuleType, values: Mapping[str, Any]) -> Iterator[None]:
    """These names of a module have other values, wherever the assistant has imported them."""
    rooms = [vars(module) for name, module in sys.modules.items() if name.startswith("assistant.")]
    before = {name: vars(home)[name] for name in values}
    places = [(room, name) for room in rooms for name in values if room.get(name) is before[name]]
    for room, name in places:
        room[name] = values[name]
    try:
        yield
    finally:
        for room, name in places:
            room[name] = before[name]


@contextmanager
def held_words() -> Iterator[None]:
    """While this is entered, the words of a text, and of a question's candidates, are told once."""
    among, known = Weights.among, {}

    def held(question: Question, candidates: Sequence[Passage]) -> tuple[Weights, Words]:
        ids = tuple(passage.paragraph.paragraph_id for passage in candidates)
        key = question.words, ids, constants.CONTEXT_SHARE
        if key not in known:
            known[key] = among(question, candidates)
        return known[key]

    kept = {name: cache(vars(terms)[name]) for name in ("terms", "matched_words")}
    with replaced(terms, kept):
        setattr(Weights, "among", held)  # noqa: B010
        try:
            yield
        finally:
            setattr(Weights, "among", among)  # noqa: B010


def names_of(folders: Sequence[Path]) -> dict[str, Path]:
    """The folders by what tells them apart: `squad2`, `xquad/de`."""
    places = [folder.resolve() for folder in folders]
    above = Path(os.path.commonpath([place.parent for place in places]))
    return {str(place.relative_to(above)): place for place in places}


def spread(found: Sequence[T], count: int) -> list[T]:
    """At most `count` of these, evenly spread: neighbours are about the same document."""
    step = max(len(found) / count, 1)
    return [found[int(at * step)] for at in range(min(count, len(found)))]


# -- a set, asked again and again ----------------------------------------------


@contextmanager
def asked_again(
    folder: Path, encoder: Encoder, count: int, cache: Path, measures: set[str], tokens: bool
) -> Iterator[dict[str, Ask]]:
    """For each of these measures that a folder has what it needs for, all its questions asked."""
    asks: dict[str, Ask] = {}
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pincite-sweep-")))
        stack.enter_context(held_words())
        held = HeldEncoder(encoder, tokens)
        if measures & {RANKING, MENTIONS} and (folder / "corpus.jsonl").exists():
            shelf = filled(scratch, judgements := read_judgements(folder), encoder, cache)
            stack.callback(shelf.library.close)
            asks |= _passages(shelf, judgements, held, count)
        questions = [question for question in read_span_questions(folder) if question.gold]
        if SPANS in measures and questions:
            library = open_library(scratch / "files")
            stack.callback(library.close)
            remembering = Remembering(encoder, cache)
            files = read_files(library, folder, chosen := spread(questions, count), remembering)
            asks[SPANS] = _files(files, library, chosen, held)
        yield {measure: ask for measure, ask in asks.items() if measure in measures}


def _passages(
    shelf: Shelf, judgements: Judgements, held: HeldEncoder, count: int
) -> dict[str, Ask]:
    hold(shelf.library)
    shelf.retriever = Retriever(shelf.library, held)
    judged = spread([q for q in judgements.questions if q.relevant], count)
    asked = [(q, Question.of(q.text)) for q in judged]
    for_all = spread(asked_for_all(judgements), count)

    def ranking() -> Scores:
        scores: Scores = []
        for question, made in asked:
            hits = shelf.retriever.rank(made, within=shelf.within(question), limit=DEEPEST).hits
            found = (shelf.passages[hit.paragraph.paragraph_id] for hit in hits)
            ranked = list(dict.fromkeys(found))
            first = float(bool(question.relevant.keys() & set(ranked[:1])))
            scores.append((ndcg(ranked, question.relevant), first))
        return scores

    asks: dict[str, Ask] = {RANKING: ranking}
    if for_all:
        asks[MENTIONS] = lambda: [(mention_score(shelf, question),) for question in for_all]
    return asks


def _files(
    shelf: SpanShelf, library: Library, questions: Sequence[SpanQuestion], held: HeldEncoder
) -> Ask:
    hold(library)
    shelf = replace(shelf, retriever=Retriever(library, held))
    wanted = [(question, shelf.gold(question)[0]) for question in questions]
    return lambda: [
        shelf.overlaps(gold, shelf.answer(question))[:3] for question, gold in wanted if gold
    ]
