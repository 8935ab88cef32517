"""The rows of a great vocabulary, kept out of a graph while it is made and put back at the end.

A table of 250,000 words is nine tenths of a multilingual model, and every step of an export holds
it several times over: 8 GB at the worst. The steps need no more of it than a few rows, its lowest
and its highest number among them, which decide how its numbers become bytes.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, numpy_helper

from embeddings.prepared import TENSORS

GREAT = 128 * 2**20
"""Bytes from which a table is great; that of 30,000 words has 47 million."""
_KEPT = 1024
"""First rows that stay: those of special tokens among them, and more than there are positions,
by whose number the optimiser tells the two tables apart."""


@dataclass(frozen=True, slots=True)
class GreatRows:
    """A table of embeddings of which a graph knows a few rows."""

    name: str
    """Of the graph's tensor."""
    table: NDArray[np.float32]
    """Shape `(words, dimension)`."""
    few: int
    """Rows that the graph has."""

    def put_back(self, graph: onnx.ModelProto, folder: Path) -> None:
        """Write the whole table into `folder`, as the graph keeps its few rows, and name it there.

        Bytes are made as onnxruntime makes them: `x / scale + zero point`, rounded.
        """
        tensors = {tensor.name: tensor for tensor in graph.graph.initializer}
        tensor = tensors.get(f"{self.name}_quantized", tensors.get(self.name))
        assert tensor is not None
        table: NDArray[np.generic] = self.table
        if tensor.data_type != TensorProto.FLOAT:
            kind = numpy_helper.to_array(tensor).dtype
            scale = numpy_helper.to_array(tensors[f"{self.name}_scale"])
            zero = numpy_helper.to_array(tensors[f"{self.name}_zero_point"]).astype(np.float32)
            limits = np.iinfo(kind)
            levels = np.clip(np.rint(self.table / scale) + zero, limits.min, limits.max)
            table = levels.astype(kind)
        (folder / TENSORS).write_bytes(np.ascontiguousarray(table).tobytes())
        tensor.ClearField("raw_data")
        tensor.dims[:] = table.shape
        tensor.data_location = TensorProto.EXTERNAL
        del tensor.external_data[:]
        entry = tensor.external_data.add()
        entry.key, entry.value = "location", TENSORS


@contextmanager
def few_rows(model: torch.nn.Module) -> Iterator[GreatRows | None]:
    """Within it the model has a few rows of its great table, if it has one, and reads any number.

    The numbers of its tokens are then taken modulo the rows that it has.
    """
    great = [
        (name, module)
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.Embedding) and module.weight.nbytes >= GREAT
    ]
    if len(great) != 1:
        yield None
        return
    name, module = great[0]
    whole = module.weight
    extremes = [int(at) // whole.shape[1] for at in (whole.argmin(), whole.argmax())]
    kept = [*range(_KEPT), *extremes]
    module.weight = torch.nn.Parameter(whole.detach()[kept].clone(), requires_grad=False)
    try:
        yield GreatRows(f"model.{name}.weight", whole.detach().numpy(), len(kept))
    finally:
        module.weight = whole
