"""Where a sentence-transformers model lies on disk, and the checksum of what it learnt."""

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
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


def recall(note: Path, name: str) -> Source | None:
    """The source that `remember` noted, while its weights have the same sizes and times.

    Hashing a gigabyte takes seconds, and a question must not wait for that nor for
    the library that knows where a hub model lies. A note that cannot be read is no note.
    """
    try:
        noted = json.loads(note.read_text(encoding="utf-8"))
        folder = Path(noted["folder"])
        if noted["name"] == name and noted["files"] == _looks(folder):
            return Source(name, folder, str(noted["weights"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None


def remember(note: Path, source: Source) -> None:
    """Note where `source` lies and what its weights look like; a full disk is no obstacle."""
    noted = {
        "name": source.name,
        "folder": str(source.folder),
        "weights": source.weights,
        "files": _looks(source.folder),
    }
    with suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True)
        partial = note.with_name(f".{note.name}.{os.getpid()}")
        partial.write_text(json.dumps(noted), encoding="utf-8")
        partial.replace(note)


def _looks(folder: Path) -> list[list[str | int]]:
    """Name, size in bytes and time of change in nanoseconds of each weights file."""
    files = weight_files(folder)
    stats = [path.stat() for path in files]
    return [
        [path.relative_to(folder).as_posix(), stat.st_size, stat.st_mtime_ns]
        for path, stat in zip(files, stats, strict=True)
    ]
