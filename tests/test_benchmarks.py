"""Measurements that nobody runs every day still start."""

import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NAMES = sorted(path.stem for path in (ROOT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("name", NAMES)
def test_a_measurement_imports_what_is_there(name: str) -> None:
    assert import_module(f"benchmarks.{name}").__doc__


def test_what_make_bench_runs_is_there() -> None:
    (line,) = re.findall(r"^BENCHMARKS \?= (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(line.split()) - set(NAMES) == set()
