import pytest

from assistant.language.detection import detect_language
from tests.language.sentence_samples import SENTENCES, sentences_in


@pytest.mark.parametrize("language", SENTENCES)
def test_a_page_of_each_language_is_recognised(language: str) -> None:
    assert detect_language(" ".join(sentences_in(language))) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("De vloot is in de haven en de netten zijn niet droog.", "nl"),
        ("Flottan är i hamnen och näten har inte torkat.", "sv"),
        ("Flåden er i havnen, og nettene er ikke tørre af sig selv.", "da"),
        ("A frota está no porto e as redes não secaram.", "pt"),
        ("La flotta è nel porto e le reti non sono asciutte.", "it"),
        ("Donanma limanda ve ağlar bu yıl çok eski.", "tr"),
        ("A flotta a kikötőben van, és a hálók nem száradtak meg.", "hu"),
        ("Флот стоїть у порту, і сіті ще не висохли.", "uk"),
        ("Флотата е в пристанището и мрежите не са сухи.", "bg"),
        ("ناوگان در بندر است و تورها را این روزها خشک می کنند.", "fa"),
        ("함대가 항구에 있다.", "ko"),
        ("Ο στόλος είναι στο λιμάνι.", "el"),
        ("הצי בנמל", "he"),
        ("กองเรืออยู่ในท่าเรือ", "th"),
        ("Armada berada di pelabuhan dan jala itu tidak kering.", "id"),
        ("Hạm đội ở trong cảng và lưới không khô.", "vi"),
    ],
)
def test_a_sentence_is_recognised(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", "1234 5678", "Xyzzy", "!!! ???", "🙂"])
def test_nothing_is_said_where_nothing_tells(text: str) -> None:
    assert detect_language(text) is None


def test_the_language_of_most_words_counts() -> None:
    english = " ".join(sentences_in("en"))
    assert detect_language(english + " 王博士 " + sentences_in("ru")[0]) == "en"
