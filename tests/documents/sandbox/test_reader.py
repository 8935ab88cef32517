import hashlib
import re
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.documents.document import Revision
from assistant.documents.sandbox.child import PROGRAM
from assistant.documents.sandbox.reader import Reader
from assistant.documents.sandbox.slots import Limits
from assistant.errors import UnreadableFile

TEXT = b"<!DOCTYPE html><p>One sentence stands here.</p><p>Another paragraph follows it.</p>"
TAKE = "import os, sys, time\nsys.stdin.buffer.read(20)\n"
FAST = Limits(seconds=0.5)


def words(revision: Revision) -> list[str]:
    return [paragraph.text for paragraph in revision.paragraphs]


def refusal(reader: Reader, content: bytes = TEXT, name: str = "a.html") -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        reader.read_bytes(content, document_id="d", name=name)
    return caught.value


def test_a_file_comes_out_as_paragraphs_with_its_hash(tmp_path: Path) -> None:
    path = tmp_path / "notes.html"
    path.write_bytes(TEXT)
    with Reader() as reader:
        revision = reader.read(path, document_id="d1")
    assert words(revision) == ["One sentence stands here.", "Another paragraph follows it."]
    assert revision.sha256 == hashlib.sha256(TEXT).hexdigest()
    assert revision.document_id == "d1"
    assert {paragraph.document_id for paragraph in revision.paragraphs} == {"d1"}


def test_one_worker_reads_many_files_and_is_replaced_in_time() -> None:
    with Reader(Limits(files=3)) as reader:
        for turn in range(8):
            content = b"<!DOCTYPE html><p>Paragraph number %d of this file.</p>" % turn
            revision = reader.read_bytes(content, document_id="d", name="a.html")
            assert words(revision) == [f"Paragraph number {turn} of this file."]


def test_a_refused_file_leaves_the_reader_usable() -> None:
    with Reader() as reader:
        assert refusal(reader, b"").reason == "The file is empty"
        assert refusal(reader, b"\xff\xd8\xff\xe0", "a.pdf").reason == "The file is a JPEG picture"
        assert words(reader.read_bytes(TEXT, document_id="d", name="a.html"))


def test_nul_and_lone_surrogate_bytes_become_replacement_characters() -> None:
    with Reader() as reader:
        revision = reader.read_bytes(
            b"<html><p>A word\0 and another.</p>", document_id="d", name="a.html"
        )
    assert "\0" not in revision.text
    revision.text.encode()


@pytest.mark.parametrize(
    ("program", "reason"),
    [
        pytest.param("import os; os.abort()", "crash|out of memory", id="dies at once"),
        pytest.param(TAKE + "os.abort()", "out of memory", id="aborts"),
        pytest.param(TAKE + "os.kill(os.getpid(), 11)", "crash", id="segmentation fault"),
        pytest.param(TAKE + "sys.exit(0)", "crash", id="leaves without a word"),
        pytest.param(TAKE + "sys.stdout.buffer.write(b'A' * 99)", "crash", id="garbage"),
        pytest.param(TAKE + "print('x' * 10**7)", "crash", id="much garbage"),
        pytest.param(TAKE + "sys.stderr.write('e' * 10**7); sys.exit(1)", "crash", id="complains"),
        pytest.param(
            TAKE + "sys.stdout.buffer.write((2).to_bytes(8, 'big') + b'[]')",
            "crash",
            id="an answer without a head",
        ),
        pytest.param(
            TAKE + "sys.stdout.buffer.write(((2).to_bytes(8, 'big') + b'{}') * 2)",
            "crash",
            id="an answer without an outcome",
        ),
        pytest.param(
            TAKE
            + 'a = b\'{"outcome":"read"}\'\n'
            + "sys.stdout.buffer.write(len(a).to_bytes(8, 'big') + a + bytes(7) + b'\\x02{}')",
            "crash",
            id="a revision without a text",
        ),
    ],
)
def test_a_broken_worker_is_a_refusal(program: str, reason: str) -> None:
    with Reader(program=program) as reader:
        assert re.search(reason, refusal(reader).reason)


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(TAKE + "time.sleep(60)", id="sleeps"),
        pytest.param("import time; time.sleep(60)", id="never takes the file"),
        pytest.param(TAKE + "while True: pass", id="computes"),
    ],
)
def test_a_worker_without_an_end_is_ended(program: str) -> None:
    with Reader(FAST, program) as reader:
        caught = refusal(reader, TEXT * 10_000)
    assert caught.reason == "Reading the file took longer than 0 seconds"
    assert caught.remedy == "Split it into smaller files, or print it to a new PDF"


def test_what_a_used_worker_cannot_do_a_fresh_one_does(tmp_path: Path) -> None:
    # A worker that dies with its second file, as if the first had used it up.
    dying = PROGRAM.replace(
        "main()",
        "import assistant.documents.sandbox.worker as w, os\n"
        "answer, turns = w._answer, []\n"
        "w._answer = lambda *given: (turns.append(1), len(turns) > 1 and os.abort(), "
        "answer(*given))[2]\n"
        "main()",
    )
    with Reader(program=dying) as reader:
        for _ in range(3):
            assert words(reader.read_bytes(TEXT, document_id="d", name="a.html"))


def test_readers_work_side_by_side() -> None:
    outcomes: list[list[str]] = []

    def work(turn: int) -> None:
        with Reader() as reader:
            for step in range(5):
                content = b"<html><p>Thread %d reads file %d here.</p>" % (turn, step)
                outcomes.append(words(reader.read_bytes(content, document_id="d", name="a.html")))

    threads = [threading.Thread(target=work, args=(turn,)) for turn in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    expected = [
        [f"Thread {turn} reads file {step} here."] for turn in range(3) for step in range(5)
    ]
    assert sorted(outcomes) == expected


def test_the_environment_stays_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PINCITE_LLM_KEY", "secret")
    shown = TAKE + "sys.stderr.write(repr(dict(os.environ)))\nsys.exit(1)"
    with Reader(program=shown) as reader:
        refusal(reader)
    spy = PROGRAM.replace(
        "main()",
        "import os\nif 'PINCITE_LLM_KEY' in os.environ or 'HOME' in os.environ: os.abort()\nmain()",
    )
    with Reader(program=spy) as reader:
        assert words(reader.read_bytes(TEXT, document_id="d", name="a.html"))


def test_the_parent_loads_no_parser() -> None:
    program = (
        "import sys; import assistant.documents.sandbox.reader; "
        "print(sorted({'lxml', 'pypdfium2', 'docx', 'mammoth', 'nh3', 'openpyxl', 'pptx'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout == "[]\n"


def test_a_woken_worker_draws_the_first_page(tmp_path: Path) -> None:
    written = Canvas(str(tmp_path / "a.pdf"))
    written.drawString(72, 700, "words")
    written.save()
    with Reader() as reader:
        reader.wake()
        worker = reader._drawing._child
        assert worker is not None
        reader.wake()
        assert reader.render(tmp_path / "a.pdf", 1, 200).startswith(b"RIFF")
        assert reader._drawing._child is worker
        assert worker.asked == 2


def test_a_worker_does_not_count_what_its_starter_held(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iron rusts in rain.", "utf-8")
    code = (
        "import sys; from pathlib import Path\n"
        "from assistant.documents.sandbox.reader import Reader\n"
        "held = bytearray(700 << 20)\n"
        "with Reader() as reader:\n"
        "    for _ in range(2): reader.read(Path(sys.argv[1]), document_id='d')\n"
        "    assert reader._reading._child is not None\n"
        "    assert reader._reading._child.asked == 2\n"
    )
    place = str(tmp_path / "a.txt")
    ran = subprocess.run(
        [sys.executable, "-c", code, place], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_walls_have_names() -> None:
    with Reader() as reader:
        walls = reader.walls()
    assert set(walls) <= {"limits", "landlock", "seccomp"}
    assert ("limits" in walls) == (sys.platform != "win32")
