import pytest

from assistant.language.detection import (
    detect_language,
    language_beside,
    language_by_words,
    question_language,
)
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Equality & non-discrimination", "en"),
        ("Freedom of movement", "en"),
        ("RIGHT TO SOCIAL SECURITY", "en"),
        ("Kdo je predsedoval sestanku?", "sl"),
        ("policija in manjšine", "sl"),
        ("Tko je predsjedao sastankom?", "hr"),
        ("Kdo předsedal schůzi?", "cs"),
        ("Kto przewodniczył posiedzeniu?", "pl"),
        ("Chi ha presieduto la riunione?", "it"),
        ("formación de la policía", "es"),
        ("formation de la police", "fr"),
        ("Ausbildung der Polizei", "de"),
        ("Hur många flyktingar fanns det 2019?", "sv"),
        ("Toplantıya kim başkanlık etti?", "tr"),
        ("Ai chủ trì cuộc họp?", "vi"),
        ("Какво беше казано за полицията?", "bg"),
        ("Хто головував на засіданні?", "uk"),
        ("គណៈកម្មាធិការបានអនុម័ត", "km"),
    ],
)
def test_a_few_words_are_recognised(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["Nadir Adilov", "Annex II", "Ljubljana, Slovenija", ""])
def test_names_and_headings_are_in_the_language_around_them(text: str) -> None:
    assert language_beside(text, "en") == "en"


def test_a_paragraph_may_be_in_another_language_than_its_document() -> None:
    french = "Le comité a pris note du rapport et a remercié les membres de la délégation."
    assert language_beside(french, "en") == "fr"
    assert language_beside(french, None) == "fr"
    assert language_beside("委员会注意到这份报告。", "en") == "zh"


def test_a_quotation_in_another_language_does_not_turn_its_paragraph() -> None:
    text = "He closed with the words “le comité a pris note du rapport” and left for the day."
    assert language_beside(text, "en") == "en"
    assert language_beside(text, "fr") == "en"


def test_noise_is_in_no_language_by_its_words() -> None:
    assert language_by_words("qxz vrrk plmt wqzz tkkrp xxvz mnnqr zzkt rrtp vvxq") is None
    assert language_by_words("The mill stands by the river and it is old.") == "en"


def test_a_name_alone_gives_a_question_no_language() -> None:
    assert question_language("Kandor") is None
    assert question_language("de Kandor") is None


def test_words_that_fit_several_languages_are_in_that_of_the_documents() -> None:
    assert question_language("la Kandor", ["fr"]) == "fr"
    assert question_language("o Kandor", ["pt"]) == "pt"


def test_a_whole_question_is_told_by_less_than_a_few_words_are() -> None:
    assert question_language("Koliko ljudi je umrlo zaradi kolere v Južnem Sudanu?", ["en"]) == "sl"
    assert question_language("kolera Sudan", ["en"]) is None
