import pytest

from assistant.language.terms import terms

FORMS = {
    "en": "policies policy",
    "fr": "sécurités sécurité",
    "es": "policías policía",
    "pt": "cidades cidade",
    "it": "rifugiati rifugiato",
    "de": "Häuser Hauses",
    "nl": "vluchtelingen vluchteling",
    "sv": "flyktingarna flyktingar",
    "pl": "policji policja",
    "cs": "soudu soud",
    "sk": "mestá mesto",
    "sl": "manjšinam manjšine",
    "hr": "manjinama manjine",
    "tr": "evlerden evler",
    "el": "νόμους νόμος",
    "ru": "полиции полицией",
    "uk": "поліції поліція",
    "bg": "градове град",
    "ar": "والمدرسة مدرسة",
    "he": "ולממשלות הממשלה",
    "hi": "लड़कियों लड़की",
}


@pytest.mark.parametrize("language", FORMS)
def test_forms_of_a_word_have_one_term(language: str) -> None:
    one, other = FORMS[language].split()
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        pytest.param("Čeferin", "Ceferin", "sl", id="Slovene"),
        pytest.param("Erdoğan", "Erdogan", "sl", id="a letter that Slovene has not"),
        pytest.param("Erdoğan", "Erdogan", "en", id="a letter that English has not"),
        pytest.param("Łukasz", "Lukasz", "en", id="a barred letter"),
        pytest.param("Đorđević", "Dordevic", "en", id="two barred letters"),
        pytest.param("Mueller", "Müller", "de", id="German vowels in two letters"),
        pytest.param("Straße", "Strasse", "de", id="ß"),
        pytest.param("Παπανδρέου", "Παπανδρεου", "el", id="Greek accents"),
        pytest.param("ISPARTA", "ısparta", "tr", id="the dotless i"),
        pytest.param("İzmir", "izmir", "tr", id="the dotted capital"),
        pytest.param("שָׁלוֹם", "שלום", "he", id="Hebrew points"),
        pytest.param("ज़मीन", "जमीन", "hi", id="the nukta"),
        pytest.param("गाँव", "गांव", "hi", id="two signs for a nasal"),
        pytest.param("đường", "duong", "vi", id="Vietnamese tones"),
    ],
)
def test_a_word_is_found_without_its_accents(one: str, other: str, language: str) -> None:
    assert terms(one, language) == terms(other, language)


@pytest.mark.parametrize("word", ["thành", "những"])
def test_a_language_without_endings_loses_none(word: str) -> None:
    assert len(terms(word, "vi")[0]) == len(word)


def test_hebrew_clitics_are_taken_off_one_after_the_other() -> None:
    assert terms("ושהמשטרה", "he") == terms("משטרה", "he")
    assert terms("הנשים", "he") == terms("נשים", "he")
    assert terms("לצ׳פרין", "he") == terms("צ׳פרין", "he")


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("서울에서", "서울"),
        ("東京都", "東京"),
        ("กรุงเทพมหานคร", "กรุง"),
        ("រដ្ឋាភិបាលកម្ពុជា", "កម្ពុជា"),
    ],
)
def test_a_word_within_a_run_is_found_by_its_pairs(text: str, part: str) -> None:
    assert set(terms(part, None)) <= set(terms(text, None))
