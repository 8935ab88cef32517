"""What is sent to a language model, what comes back, and what that may cost."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of what is sent: `role` is `system` or `user`."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reply may cost; past any of these it is given up."""

    first: float = 10.0
    """Seconds until something of the reply has arrived."""
    idle: float = 15.0
    """Seconds without anything new."""
    total: float = 120.0
    """Seconds for the whole reply."""
    reply: int = 262_144
    """Characters of the reply; 16 times as many bytes are taken from the wire."""


class Model(Protocol):
    """What answering asks of a language model."""

    def stream(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """The reply in pieces, as they arrive; raises `LanguageModelError`."""
        ...


class Connection(Protocol):
    """One request that can be cut off from another thread."""

    def pieces(self, messages: Sequence[Message]) -> Iterator[str]:
        """The reply in pieces, empty ones as signs of life; raises `LanguageModelError`."""
        ...

    def close(self) -> None:
        """Cut the connection; what waits for it fails soon."""
        ...
