import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import WhitespaceSplit

from embeddings.windows import MOST_WINDOWS, Window, Windows, mean, readable

LETTERS = "abcdefgh"


def letters() -> Tokenizer:
    """Every letter is a token."""
    words = ["[UNK]", *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    vocabulary = {word: number for number, word in enumerate(words)}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=10_000))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    return tokenizer


def cut(text: str, length: int, prompt: str = "") -> list[Window]:
    return Windows(letters(), length).cut(text, prompt)


def test_a_text_that_fits_is_one_window() -> None:
    assert cut("ab cd", 4) == [Window("ab cd", 4)]


def test_windows_are_equal_and_end_at_spaces() -> None:
    assert cut("ab cd ef gh", 6) == [Window("ab cd", 4), Window("ef gh", 4, 6)]


def test_a_cut_moves_back_to_the_space_before_it() -> None:
    assert cut("abc def gh", 5) == [Window("abc", 3), Window("def gh", 5, 4)]


def test_a_text_without_spaces_is_cut_between_tokens() -> None:
    assert cut("abcdefgh", 4) == [Window("abcd", 4), Window("efgh", 4, 4)]


def test_a_prompt_takes_its_room_from_every_window() -> None:
    assert cut("ab cd", 4, "h ") == [Window("ab", 2), Window("cd", 2, 3)]


def test_a_prompt_as_long_as_the_model_reads_leaves_one_token_a_window() -> None:
    assert cut("ab", 2, "abcdefgh") == [Window("a", 1), Window("b", 1, 1)]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_nothing_is_one_window_of_nothing(text: str) -> None:
    assert cut(text, 4) == [Window(text, 0)]


def test_a_text_beyond_any_paragraph_is_read_to_a_limit() -> None:
    windows = cut("abcd " * 10_000, 8)
    assert len(windows) == MOST_WINDOWS
    assert {window.text for window in windows} == {"abcd abcd"}


@given(st.text(alphabet=f"{LETTERS} \nxyz", max_size=200), st.integers(1, 30))
def test_windows_lose_no_word_and_never_exceed_the_length(text: str, length: int) -> None:
    windows = cut(text, length)
    joined = "".join("".join(window.text.split()) for window in windows)
    if len(windows) < MOST_WINDOWS:
        assert joined == "".join(text.split())
    assert all(window.tokens <= length for window in windows)


def test_a_single_row_stays_as_it_is() -> None:
    row = np.array([[0.6, 0.8]], dtype=np.float32)
    np.testing.assert_array_equal(mean(row, [Window("a", 1)]), row[0])


def test_the_mean_weighs_tokens_and_has_unit_length() -> None:
    rows = np.array([[1, 0], [0, 1]], dtype=np.float32)
    found = mean(rows, [Window("abc", 3), Window("defg", 4)])
    np.testing.assert_allclose(found, [0.6, 0.8], atol=1e-6)


def test_rows_that_cancel_give_zeros_and_not_nan() -> None:
    rows = np.array([[1, 0], [-1, 0]], dtype=np.float32)
    np.testing.assert_array_equal(mean(rows, [Window("a", 1), Window("b", 1)]), [0, 0])


def test_lone_surrogates_are_replaced_and_the_rest_kept() -> None:
    assert readable("a\ud800b é 𝒳") == "a?b é 𝒳"
