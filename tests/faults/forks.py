"""Work in a fork, so that a kill or a planted bug ends with it; what it has to say, in lines."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any


def in_fork(task: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Run a task in a fork; gives its process id and the pipe that it writes lines to."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading

    def say(line: str) -> None:
        os.write(writing, f"{line}\n".encode())

    try:
        task(say)
    except BaseException as error:  # noqa: BLE001 - a fork must not return into its parent
        os.write(writing, f"error {error!r}\n".encode())
    os._exit(0)


def lines_of(pipe: int) -> Iterator[str]:
    """The whole lines that were written to a pipe until its writer died."""
    with os.fdopen(pipe, "rb") as reading:
        for line in reading:
            if line.endswith(b"\n"):
                yield line.decode().strip()


def answer_of(task: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a task gives that is run in a fork to its end; a failure is what is `wrong`."""
    child, pipe = in_fork(lambda say: say(json.dumps(task())))
    (*_, line) = lines_of(pipe)
    os.waitpid(child, 0)
    answer: dict[str, Any] = {"wrong": [line]} if line.startswith("error") else json.loads(line)
    return answer
