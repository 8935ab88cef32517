import pytest

from assistant.language.detection import question_language
from assistant.language.terms import matched_words, question_terms, terms


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        pytest.param("Training of the police", "en", ["train", "of", "the", "polic"], id="english"),
        pytest.param("Die Häuser", "de", ["die", "haus"], id="german-umlaut-is-folded"),
        pytest.param("naïve CAFÉ", "fr", ["naiv", "caf"], id="french-accents-are-folded"),
        pytest.param(
            "A/HRC/28/15, 131.105", "en", ["a", "hrc", "28", "15", "131", "105"], id="numbers"
        ),
        pytest.param("ﬁne ｆｕｌｌ", "en", ["fine", "full"], id="compatibility-forms"),
        pytest.param("snake_case", "en", ["snake", "case"], id="underscore-parts-words"),
        pytest.param("人口", "zh", ["人", "口", "人口"], id="chinese-characters-and-pairs"),
        pytest.param("GDP增长3%", "zh", ["gdp", "增", "长", "增长", "3"], id="mixed-scripts"),
        pytest.param("ประเทศ", "th", [*"ประเทศ", "ปร", "ระ", "ะเ", "เท", "ทศ"], id="thai"),
        pytest.param("", "en", [], id="nothing"),
        pytest.param("?! … —", None, [], id="no-word"),
    ],
)
def test_terms_are_folded_and_stemmed_by_language(
    text: str, language: str | None, expected: list[str]
) -> None:
    assert terms(text, language) == expected


def test_an_unknown_language_in_latin_script_is_stemmed_as_english() -> None:
    assert terms("policies", None) == terms("policies", "xx") == terms("policies", "en")


def test_a_word_in_another_script_is_stemmed_by_its_script() -> None:
    assert terms("полиции", "en") == terms("полиции", "ru") == terms("полиция", None)


def test_a_regional_code_is_its_language() -> None:
    assert terms("cidades", "pt-BR") == terms("cidades", "pt")


def test_hindi_words_keep_their_vowel_signs() -> None:
    assert len(terms("हिन्दी भाषा", "hi")) == 2


def test_arabic_spelling_variants_give_one_term() -> None:
    assert terms("مَدرسة", "ar") == terms("مدرسة", "ar")
    assert terms("أحمد", "ar") == terms("احمد", "ar")


def test_a_question_loses_its_stop_words() -> None:
    assert question_terms("What of the policing?", ["en"]) == ["polic"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What was said about policing?", ["polic"]),
        ("Is there anything on fisheries", ["fisheri"]),
        ("what did she say", ["say"]),
        ("What did Edward Said say about Cairo?", ["edward", "said", "say", "cairo"]),
        ("Said on what was said", ["said"]),
    ],
)
def test_the_verb_of_a_question_that_only_names_a_subject_is_no_term(
    question: str, expected: list[str]
) -> None:
    assert question_terms(question, ["en"]) == expected


@pytest.mark.parametrize(
    ("question", "language", "subject"),
    [
        ("What was said about policing?", "en", "policing"),
        ("Qu'est-ce qui a été dit sur la police ?", "fr", "police"),
        ("¿Qué se dijo sobre la policía?", "es", "policía"),
        ("O que foi dito sobre a polícia?", "pt", "polícia"),
        ("Che cosa è stato detto sulla polizia?", "it", "polizia"),
        ("Was wurde über die Polizei gesagt?", "de", "Polizei"),
        ("Wat is er gezegd over de politie?", "nl", "politie"),
        ("Kaj je bilo rečeno o policiji?", "sl", "policija"),
        ("Co powiedziano o policji?", "pl", "policja"),
        ("Co bylo řečeno o policii?", "cs", "policie"),
        ("Vad sades om polisen?", "sv", "polisen"),
        ("Что было сказано о полиции?", "ru", "полиция"),
        ("ماذا قيل عن الشرطة؟", "ar", "الشرطة"),
        ("Τι ειπώθηκε για την αστυνομία;", "el", "αστυνομία"),
        ("מה נאמר על המשטרה?", "he", "משטרה"),
        ("关于警察说了什么？", "zh", "警察"),
        ("警察について何が言われましたか", "ja", "警察"),
        ("경찰에 대해 무엇이 언급되었습니까", "ko", "경찰에"),
        ("ใครเป็นประธาน", "th", "เป็นประธาน"),
        ("पुलिस के बारे में क्या कहा गया?", "hi", "पुलिस"),
        ("Polis hakkında ne söylendi?", "tr", "polis"),
    ],
)
def test_what_only_asks_is_not_looked_for(question: str, language: str, subject: str) -> None:
    sought = question_terms(question, [language])
    assert set(sought) - {"が"} == set(terms(subject, language))


def test_a_question_of_stop_words_alone_keeps_them() -> None:
    assert question_terms("who is it", ["en"]) == ["who", "is", "it"]


def test_a_question_over_documents_in_two_languages_gives_the_terms_of_both() -> None:
    assert question_terms("policing", ["en", "de"]) == ["polic", "policing"]


def test_stop_words_are_those_of_one_language() -> None:
    assert "war" in question_terms("the war in the east", ["en", "de"])
    assert question_terms("Wann war der Vertrag?", ["en", "de"]) == ["vertrag"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What was said about policing?", "en"),
        ("¿Cuántos puntos cedió la defensa?", "es"),
        ("Wie viele Punkte waren es?", "de"),
        ("कितने अंक", "hi"),
        ("كم عدد النقاط", "ar"),
        ("谁赢了比赛", "zh"),
        ("東京の人口は", "ja"),
        ("ประเทศไทย", "th"),
        ("полиция", "ru"),
        ("policing", None),
        ("42", None),
    ],
)
def test_the_language_of_a_question_is_told_by_its_stop_words_or_its_script(
    question: str, language: str | None
) -> None:
    assert question_language(question) == language


def matched(question: str, text: str, language: str) -> tuple[str, ...]:
    return matched_words(frozenset(question_terms(question, [language])), text, language)


def test_matched_words_are_as_the_paragraph_writes_them() -> None:
    text = "Training of Police, and the policing sector; the police."
    assert matched("what was said about police training", text, "en") == (
        "Training",
        "Police",
        "policing",
    )


def test_a_stop_word_is_no_reason() -> None:
    assert matched("what is the law", "The rule is the rule.", "en") == ()


def test_matched_chinese_is_shown_as_whole_stretches() -> None:
    assert matched("中国人口多少", "据统计，中国人口超过十四亿。", "zh") == ("中国人口",)


def test_a_very_long_run_without_spaces_is_split_in_linear_time() -> None:
    assert len(terms("中" * 100_000, "zh")) == 199_999
