"""The service and the command line with a language model set up."""

import json
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest

from assistant.answers.answer import Answer, Notice, Statement, Support
from assistant.answers.exchange import Model
from assistant.citations.citation import Citation
from assistant.command_line.parser import main
from assistant.contract import part_json
from assistant.errors import EmptyQuestion, SettingsError
from assistant.indexing.reindexing import reindex
from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.settings import Settings
from tests.answers.scripted_model import SaidModel, bytes_sent, reply_of, scripted
from tests.doubles import LineReader, WordEncoder

LINES = "Iron rusts in rain.\nThe hall was full of officers.\nLunch was served at noon.\n"
QUESTION = "Does iron rust in rain?"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of one document."""
    (tmp_path / "metals.txt").write_text(LINES, "utf-8")
    with closing(SqliteLibrary.open(tmp_path / "library")) as library:
        reindex(library, [tmp_path / "metals.txt"], read=LineReader().read, encoder=WordEncoder())
    return tmp_path / "library"


def assistant_with(folder: Path, model: Model | None) -> Assistant:
    return Assistant(SqliteLibrary.open(folder), WordEncoder, model)


def test_checked_statements_replace_the_quotations(folder: Path) -> None:
    model = SaidModel(["Iron rusts in the rain [1]. Iron flies [1]."])
    with assistant_with(folder, model) as assistant:
        assert assistant.has_model
        found = assistant.ask(QUESTION)
    assert found.statements == (
        Statement("Iron rusts in the rain.", (1,), Support.SUPPORTED),
        Statement("Iron flies.", (), Support.UNSUPPORTED),
    )
    assert [c.quote for c in found.citations] == ["Iron rusts in rain."]
    assert found.notice is None


@pytest.mark.parametrize("llm", [True, False])
def test_without_a_model_or_with_it_off_only_quotations_are_given(folder: Path, llm: bool) -> None:
    model = SaidModel(["Iron flies."])
    with assistant_with(folder, None if llm else model) as assistant:
        (only,) = assistant.ask_streaming(QUESTION, llm=llm)
    assert isinstance(only, Answer)
    assert {s.support for s in only.statements} == {Support.QUOTED}
    assert model.asked == []


def test_the_parts_of_a_stream_are_json(folder: Path) -> None:
    model = SaidModel(["Iron rusts in the rain [1]."])
    with assistant_with(folder, model) as assistant:
        some = list(assistant.ask_streaming(QUESTION))
    kinds = [type(part) for part in some]
    assert kinds == [Answer, Citation, Statement, Answer]
    shapes = [json.loads(json.dumps(part_json(part))) for part in some]
    assert [shape["part"] for shape in shapes] == ["answer", "citation", "statement", "answer"]
    assert shapes[1]["citation"]["quote"] == "Iron rusts in rain."
    assert shapes[2]["statement"]["citations"] == [1]
    assert shapes[3]["answer"]["notice"] is None
    assert part_json(Notice("Too slow.")) == {"part": "notice", "notice": "Too slow."}


def test_a_follow_up_is_put_to_the_model_as_it_was_understood(folder: Path) -> None:
    model = SaidModel([""])
    with assistant_with(folder, model) as assistant:
        found = assistant.ask("When was it?", after=QUESTION)
    assert found.question == "When was it?"
    assert found.understood_as is not None
    assert model.asked[0][1].text.endswith(f"Question: {found.understood_as}")
    assert len(model.asked) == 1


def test_nothing_asked_is_refused_before_a_model_is(folder: Path) -> None:
    model = SaidModel([""])
    with assistant_with(folder, model) as assistant, pytest.raises(EmptyQuestion):
        next(assistant.ask_streaming("  "))
    assert model.asked == []


def test_what_is_no_address_is_refused_when_the_library_is_opened(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PINCITE_LLM_URL"):
        Assistant.open(tmp_path / "library", settings=Settings(llm_url="localhost"))


def run(arguments: Sequence[str], url: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = main(arguments, environment={"PINCITE_LLM_URL": url, "PINCITE_LLM_MODEL": "toy"})
    return code, capsys.readouterr().out


@pytest.mark.real
def test_the_command_line_asks_the_model_unless_told_not_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "metals.txt").write_text(LINES.replace("\n", "\n\n"), "utf-8")
    library = ["--library", str(tmp_path / "library")]
    with scripted(bytes_sent(reply_of("Iron rusts in the rain [1]. It flies [1]."))) as server:
        assert run([*library, "index", str(tmp_path / "metals.txt")], server.url, capsys)[0] == 0
        code, text = run([*library, "ask", QUESTION], server.url, capsys)
        assert code == 0
        assert "Iron rusts in the rain. [1]" in text
        assert "? It flies. (not borne out by the sources)" in text
        assert len(server.asked) == 1
        code, text = run([*library, "ask", "--no-llm", "--json", QUESTION], server.url, capsys)
        assert json.loads(text)["statements"][0]["support"] == "quoted"
        assert len(server.asked) == 1
    code, text = run([*library, "ask", QUESTION], server.url, capsys)
    assert code == 0
    assert "“Iron rusts in rain.” [1]" in text
    assert "The language model cannot be reached" in text
