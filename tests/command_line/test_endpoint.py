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
def test_a_library_made_with_other_settings_is_asked_with_its_own_until_it_is_encoded_again(
    run: Run, endpoint: Endpoint, indexed: Path, settings: dict[str, str]
) -> None:
    code, out, told = run("ask", "What makes the tides?", **settings)
    assert code == 0
    assert "The moon pulls at the sea" in out
    assert 'passage="passage: ", the encoder of this library; PINCITE_ENCODER names' in told
    assert "To change over: pincite reencode" in told
    code, out, told = run("reencode", **settings)
    assert code == 0
    assert "To encode: 1 paragraphs." in told
    assert "1 paragraphs encoded" in out
    code, _, told = run("ask", "What makes the tides?", **settings)
    assert (code, told) == (0, "")


def test_a_model_exchanged_behind_its_name_is_noticed_and_encoded_again(
    run: Run, endpoint: Endpoint, indexed: Path
) -> None:
    endpoint.shift = 40
    code, out, told = run("ask", "What makes the tides?")
    assert (code, out) == (3, "")
    assert "answers otherwise than when this library was encoded" in told
    code, out, told = run("index", str(indexed.parent))
    assert (code, out) == (3, "")
    assert run("reencode")[0] == 0
    code, out, told = run("ask", "What makes the tides?")
    assert (code, told) == (0, "")
    assert "The moon pulls" in out
    # The first one is another one now.
    endpoint.shift = 0
    assert run("ask", "What makes the tides?")[0] == 3


def test_a_key_goes_to_the_address_that_it_was_set_for_alone(
    run: Run, endpoint: Endpoint, indexed: Path
) -> None:
    with serving() as other:
        # The same model elsewhere serves as well.
        assert run("ask", "What makes the tides?", ENCODER=other.url, ENCODER_KEY="n3w")[0] == 0
        other.shift = 40
        endpoint.headers.clear()
        code, _, told = run("ask", "What makes the tides?", ENCODER=other.url, ENCODER_KEY="n3w")
        # The library's own endpoint asks for a key and has none; the other is not the library's.
        assert code == 3
        assert "authorization" not in {n.lower() for sent in endpoint.headers for n in sent}
        assert "pincite reencode" in told
        assert run("reencode", ENCODER=other.url, ENCODER_KEY="n3w")[0] == 0
        assert run("ask", "What makes the tides?", ENCODER=other.url, ENCODER_KEY="n3w")[0] == 0


def test_neither_key_nor_password_is_kept_in_the_library(
    run: Run, endpoint: Endpoint, indexed: Path, tmp_path: Path
) -> None:
    endpoint.key = ""
    address = endpoint.url.replace("//", "//me:hidden@")
    assert run("reencode", ENCODER=address, ENCODER_KEY="", ENCODER_PASSAGE_PROMPT="p: ")[0] == 0
    kept = b"".join(p.read_bytes() for p in (tmp_path / "library").rglob("*") if p.is_file())
    assert b"s3cret" not in kept
    assert b"hidden" not in kept
    assert endpoint.url.encode() in kept


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param([(401, {}, b"no")], "See PINCITE_ENCODER_KEY", id="a refused key"),
        pytest.param([(200, {}, b"<html>")], "a page of HTML", id="a page"),
        pytest.param([(200, {}, b'{"data": []}')], "sent 0 vectors", id="no vectors"),
    ],
)
def test_where_the_endpoint_fails_amid_a_change_the_library_is_unharmed_and_it_goes_on(
    run: Run,
    endpoint: Endpoint,
    indexed: Path,
    answers: list[tuple[int, dict[str, str], bytes]],
    told: str,
) -> None:
    def failing(body: dict[str, object], authorization: str) -> tuple[int, dict[str, str], bytes]:
        if "new: The moon" in str(body["input"]) and answers:
            return answers.pop()
        return Endpoint.answer(endpoint, body, authorization)

    endpoint.answer = failing  # type: ignore[method-assign]
    code, out, said = run("reencode", ENCODER_PASSAGE_PROMPT="new: ")
    assert (code, out) == (3, "")
    assert told in said
    assert run("ask", "What makes the tides?")[0] == 0
    assert "0 of 1 paragraphs. It goes on with: pincite reencode" in run("status")[1]
    assert run("reencode", ENCODER_PASSAGE_PROMPT="new: ")[0] == 0


def test_where_the_endpoint_fails_amid_indexing_no_document_is_half_there(
    run: Run, endpoint: Endpoint, indexed: Path, tmp_path: Path
) -> None:
    lines = [f"Wave number {number} broke over the wall.\n\n" for number in range(40)]
    (tmp_path / "wall.txt").write_text("".join(lines))
    sent: list[int] = []

    def failing(body: dict[str, object], authorization: str) -> tuple[int, dict[str, str], bytes]:
        if "Wave" in str(body["input"]):
            sent.append(1)
            if len(sent) == 2:
                return 403, {}, b"no"
        return Endpoint.answer(endpoint, body, authorization)

    endpoint.answer = failing  # type: ignore[method-assign]
    code, _, told = run("index", str(tmp_path / "wall.txt"))
    assert code == 3
    assert "it refuses the key. See PINCITE_ENCODER_KEY" in told
    assert "the same command goes on" in told
    assert json.loads(run("--json", "status")[1])["documents"] == 1
    assert run("index", str(tmp_path / "wall.txt"))[0] == 0
    assert json.loads(run("--json", "status")[1])["paragraphs"] == 41


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
