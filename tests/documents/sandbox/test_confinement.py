"""What a confined process can no longer do, tried in processes of their own."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.documents.sandbox.confinement import confine, peak_memory

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")

ROOT = Path(__file__).parents[3]
BEFORE = f"""
import json, os, signal, socket, subprocess, sys
sys.path.insert(0, {str(ROOT)!r})
from assistant.documents.sandbox.confinement import allow_seconds, confine
walls = confine(512 * 2**20, [*sys.path, "/usr/lib", "/lib", "/lib64"], SCRATCH, PROGRAMS)
def attempt(act):
    try:
        act()
    except (OSError, MemoryError) as error:
        return type(error).__name__
    return "done"
"""


def outcome(act: str, scratch: Path | None = None, programs: Sequence[str] = ()) -> object:
    """What became of this expression behind the walls: `done`, or the error's name."""
    return shown(f"attempt(lambda: {act})", scratch, programs)


def standing() -> object:
    """Names of the walls that stand here."""
    return shown("walls", None, ())


def shown(expression: str, scratch: Path | None, programs: Sequence[str]) -> object:
    before = BEFORE.replace("SCRATCH", repr(scratch and str(scratch)))
    program = f"{before.replace('PROGRAMS', repr(programs))}print(json.dumps({expression}))"
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def expected(wall: str) -> str:
    return "PermissionError" if wall in str(standing()) else "done"


def test_memory_is_limited() -> None:
    assert outcome("bytearray(600 * 2**20)") == "MemoryError"
    assert outcome("bytearray(100 * 2**20)") == "done"


def test_nothing_can_be_written(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_text("kept")
    assert outcome(f"open({str(target)!r}, 'w').write('lost')") != "done"
    assert outcome(f"open({str(tmp_path / 'new')!r}, 'w').write('x')") != "done"


def test_files_elsewhere_cannot_be_read_where_landlock_stands(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    refused = expected("landlock")
    assert outcome(f"open({str(secret)!r}).read()") == refused
    assert outcome("open('/etc/passwd').read()") == refused


def test_no_socket_and_no_program_where_seccomp_stands() -> None:
    refused = expected("seccomp")
    assert outcome("socket.socket(socket.AF_INET, socket.SOCK_DGRAM)") == refused
    assert outcome("socket.socket(socket.AF_UNIX)") == refused
    assert outcome("subprocess.run(['/bin/true'])") == refused


def test_a_converter_may_run_programs_but_write_only_to_its_folder(tmp_path: Path) -> None:
    scratch, elsewhere = tmp_path / "scratch", tmp_path / "elsewhere"
    scratch.mkdir()
    assert outcome(f"open({str(scratch / 'new')!r}, 'w').write('x')", scratch) == "done"
    assert outcome("subprocess.run(['/bin/true'])", scratch) == "done"
    refused = expected("landlock")
    assert outcome(f"open({str(elsewhere)!r}, 'w').write('x')", scratch) == refused


def test_only_the_named_programs_can_be_started() -> None:
    loaders = [str(path) for folder in ("/lib64", "/lib") for path in Path(folder).glob("ld-*")]
    programs = ["/bin/true", *loaders]
    assert outcome("subprocess.run(['/bin/true'], check=True)", None, programs) == "done"
    assert outcome("subprocess.run(['/bin/false'])", None, programs) == expected("landlock")
    assert outcome("socket.socket(socket.AF_INET)", None, programs) == expected("seccomp")


def test_computing_time_is_limited() -> None:
    program = (
        BEFORE.replace("SCRATCH", "None").replace("PROGRAMS", "()")
        + "allow_seconds(0.2)\nwhile True: pass"
    )
    done = subprocess.run([sys.executable, "-I", "-c", program], check=False)
    assert done.returncode < 0


def test_peak_memory_is_in_bytes() -> None:
    assert peak_memory() > 10 * 2**20
    assert callable(confine)


def test_a_converter_may_keep_its_socket_in_the_usual_place_and_nothing_else(
    tmp_path: Path,
) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as made:
        target = Path(made) / "s"
        bind = f"socket.socket(socket.AF_UNIX).bind({str(target)!r})"
        assert outcome(bind, scratch=tmp_path) == "done"
        assert outcome(f"os.remove({str(target)!r})", scratch=tmp_path) == "done"
        if "landlock" in str(standing()):
            assert outcome(f"open({str(target)!r}, 'w')", scratch=tmp_path) == "PermissionError"
