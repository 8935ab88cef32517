"""Where a sentence-transformers model lies on disk, and the checksum of what it learnt."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from embeddings.errors import EncoderMissing

CONFIGURATION = "config.json"


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence-transformers model on this disk, and which one it is."""

    name: str
    """The model's own name, for example `all-MiniLM-L6-v2`; part of every fingerprint."""
    folder: Path
    """Holds the configuration, the tokenizer and the `.safetensors` files."""
    weights: str
    """Lower-case hexadecimal sha256, see `checksum`."""


def weight_files(folder: Path) -> list[Path]:
    """Every safetensors file at or below `folder`, in a fixed order."""
    return sorted(path for path in folder.rglob("*.safetensors") if path.is_file())


def checksum(folder: Path) -> str:
    """Sha256 of the weights: of the file when there is one, of the list of sums when several.

    A model that is stored as pickles only is refused: unpickling runs code.
    Raises `EncoderMissing` when `folder` is no sentence-transformers model.
    """
    files = weight_files(folder)
    if not files or not (folder / CONFIGURATION).is_file():
        raise EncoderMissing(
            f"{folder} is not a sentence-transformers model: it needs {CONFIGURATION} and weights "
            "in the safetensors format. Save the model again with SentenceTransformer(…)"
            ".save_pretrained(FOLDER), or name another encoder."
        )
    sums = [file_checksum(path) for path in files]
    if len(sums) == 1:
        return sums[0]
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def file_checksum(path: Path) -> str:
    """Lower-case hexadecimal sha256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the weights files looked like when their checksum was taken."""

    weights: str
    files: list[list[str | int]]


def remembered_checksum(folder: Path, note: Path) -> str:
    """The checksum of `folder`, read from `note` while names, sizes and times are the same.

    Hashing a gigabyte takes seconds and a question must not wait for it. A note
    that cannot be read or written is done without.
    """
    files: list[list[str | int]] = [
        [str(path), path.stat().st_size, path.stat().st_mtime_ns] for path in weight_files(folder)
    ]
    try:
        seen = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        seen = None
    if isinstance(seen, dict) and seen.get("files") == files and files:
        return str(seen["weights"])
    weights = checksum(folder)
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps(asdict(_Seen(weights, files))), encoding="utf-8")
    except OSError:
        pass
    return weights
