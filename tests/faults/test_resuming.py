import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.long]

FILES = 60


def test_killed_indexing_goes_on_where_it_was(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.resuming", str(tmp_path), str(FILES), "5"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    seen = json.loads(told.stdout)
    assert seen["wrong"] == []
    assert seen["finished"]
    assert seen["texts"] == {
        f"{number}.txt": f"Iron number {number} rusts.\n\nRain falls." for number in range(FILES)
    }
    assert seen["count"] == FILES
    assert len(seen["acknowledged"]) == len(set(seen["acknowledged"])), "nothing is done twice"
    # Beside the words of the files that a kill fell upon, each was encoded once.
    again = sum(count - 1 for count in seen["encoded"].values())
    assert again <= 2 * seen["kills"]
    assert seen["kills"] >= 3
