"""Files read and pages drawn in worker processes that cannot hurt the program.

The parent opens the file, counts and hashes its bytes and hands them over a
pipe; it never parses them and imports no parser. The worker hands back one
frame of checked JSON. Whatever goes wrong there, from a wrong password to a
crash, comes out here as `UnreadableFile`.
"""

import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from assistant.documents.document import Revision
from assistant.documents.framing import BadFrame, unpack_json
from assistant.documents.office.legacy_office import CONVERSIONS, find_converter, not_installed
from assistant.documents.packing import unpack_revision
from assistant.documents.sandbox.child import PROGRAM, Answer
from assistant.documents.sandbox.opening import FileState, file_state, read_bytes
from assistant.documents.sandbox.slots import Limits, Slot, broke_off
from assistant.errors import UnknownPage, UnreadableFile


class Reader:
    """Reads files, one at a time; several may work side by side. Use it in a `with`."""

    def __init__(self, limits: Limits | None = None, program: str = PROGRAM) -> None:
        """Start no process yet: the first file does. `program` is what a worker runs."""
        self._limits = limits or Limits()
        self._reading = Slot(self._limits, program)
        self._drawing = Slot(self._limits, program)
        recogniser = shutil.which("tesseract")
        # Tesseract inherits its worker's limit: half for each.
        halved = replace(self._limits, memory=self._limits.memory // 2)
        self._recognising = Slot(halved, program, starts=(recogniser,)) if recogniser else None
        self._shown: tuple[Path, FileState] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the workers."""
        self._reading.close()
        self._drawing.close()
        if self._recognising is not None:
            self._recognising.close()

    def read(self, path: Path, *, document_id: str, name: str | None = None) -> Revision:
        """The revision in this file; `name` if it is not the path's; raises `UnreadableFile`."""
        content = read_bytes(path, self._limits.file_bytes)
        return self.read_bytes(content, document_id=document_id, name=name or path.name)

    def read_hidden(self, path: Path, *, document_id: str) -> Revision:
        """What the file holds and does not show, as a revision; raises `UnreadableFile`."""
        content = read_bytes(path, self._limits.file_bytes)
        return self.read_bytes(content, document_id=document_id, name=path.name, hidden=True)

    def read_bytes(
        self, content: bytes, *, document_id: str, name: str, hidden: bool = False
    ) -> Revision:
        """The revision in these bytes, or what they hide; raises `UnreadableFile`."""
        sha256 = hashlib.sha256(content).hexdigest()
        job: dict[str, Any] = {
            "task": "read",
            "name": name,
            "document_id": document_id,
            "sha256": sha256,
        }
        job["hidden"] = hidden
        wall = self._limits.wall(content)
        asks = "no" if self._recognising is None else "ask"
        answer = self._reading.ask({**job, "recognise": asks}, content, wall)
        if answer.outcome == "scanned" and self._recognising is not None:
            longer = wall + self._limits.recognition
            answer = self._recognising.ask({**job, "recognise": "do"}, content, longer)
        if answer.outcome == "legacy":
            return self._read_legacy(answer, content, job)
        return _revision(answer, document_id, sha256)

    def render(self, path: Path, number: int, width: int) -> bytes:
        """A picture of page `number`, `width` pixels wide; quick for pages of the last file.

        Raises `UnreadableFile`, and `UnknownPage` for a page that is not there.
        """
        job = {"task": "draw", "number": number, "width": width}
        with self._drawing.lock:
            state = file_state(path)
            held = self._drawing.alive and self._shown == (path, state)
            content = None if held else read_bytes(path, self._limits.file_bytes)
            self._shown = None
            answer = self._drawing.ask(job, content, self._limits.seconds)
            if self._drawing.alive:
                self._shown = (path, state)
        if answer.outcome == "no page":
            raise UnknownPage(answer.why[0])
        return _payload(answer, "drawn")

    def wake(self) -> None:
        """Start the worker that draws, so that the first page need not wait for it."""
        with self._drawing.lock:
            if not self._drawing.alive:
                self._drawing.ask({"task": "wake"}, None, self._limits.seconds)

    def walls(self) -> tuple[str, ...]:
        """Which walls stand around a worker here: of `limits`, `landlock`, `seccomp`."""
        answer = self._reading.ask({"task": "walls"}, None, self._limits.seconds)
        return tuple(str(wall) for wall in answer.head.get("walls", ()))

    def _read_legacy(self, answer: Answer, content: bytes, job: dict[str, Any]) -> Revision:
        """Convert in a worker of its own, then read what came out; the hash stays the file's."""
        found = str(answer.head.get("format"))
        if found not in CONVERSIONS:
            raise broke_off()
        if find_converter() is None:
            raise not_installed(found)
        modern = self._convert(content, found)
        renamed = f"{job['name']}.{CONVERSIONS[found]}"
        revision = self.read_bytes(
            modern, document_id=job["document_id"], name=renamed, hidden=job["hidden"]
        )
        return replace(revision, sha256=job["sha256"], format=found)

    def _convert(self, content: bytes, found: str) -> bytes:
        with tempfile.TemporaryDirectory(prefix="pincite-") as scratch:
            # LibreOffice inherits the limit; what is kept back is more than its worker needs.
            shared = replace(self._limits, memory=self._limits.memory * 3 // 4)
            slot = Slot(shared, PROGRAM, scratch)
            try:
                job = {"task": "convert", "format": found}
                answer = slot.ask(job, content, self._limits.wall(content))
            finally:
                slot.close()
        return _payload(answer, "converted")


def _revision(answer: Answer, document_id: str, sha256: str) -> Revision:
    payload = _payload(answer, "read")
    try:
        return unpack_revision(unpack_json(payload), document_id=document_id, sha256=sha256)
    except BadFrame as error:
        raise broke_off() from error


def _payload(answer: Answer, expected: str) -> bytes:
    if answer.outcome in {"refused", "spent"}:
        reason, remedy = answer.why
        raise UnreadableFile(_sentence(reason), _sentence(remedy))
    if answer.outcome != expected:
        raise broke_off()
    return answer.payload


def _sentence(words: str) -> str:
    """Readers write their reasons in different hands: a capital first, no full stop last."""
    return words[:1].upper() + words[1:].rstrip(". ")
