import pytest

from assistant.documents.archive import MOST_MEMBERS, Archive
from assistant.errors import UnreadableFile
from tests.documents.archives import (
    STORED,
    encrypted_flag_set,
    overlapping,
    with_declared_size,
    zipped,
)


def test_an_honest_archive_gives_its_members() -> None:
    archive = Archive.of(zipped({"a.txt": b"alpha", "folder/": b"", "folder/b.txt": b"beta"}))
    assert archive.names == ("a.txt", "folder/b.txt")
    assert archive.read("folder/b.txt") == b"beta"


def test_a_member_that_is_not_there_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"damaged.*content\.xml"):
        Archive.of(zipped({"a": b"x"})).read("content.xml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(zipped({"bomb": bytes(11 * 2**20)}), "zip bomb", id="ratio"),
        pytest.param(
            zipped({f"m{n}": b"" for n in range(MOST_MEMBERS + 1)}), "5,001 members", id="members"
        ),
        pytest.param(encrypted_flag_set(zipped({"a": b"x"})), "encrypted", id="encrypted"),
        pytest.param(
            overlapping(zipped({"a": b"words" * 9, "b": b"words" * 9})), "overlap", id="overlap"
        ),
        pytest.param(zipped({"a": b"text" * 50})[:-30], "damaged", id="cut short"),
        pytest.param(with_declared_size(zipped({"a": b"text" * 50}), 3), "damaged", id="lies"),
        pytest.param(
            with_declared_size(zipped({"a": b"x"}), 2**32 - 2), "more than 200 MB", id="4 GB"
        ),
        pytest.param(b"PK\3\4 no zip at all", "damaged", id="only the magic"),
    ],
)
def test_a_bad_archive_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        Archive.of(content)


def test_the_cap_counts_all_members_together() -> None:
    # Stored, so that no ratio is suspicious; 3 members of 70 MB unpack to 210 MB.
    content = zipped({f"part{n}": bytes(70 * 2**20) for n in range(3)}, STORED)
    with pytest.raises(UnreadableFile, match="more than 200 MB"):
        Archive.of(content)
