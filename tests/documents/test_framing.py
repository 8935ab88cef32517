import io

import pytest

from assistant.documents.framing import BadFrame, pack_json, read_frame, unpack_json, write_frame


def test_frames_follow_each_other_on_a_stream() -> None:
    stream = io.BytesIO()
    write_frame(stream, b"one")
    write_frame(stream, b"")
    write_frame(stream, pack_json(["\ud800", "é"]))
    stream.seek(0)
    assert read_frame(stream) == b"one"
    assert read_frame(stream) == b""
    assert unpack_json(read_frame(stream)) == ["\ud800", "é"]


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\0\0\0", id="half a length"),
        pytest.param((9).to_bytes(8, "big") + b"short", id="half a payload"),
        pytest.param(b"\xff" * 8, id="a length beyond every limit"),
    ],
)
def test_a_broken_frame_is_refused(sent: bytes) -> None:
    with pytest.raises(BadFrame):
        read_frame(io.BytesIO(sent))


def test_deeply_nested_json_is_refused() -> None:
    with pytest.raises(BadFrame):
        unpack_json(b"[" * 100_000)
