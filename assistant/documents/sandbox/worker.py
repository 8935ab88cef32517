"""The sandboxed process: takes jobs on its standard input, answers in frames.

A job is a frame of JSON, followed by a frame with a file's bytes unless the
worker still holds them. An answer is a frame of JSON and a frame of payload.
Any error that no reader has named ends the process; the parent sees that.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from typing import IO, Any

from assistant.documents.formats import recognise
from assistant.documents.framing import (
    BadFrame,
    pack_json,
    read_frame,
    unpack_json,
    write_frame,
)
from assistant.documents.office.legacy_office import CONVERSIONS, convert
from assistant.documents.packing import pack_revision
from assistant.documents.reading import (
    draw_page,
    has_scans,
    hidden_of,
    load_drawing,
    read_extract,
    revision_of,
)
from assistant.documents.sandbox.confinement import allow_seconds, confine, peak_memory
from assistant.errors import UnknownPage, UnreadableFile

Answer = tuple[dict[str, Any], bytes]

TOO_COMPLEX = (
    "The file needs more memory than a reader may have",
    "Split it into smaller files, or print it to a new PDF",
)
TOO_DEEP = ("The file is nested too deeply", "Save it in a simpler form, such as a PDF")


def main() -> None:
    """Confine this process as its last argument says, then serve until the input ends."""
    orders = json.loads(sys.argv[-1])
    jobs, answers = _private_streams()
    walls = confine(orders["memory"], orders["readable"], orders["scratch"], orders["starts"])
    # Readers make many values and few cycles: rarer collections save a tenth of the time.
    gc.set_threshold(100_000)
    held = b""
    while True:
        try:
            job = unpack_json(read_frame(jobs))
            if job["carries"]:
                held = read_frame(jobs)
        except BadFrame:
            return
        allow_seconds(job["seconds"])
        head, payload = _answer(job, held, walls, orders["scratch"])
        write_frame(answers, pack_json({**head, "peak": peak_memory()}))
        write_frame(answers, payload)


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """Both ends of the pipe under new numbers, so that nothing printed gets among the frames."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return jobs, answers


def _answer(
    job: dict[str, Any], content: bytes, walls: tuple[str, ...], scratch: str | None
) -> Answer:
    """The outcome of one job; what a reader refuses is an outcome too."""
    if job["task"] == "walls":
        return {"outcome": "walls", "walls": walls}, b""
    try:
        return _TASKS[job["task"]](job, content, scratch)
    except UnreadableFile as refusal:
        return {"outcome": "refused", "why": [refusal.reason, refusal.remedy]}, b""
    except UnknownPage as refusal:
        return {"outcome": "no page", "why": [str(refusal), ""]}, b""
    except MemoryError:
        return {"outcome": "spent", "why": TOO_COMPLEX}, b""
    except RecursionError:
        return {"outcome": "spent", "why": TOO_DEEP}, b""


def _read(job: dict[str, Any], content: bytes, _: str | None) -> Answer:
    found = recognise(content, job["name"])
    if found in CONVERSIONS:
        return {"outcome": "legacy", "format": found}, b""
    extract = read_extract(content, name=job["name"], recognising=job["recognise"] == "do")
    if job["recognise"] == "ask" and has_scans(extract):
        return {"outcome": "scanned"}, b""
    compose = hidden_of if job["hidden"] else revision_of
    revision = compose(extract, document_id=job["document_id"], sha256=job["sha256"])
    return {"outcome": "read"}, pack_revision(revision)


def _draw(job: dict[str, Any], content: bytes, _: str | None) -> Answer:
    return {"outcome": "drawn"}, draw_page(content, job["number"], job["width"])


def _convert(job: dict[str, Any], content: bytes, scratch: str | None) -> Answer:
    assert scratch is not None, "only a worker with a scratch folder is asked to convert"
    return {"outcome": "converted"}, convert(content, job["format"], scratch, job["seconds"])


def _wake(_job: dict[str, Any], _content: bytes, _: str | None) -> Answer:
    load_drawing()
    return {"outcome": "awake"}, b""


_TASKS: dict[str, Callable[[dict[str, Any], bytes, str | None], Answer]] = {
    "read": _read,
    "draw": _draw,
    "convert": _convert,
    "wake": _wake,
}
