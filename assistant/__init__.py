"""Ask documents; answers are exact quotations with their places."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assistant.answers.answer import Answer, Mentions, Statement
    from assistant.citations.citation import Citation
    from assistant.documents.document import Paragraph
    from assistant.errors import AssistantError
    from assistant.service import Assistant
    from assistant.settings import Settings

__all__ = [
    "Answer",
    "Assistant",
    "AssistantError",
    "Citation",
    "Mentions",
    "Paragraph",
    "Settings",
    "Statement",
]

_HOMES = {
    "Answer": "assistant.answers.answer",
    "Assistant": "assistant.service",
    "AssistantError": "assistant.errors",
    "Citation": "assistant.citations.citation",
    "Mentions": "assistant.retrieval.hit",
    "Paragraph": "assistant.documents.document",
    "Settings": "assistant.settings",
    "Statement": "assistant.answers.answer",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - as many kinds as there are names
    """The public names, loaded when asked for: a reader of files needs no index of meanings."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
