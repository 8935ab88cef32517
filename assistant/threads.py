"""Threads whose end is told, and errors that nobody foresaw, logged without a document's words."""

import logging
import os
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress

_log = logging.getLogger(__name__)


def accounted(
    work: Callable[[], object], ended: Callable[[BaseException | None], None] | None = None
) -> Callable[[], None]:
    """`work` for a thread: `ended` hears what it ended with, `None` where nothing went wrong.

    Whatever is raised out of `work` was not foreseen: it is logged and goes no further.
    """

    def accounted_work() -> None:
        error = None
        try:
            work()
        except BaseException as raised:  # noqa: BLE001 - there is nobody above who could hear it
            error = raised
            log_unforeseen(raised)
        if ended is not None:
            ended(error)

    return accounted_work


def leave(code: int) -> int:
    """Gives the exit code; where a thread is still at work, the process ends here and now.

    The interpreter's end tears such a thread out of its engine, and C++ answers that with
    `terminate called without an active exception`. Nothing is lost: all is closed by then.
    """
    if any(thread.daemon for thread in threading.enumerate()):
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    return code


def log_unforeseen(error: BaseException) -> None:
    """Log an error's class and where it came from; its message may quote a document."""
    frames = traceback.extract_tb(error.__traceback__)
    place = " > ".join(f"{frame.filename}:{frame.lineno}" for frame in frames)
    _log.error(
        "Unforeseen %s in thread %s at %s",
        type(error).__qualname__,
        threading.current_thread().name,
        place,
    )
