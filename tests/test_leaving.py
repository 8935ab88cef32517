"""The end of the process: with the exit code, and with no thread torn out of an engine."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.service import Assistant

AT_WORK = """
import atexit, sys, threading, time
from assistant.threads import leave
if sys.argv[1] == "at work":
    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
# Where the interpreter ends, it would tear the thread away.
atexit.register(print, "the interpreter ends")
print("told")
sys.exit(leave(7))
"""


@pytest.mark.parametrize(
    ("state", "told"), [("at work", "told\n"), ("at rest", "told\nthe interpreter ends\n")]
)
def test_a_thread_at_work_is_not_torn_out_of_it(state: str, told: str) -> None:
    command = [sys.executable, "-c", AT_WORK, state]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (7, told, "")


@pytest.mark.real
@pytest.mark.long
@pytest.mark.parametrize("after", [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8])
def test_a_server_that_is_ended_while_it_starts_ends_in_order(
    after: float, tmp_path: Path, encoder_cache: Path
) -> None:
    """`preparing` is within the encoder's engine then."""
    folder = tmp_path / "library"
    Assistant.open(folder).close()
    command = [sys.executable, "-m", "web", "--library", str(folder), "serve", "--port", "0"]
    environment = {
        "PINCITE_CACHE": str(encoder_cache),
        "PATH": "",
        "PYTHONPATH": ":".join(sys.path),
    }
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as serving:
        assert serving.stderr is not None
        assert "Pincite is at" in serving.stderr.readline()
        with pytest.raises(subprocess.TimeoutExpired):
            serving.wait(max(after, 0.01))
        serving.send_signal(signal.SIGTERM)
        assert (serving.wait(30), serving.stderr.read()) == (0, "")
