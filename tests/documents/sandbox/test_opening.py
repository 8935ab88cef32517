import os
import threading
from pathlib import Path

import pytest

from assistant.documents.sandbox.opening import file_state, read_bytes
from assistant.errors import UnreadableFile

MOST = 1000


def refusal(path: Path) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(path, MOST)
    return caught.value


def test_a_file_and_a_link_to_it_give_the_same_bytes(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_bytes(b"words")
    link.symlink_to(file)
    assert read_bytes(file, MOST) == b"words"
    assert read_bytes(link, MOST) == b"words"
    assert file_state(link) == file_state(file)


def test_the_cap_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(bytes(MOST))
    assert len(read_bytes(file, MOST)) == MOST
    file.write_bytes(bytes(MOST + 1))
    assert "more than" in refusal(file).reason


def test_a_sparse_terabyte_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    os.truncate(file, 2**40)
    assert refusal(file).reason == "The file has 1,048,576 MB, more than the 0 MB that are read"


def test_a_folder_named_like_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").mkdir()
    assert refusal(tmp_path / "x.pdf").reason == "This is a folder, not a file"


def test_a_pipe_is_refused_without_waiting_for_its_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").reason == "This is a device or a pipe, not a file"


def test_a_device_is_refused() -> None:
    assert refusal(Path("/dev/zero")).reason == "This is a device or a pipe, not a file"


def test_a_loop_of_links_is_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.symlink_to(two)
    two.symlink_to(one)
    assert refusal(one).reason.startswith("The file could not be opened")


def test_a_missing_file_and_an_impossible_name_are_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none").reason == "The file is not there"
    assert refusal(tmp_path / "a\0b").reason.startswith("The file could not be opened")
    assert refusal(tmp_path / ("x" * 5000)).reason.startswith("The file could not be opened")


def test_a_file_that_keeps_changing_is_refused_or_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"a" * 400)
    stop = threading.Event()

    def rewrite() -> None:
        letters = (b"a" * 400, b"b" * 900)
        turn = 0
        while not stop.is_set():
            turn += 1
            file.write_bytes(letters[turn % 2])

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        outcomes = {outcome(file) for _ in range(200)}
    finally:
        stop.set()
        writer.join()
    assert outcomes <= {b"", b"a" * 400, b"b" * 900, "The file changed while it was read"}


def outcome(path: Path) -> bytes | str:
    try:
        return read_bytes(path, MOST)
    except UnreadableFile as refused:
        return refused.reason
