from collections.abc import Iterator
from pathlib import Path

import pytest

from embeddings.onnx_runtime import OnnxEncoder
from tests.embeddings.toys import Endpoint, serving, write_toy


@pytest.fixture(scope="session")
def toy_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_toy(tmp_path_factory.mktemp("prepared") / "toy")


@pytest.fixture
def toy(toy_folder: Path) -> OnnxEncoder:
    return OnnxEncoder.load(toy_folder, threads=1)


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.embeddings.tiny import write_tiny  # Imports torch: only where it is asked for.

    return write_tiny(tmp_path_factory.mktemp("models") / "tiny", prompt="ask: ")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One cache for all tests, so that a model is prepared once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as running:
        yield running
