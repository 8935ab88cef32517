"""What every test may count on: no model hub, no settings of the person's own, one encoder."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant.answers.exchange import Model
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.encoder import Encoder
from embeddings.loading import load_encoder
from tests.bench import Bench
from tests.browser.chromium import chromium
from tests.forum import HeldEncoder, found_forum

SAMPLES = Path(__file__).parent.parent / "samples" / "documents"


def pytest_configure() -> None:
    # Ctrl-C is ignored in what a shell starts in the background, and the tests press it.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # Read at import by the libraries that would otherwise ask a model hub.
    os.environ["HF_HUB_OFFLINE"] = "1"
    for name in [name for name in os.environ if name.startswith("PINCITE_")]:
        del os.environ[name]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if chromium() is None:
        terminalreporter.write_line(
            "The browser tests were left out: no Chromium; "
            "install it (apt-get install chromium) and run again"
        )


@pytest.fixture(scope="session")
def encoder_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the default encoder prepared, which costs seconds, once for all tests."""
    folder = tmp_path_factory.getbasetemp() / "encoders"
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Beside the folders of the workers: the first to need it prepares it for all.
        folder = tmp_path_factory.getbasetemp().parent / "encoders"
    load_encoder(cache=folder)
    return folder


@pytest.fixture(scope="session")
def sample_assistant(
    encoder_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """The sample documents, indexed once for all tests: ask them and change nothing."""
    settings = Settings(cache=str(encoder_cache))
    with Assistant.open(tmp_path_factory.mktemp("library"), settings=settings) as opened:
        assert opened.index([SAMPLES]).failed == 0
        yield opened


@pytest.fixture(scope="session")
def encoder(encoder_cache: Path) -> Encoder:
    """The English encoder: the forum speaks English, and it is the quicker one."""
    return load_encoder("english", cache=encoder_cache)


OpenForum = Callable[..., Assistant]


@pytest.fixture(scope="session")
def forum_folder(encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library of the forum, open nowhere: to be copied."""
    folder = tmp_path_factory.mktemp("forum") / "library"
    found_forum(folder, encoder)
    return folder


@pytest.fixture(scope="session")
def forum(
    forum_folder: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Assistant]:
    """The forum, once for all tests: ask it and change nothing."""
    folder = shutil.copytree(forum_folder, tmp_path_factory.mktemp("shared") / "library")
    with Assistant(SqliteLibrary.open(folder), lambda: encoder) as opened:
        yield opened


@pytest.fixture
def open_forum(forum_folder: Path, tmp_path: Path, encoder: Encoder) -> Iterator[OpenForum]:
    """Opens the test's own copy of the forum, with another encoder or a language model if given."""
    opened: list[Assistant] = []

    def open_copy(encoder: Encoder = encoder, model: Model | None = None) -> Assistant:
        folder = shutil.copytree(forum_folder, tmp_path / f"forum {len(opened)}")
        opened.append(Assistant(SqliteLibrary.open(folder), lambda: encoder, model))
        return opened[-1]

    yield open_copy
    for assistant in opened:
        assistant.close()


@pytest.fixture
def own(open_forum: OpenForum) -> Assistant:
    """The test's own copy of the forum."""
    return open_forum()


@dataclass(frozen=True)
class Held:
    """A copy of the forum with a folder to index, whose one file waits to be encoded."""

    assistant: Assistant
    encoder: HeldEncoder
    files: Path


@pytest.fixture
def held(open_forum: OpenForum, encoder: Encoder, tmp_path: Path) -> Iterator[Held]:
    waiting = HeldEncoder(encoder)
    waiting.go_on.clear()
    assistant = open_forum(encoder=waiting)
    files = tmp_path / "files"
    files.mkdir()
    (files / "annual report.txt").write_text("The harbour froze twice.\n\nFerries waited.\n")
    assistant.library.remember([files])
    yield Held(assistant, waiting, files)
    waiting.go_on.set()


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A library in a new folder, with hand-made documents."""
    with Bench(tmp_path) as made:
        yield made
