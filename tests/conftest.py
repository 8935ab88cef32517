"""What every test may count on: no network, no settings of the person's own, a known browser."""

import os
import shutil
from pathlib import Path

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

LEFT_OUT = pytest.StashKey[int]()


def find_browser() -> str | None:
    """The path of a Chromium on this machine."""
    found = (shutil.which(name) for name in (os.environ.get("CHROMIUM", ""), *BROWSERS) if name)
    return next(filter(None, found), None)


def pytest_configure() -> None:
    # Read at import by the libraries that would otherwise ask a model hub.
    os.environ["HF_HUB_OFFLINE"] = "1"
    for name in [name for name in os.environ if name.startswith("PINCITE_")]:
        del os.environ[name]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if find_browser():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out and os.environ.get("BROWSER_TESTS") == "required":
        raise pytest.UsageError("BROWSER_TESTS=required, but there is no Chromium here.")
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)
    config.stash[LEFT_OUT] = len(left_out)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    count = config.stash.get(LEFT_OUT, 0)
    if count:
        terminalreporter.write_line(
            f"{count} browser tests were left out: there is no Chromium here. Install it "
            "(Debian: apt-get install chromium), or name it with CHROMIUM=PATH, and run again."
        )


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The Chromium that browser tests drive; they are left out where there is none."""
    path = find_browser()
    assert path is not None
    return path


@pytest.fixture(scope="session")
def artefacts() -> Path:
    """Where screenshots are kept: `ARTEFACTS`, or `artefacts/` in the repository."""
    root = Path(__file__).parent.parent
    folder = Path(os.environ.get("ARTEFACTS", root / "artefacts"))
    folder.mkdir(parents=True, exist_ok=True)
    return folder
