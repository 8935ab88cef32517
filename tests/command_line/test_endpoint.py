"""The command line with an encoder behind HTTP, on a server in this process."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.command_line.parser import main
from assistant.service import Assistant
from tests.embeddings.toys import Endpoint, serving

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    with serving() as running:
        running.key, running.model = "s3cret", "toy"
        yield running


@pytest.fixture
def run(tmp_path: Path, endpoint: Endpoint, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command; settings beside the usual ones by name. Gives exit code, stdout, stderr."""

    def run(*arguments: str, **settings: str) -> tuple[int, str, str]:
        chosen = {
            "LIBRARY": str(tmp_path / "library"),
            "ENCODER": endpoint.url,
            "ENCODER_KEY": "s3cret",
            "ENCODER_MODEL": "toy",
            "ENCODER_QUESTION_PROMPT": "query: ",
            "ENCODER_PASSAGE_PROMPT": "passage: ",
            **settings,
        }
        environment = {f"PINCITE_{name}": value for name, value in chosen.items()}
        code = main(list(arguments), environment=environment)
        written = capsys.readouterr()
        return code, written.out, written.err

    return run


@pytest.fixture
def indexed(run: Run, tmp_path: Path) -> Path:
    (tmp_path / "sea.txt").write_text("The moon pulls at the sea and makes the tides.\n")
    assert run("index", str(tmp_path / "sea.txt"))[0] == 0
    return tmp_path / "sea.txt"


def test_documents_are_indexed_and_asked_with_key_model_and_prompts(
    run: Run, endpoint: Endpoint, indexed: Path
) -> None:
    code, out, _ = run("ask", "What makes the tides?")
    assert code == 0
    assert "The moon pulls at the sea and makes the tides." in out
    sent = [text for asked in endpoint.asked for text in asked["input"]]  # type: ignore[attr-defined]
    assert "passage: The moon pulls at the sea and makes the tides." in sent
    assert "query: What makes the tides?" in sent


@pytest.mark.parametrize(
    "settings",
    [
        pytest.param({"ENCODER_QUESTION_PROMPT": "question: "}, id="another question prompt"),
        pytest.param({"ENCODER_PASSAGE_PROMPT": "passage:"}, id="a passage prompt without space"),
        pytest.param({"ENCODER_DIMENSIONS": "2"}, id="fewer dimensions"),
    ],
)
def test_a_library_made_with_other_settings_is_refused_until_it_is_encoded_again(
    run: Run, indexed: Path, settings: dict[str, str]
) -> None:
    code, out, told = run("ask", "What makes the tides?", **settings)
    assert (code, out) == (3, "")
    assert ':3:question="query: " passage="passage: "; this is toy' in told
    assert "Encode it again with: pincite index --rebuild PATH…" in told
    assert run("index", "--rebuild", str(indexed), **settings)[0] == 0
    assert run("ask", "What makes the tides?", **settings)[0] == 0


def test_the_endpoint_is_readied_with_its_settings(run: Run) -> None:
    code, out, _ = run("prepare")
    assert code == 0
    assert out.startswith("Ready: toy (licence not stated, languages not stated, 3 dimensions, ")
    assert out.endswith("prompts 'query: ' and 'passage: ')\n")


def test_a_refused_key_is_told_without_it(run: Run, indexed: Path) -> None:
    code, out, told = run("ask", "What makes the tides?", ENCODER_KEY="wr0ng")
    assert (code, out) == (3, "")
    assert "it refuses the key. See PINCITE_ENCODER_KEY" in told
    assert "wr0ng" not in told


def test_a_prompt_for_the_bundled_encoder_is_wrong_usage(run: Run) -> None:
    code, _, told = run("documents", ENCODER="bundled", ENCODER_KEY="", ENCODER_MODEL="")
    assert code == 2
    idle = "PINCITE_ENCODER_QUESTION_PROMPT, PINCITE_ENCODER_PASSAGE_PROMPT would have no effect"
    assert idle in told


def test_the_doctor_tells_what_it_reached_by_one_request(
    run: Run, endpoint: Endpoint, indexed: Path
) -> None:
    endpoint.asked.clear()
    _, out, _ = run("--json", "doctor")
    checks = {check["name"]: check for check in map(json.loads, out.splitlines())}
    assert checks["encoder"] == {
        "name": "encoder",
        "holds": True,
        "message": f"{endpoint.url}/embeddings answered: the model toy, 3 dimensions, "
        'prompts question="query: " passage="passage: "',
    }
    assert len(endpoint.asked) == 1


def test_the_doctor_tells_of_a_model_that_is_unknown(run: Run, tmp_path: Path) -> None:
    Assistant.open(tmp_path / "library").close()
    code, out, _ = run("doctor", ENCODER_MODEL="other")
    assert code == 1
    assert "answered 404: it knows no such address or model" in out
    assert "It says: no model other" in out
