from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.library.contract.stores import STORES, Desk, Store


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest) -> Store:
    return STORES[request.param]


@pytest.fixture
def desk(store: Store, tmp_path: Path) -> Iterator[Desk]:
    """A library with nothing in it."""
    with Desk(tmp_path, store.open) as made:
        yield made
