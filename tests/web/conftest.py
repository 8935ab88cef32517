from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.settings import Settings
from embeddings.encoder import Encoder
from web.app import create_app

Make = Callable[[Assistant], TestClient]


@pytest.fixture
def make() -> Make:
    def client_of(assistant: Assistant) -> TestClient:
        return TestClient(create_app(assistant, Settings()), base_url="http://localhost")

    return client_of


@pytest.fixture
def empty(tmp_path: Path, encoder: Encoder) -> Iterator[Assistant]:
    """An assistant before its first document."""
    with Assistant(SqliteLibrary.open(tmp_path / "empty"), lambda: encoder) as opened:
        yield opened


@pytest.fixture
def client(forum: Assistant, make: Make) -> TestClient:
    """Of the forum that all tests share: it must not be changed."""
    return make(forum)


@pytest.fixture
def own_client(own: Assistant, make: Make) -> TestClient:
    """Of the test's own copy of the forum."""
    return make(own)
