"""No thread ends without a word, and no word of a document reaches the log."""

import logging
import threading
from pathlib import Path

import pytest

from assistant.threads import accounted

SECRET = "Iron rusts in rain."


def failing() -> None:
    raise ZeroDivisionError(SECRET)


def leaving() -> None:
    raise SystemExit(SECRET)


@pytest.mark.parametrize(
    ("work", "kind"), [(failing, ZeroDivisionError), (leaving, SystemExit)], ids=["error", "exit"]
)
def test_what_ended_a_thread_is_told_and_logged_by_class_and_place(
    work: object, kind: type[BaseException], caplog: pytest.LogCaptureFixture
) -> None:
    told: list[BaseException | None] = []
    thread = threading.Thread(target=accounted(work, told.append), name="reading")  # type: ignore[arg-type]
    thread.start()
    thread.join()
    assert [type(error) for error in told] == [kind]
    [record] = caplog.records
    assert record.levelno == logging.ERROR
    assert record.getMessage().startswith(f"Unforeseen {kind.__name__} in thread reading at ")
    assert f"{Path(__file__)}:" in record.getMessage().rpartition(" > ")[2]
    assert SECRET not in caplog.text


def test_an_end_as_wanted_is_told_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    told: list[BaseException | None] = []
    accounted(lambda: "done", told.append)()
    accounted(lambda: "nobody asks")()
    assert (told, caplog.records) == ([None], [])
