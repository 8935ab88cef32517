"""The names that programs import."""

import subprocess
import sys

import assistant


def test_every_public_name_is_there() -> None:
    found = {name: getattr(assistant, name).__name__ for name in assistant.__all__}
    assert found == {name: name for name in assistant.__all__}


def test_reading_a_file_loads_no_index() -> None:
    program = (
        "import sys, assistant.documents.sandbox.reader; "
        "print(sorted({'faiss', 'tantivy', 'onnxruntime'} & set(sys.modules)))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, text=True
    ).stdout
    assert printed.strip() == "[]"
