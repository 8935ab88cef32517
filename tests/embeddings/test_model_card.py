from pathlib import Path

import pytest

from embeddings.card import Card, Origin, languages_by_name
from embeddings.model_card import README, origin_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nlicense: mit\nlanguage:\n- sl\n- no\n---\n# A model", Origin("mit", ("sl", "no"))),
        ("---\nlanguage: en\n---\n", Origin("", ("en",))),
        ("---\nlanguage: multilingual\nlicense: 7\n---\n", Origin()),
        ("---\nlicense: [\n---\n", Origin()),
        ("# No card", Origin()),
        (None, Origin()),
    ],
)
def test_a_models_card_says_whose_it_is(tmp_path: Path, text: str | None, expected: Origin) -> None:
    if text is not None:
        (tmp_path / README).write_text(text, encoding="utf-8")
    assert origin_of(tmp_path) == expected


def test_a_card_tells_people_what_it_knows() -> None:
    card = Card("m", "mit", ("sl", "de", "en", "hr"), 384, "query: ", "passage: ", 512)
    assert str(card) == (
        "m (mit, 4 languages, 384 dimensions, 512 tokens at once, "
        "prompts 'query: ' and 'passage: ')"
    )
    assert str(Card("m")) == "m (licence not stated, languages not stated, 0 dimensions)"


def test_a_card_that_names_no_language_refuses_none() -> None:
    assert Card("m").reads("sl")
    assert Card("m", languages=("en",)).reads(None)
    assert not Card("m", languages=("en",)).reads("sl")


def test_a_name_may_tell_the_language() -> None:
    assert languages_by_name("sentence-transformers/all-mpnet-base-v2") == ("en",)
    assert languages_by_name("multilingual-e5-small") == ()
