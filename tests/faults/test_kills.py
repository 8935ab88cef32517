"""Thirty kills, and planted bugs that fewer must find; `benchmarks/faults.py` does more."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.faults.plants import PLANTS

pytestmark = [pytest.mark.faults, pytest.mark.long]

KILLS, SEED = 30, 20261123


def run(*arguments: str) -> Any:  # noqa: ANN401
    command = [sys.executable, "-m", "tests.faults.kills", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    return json.loads(told.stdout)


def test_a_killed_library_holds_what_it_acknowledged_and_nothing_by_halves() -> None:
    seen = run(str(KILLS), str(SEED))
    assert seen["violations"] == []
    assert seen["kills"] == KILLS
    assert seen["acknowledged"] >= KILLS / 3


@pytest.mark.parametrize("plant", PLANTS)
def test_a_planted_bug_is_caught(plant: str) -> None:
    assert run("40", str(SEED), plant)["violations"]
