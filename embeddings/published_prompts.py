"""What makers of well-known models publish to be put before questions and before passages."""

import re
from dataclasses import replace
from typing import NamedTuple

from embeddings.endpoint_request import NO_PROMPT, EndpointRequest


class Prompts(NamedTuple):
    """As they stand, spaces included."""

    question: str
    passage: str


_RETRIEVAL = "Represent this sentence for searching relevant passages: "
_TABLE: tuple[tuple[str, Prompts], ...] = (
    # Their instructions name the task, which is the user's to set.
    (r"e5.*instruct|e5-mistral", Prompts("", "")),
    (r"(^|[-/_])(multilingual-)?e5-(small|base|large)", Prompts("query: ", "passage: ")),
    (r"bge-(small|base|large)-en", Prompts(_RETRIEVAL, "")),
    (r"bge-(small|base|large)-zh", Prompts("为这个句子生成表示以用于检索相关文章：", "")),
    (r"nomic-embed-text", Prompts("search_query: ", "search_document: ")),
    (r"mxbai-embed-large", Prompts(_RETRIEVAL, "")),
)
"""By a part of the model's name. Sources: the models' own cards on the hub."""


def published(model: str) -> Prompts | None:
    """The prompts of the family that a model's name belongs to; `None` where none are known."""
    name = model.casefold()
    found = next((prompts for part, prompts in _TABLE if re.search(part, name)), None)
    return found if found and any(found) else None


def prompted(request: EndpointRequest) -> EndpointRequest:
    """With the prompts that are used: those given, else those published for the model."""
    question, passage = request.question_prompt, request.passage_prompt
    found = published(request.model)
    if found and not question and not passage:
        question, passage = found
    return replace(
        request,
        question_prompt="" if question == NO_PROMPT else question,
        passage_prompt="" if passage == NO_PROMPT else passage,
    )
