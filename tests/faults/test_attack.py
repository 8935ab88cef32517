"""The attacks that are over in seconds, and a planted bug that they must find."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.long]

ATTACK = [sys.executable, "benchmarks/attack.py", "--minutes", "0"]


def table(*arguments: str) -> tuple[int, dict[str, list[int]]]:
    """The exit code, and tries, wrong, lost and crashes by attack."""
    told = subprocess.run(
        [*ATTACK, *arguments],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env={"PYTHONPATH": ".", "PATH": "/usr/bin:/bin"},
        timeout=240,
        check=False,
    )
    lines = [line for line in told.stdout.splitlines()[1:] if line[22:30].strip().isdigit()]
    return told.returncode, {
        line[:22].strip(): [int(n) for n in line[22:57].split()] for line in lines
    }


@pytest.mark.parametrize("attack", ["odd files", "giant lines"])
def test_an_attack_finds_nothing(attack: str) -> None:
    code, rows = table("--only", attack)
    assert rows[attack][1:] == [0, 0, 0]
    assert rows[attack][0] >= 5
    assert code == 0


def test_a_planted_bug_is_found() -> None:
    code, rows = table("--only", "signs", "--plant", "all is exact")
    assert rows["altered signs"][1] >= 10
    assert code == 0


def test_with_a_bug_that_is_not_found_the_attack_fails() -> None:
    code, _ = table("--only", "odd files", "--plant", "all is exact")
    assert code == 1
