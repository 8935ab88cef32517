import pytest

from assistant.language.names import asked_sounds, is_sound, names_in, sounds_of
from assistant.language.terms import matched_words, question_names, question_terms, question_words


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Ceferin", "Čeferin"),
        ("Чеферин", "Čeferin"),
        ("Чеферин", "Ceferin"),
        ("Kučan", "Кучан"),
        ("Cicero", "Цицеро"),
        ("Erdogan", "Erdoğan"),
        ("Erdogan", "Эрдоган"),
        ("Erdogan", "إردوغان"),
        ("Мария", "Maria"),
        ("Mariya", "Мария"),
        ("Maria", "Marija"),
        ("Mueller", "Müller"),
        ("Müller", "Muller"),
        ("Mohammed", "محمد"),
        ("محمد", "Muhammad"),
        ("محمد", "Мухаммад"),
        ("Netanyahu", "נתניהו"),
        ("נתניהו", "Netanjahu"),
        ("Kapodistrias", "Καποδίστριας"),
        ("Modi", "मोदी"),
        ("Lavrov", "Лаврову"),
        ("Julia", "Юлия"),
    ],
)
def test_a_name_is_found_in_another_script_or_spelling(asked: str, written: str) -> None:
    assert set(asked_sounds(asked)) & set(sounds_of(written))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("Slovenia", "Slovakia"),
        ("Slovenia", "Slovene"),
        ("Maria", "Mario"),
        ("Austria", "Australia"),
        ("Niger", "Nigeria"),
        ("Mohammed", "Mahmoud"),
        ("Путин", "Batani"),
    ],
)
def test_another_name_is_another_one(asked: str, written: str) -> None:
    assert not set(asked_sounds(asked)) & set(sounds_of(written))


def test_small_words_and_words_that_any_text_has_are_no_names() -> None:
    assert names_in("The police said that they were There.") == frozenset()
    assert sounds_of("police") == sounds_of("Ann") == sounds_of("東京") == sounds_of("2019") == ()


def test_a_sound_is_no_word() -> None:
    sounds = question_names("Did Čeferin meet محمد?")
    assert all(map(is_sound, sounds))
    assert not any(map(is_sound, question_terms("Did Čeferin meet محمد?", ["en", "ar"])))


def test_a_name_may_be_held_by_its_sound() -> None:
    assert question_words("Maria", ["en"]) == [(("maria",), ("~maria",))]


def test_matched_words_show_the_name_as_the_text_writes_it() -> None:
    asked = frozenset(question_names("What did Mariya Mueller say?"))
    assert matched_words(asked, "Мария und Herr Müller sprachen.", "de") == ("Мария", "Müller")
