"""Attacks the program in every way there is a script for, until the minutes are over.

    PYTHONPATH=. python benchmarks/attack.py [--minutes N] [--seed S] [--only WORDS] [--plant NAME]

Each attack works on a scratch library of its own: kills of the indexer, the library and the
server, cuts of power, damaged databases, a full disk, altered signs in quotations, hidden
text, giant lines, odd dates and names. All are tried once, then again with other seeds while
there is time. Prints a table: tries, what was wrong, what was lost, and crashes, then the first
of each. Ends with 1 where anything was found; with `--plant` a bug is put in, and 1 means
that it was not found.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import attacks_on_files as files
from benchmarks import attacks_on_truth as truth
from benchmarks.killed_program import BUGS
from benchmarks.scratch_program import PLANTS, Row, Scratch

Attack = Callable[[Scratch, random.Random, Row], None]

ATTACKS: tuple[Attack, ...] = (
    files.odd_files,
    files.giant_lines,
    files.hidden_text,
    truth.altered_signs,
    truth.damaged_databases,
    truth.a_full_disk,
    truth.kills_of_the_server,
    truth.kills_of_the_indexer,
    truth.kills_of_the_library,
    truth.power_cuts,
)
KINDS = ("wrong", "lost", "crashes")
SHOWN = 5
"""Findings told of one attack."""


def name_of(attack: Attack) -> str:
    """`giant lines`, as the table has it."""
    return attack.__name__.replace("_", " ")


def attacked(attacks: Iterable[Attack], seconds: float, seed: int, plant: str) -> list[Row]:
    """A row an attack; each is tried once at least, and a skipped one once."""
    rows = {attack: Row(name_of(attack)) for attack in attacks}
    ends, turn = time.monotonic() + seconds, 0
    while turn == 0 or time.monotonic() < ends:
        for attack, row in rows.items():
            if row.skipped or (turn and time.monotonic() > ends):
                continue
            with tempfile.TemporaryDirectory(prefix="pincite-attack-") as folder:
                chosen = random.Random(f"{seed} {turn} {row.attack}")
                attack(Scratch(Path(folder), plant), chosen, row)
            print(
                f"… {row.attack}, turn {turn + 1}: {dict(row.found)}", file=sys.stderr, flush=True
            )
        turn += 1
    return list(rows.values())


def main(given: argparse.Namespace) -> int:
    """Attack, print the table; 1 when something was found, or, with a planted bug, nothing."""
    chosen = [attack for attack in ATTACKS if given.only in name_of(attack)]
    rows = attacked(chosen, given.minutes * 60, given.seed, given.plant)
    print(f"{'attack':22}{'tries':>8}" + "".join(f"{kind:>9}" for kind in KINDS))
    for row in rows:
        counts = "".join(f"{row.found[kind]:>9}" for kind in KINDS)
        print(
            f"{row.attack:22}{row.tries:>8}{counts}" + (f"  {row.skipped}" if row.skipped else "")
        )
    for row in rows:
        for told in list(dict.fromkeys(row.told))[:SHOWN]:
            print(f"{row.attack}: {' '.join(told.split())[:300]}")
    found = any(row.found.total() for row in rows)
    return int(found != bool(given.plant))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="WORDS", help="attacks whose name has them")
    parser.add_argument("--plant", default="", choices=["", *PLANTS, *BUGS])
    sys.exit(main(parser.parse_args()))
