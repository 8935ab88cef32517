"""Which encoder a name means, and the quickest way to run it on this machine."""

from collections.abc import Callable
from pathlib import Path

from embeddings.bundled import bundled, check
from embeddings.encoder import Encoder
from embeddings.errors import EncoderMissing
from embeddings.onnx_runtime import OnnxEncoder
from embeddings.prepared import prepared_folder
from embeddings.weights import Source

BUNDLED = "bundled"
Notify = Callable[[str], None]


def load_encoder(
    name: str = BUNDLED,
    *,
    cache: Path,
    prepare: bool = True,
    notify: Notify | None = None,
    precision: str = "int8",
    threads: int | None = None,
) -> Encoder:
    """The encoder called `name`.

    On a machine without CUDA the model is prepared once under `cache` (about 20 s
    for the bundled one, announced through `notify`) and run by ONNX Runtime; torch
    is imported for that preparation only. With `prepare=False` a model that is not
    prepared is refused instead. With CUDA sentence-transformers runs the model.

    Raises `EncoderMissing`, `WeightsAltered` or another `EmbeddingsError`.
    """
    source = bundled()
    return _local(source, cache, prepare, notify, precision, threads)


def _local(
    source: Source,
    cache: Path,
    prepare: bool,
    notify: Notify | None,
    precision: str,
    threads: int | None,
) -> Encoder:
    folder = prepared_folder(cache, source, precision)
    try:
        return OnnxEncoder.load(folder, threads=threads)
    except EncoderMissing as missing:
        if not prepare:
            raise EncoderMissing(
                f"The encoder {source.name} is not prepared in {cache}. "
                "Index something, or ask with preparation allowed."
            ) from missing
    if notify is not None:
        notify(f"Preparing the encoder {source.name} (once, about 20 s) …")
    check(source)
    from embeddings.export import prepare as export

    return OnnxEncoder.load(export(source, cache, precision, notify), threads=threads)
