"""A language model's answer, shown sentence by sentence below the quotations as it comes."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import iterate_in_threadpool

from assistant.answers.answer import Answer, Notice, Statement
from assistant.citations.citation import Citation
from assistant.service import Assistant
from web.framing import TheRecent
from web.pages import WrittenPage, fragment
from web.place import Mode, Place
from web.recent import Recent

router = APIRouter(include_in_schema=False)

EVENTS = "/ask/events"


def stream_of(assistant: Assistant, place: Place, answer: Answer | None) -> str:
    """Where a language model's answer can be listened to; empty where none is to come."""
    if not assistant.has_model or answer is None or answer.target is None:
        return ""
    asked = Place(question=place.question, after=place.after, within=place.within)
    return asked.quiet_url.replace("/", EVENTS, 1)


def written_for(
    assistant: Assistant, recent: Recent, place: Place, answer: Answer
) -> Answer | None:
    """What the language model wrote; where the reader cannot listen, it is waited for."""
    if not assistant.has_model or answer.target is None:
        return None
    if place.mode is Mode.WRITTEN and recent.written(place) is None:
        for _ in recent.parts(place):
            pass
    return recent.written(place)


@router.get(EVENTS, response_class=EventSourceResponse)
async def events(
    recent: TheRecent,
    q: str,
    within: Annotated[list[str] | None, Query(alias="in")] = None,
    after: str = "",
) -> AsyncIterator[ServerSentEvent]:
    """`part` for every sentence and notice, ready for the page; `done` at the end."""
    place = Place(question=q, after=after, within=tuple(within or ()))
    async for text in iterate_in_threadpool(parts(recent, place)):
        yield ServerSentEvent(event="part", data={"html": text})
    yield ServerSentEvent(event="done", data={})


def parts(recent: Recent, place: Place) -> Iterator[str]:
    """HTML of each part behind the quoting answer, which the page shows already."""
    citations: tuple[Citation, ...] = ()
    for part in recent.parts(place):
        if isinstance(part, Citation):
            citations += (part,)
        elif isinstance(part, Statement):
            yield fragment(WrittenPage(place, None, part, citations, ""))
        elif isinstance(part, Notice):
            yield fragment(WrittenPage(place, None, None, (), part.text))
