import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.test_architecture import ROOT


def test_every_module_that_a_worker_may_need_is_compiled_before_it_starts(tmp_path: Path) -> None:
    unwritten = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "assistant", tmp_path / "assistant", ignore=unwritten)
    shutil.copytree(ROOT / "embeddings", tmp_path / "embeddings", ignore=unwritten)
    program = (
        "from assistant.documents.sandbox.child import Child\n"
        "Child(2**30, program='').close()\n"
        "import assistant; print(assistant.__file__)"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(tmp_path / "assistant" / "__init__.py")
    for room in ("documents", "language"):
        modules = {path.stem for path in (tmp_path / "assistant" / room).rglob("*.py")}
        compiled = (tmp_path / "assistant" / room).rglob("__pycache__/*.pyc")
        assert {path.name.partition(".")[0] for path in compiled} == modules
