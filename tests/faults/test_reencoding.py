import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.faults, pytest.mark.long]


def test_a_killed_change_of_encoder_leaves_one_encoder_and_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.faults.reencoding", str(tmp_path), "6", "7"]
    told = subprocess.run(command, capture_output=True, text=True, timeout=240, check=True)
    seen = json.loads(told.stdout)
    assert seen["wrong"] == []
    assert seen["changes"] == 6
    assert seen["kills"] > 6
