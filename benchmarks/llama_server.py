"""A real OpenAI-compatible server, llama.cpp's own, with a tiny model of random weights.

`pip install xllamacpp gguf`, then `python benchmarks/llama_server.py [--url URL]`

Builds a GGUF file of two layers, starts llama.cpp's HTTP server on it (or takes the
server at `--url`), and asks it through Pincite's client and grounding. Random weights
write nonsense: what is shown is that the stream is read to its end, that nothing of
it is linked, and that the quoting answer stays.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from assistant.answers.answer import Answer, Notice, Statement
from assistant.answers.generating import generate
from assistant.answers.language_model import LanguageModel, Limits, Message
from assistant.answers.quoting import answer
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf

WIDTH, LAYERS, HEADS, INNER = 64, 2, 4, 128
TEXT = "iron rusts in rain officers need training before they patrol the hall was full not 1971"
WORDS = [*TEXT.split(), ".", ",", "[1]", "[2]", "[9]", "“", "”"]


def write_model(path: Path, seed: int) -> None:
    """A llama-architecture model whose vocabulary is bytes and a few words."""
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
        writer.add_tensor(name, rng.normal(0, 0.3, shape).astype(np.float32))

    tensor("token_embd.weight", len(pieces), WIDTH)
    output = rng.normal(0, 0.3, (len(pieces), WIDTH)).astype(np.float32)
    output[3:259] *= 0.05  # Words rather than single bytes.
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
        server = None
        if given.url is None:
            write_model(Path(folder) / "tiny.gguf", seed=1)
            server, given.url = start_server(Path(folder) / "tiny.gguf")
        ask(LanguageModel(given.url, given.model, limits=Limits(first=60, idle=30)), given.replies)
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
    library = Shelf()
    library.add("report.txt", "Officers need training before they patrol. The hall was full.")
    library.add("metals.txt", "Iron rusts in rain. Lunch was served at noon.")
    retriever = Retriever(library, library.encoder)
    tally: Counter[str] = Counter()
    for question in ("Does iron rust in rain?", "What training do officers need?") * replies:
        quoting = answer(retriever, question)
        for part in generate(quoting, library, library.encoder, model):
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
