"""Turns a sentence-transformers model into an ONNX graph, once, and checks the result."""

import logging
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import onnx
import torch
from filelock import FileLock
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.quant_utils import add_pre_process_metadata
from onnxruntime.transformers.optimizer import optimize_model
from sentence_transformers import SentenceTransformer
from torch.jit._trace import TracerWarning

from embeddings.card import Origin, languages_by_name
from embeddings.encoder import Encoder, Fingerprint
from embeddings.errors import EmbeddingsError, EncoderMissing, ExportFailed
from embeddings.great_rows import GreatRows, few_rows
from embeddings.model_card import origin_of
from embeddings.onnx_runtime import OnnxEncoder
from embeddings.prepared import (
    GRAPH,
    MANIFEST,
    ROW,
    RUNTIME,
    TOKENIZER,
    TOKENS,
    Manifest,
    Precision,
    prepared_folder,
    read_manifest,
    refusal,
    write_manifest,
)
from embeddings.sentence_transformer import (
    MEAN,
    SentenceTransformerEncoder,
    fast_tokenizer,
    length_of,
    open_model,
    pooling_of,
    prompt_for,
    reads_prompt,
)
from embeddings.tokenizing import part_great_vocabulary
from embeddings.trial import SENTENCES
from embeddings.weights import Source, file_checksum

LEAST_AGREEMENT: Mapping[str, float] = {"int8-all": 0.9955, "int8": 0.98, "fp32": 0.9999}
"""Mean cosine with sentence-transformers below which a graph is not used, the quickest first.

All products as bytes are 1.4 times as quick as some, where that costs nothing: of
multilingual-e5-small they agree to .997, of all-MiniLM-L6-v2 to .993, of which some reach
.996, on a processor with AVX512-VNNI. Without such instructions sums of bytes can
overflow, which the trial sentences would show; then fp32 is written instead.
"""
_OPSET = 17
_FUSED = frozenset({"bert", "roberta", "xlm-roberta", "camembert", "distilbert", "electra"})
"""Model types whose attention the optimiser recognises under its `bert` rules."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """A model, ready to be traced, and the encoder that its graph is compared with."""

    model: SentenceTransformer
    source: Source
    reference: Encoder
    origin: Origin


_FEATURES = {ROW: "sentence_embedding", TOKENS: "token_embeddings"}


class _Graph(torch.nn.Module):
    """All modules of a model, pooling included, from token ids to unit rows: `outputs`."""

    def __init__(
        self, model: SentenceTransformer, inputs: tuple[str, ...], outputs: tuple[str, ...]
    ) -> None:
        super().__init__()
        self.model = model
        self.inputs = inputs
        self.outputs = outputs

    def forward(self, *tensors: torch.Tensor) -> tuple[torch.Tensor, ...]:
        features = self.model(dict(zip(self.inputs, tensors, strict=True)))
        found = (features[_FEATURES[output]] for output in self.outputs)
        return tuple(torch.nn.functional.normalize(rows, p=2.0, dim=-1) for rows in found)


def prepare(
    source: Source,
    cache: Path,
    precision: Precision,
    notify: Callable[[str], None] | None = None,
    *,
    model: Callable[[], AbstractContextManager[Path]] | None = None,
    origin: Origin | None = None,
) -> Path:
    """The prepared folder of `source`, made now unless another process has made it.

    The folder appears whole or not at all: it is written beside its place and
    renamed. A damaged one is replaced. The model is read from the folder that `model` opens
    where it is not the source's own, and `origin` is what its card says where that is not
    there. Raises `ExportFailed`, `EncoderMissing` or, when the cache cannot be written,
    `EmbeddingsError`.
    """
    folder = prepared_folder(cache, source, precision)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_name(f"{folder.name}.lock")):
            if not _whole(folder):
                with nullcontext(source.folder) if model is None else model() as opened:
                    read = replace(source, folder=opened)
                    said = origin or origin_of(opened)
                    _make(_Wish(read, said, precision, notify or _say_nothing), folder)
    except OSError as error:
        raise EmbeddingsError(
            f"The encoder cannot be prepared in {folder.parent}: {error}. "
            "Make room or choose another cache folder."
        ) from error
    return folder


def _say_nothing(_message: str) -> None: ...


def _whole(folder: Path) -> bool:
    try:
        read_manifest(folder)
    except EncoderMissing:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be prepared; see `prepare`."""

    source: Source
    origin: Origin
    precision: Precision
    notify: Callable[[str], None]


def _make(wish: _Wish, folder: Path) -> None:
    for left_over in folder.parent.glob(f".{folder.name}.*"):
        shutil.rmtree(left_over, ignore_errors=True)
    partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        _write(wish, partial)
        refusal(folder).unlink(missing_ok=True)
        if folder.exists():
            shutil.rmtree(folder)
        partial.rename(folder)
    except ExportFailed as failed:
        refusal(folder).write_text(f"{failed}\n", encoding="utf-8")
        raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _write(wish: _Wish, folder: Path) -> None:
    model = open_model(wish.source, attention="eager", device="cpu")
    reference = SentenceTransformerEncoder(model, wish.source, wish.origin)
    opened = _Opened(model, wish.source, reference, wish.origin)
    if not reads_prompt(model):
        raise ExportFailed(
            f"A graph of {wish.source.name} would count its prompt, which its pooling leaves out."
        )
    fast_tokenizer(model).save(str(folder / TOKENIZER))
    part_great_vocabulary(folder / TOKENIZER)
    fused = folder / "fused.onnx"
    with few_rows(model) as rows:
        inputs = _trace(model, folder / "traced.onnx", rows)
    _fuse(model, folder / "traced.onnx", fused)
    graph = onnx.load(str(fused))
    fused.unlink()
    reason = ""
    if wish.precision == "int8":
        for precision, spared in (("int8-all", []), ("int8", _narrowing(graph))):
            _save(_quantised(graph, spared), folder, rows)
            agreement = _accept(opened, folder, precision, inputs)
            if agreement >= LEAST_AGREEMENT[precision]:
                return
        reason = f"int8 agrees with the model only to {agreement:.3f} on this machine"
        wish.notify(f"{reason}; using fp32, which is slower and four times as large.")
    _save(graph, folder, rows)
    agreement = _accept(opened, folder, "fp32", inputs, reason)
    if agreement < LEAST_AGREEMENT["fp32"]:
        raise ExportFailed(
            f"The exported graph of {wish.source.name} agrees with the model only to "
            f"{agreement:.4f}."
        )


def _save(graph: onnx.ModelProto, folder: Path, rows: GreatRows | None) -> None:
    """Write the graph, and the rows that were kept out of it."""
    if rows is not None:
        rows.put_back(graph, folder)
    (folder / GRAPH).write_bytes(graph.SerializeToString())


def _trace(model: SentenceTransformer, path: Path, rows: GreatRows | None) -> tuple[str, ...]:
    """Write the graph of `model` and give the names of its inputs."""
    features = model.preprocess(["The first of two texts is the longer one.", "A short one."])
    tensors = {name: f for name, f in features.items() if isinstance(f, torch.Tensor)}
    if rows is not None:
        tensors["input_ids"] = tensors["input_ids"] % rows.few
    inputs = tuple(tensors)
    outputs = _outputs(model)
    axes = {name: {0: "batch", 1: "tokens"} for name in (*inputs, *outputs)}
    try:
        with _quiet(), torch.no_grad():
            torch.onnx.export(
                _Graph(model, inputs, outputs),
                tuple(tensors.values()),
                str(path),
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_axes={**axes, ROW: {0: "batch"}},
                opset_version=_OPSET,
                dynamo=False,
            )
    except (RuntimeError, TypeError, ValueError, torch.onnx.errors.OnnxExporterError) as error:
        raise ExportFailed(f"torch cannot export the model: {error}") from error
    return inputs


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence what tracing says about itself; the comparison afterwards is the judge."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=TracerWarning)
        warnings.filterwarnings("ignore", ".*legacy TorchScript-based", DeprecationWarning)
        warnings.filterwarnings("ignore", "The feature will be removed", DeprecationWarning)
        warnings.filterwarnings("ignore", "Exporting aten::index", UserWarning)
        yield


def _fuse(model: SentenceTransformer, traced: Path, fused: Path) -> None:
    """Join the operators of each layer; a type the optimiser does not know stays as it is."""
    configuration = model.config
    if configuration is None or configuration.model_type not in _FUSED:
        traced.replace(fused)
        return
    graph = optimize_model(
        str(traced),
        "bert",
        num_heads=configuration.num_attention_heads,
        hidden_size=configuration.hidden_size,
        opt_level=0,
    )
    graph.save_model_to_file(str(fused))
    traced.unlink()


def _quantised(graph: onnx.ModelProto, spared: Sequence[str]) -> onnx.ModelProto:
    """Weights as bytes, one scale a channel; activations are scaled as they come.

    The products called `spared` stay floats.
    """
    marked = onnx.ModelProto()
    marked.CopyFrom(graph)
    add_pre_process_metadata(marked)  # Already fused; without the mark a warning is logged.
    with tempfile.TemporaryDirectory() as folder, _configured_log():
        file = Path(folder, GRAPH)
        quantize_dynamic(
            marked,
            str(file),
            per_channel=True,
            reduce_range=False,
            nodes_to_exclude=list(spared),
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
        return onnx.load(str(file))


def _narrowing(graph: onnx.ModelProto) -> list[str]:
    """Names of the products whose weights have more rows than columns.

    These project the wide layer back, and what they read can have outliers that one scale
    cannot hold: sparing them halves the distance of all-MiniLM-L6-v2 to the model (mean
    cosine .9964 for .9928 on 100 paragraphs).
    """
    shapes = {weight.name: tuple(weight.dims) for weight in graph.graph.initializer}
    products = [node for node in graph.graph.node if node.op_type == "MatMul"]
    weighed = [(node.name, shapes.get(node.input[1], ())) for node in products]
    return [name for name, shape in weighed if len(shape) == 2 and shape[0] > shape[1]]


@contextmanager
def _configured_log() -> Iterator[None]:
    """Keep a library that logs to the root from setting up logging for the whole program."""
    handler = logging.NullHandler()
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)


def _accept(
    opened: _Opened, folder: Path, precision: str, inputs: tuple[str, ...], fallback: str = ""
) -> float:
    """Write the manifest of the graph in `folder` and give its agreement with the model."""
    name, weights = opened.source.name, opened.source.weights
    dimension = opened.reference.fingerprint.dimension
    manifest = Manifest(
        fingerprint=Fingerprint(name, weights, RUNTIME, precision, dimension),
        sums={
            file.name: file_checksum(file)
            for file in sorted(folder.iterdir())
            if file.name != MANIFEST
        },
        max_length=length_of(opened.model),
        pooling=pooling_of(opened.model),
        inputs=inputs,
        outputs=_outputs(opened.model),
        question_prompt=prompt_for(opened.model, question=True),
        passage_prompt=prompt_for(opened.model, question=False),
        agreement=0.0,
        fallback=fallback,
        licence=opened.origin.licence,
        languages=opened.origin.languages or languages_by_name(name),
    )
    write_manifest(folder, manifest)
    agreement = _agreement(OnnxEncoder.load(folder, threads=1), opened.reference)
    write_manifest(folder, replace(manifest, agreement=round(agreement, 6)))
    return agreement


def _agreement(encoder: Encoder, reference: Encoder) -> float:
    """Mean cosine of the rows of two encoders, as passages and as questions."""
    passages = encoder.encode_passages(SENTENCES) * reference.encode_passages(SENTENCES)
    questions = [
        encoder.encode_question(text) * reference.encode_question(text) for text in SENTENCES[:8]
    ]
    return float(np.concatenate([passages, *questions]).sum(axis=1).mean())


def _outputs(model: SentenceTransformer) -> tuple[str, ...]:
    return (ROW, TOKENS) if pooling_of(model) == MEAN else (ROW,)
