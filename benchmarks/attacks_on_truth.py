"""What is kept and what is said: kills, power cuts, damage, a full disk, altered quotations."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.killed_program import BUGS
from benchmarks.scratch_program import LONGEST_SECONDS, Row, Scratch, read_lines

HERE = Path(__file__).parent.parent
LINES = [f"Iron number {number} rusts on day {number % 7} in the rain." for number in range(40)]


def kills_of_the_indexer(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """`program_kills.py`: what was printed is there, and nothing by halves."""
    samples = str(HERE / "samples" / "documents")
    given = ["program_kills", "5", str(chosen.randrange(10**6)), samples]
    planted = ["--plant", scratch.plant] if scratch.plant in BUGS else []
    told = _measured(row, *given, *planted)
    _counted(row, told, r"(\d+) kills and", r"violations: (\d+)")


def kills_of_the_library(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """`tests.faults.kills`: what was acknowledged is there, and nothing by halves."""
    command = [sys.executable, "-m", "tests.faults.kills", "20", str(chosen.randrange(10**6))]
    told = _run(row, command)
    seen = json.loads(told or '{"kills": 0, "violations": ["it did not end"]}')
    row.tries += seen["kills"]
    for violation in seen["violations"]:
        row.count("lost", violation)


def power_cuts(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """`power_loss.py`: whatever a disk may hold after a cut opens whole."""
    if shutil.which("strace") is None:
        row.skipped = "there is no strace"
        return
    told = _measured(row, "power_loss", "100", str(chosen.randrange(10**6)))
    _counted(row, told, r"(\d+) states", r"violations: (\d+)")


def _measured(row: Row, name: str, *arguments: str) -> str:
    """What another measurement says."""
    return _run(row, [sys.executable, str(HERE / "benchmarks" / f"{name}.py"), *arguments])


def _run(row: Row, command: list[str]) -> str:
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    told = subprocess.run(
        command, capture_output=True, text=True, cwd=HERE, env=environment, check=False
    )
    if "Traceback" in told.stderr or told.returncode not in (0, 1):
        row.count("crashes", f"{command[1:3]}: {told.stderr[-200:]}")
    return told.stdout


def _counted(row: Row, told: str, tries: str, violations: str) -> None:
    tried, found = re.search(tries, told), re.search(violations, told)
    row.tries += int(tried[1]) if tried else 0
    for _ in range(int(found[1]) if found else 0):
        row.count("lost", told.strip()[-200:])


def kills_of_the_server(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """What an upload was acknowledged for is there after the page was killed, and is found."""
    acknowledged: list[str] = []
    for turn in range(3):
        acknowledged += _uploads_until_killed(scratch, chosen, row, turn)
        row.tries += 1
        names = {line["name"] for line in scratch.run(row, "documents").lines}
        for name in acknowledged:
            if name not in names:
                row.count("lost", f"{name} was acknowledged and is not there")
        checks = scratch.run(row, "doctor").lines
        for check in checks:
            if check["name"] in ("paragraphs", "vectors", "originals") and not check["holds"]:
                row.count("wrong", f"{check['name']}: {check['message']}")
    for name in acknowledged[-2:]:
        number = name.partition(".")[0]
        if f"keel {number} " not in json.dumps(scratch.run(row, "ask", f"keel {number}").lines):
            row.count("lost", f"{name} is not found")


def _uploads_until_killed(
    scratch: Scratch, chosen: random.Random, row: Row, turn: int
) -> list[str]:
    """The names that were acknowledged before the server was killed."""
    serving = subprocess.Popen(
        scratch.command("serve", "--port", "0"), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert serving.stderr is not None
    address = ""
    for line in serving.stderr:
        if b"Pincite is at " in line:
            address = line.decode().split("Pincite is at ")[1].split("/ ")[0]
            break
    acknowledged: list[str] = []
    if not address:
        row.count("crashes", "the page was not served")
    else:
        ending = threading.Timer(chosen.uniform(0.3, 2.5), serving.send_signal, [signal.SIGKILL])
        ending.start()
        for number in range(turn * 1000, turn * 1000 + 1000):
            content = f"The keel {number} is of iron.\n\nIt rusts in rain.\n".encode()
            url = f"{address}/api/v1/uploads/{number}.txt"
            try:
                request = urllib.request.Request(url, content, method="PUT")
                with urllib.request.urlopen(request, timeout=20) as answer:
                    outcome = json.load(answer)
            except (OSError, ValueError):
                break
            if outcome["state"] == "added":
                acknowledged.append(f"{number}.txt")
        ending.cancel()
    serving.kill()
    serving.wait()
    serving.stderr.close()
    return acknowledged


def damaged_databases(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """A damaged library answers as before, is refused, or is found out: it never lies."""
    (scratch.files / "iron.txt").write_text("\n\n".join(LINES) + "\n")
    scratch.run(row, "index", str(scratch.files))
    kept, place = scratch.root / "kept", scratch.library / "library.sqlite3"
    scratch.run(row, "backup", str(scratch.root / "backup"))
    shutil.copytree(scratch.library, kept)
    for harm in ("flip", "page", "truncate", "empty", "delete", "flip"):
        shutil.rmtree(scratch.library)
        shutil.copytree(kept, scratch.library)
        _damage(place, harm, chosen)
        row.tries += 1
        _judge_damaged(scratch, row, harm)
    shutil.rmtree(scratch.library)
    scratch.run(row, "restore", str(scratch.root / "backup"))
    if len(scratch.run(row, "documents").lines) != 1:
        row.count("lost", "the backup does not bring the document back")


def _judge_damaged(scratch: Scratch, row: Row, harm: str) -> None:
    asked = scratch.run(row, "ask", "Which iron rusts on day 3?")
    quoted = [c["quote"] for line in asked.lines for c in line.get("citations", [])]
    whole = " ".join(LINES)
    invented = [quote for quote in quoted if " ".join(quote.split()) not in whole]
    for quote in invented:
        row.count("wrong", f"{harm}: {quote!r} is quoted and stands nowhere")
    listed = scratch.run(row, "documents")
    if listed.code == 0 and not listed.lines:
        row.count("lost", f"{harm}: the library is shown empty, as if nothing had been in it")
    checked = scratch.run(row, "doctor")
    holds = checked.code == 0
    if holds and asked.code not in (0,) and harm != "delete":
        row.count("wrong", f"{harm}: nothing is found, and `doctor` finds nothing amiss")


def _damage(place: Path, harm: str, chosen: random.Random) -> None:
    content = bytearray(place.read_bytes())
    written = [at for at in range(0, len(content), 512) if any(content[at : at + 64])]
    at = chosen.choice(written) + chosen.randrange(64)
    if harm == "flip":
        content[at] ^= 1 << chosen.randrange(8)
    elif harm == "page":
        content[at : at + 512] = chosen.randbytes(512)
    elif harm == "truncate":
        content = content[: chosen.randrange(1, len(content))]
    elif harm == "empty":
        content = bytearray()
    for beside in place.parent.glob("library.sqlite3-*"):
        beside.unlink()
    if harm == "delete":
        place.unlink()
    else:
        place.write_bytes(content)


def a_full_disk(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """Files that do not fit fail with a reason; what was there stays; with room all is there."""
    if subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        row.skipped = "this user may not mount"
        return
    here, size = scratch.root, chosen.choice([12, 16, 24])
    scratch.library.mkdir()
    for number in range(30):
        words = " ".join(f"{chosen.randrange(10**6)}" for _ in range(60_000))
        (scratch.files / f"{number:02}.txt").write_text(f"The keel {number} is of iron. {words}")
    index = _quoted([*scratch.command("index", str(scratch.files))])
    listed = _quoted([*scratch.command("documents")])
    script = (
        f"mount -t tmpfs -o size={size}m tmpfs {scratch.library} && {index} > {here}/full; "
        f"echo $? > {here}/code; {listed} > {here}/listed; "
        f"mount -o remount,size=900m {scratch.library} && {index} > {here}/roomy"
    )
    done = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False,
    )  # fmt: skip
    row.tries += 1
    if "Traceback" in done.stderr or (here / "code").read_text().strip() not in ("0", "1", "3"):
        row.count("crashes", done.stderr[-200:])
    full, there, roomy = (
        read_lines((here / name).read_bytes()) for name in ("full", "listed", "roomy")
    )
    added = {line["path"] for line in full if line.get("state") == "added"}
    kept = {line["path"] for line in there if line["state"] == "indexed"}
    for path in added - kept:
        row.count("lost", f"{path} was acknowledged on a full disk and is not there")
    if any(line.get("state") == "failed" and not line["reason"] for line in full):
        row.count("wrong", "a file failed without a reason")
    states = [line["state"] for line in roomy if "path" in line]
    if len(states) != 30 or set(states) - {"added", "unchanged"}:
        row.count("lost", f"with room again: {sorted(set(states))} of {len(states)} files")


def _quoted(command: list[str]) -> str:
    return " ".join("'" + part.replace("'", "'\\''") + "'" for part in command)


ALTERED = {
    "The rate fell to −5 % in May.": [
        "The rate fell to 5 % in May.",
        "The rate fell to −6 % in May.",
    ],
    "It paid €1,204.50 to the fund.": [
        "It paid $1,204.50 to the fund.",
        "It paid €1,204 to the fund.",
        "It paid €1.204,50 to the fund.",
        "It paid €120,450 to the fund.",
    ],
    "The value p < 0.05 was kept.": [
        "The value p > 0.05 was kept.",
        "The value p = 0.05 was kept.",
        "The value p < 0.5 was kept.",
    ],
    "An area of 10² metres was sown.": [
        "An area of 102 metres was sown.",
        "An area of 10³ metres was sown.",
    ],
    "About ½ of the harvest was lost.": [
        "About 1 of the harvest was lost.",
        "About ¼ of the harvest was lost.",
    ],
    "The ± 3 mm of the plate were measured.": ["The + 3 mm of the plate were measured."],
    "States shall not sell the land.": [
        "States shall sell the land.",
        "States should not sell the land.",
    ],
    "It grew by 3.5 °C in a year.": ["It grew by 3.5 °F in a year.", "It grew by 35 °C in a year."],
    "Section § 12(3) was struck out.": [
        "Section § 12(8) was struck out.",
        "Section § 123 was struck out.",
    ],
    "A ratio of 1:20 was agreed upon.": [
        "A ratio of 1:21 was agreed upon.",
        "A ratio of 120 was agreed upon.",
    ],
    "The co-operative's land is C++ coded.": ["The co-operative's land is C coded."],
}
"""Sentences, and what is no quotation of them."""

SAME = {
    "It paid €1,204.50 to the fund.": "“It paid\u00a0€1,204.50 to the fund.”",
    "States shall not sell the land.": "states shall not\nsell the land",
    "The co-operative's land is C++ coded.": "The co-operative’s land is C++ coded.",
}
"""Sentences, and what quotes them as well."""


def altered_signs(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """A quotation with another sign or number is never called exact; one set otherwise is."""
    (scratch.files / "signs.txt").write_text("\n\n".join(ALTERED), "utf-8")
    scratch.run(row, "index", str(scratch.files))
    wrong = [quotation for quotations in ALTERED.values() for quotation in quotations]
    for quotation in chosen.sample(wrong, 12):
        _verdict(scratch, row, quotation, exact=False)
    for quotation in [*chosen.sample(list(ALTERED), 4), *SAME.values()]:
        _verdict(scratch, row, quotation, exact=True)


def _verdict(scratch: Scratch, row: Row, quotation: str, *, exact: bool) -> None:
    row.tries += 1
    for line in scratch.run(row, "quote", "--", quotation).lines:
        if (line["verdict"] == "exact") is not exact:
            row.count("wrong", f"{line['verdict']}: {quotation}")
