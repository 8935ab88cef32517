"""Which encoder serves a library: its own, until another one has encoded all of it."""

import shutil
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant.answers.answer import Answer
from assistant.encoders import Encoders
from assistant.errors import EncoderChanged, LibraryFull
from assistant.indexing.maker import EncoderSetting, makers
from assistant.indexing.outcomes import Progress
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from embeddings.encoder import Progress as Counting
from embeddings.encoder import Vectors
from embeddings.endpoint_request import EndpointRequest
from embeddings.errors import EncoderMissing
from tests.doubles import WordEncoder

LINES = [f"The harbour of town {number} froze in winter." for number in range(60)]


class Shop:
    """Encoders by their names; one that is sold out cannot be loaded."""

    def __init__(self) -> None:
        self.encoders: dict[str, WordEncoder] = {}
        self.sold_out: set[str] = set()

    def load(self, setting: EncoderSetting) -> WordEncoder:
        if setting.name in self.sold_out:
            raise EncoderMissing(f"There is no {setting.name}.")
        return self.encoders.setdefault(setting.name, WordEncoder(setting.name))


@pytest.fixture
def shop() -> Shop:
    return Shop()


Open = Callable[[str], Assistant]


@pytest.fixture
def opened(tmp_path: Path, shop: Shop) -> Open:
    """Opens the same library with another encoder set."""

    def open_with(name: str) -> Assistant:
        library = SqliteLibrary.open(tmp_path / "library")
        return Assistant(library, Encoders(library, EncoderSetting(name), shop.load))

    place = tmp_path / "harbours.txt"
    place.write_text("\n\n".join(LINES), "utf-8")
    with open_with("first") as assistant:
        assert assistant.index([place]).failed == 0
    return open_with


def vectors_of(assistant: Assistant) -> dict[str, Vectors]:
    library = assistant.library
    assert isinstance(library, SqliteLibrary)
    rows = dict(library.database.rows("SELECT paragraph_id, row FROM paragraph"))
    found = library.vectors(list(rows.values()))
    return dict(zip(rows, found, strict=True))


def scores(answer: Answer) -> list[float]:
    assert answer.target is not None
    return [hit.score for hit in (answer.target, *answer.runners_up)]


def test_a_library_is_asked_with_its_own_encoder_whatever_is_set(opened: Open, shop: Shop) -> None:
    with opened("second") as assistant:
        assert assistant.ask(LINES[7]).found
        assert set(shop.encoders) == {"first"}
        assert assistant.notices() == (
            "Questions are answered with first:0000000000000000:test:fp32:16, the encoder of "
            "this library; PINCITE_ENCODER names second. To change over: pincite reencode",
        )
    with opened("first") as assistant:
        assert assistant.notices() == ()


def test_what_is_added_meanwhile_gets_vectors_of_the_librarys_own(
    opened: Open, tmp_path: Path
) -> None:
    (tmp_path / "more.txt").write_text("Ferries waited at the quay.")
    with opened("second") as assistant:
        assistant.index([tmp_path / "more.txt"])
        assert assistant.library.fingerprint == str(WordEncoder("first").fingerprint)
        assert assistant.ask("Ferries waited at the quay").found


def test_without_its_own_encoder_a_library_is_refused_with_the_remedy(
    opened: Open, shop: Shop
) -> None:
    shop.sold_out.add("first")
    with opened("second") as assistant:
        with pytest.raises(EncoderChanged, match="pincite reencode"):
            assistant.ask(LINES[7])
        assistant.intake.reencode()
        assert assistant.ask(LINES[7]).found


def test_a_change_gives_the_vectors_and_answers_of_a_library_made_afresh(
    opened: Open, tmp_path: Path, shop: Shop
) -> None:
    told: list[Progress] = []
    with opened("second") as assistant:
        summary = assistant.intake.reencode(progress=told.append)
        assert summary.paragraphs_encoded == 60
        changed, answer = vectors_of(assistant), assistant.ask(LINES[7])
        assert assistant.notices() == ()
        assert assistant.encoders.status.changed is False
    steps = [progress.reencoding for progress in told if progress.reencoding]
    assert [(step.paragraphs, step.done) for step in steps] == [(60, 0), (60, 20), (60, 60)]
    assert steps[0].seconds_left is None
    assert steps[-1].seconds_left == 0
    library = SqliteLibrary.open(tmp_path / "afresh")
    with Assistant(library, lambda: WordEncoder("second")) as afresh:
        afresh.index([tmp_path / "harbours.txt"])
        expected, same = vectors_of(afresh), afresh.ask(LINES[7])
    texts = sorted(map(tuple, changed.values()))
    np.testing.assert_array_equal(texts, sorted(map(tuple, expected.values())))
    assert [c.quote for c in answer.citations] == [c.quote for c in same.citations]
    assert scores(answer) == scores(same)


def test_a_change_that_was_stopped_goes_on_and_the_present_encoder_answers(
    opened: Open, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.indexing.reencoding.PASSAGES", 16)
    stop = threading.Event()

    def stopping(progress: Progress) -> None:
        if progress.reencoding and progress.reencoding.done >= 32:
            stop.set()

    with opened("second") as assistant:
        assistant.intake.reencode(progress=stopping, stop=stop)
        begun = assistant.library.encoding
        assert begun is not None
        assert (begun.paragraphs, begun.done) == (60, 32)
        assert assistant.ask(LINES[7]).found
        assert "32 of 60 paragraphs" in assistant.encoders.described
    with opened("second") as assistant:
        assert assistant.intake.reencode().paragraphs_encoded == 28
        assert len(shop.encoders["second"].texts) == 60
    with opened("first") as assistant:
        assert assistant.library.fingerprint == str(WordEncoder("second").fingerprint)


def test_a_change_taken_back_leaves_nothing_of_it(opened: Open) -> None:
    stop = threading.Event()
    stop.set()
    with opened("second") as assistant:
        assistant.intake.reencode(stop=stop)
        assert assistant.library.encoding is not None
    with opened("first") as assistant:
        assert assistant.intake.reencode().paragraphs_encoded == 0
        assert assistant.library.encoding is None


def test_an_encoder_named_for_the_change_serves_though_another_is_set(opened: Open) -> None:
    with opened("first") as assistant:
        assistant.intake.reencode("third")
        assert assistant.library.fingerprint == str(WordEncoder("third").fingerprint)
    with opened("first") as assistant:
        assert assistant.ask(LINES[7]).found
        assert assistant.encoders.status.changed is True


class Meddling(WordEncoder):
    """Does something to the library with the first passages it is given."""

    def __init__(self, name: str, meddle: Callable[[], object]) -> None:
        super().__init__(name)
        self._meddle = meddle

    def encode_passages(
        self, texts: Sequence[str], /, *, progress: Counting | None = None
    ) -> Vectors:
        meddle, self._meddle = self._meddle, list
        meddle()
        return super().encode_passages(texts, progress=progress)


def test_documents_added_and_removed_during_a_change_come_out_right(
    opened: Open, shop: Shop, tmp_path: Path
) -> None:
    place = tmp_path / "upload.txt"
    place.write_text("Ferries waited at the quay.")
    with opened("second") as assistant:

        def meddle() -> None:
            assert assistant.upload("upload.txt", place).paragraphs == 1
            assert assistant.ask("Ferries waited at the quay").found
            assistant.remove("harbours.txt")

        shop.encoders["second"] = Meddling("second", meddle)
        assistant.intake.reencode()
        assert assistant.library.fingerprint == str(WordEncoder("second").fingerprint)
        (vector,) = vectors_of(assistant).values()
        expected = WordEncoder("second").encode_question("Ferries waited at the quay.")[0]
        np.testing.assert_array_equal(vector, expected.astype(np.float16))


def test_an_upload_that_another_encoder_overtakes_is_encoded_again(
    opened: Open, shop: Shop, tmp_path: Path
) -> None:
    place = tmp_path / "upload.txt"
    place.write_text("Ferries waited at the quay.")
    with opened("second") as assistant:
        shop.encoders["first"] = Meddling("first", assistant.intake.reencode)
        assert assistant.upload("upload.txt", place).paragraphs == 1
        assert shop.encoders["first"].texts == ["Ferries waited at the quay."]
        assert "Ferries waited at the quay." in shop.encoders["second"].texts
        assert assistant.ask("Ferries waited at the quay").found


def test_a_question_during_which_another_encoder_takes_over_is_asked_again(
    opened: Open, shop: Shop
) -> None:
    with opened("second") as assistant:
        first = shop.encoders["first"]
        plain = first.encode_question

        def overtaken(text: str, /) -> Vectors:
            first.encode_question = plain  # type: ignore[method-assign]
            assistant.intake.reencode()
            return plain(text)

        first.encode_question = overtaken  # type: ignore[method-assign]
        answer = assistant.ask(LINES[7])
        assert answer.citations[0].quote == LINES[7]
        assert answer.target is not None
        assert answer.target.why.meaning == pytest.approx(1, abs=1e-3)


def test_a_full_disk_is_told_before_anything_is_encoded(
    opened: Open, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")._replace(free=2**20)
    monkeypatch.setattr(
        "assistant.library.sqlite.encodings.shutil.disk_usage", lambda _place: usage
    )
    with opened("second") as assistant:
        with pytest.raises(LibraryFull, match=r"60 paragraphs again takes 16 MB .* and 1 MB are"):
            assistant.intake.reencode()
        assert shop.encoders["second"].texts == []
        assert assistant.library.encoding is None
        assert assistant.ask(LINES[7]).found


def test_how_the_encoder_is_loaded_again_is_noted(opened: Open) -> None:
    with opened("second") as assistant:
        (maker,) = makers(assistant.library).values()
        assert (maker.fingerprint, maker.setting.name, maker.probe) == (
            str(WordEncoder("first").fingerprint),
            "first",
            None,
        )


@pytest.mark.parametrize(
    ("wish", "plain"),
    [
        (
            EncoderSetting("sentence-transformers/all-MiniLM-L6-v2"),
            EncoderSetting("all-MiniLM-L6-v2"),
        ),
        (EncoderSetting("english"), EncoderSetting("all-MiniLM-L6-v2")),
        (
            EncoderSetting("http://me:pw@h:1/v1#e5-small", EndpointRequest(batch=8, timeout=5)),
            EncoderSetting(
                "http://h:1/v1", EndpointRequest("e5-small", "", "query: ", "passage: ")
            ),
        ),
        (
            EncoderSetting("http://h/v1", EndpointRequest("m", "key", "q: ", "none", 4)),
            EncoderSetting("http://h/v1", EndpointRequest("m", "", "q: ", "none", 4)),
        ),
    ],
)
def test_what_is_kept_of_a_setting_is_what_makes_the_vectors(
    wish: EncoderSetting, plain: EncoderSetting
) -> None:
    assert wish.plain == plain


def test_a_change_after_a_killed_one_keeps_the_way_to_the_encoder_that_serves(
    opened: Open, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    stop.set()
    with opened("second") as assistant:
        # As a kill right after the exchange leaves it: not noted yet whose the vectors are.
        monkeypatch.setattr(Encoders, "remember", lambda _self: None)
        assistant.intake.reencode()
    monkeypatch.undo()
    shop.encoders.clear()
    with opened("third") as assistant:
        assistant.intake.reencode(stop=stop)
        assert assistant.ask(LINES[7]).found
    with opened("fourth") as assistant:
        assistant.intake.reencode(stop=stop)
        assert assistant.ask(LINES[7]).found
        assert assistant.library.fingerprint == str(WordEncoder("second").fingerprint)
