"""The command line as scripts use it: real files, the real encoder, exact shapes and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.command_line.parser import main
from assistant.service import Assistant

pytestmark = pytest.mark.real

PAGE = """\
- - The board asked for earlier meetings with the residents of each valley. The need to invest \
more in the training of police officers and in stop figures that are published. Item IV. What was \
decided The council considered the draft budget for the year and adopted it without a vote. 14
"""

Run = Callable[..., tuple[int, list[dict[str, Any]], str]]


@pytest.fixture
def run(tmp_path: Path, encoder_cache: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command with `--json`; gives exit code, the JSON lines and stderr."""

    def run(*arguments: str) -> tuple[int, list[dict[str, Any]], str]:
        environment = {
            "PINCITE_LIBRARY": str(tmp_path / "library"),
            "PINCITE_CACHE": str(encoder_cache),
        }
        code = main(["--json", *arguments], environment=environment)
        written = capsys.readouterr()
        return code, [json.loads(line) for line in written.out.splitlines()], written.err

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "page.txt").write_text(PAGE)
    (folder / "notes.md").write_text("# Visit\n\nThe baker bakes bread before dawn.\n")
    return folder


def test_the_main_job_index_ask_show(run: Run, folder: Path) -> None:
    code, lines, _ = run("index", str(folder))
    assert code == 0
    assert [(Path(line["path"]).name, line["state"]) for line in lines[:-1]] == [
        ("notes.md", "added"), ("page.txt", "added"),
    ]  # fmt: skip
    assert lines[-1]["summary"]["added"] == 2

    code, [answer], _ = run("ask", "what was said about policing")
    assert code == 0
    target = answer["target"]["paragraph"]
    assert target["text"] == (
        "The need to invest more in the training of police officers "
        "and in stop figures that are published."
    )
    assert (target["kind"], target["page"]["printed"]) == ("list_item", "14")
    [citation] = answer["citations"][:1]
    assert citation["quote"] == target["text"]
    assert citation["address"] == "p. ~14 · bullet"
    assert answer["statements"][0] == {
        "text": target["text"], "citations": [1], "support": "quoted", "lead_in": None,
        "context": [], "group": None, "also_in": [],
    }  # fmt: skip

    code, [shown], _ = run("show", citation["paragraph_id"])
    assert (code, shown["receipt"]["quote"]) == (0, target["text"])

    receipt = folder.parent / "receipt.json"
    receipt.write_text(json.dumps(answer))
    code, verdicts, _ = run("verify", str(receipt))
    assert (code, {line["verdict"] for line in verdicts}) == (0, {"unchanged"})


def test_unchanged_files_are_left_alone_and_removed_ones_taken_out(run: Run, folder: Path) -> None:
    run("index", str(folder))
    _, lines, _ = run("index", str(folder))
    assert lines[-1]["summary"]["unchanged"] == 2
    assert lines[-1]["summary"]["paragraphs_encoded"] == 0
    (folder / "notes.md").unlink()
    _, lines, _ = run("index", "--remove-missing", str(folder))
    assert lines[-1]["summary"]["removed"] == 1
    _, documents, _ = run("documents")
    assert [document["name"] for document in documents] == ["page.txt"]


def test_one_bad_file_never_stops_the_rest(run: Run, folder: Path) -> None:
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\xff\xd8\xff\xe0" + bytes(64))
    code, lines, _ = run("index", str(folder))
    states = {Path(line["path"]).name: line["state"] for line in lines[:-1]}
    assert code == 1
    assert states == {
        "page.txt": "added", "notes.md": "added", "empty.pdf": "failed", "picture.txt": "failed",
    }  # fmt: skip
    assert all(line["reason"] for line in lines[:-1] if line["state"] == "failed")


def test_what_is_not_there_is_said_with_what_was_searched(run: Run, folder: Path) -> None:
    run("index", str(folder))
    code, [answer], _ = run("ask", "which vaccines cure malaria in tropical regions?")
    assert (code, answer["found"], answer["statements"]) == (1, False, [])
    assert answer["searched"]["documents"] == 2
    assert answer["nearest"]["paragraph"]["text"]


def test_mentions_of_a_speaker_tell_what_was_stated_and_what_reported(
    run: Run, folder: Path
) -> None:
    (folder / "minutes.txt").write_text(
        "Ms. Jane Brook praised police training.\n\nMr. Hill said that police training was dear.\n"
        "\nMr. Tom Hill asked for police training.\n\nMs. Ann Hill urged police training.\n",
        "utf-8",
    )
    run("index", str(folder))
    code, [found], _ = run("mentions", "police training", "--speaker", "brook")
    (hit,) = found["hits"]
    (speaker,) = hit["paragraph"]["speakers"]
    assert code == 0
    assert hit["paragraph"]["speaker"] == "Ms. Jane Brook"
    assert (speaker["canonical"], speaker["voice"], speaker["basis"]) == (
        ("Ms. Jane Brook", "reported", "saying")
    )
    assert run("mentions", "police training", "--speaker", "Ann Hil")[0] == 0
    code, _, message = run("mentions", "police training", "--speaker", "Hil")
    assert code == 1
    assert "3 speakers are called Hil; name one of them:" in message


def test_mentions_come_in_document_order(run: Run, folder: Path) -> None:
    run("index", str(folder))
    code, [found], _ = run("mentions", "police training")
    assert code == 0
    best = min(found["hits"], key=lambda hit: hit["rank"])
    assert "training of police officers" in best["paragraph"]["text"]


def test_a_quotation_is_checked(run: Run, folder: Path) -> None:
    run("index", str(folder))
    code, [check], _ = run("quote", "earlier meetings with the residents of each valley")
    assert (code, check["verdict"]) == (0, "exact")
    code, [check], _ = run("quote", "later meetings with the residents of each valley")
    assert (code, check["verdict"]) == (1, "altered")
    assert [change["source"] for change in check["changes"]] == ["earlier"]


def test_read_shows_what_is_hidden_on_purpose_or_says_that_nothing_is(
    run: Run, folder: Path
) -> None:
    place = folder / "page.html"
    place.write_text('<title>Boxes</title><p>Seen.</p><p style="display:none">Two words</p>')
    code, lines, told = run("read", str(place))
    assert (code, [line["text"] for line in lines]) == (0, ["Seen."])
    assert "Hidden text was left out: 2 words." in told
    code, lines, told = run("read", "--hidden", str(place))
    assert (code, [line["text"] for line in lines], told) == (0, ["Two words"], "")
    code, lines, told = run("read", "--hidden", str(folder / "page.txt"))
    assert (code, lines) == (0, [])
    assert "The file holds no hidden text." in told


def test_reading_needs_no_library(run: Run, folder: Path, tmp_path: Path) -> None:
    code, lines, _ = run("read", str(folder / "page.txt"))
    assert code == 0
    assert [line["kind"] for line in lines] == ["list_item", "list_item", "heading", "paragraph"]
    assert [line["function"] for line in lines] == [
        "statement",
        "statement",
        "heading",
        "statement",
    ]
    assert [line["function_basis"] for line in lines] == [None, None, "set as a heading", None]
    assert not (tmp_path / "library").exists()


def test_a_backup_is_restored_elsewhere(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", str(folder))
    assert run("backup", str(tmp_path / "kept.zip"))[0] == 0
    other = ["--library", str(tmp_path / "other")]
    code, [restored], _ = run(*other, "restore", str(tmp_path / "kept.zip"))
    assert (code, restored["documents"]) == (0, 2)
    code, [answer], _ = run(*other, "ask", "what was said about policing")
    assert answer["target"]["paragraph"]["page"]["printed"] == "14"


def test_the_doctor_finds_a_whole_library_whole(run: Run, folder: Path) -> None:
    run("index", str(folder))
    code, checks, _ = run("doctor")
    assert code == 0
    assert all(check["holds"] for check in checks)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["ask", "  "], 2, "Nothing was asked", id="an empty question"),
        pytest.param(["ask", "word " * 200_000], 1, "65,536", id="a question of a megabyte"),
        pytest.param(["show", "nope"], 1, "nope", id="an unknown paragraph"),
        pytest.param(["remove", "nope"], 1, "nope", id="an unknown document"),
        pytest.param(["ask", "x", "--in", "nope"], 1, "nope", id="a limit to nothing"),
        pytest.param(["verify", "/no/such/file"], 1, "cannot be read", id="a missing receipt"),
        pytest.param(["read", "/no/such/file"], 1, "not there", id="a missing file"),
        pytest.param(["evaluate", "/no/such/folder"], 1, "folder", id="a missing folder"),
        pytest.param(["evaluate"], 1, "pincite select", id="no kept question"),
        pytest.param(["evaluate", "--compare", "sparse"], 1, "no mode sparse", id="no such mode"),
        pytest.param(["serve"], 2, "not part of this installation", id="no page to serve"),
    ],
)
def test_a_refusal_has_its_exit_code_and_says_why(
    arguments: list[str], code: int, message: str, run: Run, tmp_path: Path
) -> None:
    Assistant.open(tmp_path / "library").close()
    found, lines, error = run(*arguments)
    assert (found, lines) == (code, [])
    assert message.lower() in error.lower()


def test_a_misspelt_setting_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["documents"], environment={"PINCITE_LIBARY": "x"}) == 2
    assert "PINCITE_LIBRARY" in capsys.readouterr().err


@pytest.mark.parametrize(
    "question", ["AND OR NOT", '"(*:^', "👍🏽", "\u202eمرحبا", "the of and", "日本"]
)
def test_any_text_is_a_question(question: str, run: Run, folder: Path) -> None:
    run("index", str(folder))
    code, [answer], _ = run("ask", question)
    assert code in (0, 1)
    assert answer["searched"]["paragraphs"] == 6


def test_a_reindex_tells_what_it_did_to_kept_citations(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("index", str(folder))
    _, [answer], _ = run("ask", "what was said about policing")
    with Assistant.open(tmp_path / "library") as assistant:
        assistant.select("policing", answer["target"]["paragraph"]["paragraph_id"])
    (folder / "page.txt").write_text(PAGE.replace("invest more in", "spend more on"))
    _, lines, _ = run("index", str(folder))
    assert lines[-1]["summary"]["citations"] == {"reworded": 1}


def test_an_empty_library_has_no_answer_and_says_what_was_searched(
    run: Run, tmp_path: Path
) -> None:
    Assistant.open(tmp_path / "library").close()
    code, [answer], _ = run("ask", "what was said about policing")
    assert (code, answer["found"], answer["nearest"]) == (1, False, None)
    assert answer["searched"]["paragraphs"] == 0
    code, [found], _ = run("mentions", "policing")
    assert (code, found["hits"]) == (1, [])


def test_a_removal_is_proved_on_request(run: Run, folder: Path) -> None:
    run("index", str(folder))
    code, [removed], _ = run("remove", "--prove", "notes.md")
    assert (code, removed["state"], removed["proof"]["holds"]) == (0, "removed", True)
    assert removed["proof"]["places"] == []


def test_a_removal_says_how_many_citations_stay_and_takes_them_on_request(
    run: Run, folder: Path
) -> None:
    run("index", str(folder))
    for name in ("notes.md", "page.txt"):
        _, [answer], _ = run("ask", "bread before dawn", "--in", name)
        shown = (answer["target"] or answer["nearest"])["paragraph"]
        run("select", shown["paragraph_id"], "--question", "when?")
    code, [removed], _ = run("remove", "--prove", "notes.md")
    assert (code, removed["citations_kept"]) == (0, 1)
    assert (removed["proof"]["holds"], removed["proof"]["citations"]) == (True, 1)
    _, [removed], _ = run("remove", "--prove", "--with-citations", "page.txt")
    assert (removed["citations_kept"], removed["proof"]["citations"]) == (0, 0)
    code, [kept], _ = run("selections")
    assert (code, kept["verdict"], kept["source_removed"]) == (1, "gone", True)
    assert kept["citation"]["quote"] == "The baker bakes bread before dawn."


def test_a_lost_database_is_refused_and_its_originals_are_recovered(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("index", str(folder))
    library = tmp_path / "library"
    for place in library.glob("library.sqlite3*"):
        place.unlink()
    for command in (["ask", "bread"], ["documents"], ["index", str(folder)], ["doctor"]):
        code, _, error = run(*command)
        assert (code, "pincite recover" in error, "pincite restore" in error) == (3, True, True)
    code, lines, _ = run("recover")
    assert (code, lines[-1]["summary"]["added"]) == (0, 2)
    code, lines, _ = run("documents")
    assert "Visit.txt" in {line["name"] for line in lines}
    code, lines, _ = run("recover")
    assert (code, len(lines), lines[0]["summary"]["added"]) == (0, 1, 0)


@pytest.mark.parametrize("command", [["ask", "bread"], ["documents"], ["doctor"], ["purge"]])
def test_a_misspelt_library_is_refused_and_not_made(
    command: list[str], run: Run, folder: Path, tmp_path: Path
) -> None:
    run("index", str(folder))
    place = tmp_path / "librry"
    code, _, error = run(*command, "--library", str(place))
    assert code == 3
    assert f"There is no library in {place}. Did you mean {tmp_path / 'library'}?" in error
    assert "pincite index" in error
    assert not place.exists()


def test_citations_are_kept_listed_and_made_a_test_set(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    run("index", str(folder))
    question = "what was said about policing"
    _, [answer], _ = run("ask", question)
    chosen = answer["target"]["paragraph"]["paragraph_id"]
    code, [kept], _ = run("select", chosen, "--question", question)
    assert (code, kept["verdict"], kept["question"]) == (0, "unchanged", question)
    code, listed, _ = run("selections")
    assert (code, [line["citation"]["paragraph_id"] for line in listed]) == (0, [chosen])
    code, [exported], _ = run("selections", "--export", str(tmp_path / "set"))
    assert (code, exported["questions"], exported["passages"]) == (0, 1, 6)
    code, [figures], _ = run("evaluate", str(tmp_path / "set"))
    assert code == 0
    assert figures["figures"]["hybrid"]["hit@1"] == 1.0


def test_without_a_citation_there_is_no_test_set(run: Run, folder: Path, tmp_path: Path) -> None:
    run("index", str(folder))
    code, lines, error = run("selections", "--export", str(tmp_path / "set"))
    assert (code, lines) == (1, [])
    assert "pincite select" in error


def test_earlier_revisions_are_purged(run: Run, folder: Path) -> None:
    run("index", str(folder))
    (folder / "notes.md").write_text("# Visit\n\nThe baker bakes nothing.\n")
    run("index", str(folder))
    assert run("purge")[:2] == (0, [{"purged": 1}])


RIVAL = (
    "What was said about policing? About policing it was said that policing is said to be hard.\n"
)


def test_kept_questions_are_asked_again_after_a_change(run: Run, folder: Path) -> None:
    run("index", str(folder))
    question = "what was said about policing"
    _, [answer], _ = run("ask", question)
    chosen = answer["target"]["paragraph"]["paragraph_id"]
    run("select", chosen, "--question", question)
    (folder / "rival.txt").write_text(RIVAL)
    code, lines, _ = run("index", str(folder))
    found = lines[-1]["summary"]["questions"]
    assert (code, found["asked"], found["compared"], found["left_out"]) == (0, 1, 1, 0)
    assert found["hit@1"] == {"before": 1.0, "after": 0.0, "now": 0.0}
    assert found["hit@5"] == {"before": 1.0, "after": 1.0, "now": 1.0}
    assert found["worse"] == [
        {"question": question, "paragraph_id": chosen, "rank_before": 1, "rank_after": 2}
    ]
    assert found["better"] == []
    _, lines, _ = run("index", str(folder))
    assert lines[-1]["summary"]["questions"] is None
    code, [figures], _ = run("evaluate", "--compare", "lexical,hybrid")
    assert (code, figures["set"], figures["questions"]) == (0, "kept", 1)
    assert figures["figures"]["hybrid"] == {"hit@1": 0.0, "hit@5": 1.0, "MRR@10": 0.5}
    assert list(figures["figures"]) == ["lexical", "hybrid"]
    assert figures["ranks"][0]["rank"]["hybrid"] == 2


def test_what_became_of_kept_questions_is_told_to_people(
    run: Run, folder: Path, tmp_path: Path, encoder_cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("index", str(folder))
    _, [answer], _ = run("ask", "what was said about policing")
    chosen = answer["target"]["paragraph"]["paragraph_id"]
    run("select", chosen, "--question", "what was said about policing")
    (folder / "rival.txt").write_text(RIVAL)
    environment = {
        "PINCITE_LIBRARY": str(tmp_path / "library"),
        "PINCITE_CACHE": str(encoder_cache),
    }
    assert main(["index", str(folder)], environment=environment) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Of 1 citation kept: 1 unchanged.",
        "Your 1 question: hit@1 1.00 → 0.00, hit@5 1.00 → 1.00; 1 worse.",
        "  1 → 2  what was said about policing",
    ]
    assert main(["evaluate"], environment=environment) == 0
    assert capsys.readouterr().out.splitlines() == [
        "kept",
        "  hybrid   hit@1 0.000  hit@5 1.000  MRR@10 0.500",
        "",
        "   hybrid",
        "        2  what was said about policing",
    ]
