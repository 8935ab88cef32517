"""What every test may count on: no model hub, no settings of the person's own, one encoder."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.loading import load_encoder
from tests.bench import Bench
from tests.browser.chromium import chromium

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
    """A folder with the bundled encoder prepared, which costs seconds, once for all tests."""
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


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A library in a new folder, with hand-made documents."""
    with Bench(tmp_path) as made:
        yield made
