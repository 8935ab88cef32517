"""A real Chromium on a real server; left out, and said so, where there is none."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from assistant.service import Assistant
from assistant.settings import Settings
from tests.browser.chromium import chromium
from web.app import create_app
from web.server import Server, configuration, listen

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
SHOTS = Path("artefacts")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where there is no browser."""
    if chromium() is not None:
        return
    left = [item for item in items if item.get_closest_marker("browser")]
    items[:] = [item for item in items if item not in left]
    config.hook.pytest_deselected(items=left)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        yield launched
        launched.close()


@dataclass(frozen=True)
class Site:
    """A server over the test's own copy of the forum."""

    assistant: Assistant
    address: str
    stop: Callable[[], None]


@contextmanager
def served(assistant: Assistant) -> Iterator[tuple[str, Callable[[], None]]]:
    """The real server in a thread on a free port; gives its address and what ends it."""
    app = create_app(assistant, Settings())
    listener = listen("127.0.0.1", 0)
    ready = threading.Event()
    server = Server(configuration(app), ready.set, app.state.closing)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    assert ready.wait(10)

    def stop() -> None:
        server.should_exit = True
        thread.join()
        listener.close()

    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", stop
    finally:
        if thread.is_alive():
            stop()


Open = Callable[..., Page]


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Open]:
    """Opens pages of a server; anything the browser complains of fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def opened(path: str = "/", *, width: int = 1440, height: int = 900, **options: object) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            base_url=address,
            **options,  # type: ignore[arg-type]
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(path)
        return page

    opened.complaints = complaints  # type: ignore[attr-defined]
    try:
        yield opened
    finally:
        for context in contexts:
            context.close()
    assert complaints == []


@pytest.fixture
def site(own: Assistant) -> Iterator[Site]:
    with served(own) as (address, stop):
        yield Site(own, address, stop)


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Open]:
    """Opens pages of the forum."""
    with visiting(browser, site.address) as opened:
        yield opened


@pytest.fixture
def shoot() -> Callable[[Page, str], None]:
    """Keeps a screenshot among the artefacts."""

    def keep(page: Page, name: str) -> None:
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{name}.png")

    return keep
