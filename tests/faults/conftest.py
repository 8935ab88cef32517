from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bench import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Bench(tmp_path) as made:
        yield made
