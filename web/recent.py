"""What was asked and opened lately, kept as long as the library stays as it is."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

from assistant.answers.answer import Answer
from assistant.answers.generating import Part
from assistant.documents.document import Span
from assistant.library.views import View
from assistant.retrieval.hit import Mentions
from assistant.service import Assistant
from web.place import Place

ANSWERS = 64
"""Answers kept; one is some ten kilobytes."""

MENTIONS = 100
"""Paragraphs of a list of mentions that are shown at once."""

PARTS = 16
"""Parts of documents kept open; the largest are some megabytes."""

Value = TypeVar("Value")


class Shelf(Generic[Value]):
    """The values used last, by key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Value | None:
        """The value, which thereby is the latest used; `None` where there is none."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def put(self, key: Hashable, value: Value) -> Value:
        """Hold a value; the one that was not used for longest makes room."""
        with self._lock:
            self._held[key] = value
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return value

    def of(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value held, else the one that is made now."""
        held = self.get(key)
        return self.put(key, make()) if held is None else held


class Recent:
    """An assistant whose answers are not worked out twice while nothing changes.

    A reader who moves the selection asks for the same page again and again. Every
    key holds the library's generation, read before the work: whatever is committed
    meanwhile, an answer from before is not given after.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self._answers: Shelf[Answer] = Shelf(ANSWERS)
        self._mentions: Shelf[Mentions] = Shelf(ANSWERS)
        self._documents: Shelf[View] = Shelf(PARTS)

    def answer(self, place: Place) -> Answer:
        """The quoting answer to the question of a place. Raises as `Assistant.ask`."""
        return self._answers.of(
            self._key(place, "quoted"),
            lambda: self._assistant.ask(
                place.question, within=place.within, after=place.after or None, llm=False
            ),
        )

    def mentions(self, place: Place) -> Mentions:
        """Every mention of the subject of a place."""
        return self._mentions.of(
            (*self._key(place, "mentions"), place.speaker, place.year, place.first),
            lambda: self._assistant.mentions(
                place.question,
                within=place.within,
                speaker=place.speaker,
                year=place.year,
                first=place.first,
                limit=MENTIONS,
            ),
        )

    def view(self, document_id: str, part: Span) -> View:
        """A document opened, with a part of its paragraphs. Raises `UnknownDocument`."""
        key = (document_id, part, self._assistant.generation)
        return self._documents.of(key, lambda: self._assistant.view(document_id, *part))

    def written(self, place: Place) -> Answer | None:
        """What the language model wrote on the question of a place, if it did so lately."""
        return self._answers.get(self._key(place, "written"))

    def parts(self, place: Place) -> Iterator[Part]:
        """The parts of an answer as they come; the whole of it is `written` from then on."""
        key = self._key(place, "written")
        part: Part | None = None
        for part in self._assistant.ask_streaming(
            place.question, within=place.within, after=place.after or None
        ):
            yield part
        if isinstance(part, Answer):
            self._answers.put(key, part)

    def _key(self, place: Place, kind: str) -> tuple[Hashable, ...]:
        generation = self._assistant.generation
        return (kind, place.question, place.within, place.after, generation)
