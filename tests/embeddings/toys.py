"""Encoders small enough to compute by hand, and a server that speaks embeddings."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit
from tokenizers.processors import TemplateProcessing

from embeddings.encoder import Fingerprint, Vectors
from embeddings.prepared import GRAPH, ROW, TOKENIZER, TOKENS, Manifest, write_manifest
from embeddings.weights import file_checksum

WORDS = {"[START]": 0, "[UNK]": 1, "iron": 2, "rust": 3, "rain": 4, "ask:": 5}
MEANINGS = np.array(
    [[0, 0, 0, 1], [0, 0, 0, 1], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [-1, 0, 0, 0]],
    dtype=np.float32,
)
"""The row of each word; a text's row is their mean, `[START]` first, at length 1."""


def write_toy(
    folder: Path,
    *,
    max_length: int = 8,
    question_prompt: str = "",
    outputs: tuple[str, ...] = (ROW, TOKENS),
) -> Path:
    """Write a prepared encoder whose rows are means of `MEANINGS`."""
    folder.mkdir(parents=True)
    tokenizer = Tokenizer(WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.post_processor = TemplateProcessing(
        single="[START] $A", special_tokens=[("[START]", 0)]
    )
    tokenizer.save(str(folder / TOKENIZER))
    onnx.save(_graph(), str(folder / GRAPH))
    manifest = Manifest(
        fingerprint=Fingerprint("toy", "0" * 64, "onnxruntime", "fp32", 4),
        sums={name: file_checksum(folder / name) for name in (GRAPH, TOKENIZER)},
        max_length=max_length,
        pooling="mean",
        inputs=("input_ids",),
        outputs=outputs,
        question_prompt=question_prompt,
        passage_prompt="",
        agreement=1.0,
    )
    write_manifest(folder, manifest)
    return folder


def _graph() -> onnx.ModelProto:
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], [TOKENS]),
        helper.make_node("ReduceMean", [TOKENS], ["mean"], axes=[1], keepdims=0),
        helper.make_node("LpNormalization", ["mean"], [ROW], axis=-1, p=2),
    ]
    graph = helper.make_graph(
        nodes,
        "toy",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["batch", "tokens"])],
        [
            helper.make_tensor_value_info(ROW, TensorProto.FLOAT, ["batch", 4]),
            helper.make_tensor_value_info(TOKENS, TensorProto.FLOAT, ["batch", "tokens", 4]),
        ],
        [numpy_helper.from_array(MEANINGS, "table")],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)


def meaning(*words: str) -> Vectors:
    """The row that the toy gives to these words, computed without it."""
    mean = MEANINGS[[0, *(WORDS.get(word, 1) for word in words)]].mean(axis=0)
    row: Vectors = mean / np.linalg.norm(mean)
    return row


@dataclass
class Endpoint:
    """What the server was asked, and what it is to answer instead of vectors."""

    url: str = ""
    asked: list[dict[str, object]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    """Status, headers and body of the next answers; vectors once there are none left."""
    key: str = ""
    """Asked for of every request, where it is set; so is `model`."""
    model: str = ""
    silence: float = 0
    """Seconds before each answer."""
    shift: float = 0
    """Added to each number of a vector: another model behind the same name."""

    def answer(self, body: dict[str, Any], authorization: str) -> tuple[int, dict[str, str], bytes]:
        """As OpenAI's server would; one that refuses a key repeats it, as some do."""
        if self.answers:
            return self.answers.pop(0)
        if self.key and authorization != f"Bearer {self.key}":
            return 401, {}, f"no such key: {authorization}".encode()
        if self.model and body["model"] != self.model:
            return 404, {}, f"no model {body['model']}".encode()
        return 200, {}, _vectors(body["input"], body.get("dimensions"), self.shift)


@contextmanager
def serving() -> Iterator[Endpoint]:
    """A server on this machine whose vector for a text is (length, words, 1), unnormalised.

    A body that is shorter than its header `content-length` breaks off.
    """
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            endpoint.asked.append({"path": self.path, **body})
            endpoint.headers.append(dict(self.headers.items()))
            time.sleep(endpoint.silence)
            status, headers, content = endpoint.answer(body, self.headers["authorization"] or "")
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "content-length" not in headers:
                self.send_header("content-length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = "content-length" in headers

        def log_message(self, *_arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield endpoint
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _vectors(texts: list[str], dimensions: int | None, shift: float) -> bytes:
    items = [
        {
            "index": number,
            "embedding": [len(text) + shift, len(text.split()) - shift, 1 + shift][:dimensions],
        }
        for number, text in enumerate(texts)
    ]
    return json.dumps({"data": items[::-1]}).encode()
