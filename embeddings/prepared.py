"""A prepared encoder on disk: an ONNX graph, a tokenizer and what they were made from."""

import json
import re
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from embeddings.card import Card
from embeddings.encoder import Fingerprint
from embeddings.errors import EncoderMissing
from embeddings.weights import Source, file_checksum

EXPORT_VERSION = 5
"""Raised when the way of exporting changes what is in a prepared folder."""
RUNTIME = "onnxruntime-3"
"""In the fingerprint: the last export version that changed the vectors of texts."""
ROW, TOKENS = "row", "tokens"
"""Names of the graph's outputs: the unit row of a text, and those of its tokens."""
GRAPH = "model.onnx"
TOKENIZER = "tokenizer.json"
TENSORS = "tensors.bin"
"""The graph's great tensors, which are mapped and not read; only where it has such."""
MANIFEST = "manifest.json"
Precision: TypeAlias = Literal["int8", "fp32"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is in a prepared folder and how it was made."""

    fingerprint: Fingerprint
    sums: dict[str, str]
    """Sha256 of every other file in the folder, by its name."""
    max_length: int
    """Tokens that the graph takes at once, the special ones among them."""
    pooling: str
    """How the model makes one row of its tokens' rows; done inside the graph."""
    inputs: tuple[str, ...]
    """Names of the graph's inputs, in the graph's order."""
    outputs: tuple[str, ...]
    """`ROW`, and `TOKENS` where the row is the mean of the tokens' rows."""
    question_prompt: str
    passage_prompt: str
    agreement: float
    """Mean cosine with sentence-transformers over the sentences it was tried on."""
    fallback: str = ""
    """Why this is not the precision that was asked for; empty when it is."""
    licence: str = ""
    languages: tuple[str, ...] = ()
    """As in `Card`."""

    @property
    def card(self) -> Card:
        """What is to be known of the encoder."""
        return Card(
            name=self.fingerprint.model,
            licence=self.licence,
            languages=self.languages,
            dimension=self.fingerprint.dimension,
            question_prompt=self.question_prompt,
            passage_prompt=self.passage_prompt,
            longest=self.max_length,
            pooling=self.pooling,
            fingerprint=str(self.fingerprint),
        )


def file_name(name: str) -> str:
    """A model's name as it may stand in the name of a file."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-.") or "model"


def prepared_folder(cache: Path, source: Source, precision: Precision) -> Path:
    """Where the prepared encoder of `source` lives, whether or not it is there."""
    folder = f"{file_name(source.name)}-{source.weights[:12]}-{precision}-v{EXPORT_VERSION}"
    return cache / "encoders" / folder


def refusal(folder: Path) -> Path:
    """The file that says why a model was not prepared in `folder`, once that was tried."""
    return folder.with_name(f"{folder.name}.refused")


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write `manifest.json` into `folder`."""
    text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


class Prepared(NamedTuple):
    """What stands in a prepared folder; the bytes are those whose checksums were compared."""

    manifest: Manifest
    graph: bytes
    tokenizer: bytes


def read_prepared(folder: Path) -> Prepared:
    """The prepared encoder in `folder`, its files read once.

    Raises `EncoderMissing` when a file is missing or is not the one that was written.
    """
    try:
        manifest = _parse((folder / MANIFEST).read_text(encoding="utf-8"))
        graph, tokenizer = (folder / GRAPH).read_bytes(), (folder / TOKENIZER).read_bytes()
        mapped = [name for name in manifest.sums if name not in (GRAPH, TOKENIZER)]
        sums = {name: file_checksum(folder / name) for name in mapped}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderMissing(f"{folder} is not a prepared encoder: {error}") from error
    found = {GRAPH: sha256(graph).hexdigest(), TOKENIZER: sha256(tokenizer).hexdigest()}
    if manifest.sums != found | sums:
        raise EncoderMissing(f"The prepared encoder in {folder} is damaged; remove that folder.")
    return Prepared(manifest, graph, tokenizer)


def read_manifest(folder: Path) -> Manifest:
    """As `read_prepared`, when only the manifest is wanted."""
    return read_prepared(folder).manifest


def _parse(text: str) -> Manifest:
    fields = json.loads(text)
    fields["fingerprint"] = Fingerprint(**fields["fingerprint"])
    for name in ("inputs", "outputs", "languages"):
        fields[name] = tuple(fields[name])
    return Manifest(**fields)
