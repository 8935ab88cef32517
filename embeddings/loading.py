"""Which encoder a name means, and the quickest way to run it on this machine.

Adapters are imported inside functions: torch, the hub's client and the HTTP client
take longer to import than a question takes to answer, and the usual one needs none.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path

from filelock import FileLock

from embeddings.bundled import BUNDLED, Bundle, bundle_named, bundle_of, bundled, check, fetch
from embeddings.card import Origin
from embeddings.encoder import Encoder
from embeddings.endpoint_request import EndpointRequest, is_address
from embeddings.errors import EncoderMissing, ExportFailed
from embeddings.onnx_runtime import OnnxEncoder
from embeddings.prepared import Precision, file_name, prepared_folder, refusal
from embeddings.tokenizer_files import check_tokenizer
from embeddings.weights import Source, checksum, recall, remember

_DRIVER = Path("/proc/driver/nvidia/version")
_TORCH_VERSION = "version.py"


@dataclass(frozen=True, slots=True)
class _Wishes:
    """How the caller wants an encoder; see `load_encoder`."""

    cache: Path
    prepare: bool
    notify: Callable[[str], None]
    precision: Precision
    threads: int | None


def load_encoder(
    name: str = BUNDLED,
    *,
    cache: Path,
    prepare: bool = True,
    notify: Callable[[str], None] | None = None,
    precision: Precision = "int8",
    threads: int | None = None,
    request: EndpointRequest | None = None,
) -> Encoder:
    """The encoder called `name`: `english`, `multilingual`, a folder, a hub's name, an address.

    On a machine without CUDA the model is prepared once under `cache` (about 20 s for
    the English one and 45 s for the multilingual, announced through `notify`) and run by
    ONNX Runtime on `threads` threads, every core if None; torch is imported for that
    preparation only. With `prepare=False` a model that is not prepared is refused instead. With
    CUDA, sentence-transformers runs the model on the GPU.

    An address, `http(s)://host/v1`, is an OpenAI-compatible embeddings endpoint;
    `request` says what it is told beside the texts.

    Raises `EncoderMissing`, `WeightsAltered`, `EndpointFailed` or, when `cache`
    cannot be written, `EmbeddingsError`.
    """
    if is_address(name):
        from embeddings.endpoint import EndpointEncoder  # The HTTP client, 70 ms.

        return EndpointEncoder.load(name, request)
    wishes = _Wishes(cache, prepare, notify or _say_nothing, precision, threads)
    source = _source(name, wishes)
    if has_cuda():
        # torch, seconds.
        from embeddings.sentence_transformer import SentenceTransformerEncoder, on_gpu

        if on_gpu():
            bundle = _checked(source)
            return SentenceTransformerEncoder.load(_opened(source, wishes), _origin(bundle))
    return _on_cpu(source, wishes)


def has_cuda() -> bool:
    """Whether there is an NVIDIA driver and a torch built for it; asks without importing torch."""
    if not _DRIVER.exists() and shutil.which("nvidia-smi") is None:
        return False
    torch = find_spec("torch")
    if torch is None or torch.origin is None:
        return False
    return "+cpu" not in Path(torch.origin).with_name(_TORCH_VERSION).read_text(encoding="utf-8")


def _say_nothing(_message: str) -> None: ...


def _source(name: str, wishes: _Wishes) -> Source:
    """Where the model called `name` lies; raises `EncoderMissing`."""
    bundle = bundle_named(name)
    if bundle is not None:
        try:
            return bundled(bundle, wishes.cache)
        except EncoderMissing:
            if not (bundle.packed and wishes.prepare):
                raise
        fetch(bundle, wishes.cache, wishes.notify)
        return bundled(bundle, wishes.cache)
    folder = _folder(name)
    if folder is not None:
        source = _remembered(folder.name, str(folder), folder, wishes)
        check_tokenizer(folder)
        return source
    if not name.strip() or name.startswith((".", "/", "~")) or name.count("/") > 1 or "\\" in name:
        raise EncoderMissing(
            f"There is no folder {name!r}. Name a folder that holds a sentence-transformers "
            "model, a name on the hub, an http(s) address, `english` or `multilingual`."
        )
    return _remembered(name, name, None, wishes)


def _folder(name: str) -> Path | None:
    """The folder called `name`, if there is one; no name is not the folder one is in."""
    try:
        folder = Path(name).expanduser()
    except RuntimeError:  # `~somebody` who has no account here.
        return None
    return folder.resolve() if name.strip() and folder.is_dir() else None


def _remembered(name: str, place: str, folder: Path | None, wishes: _Wishes) -> Source:
    """The source as noted when it was last seen, or looked at now and noted."""
    mark = hashlib.sha256(place.encode()).hexdigest()[:12]
    note = wishes.cache / "encoders" / f"{file_name(name)}-{mark}.source.json"
    source = recall(note, name)
    if source is not None:
        return source
    if folder is not None:
        source = Source(name, folder, checksum(folder))
    else:
        from embeddings.hub import hub_source  # The hub's client, 0.4 s.

        source = hub_source(name, wishes.notify)
    remember(note, source)
    return source


def _on_cpu(source: Source, wishes: _Wishes) -> Encoder:
    folder = prepared_folder(wishes.cache, source, wishes.precision)
    if refusal(folder).exists():
        return _unprepared(source, refusal(folder).read_text(encoding="utf-8").strip(), wishes)
    try:
        return OnnxEncoder.load(folder, threads=wishes.threads)
    except EncoderMissing as missing:
        if not wishes.prepare:
            raise EncoderMissing(
                f"The encoder {source.name} is not prepared: {missing} "
                "Index a document first; that prepares it."
            ) from missing
    bundle = _checked(source)
    seconds = 45 if bundle is not None and bundle.packed else 20
    wishes.notify(f"Preparing the encoder {source.name} (once, about {seconds} seconds) …")
    from embeddings.export import prepare  # torch, seconds.

    try:
        folder = prepare(
            source,
            wishes.cache,
            wishes.precision,
            wishes.notify,
            model=lambda: _unpacked(source, wishes),
            origin=_origin(bundle),
        )
    except ExportFailed as failed:
        return _unprepared(source, str(failed), wishes)
    return OnnxEncoder.load(folder, threads=wishes.threads)


def _checked(source: Source) -> Bundle | None:
    """The bundle that the source is, its weights compared with what was published."""
    bundle = bundle_of(source)
    if bundle is not None:
        check(bundle, source)
    return bundle


def _origin(bundle: Bundle | None) -> Origin | None:
    return None if bundle is None else bundle.origin


@contextmanager
def _unpacked(source: Source, wishes: _Wishes) -> Iterator[Path]:
    """The folder of the model as sentence-transformers reads it, to be read once.

    A packed one is unpacked for this process alone: 470 MB that nobody keeps.
    """
    bundle = bundle_of(source)
    if bundle is None or not bundle.packed:
        yield source.folder
        return
    from embeddings.packed import unpack  # The tokenizers' and safetensors' libraries.

    with tempfile.TemporaryDirectory(dir=wishes.cache / "encoders", prefix=".unpacked.") as folder:
        unpack(source.folder / Path(bundle.file).name, Path(folder))
        yield Path(folder)


def _opened(source: Source, wishes: _Wishes) -> Source:
    """The source with such a folder that stays: sentence-transformers itself runs the model."""
    folder = wishes.cache / "encoders" / f"{source.weights[:12]}-unpacked"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f"{folder.name}.lock")):
        if not folder.is_dir():
            with _unpacked(source, wishes) as unpacked:
                if unpacked == source.folder:
                    return source
                unpacked.rename(folder)
                unpacked.mkdir()  # Its temporary folder is removed like any other.
    return replace(source, folder=folder)


def _unprepared(source: Source, reason: str, wishes: _Wishes) -> Encoder:
    """The model run by sentence-transformers, on a CPU, because it could not be exported."""
    from embeddings.sentence_transformer import SentenceTransformerEncoder  # torch, seconds.

    wishes.notify(f"{reason} Using sentence-transformers, which takes seconds to start.")
    return SentenceTransformerEncoder.load(_opened(source, wishes), _origin(bundle_of(source)))
