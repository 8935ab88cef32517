import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import AddedToken, Tokenizer
from tokenizers.models import Unigram, WordLevel
from tokenizers.normalizers import NFKC
from tokenizers.pre_tokenizers import Metaspace
from tokenizers.processors import TemplateProcessing

from embeddings import tokenizing
from embeddings.tokenizing import PIECES, TextTokenizer, open_tokenizer, part_great_vocabulary

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
LETTERS = "▁abcdeéß警察了人 ,.<s>ABﬁ١\n"


def _tokenizer() -> Tokenizer:
    draw = np.random.default_rng(3)
    words = {"".join(draw.choice(list("▁abcdeéß警察"), draw.integers(1, 7))) for _ in range(3000)}
    pieces = [*SPECIAL, *sorted({*words, *"▁abcdé警,"}), "<mask>"]
    scores = [0.0] * 4 + [float(-3 - 9 * draw.random()) for _ in pieces[5:]] + [0.0]
    tokenizer = Tokenizer(Unigram(list(zip(pieces, scores, strict=True)), 3, False))
    tokenizer.normalizer = NFKC()
    tokenizer.pre_tokenizer = Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    added = [*SPECIAL, "<mask>"]
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in added])
    return tokenizer


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Tokenizer, TextTokenizer]:
    """A tokenizer, and the same with its vocabulary apart."""
    file = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    tokenizer = _tokenizer()
    tokenizer.save(str(file))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tokenizing, "GREAT", 1000)
        part_great_vocabulary(file)
    assert file.with_name(PIECES).is_file()
    return tokenizer, open_tokenizer(file.parent, file.read_bytes())


@given(st.text(LETTERS, max_size=60) | st.text(max_size=30))
def test_a_vocabulary_apart_gives_the_tokens_that_it_gives_whole(
    both: tuple[Tokenizer, TextTokenizer], text: str
) -> None:
    text = text.encode("utf-8", "replace").decode()
    for special in (True, False):
        expected, found = (t.encode(text, add_special_tokens=special) for t in both)
        assert found.ids == expected.ids
        assert found.offsets == expected.offsets
        assert found.special_tokens_mask == expected.special_tokens_mask
        assert found.attention_mask == expected.attention_mask
        assert found.type_ids == expected.type_ids
        assert len(found) == len(expected)


def test_special_tokens_in_a_text_are_what_they_are_whole(
    both: tuple[Tokenizer, TextTokenizer],
) -> None:
    text = "ab<mask>ce </s>\n<s>éß 警察"
    expected, found = (tokenizer.encode(text) for tokenizer in both)
    assert found.ids == expected.ids
    assert both[1].num_special_tokens_to_add(False) == 2


def test_many_words_are_forgotten_and_found_again(
    both: tuple[Tokenizer, TextTokenizer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokenizing, "_MOST_KEPT", 3)
    for text in ("abc dee aab", "ea be", "abc dee aab"):
        assert both[1].encode(text).ids == both[0].encode(text).ids


@pytest.mark.parametrize("kind", ["small", "words", "bytes", "special tokens elsewhere"])
def test_other_tokenizers_stay_as_they_are(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokenizing, "GREAT", 10**6 if kind == "small" else 1000)
    file = tmp_path / "tokenizer.json"
    tokenizer = _tokenizer()
    if kind == "words":
        tokenizer = Tokenizer(WordLevel({f"w{n}": n for n in range(2000)}, unk_token="w0"))
    tokenizer.save(str(file))
    said = json.loads(file.read_text(encoding="utf-8"))
    if kind == "bytes":
        said["model"]["byte_fallback"] = True
    elif kind == "special tokens elsewhere":
        said["model"]["unk_id"] = 40
    file.write_text(json.dumps(said), encoding="utf-8")
    part_great_vocabulary(file)
    assert json.loads(file.read_text(encoding="utf-8")) == said
    assert not file.with_name(PIECES).exists()
