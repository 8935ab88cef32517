"""Questions of kept citations, asked again by whatever changes the library."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import AssistantError, LibraryLocked, QuestionTooLong
from assistant.indexing.outcomes import Progress, Summary
from assistant.keeping import questions as module
from assistant.keeping.comparison import Comparison
from assistant.keeping.kept import kept
from assistant.keeping.ranks import ranks
from assistant.library.sqlite.library import SqliteLibrary
from assistant.retrieval.probes import PROBES
from assistant.service import Assistant
from embeddings.encoder import Vectors
from tests.doubles import WordEncoder

METALS = "Iron rusts in rain.\n\nCopper turns green.\n\nGold stays as it is.\n"
RUST, COPPER, GOLD = "Does iron rust in rain?", "What turns green?", "What stays as it is?"
RIVAL = "Iron does rust in rain: iron does rust.\n"


SOUNDED = {probe.in_english for probe in PROBES}


class Asked(WordEncoder):
    """Notes every question; refuses them while `refusal` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[str] = []
        self.refusal: Exception | None = None

    def encode_question(self, text: str, /) -> Vectors:
        if text not in SOUNDED:
            self.questions.append(text)
        if self.refusal is not None:
            raise self.refusal
        return super().encode_question(text)


class Desk:
    """A folder of text files, an assistant over it, and what its encoder was asked."""

    def __init__(self, root: Path) -> None:
        self.encoder = Asked()
        self.files = root / "files"
        self.files.mkdir()
        self.library = SqliteLibrary.open(root / "library")
        self.assistant = Assistant(self.library, lambda: self.encoder)

    def write(self, name: str, text: str) -> None:
        (self.files / name).write_text(text, "utf-8")

    def index(self, **options: object) -> Summary:
        return self.assistant.index([self.files], **options)  # type: ignore[arg-type]

    def keep(self, question: str, words: str) -> str:
        """Keep the paragraph that begins with these words; gives its id."""
        found = next(
            paragraph.paragraph_id
            for record in self.library.documents()
            for paragraph in self.library.paragraphs(record.document_id)
            if paragraph.text.startswith(words)
        )
        self.assistant.select(question, found)
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    made.write("metals.txt", METALS)
    assert made.index().questions is None
    yield made
    made.assistant.close()


def found_by(summary: Summary) -> dict[str, tuple[int | None, int | None]]:
    """Ranks before and after by question; only of what was asked both times."""
    assert summary.questions is not None
    return {q.question: (q.before, q.rank) for q in summary.questions.compared}


def test_the_first_change_after_keeping_is_held_against_the_state_before_it(desk: Desk) -> None:
    chosen = desk.keep(RUST, "Iron")
    desk.keep(COPPER, "Copper")
    desk.write("rival.txt", RIVAL)
    summary = desk.index()
    assert found_by(summary) == {COPPER: (1, 1), RUST: (1, 2)}
    assert str(summary.questions) == (
        "Your 2 questions: hit@1 1.00 → 0.50, hit@5 1.00 → 1.00; 1 worse."
    )
    assert summary.questions is not None
    assert [q.paragraph_id for q in summary.questions.worse] == [chosen]
    (desk.files / "rival.txt").unlink()
    assert found_by(desk.index(remove_missing=True)) == {COPPER: (1, 1), RUST: (2, 1)}


def test_how_they_fared_is_kept_until_the_library_or_what_is_kept_changes(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.write("rival.txt", RIVAL)
    told = desk.index().questions
    assert told is not None
    assert desk.assistant.questions.latest() == told
    desk.assistant.remove("rival.txt")
    assert desk.assistant.questions.latest() == replace(told, stale=True)
    desk.assistant.kept.unselect(1)
    assert desk.assistant.questions.latest() is None


def test_without_a_change_nothing_is_asked(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    assert str(desk.index().questions) == "Your 1 question: hit@1 1.00, hit@5 1.00."
    assert desk.encoder.questions == [RUST]
    assert desk.index().questions is None
    assert desk.encoder.questions == [RUST]


def test_new_questions_are_told_apart_from_those_asked_before(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.index()
    desk.encoder.refusal = RuntimeError("no memory")
    desk.keep(GOLD, "Gold")
    desk.write("rain.txt", "Rain falls.\n")
    assert desk.index().questions is None
    desk.encoder.refusal = None
    desk.encoder.questions.clear()
    desk.library.database.writer().execute("UPDATE state SET change = change + 1")
    summary = desk.index()
    assert desk.encoder.questions == [GOLD, GOLD, RUST]
    assert found_by(summary) == {GOLD: (1, 1), RUST: (1, 1)}


def test_several_paragraphs_of_one_question_are_one_question(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.keep(RUST, "Gold")
    desk.keep("", "Copper")
    desk.write("rival.txt", RIVAL)
    summary = desk.index()
    assert found_by(summary) == {RUST: (1, 2)}
    rival = desk.keep(RUST, "Iron does")
    desk.write("rain.txt", "Rain falls.\n")
    summary = desk.index()
    # The new answer was asked before the change too: that it is kept is no gain.
    assert found_by(summary) == {RUST: (1, 1)}
    assert summary.questions is not None
    assert [q.paragraph_id for q in summary.questions.questions] == [rival]


def test_what_was_recorded_before_another_answer_was_kept_stays(desk: Desk) -> None:
    desk.write("rival.txt", RIVAL)
    desk.index()
    desk.keep(RUST, "Iron rusts")
    desk.index()
    desk.assistant.remove("rival.txt")
    desk.keep(RUST, "Gold")
    (desk.files / "rival.txt").unlink()
    assert found_by(desk.index()) == {RUST: (2, 1)}


def test_another_answer_that_was_not_asked_before_is_compared_with_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keep(RUST, "Gold")
    desk.index()
    desk.keep(RUST, "Iron")
    monkeypatch.setattr(module.KeptQuestions, "ask_new", lambda *_: False)
    desk.write("rain.txt", "Rain falls.\n")
    assert str(desk.index().questions) == "Your 1 question: hit@1 1.00, hit@5 1.00."


def test_a_reworded_paragraph_is_followed_and_a_lost_one_left_out(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.keep(COPPER, "Copper")
    desk.write("metals.txt", METALS.replace("rusts in rain", "always rusts in rain")[:40])
    summary = desk.index()
    assert found_by(summary) == {RUST: (1, 1)}
    assert summary.questions is not None
    assert summary.questions.left_out == 1
    (now,) = {q.paragraph_id for q in summary.questions.questions}
    assert desk.assistant.show(now).paragraph.text == "Iron always rusts in rain."


def test_where_the_words_stand_now_is_what_verifying_says(desk: Desk) -> None:
    for question, words in ((RUST, "Iron"), (COPPER, "Copper"), (GOLD, "Gold")):
        desk.keep(question, words)

    def agree() -> list[str | None]:
        chosen = desk.library.selections()
        verified = [one.verification.now for one in kept(chosen, desk.library)]
        asked = module.kept_questions(desk.library, module.by_question(chosen))
        paragraphs = {i: there for one in asked for i, there in one.paragraphs.items()}
        found = [paragraphs.get(selection.selection_id) for selection in chosen]
        assert found == [None if now is None else now.paragraph_id for now in verified]
        return found

    assert None not in agree()
    desk.write("metals.txt", "Rain.\n\nIron often rusts in rain.\n\nGold stays as it is.\n")
    desk.index()
    first, second, third = agree()
    assert (first is None, second, third is None) == (False, None, False)
    desk.write("twice.txt", "Lead.\n\nTin is soft.\n\nZinc.\n\nTin is soft.\n\nBrass.\n")
    desk.index()
    desk.keep("What is soft?", "Tin")
    # What is left has the id of the first of the two, and is the second.
    desk.write("twice.txt", "Zinc.\n\nTin is soft.\n\nBrass.\n")
    desk.index()
    assert agree()[3] is None


def test_the_questions_of_removed_documents_are_left_out(desk: Desk) -> None:
    desk.write("rain.txt", "Rain falls in spring.\n")
    desk.index()
    desk.keep(RUST, "Iron")
    desk.keep("When does rain fall?", "Rain falls")
    desk.index()
    (desk.files / "rain.txt").unlink()
    summary = desk.index(remove_missing=True)
    assert found_by(summary) == {RUST: (1, 1)}
    assert summary.questions is not None
    assert summary.questions.left_out == 1
    assert list(ranks(desk.library).after) == [1]


def test_only_the_newest_questions_are_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    for question, words in ((RUST, "Iron"), (COPPER, "Copper"), (GOLD, "Gold")):
        desk.keep(question, words)
    desk.write("rival.txt", RIVAL)
    assert found_by(desk.index()) == {GOLD: (1, 1), COPPER: (1, 1)}
    assert desk.encoder.questions == [GOLD, COPPER] * 2


def after_indexing(act: Callable[[], None]) -> Callable[[Progress], None]:
    """Acts when the first question is asked once files have been read."""
    read: list[bool] = []

    def show(progress: Progress) -> None:
        if not progress.questions:
            read.append(True)
        elif read and progress.asked == 0:
            act()

    return show


def test_asking_can_be_stopped_and_is_made_up_for(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.keep(COPPER, "Copper")
    desk.write("rival.txt", RIVAL)
    stop = threading.Event()
    summary = desk.index(stop=stop, progress=after_indexing(stop.set))
    assert (summary.added, summary.questions) == (1, None)
    assert desk.encoder.questions == [COPPER, RUST, COPPER]
    assert found_by(desk.index()) == {COPPER: (1, 1), RUST: (1, 2)}


def test_an_interrupt_leaves_what_was_indexed(desk: Desk) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    desk.keep(RUST, "Iron")
    desk.keep(COPPER, "Copper")
    desk.write("rival.txt", RIVAL)
    with pytest.raises(KeyboardInterrupt):
        desk.index(progress=after_indexing(interrupt))
    assert [record.name for record in desk.library.documents()] == [
        "metals.txt",
        "rival.txt",
    ]
    assert found_by(desk.index()) == {COPPER: (1, 1), RUST: (1, 2)}


def test_an_interrupt_while_it_waits_ends_the_asking_too(desk: Desk) -> None:
    def interrupt() -> None:
        time.sleep(0.2)  # until it waits
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        time.sleep(0.2)  # until it has been woken

    desk.keep(RUST, "Iron")
    desk.keep(COPPER, "Copper")
    desk.write("rival.txt", RIVAL)
    with pytest.raises(KeyboardInterrupt):
        desk.index(progress=after_indexing(interrupt))
    assert desk.encoder.questions == [COPPER, RUST, COPPER]


@pytest.mark.parametrize("error", [RuntimeError("no memory"), AssistantError("no encoder")])
def test_what_fails_in_asking_fails_no_indexing(desk: Desk, error: Exception) -> None:
    desk.keep(RUST, "Iron")
    desk.write("rival.txt", RIVAL)
    desk.encoder.refusal = error
    summary = desk.index()
    assert (summary.added, summary.failed, summary.questions) == (1, 0, None)
    why = str(error) if isinstance(error, AssistantError) else "RuntimeError"
    told = f"The questions of kept citations could not be asked again: {why}"
    assert desk.assistant.questions.trouble == told
    assert desk.assistant.notices() == (told,)
    desk.encoder.refusal = None
    assert desk.index().questions is not None
    assert desk.assistant.notices() == ()


def test_another_encoder_is_held_against_the_one_before(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.index()
    other = Assistant(desk.library, lambda: WordEncoder("others"))
    assert found_by(other.index([desk.files], rebuild=True)) == {RUST: (1, 1)}
    assert other.questions.trouble == ""


def test_the_work_in_the_background_asks_too(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.write("rival.txt", RIVAL)
    desk.assistant.indexing.start([desk.files])
    desk.assistant.indexing.wait()
    summary = desk.assistant.indexing.status.summary
    assert summary is not None
    assert found_by(summary) == {RUST: (1, 2)}


def test_while_another_run_waits_they_are_not_asked_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keep(RUST, "Iron")
    desk.write("rival.txt", RIVAL)
    monkeypatch.setattr(type(desk.assistant.indexing), "is_waiting", True)
    assert desk.index().questions is None
    assert desk.encoder.questions == [RUST]
    monkeypatch.undo()
    assert found_by(desk.index()) == {RUST: (1, 2)}


def test_while_another_process_writes_nothing_is_asked(desk: Desk, tmp_path: Path) -> None:
    desk.keep(RUST, "Iron")
    desk.write("rival.txt", RIVAL)
    other = SqliteLibrary.open(tmp_path / "library")
    with other.writing(), pytest.raises(LibraryLocked):
        desk.index()
    other.close()
    assert desk.encoder.questions == []
    assert found_by(desk.index()) == {RUST: (1, 2)}


def test_a_file_that_is_added_by_itself_begins_a_run_that_asks(desk: Desk, tmp_path: Path) -> None:
    rival = tmp_path / "rival.txt"
    rival.write_text(RIVAL, "utf-8")
    desk.assistant.upload("plain.txt", desk.files / "metals.txt")
    assert desk.assistant.indexing.status.summary is None
    desk.keep(RUST, "Iron")
    desk.index()
    desk.assistant.upload("rival.txt", rival)
    desk.assistant.indexing.wait()
    found = desk.assistant.questions.latest()
    assert isinstance(found, Comparison)
    assert [q.question for q in found.worse] == [RUST]


def test_too_long_a_question_is_not_kept(desk: Desk) -> None:
    with pytest.raises(QuestionTooLong):
        desk.keep("word " * 20_000, "Iron")


def test_kept_questions_are_evaluated_in_every_mode_and_nothing_is_recorded(desk: Desk) -> None:
    desk.keep(RUST, "Iron")
    desk.keep(GOLD, "Gold")
    desk.write("rival.txt", RIVAL)
    desk.index()
    recorded = ranks(desk.library)
    counted: list[int] = []
    found = desk.assistant.evaluate(("lexical", "hybrid"), progress=counted.append)
    assert (found["set"], found["questions"], found["passages"], found["left_out"]) == (
        "kept", 2, 4, 0,
    )  # fmt: skip
    assert found["figures"]["hybrid"] == {"hit@1": 0.5, "hit@5": 1.0, "MRR@10": 0.75}
    assert list(found["figures"]) == ["lexical", "hybrid"]
    assert [(one["question"], one["rank"]["hybrid"]) for one in found["ranks"]] == [
        (GOLD, 1), (RUST, 2),
    ]  # fmt: skip
    assert sum(counted) == 4
    assert ranks(desk.library) == recorded
    assert desk.assistant.evaluate(("hybrid",), limit=1)["questions"] == 1


def test_without_a_question_there_is_nothing_to_evaluate(desk: Desk) -> None:
    desk.keep("", "Iron")
    with pytest.raises(AssistantError, match="pincite select"):
        desk.assistant.evaluate(("hybrid",))
    desk.keep(RUST, "Iron")
    desk.write("metals.txt", "Nothing is left.\n")
    desk.index()
    with pytest.raises(AssistantError, match="all gone"):
        desk.assistant.evaluate(("hybrid",))
