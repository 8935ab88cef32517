"""Kills the library a thousand times, then plants bugs that must be found.

    PYTHONPATH=. python benchmarks/faults.py [KILLS] [SEED]

About half a second a kill. Prints what was acknowledged, what was violated, and
after how many kills each planted bug was caught.
"""

import json
import subprocess
import sys
import time

from tests.faults.kills import run
from tests.faults.plants import PLANTS


def main(kills: int = 1000, seed: int = 1) -> int:
    started = time.monotonic()
    seen = run(kills, seed)
    seconds = time.monotonic() - started
    print(f"{seen.kills} kills, {seen.acknowledged} acknowledged operations, {seconds:.0f} s")
    print(f"violations: {len(seen.violations)}")
    for violation in seen.violations[:20]:
        print(f"  {violation}")
    return len(seen.violations) + sum(not caught(plant, seed) for plant in PLANTS)


def caught(plant: str, seed: int) -> bool:
    """In a process of its own, because a planted bug stays."""
    command = [sys.executable, "-m", "tests.faults.kills", "100", str(seed), plant]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    seen = json.loads(told.stdout)
    verdict = f"caught after {seen['kills']} kills" if seen["violations"] else "NOT CAUGHT"
    print(f"planted, {plant}: {verdict}")
    return bool(seen["violations"])


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
