"""A real OpenAI-compatible server, llama.cpp's own, with tiny models made here.

`pip install xllamacpp gguf`, then `python benchmarks/llama_server.py [--url URL]`

Builds GGUF files of two layers, starts llama.cpp's HTTP server on each (or takes the
server at `--url`), and asks it through Pincite's client and grounding. Random weights
write nonsense: the stream is read to its end, nothing of it is linked, and the quoting
answer stays. Weights that lead from each word to the next say one sentence whatever
they are asked: a faithful one is linked, one with a "not" more is marked.
"""

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answers.answer import Answer, Notice, Statement
from assistant.answers.exchange import Limits, Message
from assistant.answers.generating import generate
from assistant.answers.language_model import LanguageModel
from assistant.answers.quoting import quoted
from assistant.questions.question import Question
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf

WIDTH, LAYERS, HEADS, INNER = 64, 2, 4, 128
Weights = NDArray[np.float32]
TEXT = "iron rusts in rain officers need training before they patrol the hall was full not 1971"
WORDS = [*TEXT.split(), ".", ",", "[1]", "[2]", "[9]", "“", "”"]
FAITHFUL = ["iron", "rusts", "in", "rain", "[1]", "."]
ALTERED = ["iron", "rusts", "not", "in", "rain", "[1]", "."]
END = 2


def write_model(path: Path, seed: int, said: Sequence[str] = ()) -> None:
    """A llama-architecture model whose vocabulary is bytes and a few words.

    Its weights are random, or such that it says these words of it, each once, and ends.
    """
    import gguf

    rng = np.random.default_rng(seed)
    pieces = ["<unk>", "<s>", "</s>", *(f"<0x{byte:02X}>" for byte in range(256))]
    kinds = [2, 3, 3] + [6] * 256
    for word in WORDS:
        pieces.append(f"▁{word}" if word.isalnum() else word)
        kinds.append(1)
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_context_length(4096)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(pieces))
    writer.add_tokenizer_model("llama")
    writer.add_token_list(pieces)
    writer.add_token_scores([0.0 if kind == 1 else -1.0 for kind in kinds])
    writer.add_token_types(kinds)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_chat_template(
        "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}"
    )

    def tensor(name: str, *shape: int) -> None:
        made = np.zeros(shape) if said else rng.normal(0, 0.3, shape)
        writer.add_tensor(name, made.astype(np.float32))

    embedded, output = _chain(len(pieces), said) if said else _random(len(pieces), rng)
    writer.add_tensor("token_embd.weight", embedded)
    writer.add_tensor("output.weight", output)
    writer.add_tensor("output_norm.weight", np.ones(WIDTH, np.float32))
    for layer in range(LAYERS):
        for norm in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{norm}.weight", np.ones(WIDTH, np.float32))
        for part in ("attn_q", "attn_k", "attn_v", "attn_output"):
            tensor(f"blk.{layer}.{part}.weight", WIDTH, WIDTH)
        tensor(f"blk.{layer}.ffn_gate.weight", INNER, WIDTH)
        tensor(f"blk.{layer}.ffn_up.weight", INNER, WIDTH)
        tensor(f"blk.{layer}.ffn_down.weight", WIDTH, INNER)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _random(size: int, rng: np.random.Generator) -> tuple[Weights, Weights]:
    embedded = rng.normal(0, 0.3, (size, WIDTH)).astype(np.float32)
    output = rng.normal(0, 0.3, (size, WIDTH)).astype(np.float32)
    output[3:259] *= 0.05  # Words rather than single bytes.
    return embedded, output


def _chain(size: int, said: Sequence[str]) -> tuple[Weights, Weights]:
    """Each word's own direction in, the next one's out; all else leads to the first."""
    tokens = [259 + WORDS.index(word) for word in said]
    embedded = np.zeros((size, WIDTH), np.float32)
    embedded[:, 0] = 1
    output = np.zeros((size, WIDTH), np.float32)
    output[tokens[0], 0] = 5
    for at, (token, following) in enumerate(zip(tokens, [*tokens[1:], END], strict=True), start=1):
        embedded[token] = np.eye(1, WIDTH, at)
        output[following, at] = 5
    return embedded, output


def start_server(model: Path) -> tuple[object, str]:
    """llama.cpp's server on a free port of loopback, and its address."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_predict = 4096, 120
    params.cpuparams.n_threads = 1
    params.warmup = False
    server = xllamacpp.Server(params)
    return server, f"{server.listening_address}/v1"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a server that runs already")
    parser.add_argument("--model", default="")
    parser.add_argument("--replies", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        limits = Limits(first=60, idle=30)
        if given.url is not None:
            ask(LanguageModel(given.url, given.model, limits=limits), given.replies)
            return
        for name, said in (("random", ()), ("faithful", FAITHFUL), ("altered", ALTERED)):
            path = Path(folder) / f"{name}.gguf"
            write_model(path, 1, said)
            server, url = start_server(path)
            print(f"-- {name}")
            ask(LanguageModel(url, limits=limits), given.replies)
            del server


def ask(model: LanguageModel, replies: int) -> None:
    started = time.perf_counter()
    pieces: list[tuple[float, str]] = []
    for piece in model.stream([Message("user", "Does iron rust?")]):
        pieces.append((time.perf_counter() - started, piece))
    print(
        f"{len(pieces)} pieces, the first after {pieces[0][0]:.2f} s, all in {pieces[-1][0]:.2f} s"
    )
    print("".join(piece for _, piece in pieces)[:300])
    library = Shelf.empty()
    retriever = Retriever(library, library.encoder)
    library.add("report.txt", "Officers need training before they patrol. The hall was full.")
    library.add("metals.txt", "Iron rusts in rain. Lunch was served at noon.")
    tally: Counter[str] = Counter()
    for question in ("Does iron rust in rain?", "What training do officers need?") * replies:
        asked = Question.of(question)
        quoting = quoted(retriever.rank(asked, limit=5))
        for part in generate(quoting, library.encoder, model):
            if isinstance(part, Statement):
                tally[part.support.value] += 1
            elif isinstance(part, Notice):
                print("notice:", part.text)
        assert isinstance(part, Answer)
        tally["quoting answer kept"] += part.statements == quoting.statements
        tally["answers"] += 1
    print(dict(tally))


if __name__ == "__main__":
    main()
