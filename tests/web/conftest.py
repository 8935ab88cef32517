from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.web.doubles import Double, full
from web.app import create_app


@pytest.fixture
def double(tmp_path: Path) -> Double:
    return full(tmp_path)


@pytest.fixture
def make() -> Callable[[Double], TestClient]:
    def client_of(double: Double) -> TestClient:
        return TestClient(create_app(double, Settings()), base_url="http://localhost")

    return client_of


@pytest.fixture
def client(double: Double, make: Callable[[Double], TestClient]) -> TestClient:
    return make(double)
