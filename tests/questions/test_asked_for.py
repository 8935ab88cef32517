import pytest

from assistant.questions.asked_for import AskedFor, asked_for, has_other_number, wants_number


@pytest.mark.parametrize(
    "question",
    [
        "When was it signed?",
        "And when did it close?",
        "Until when is it open?",
        "In which year did women vote?",
        "Wann wurde es unterzeichnet?",
        "Bis wann?",
        "In welchem Jahr?",
        "Quand a-t-il été signé ?",
        "À quelle date ?",
        "¿Cuándo se firmó?",
        "¿En qué fecha?",
    ],
)
def test_a_date_is_asked_for(question: str) -> None:
    assert asked_for(question) is AskedFor.WHEN


@pytest.mark.parametrize(
    "question",
    [
        "Who signed it?",
        "who signed it",
        "By whom was it signed?",
        "Whose office is it?",
        "WHO SIGNED IT?",
        "Wer hat es unterzeichnet?",
        "Mit wem sprach sie?",
        "Qui a signé ?",
        "Par qui a-t-il été signé ?",
        "¿Quiénes firmaron?",
        "¿Por quién fue firmado?",
    ],
)
def test_a_person_is_asked_for(question: str) -> None:
    assert asked_for(question) is AskedFor.WHO


@pytest.mark.parametrize(
    "question",
    [
        "How many came?",
        "What percentage of the officers were trained?",
        "Of the officers, how many were trained?",
        "How wide is the bridge?",
        "Wie viele kamen?",
        "Wie lang ist die Brücke?",
        "Was kostet der Wein?",
        "Combien sont venus ?",
        "¿Cuántas mujeres vinieron?",
        "¿Cuánto cuesta?",
    ],
)
def test_a_number_is_asked_for(question: str) -> None:
    assert asked_for(question) is AskedFor.HOW_MANY


@pytest.mark.parametrize(
    "question",
    [
        "Where does it say that iron rusts?",
        "Where is training mentioned?",
        "Where can I find the passage on rust?",
        "In which paragraph?",
        "Which document mentions women?",
        "Wo steht das?",
        "Auf welcher Seite steht das?",
        "In welchem Bericht?",
        "Où est-il écrit que le fer rouille ?",
        "À quelle page ?",
        "Dans quel rapport ?",
        "¿Dónde dice que el hierro se oxida?",
        "¿En qué página?",
    ],
)
def test_a_place_in_the_documents_is_asked_for(question: str) -> None:
    assert asked_for(question) is AskedFor.PLACE


@pytest.mark.parametrize(
    "question",
    [
        "Did iron rust?",
        "Is there a death penalty?",
        "Was the hall full?",
        "Didn't it close?",
        "May the officers enter?",
        "Gibt es eine Todesstrafe?",
        "Hat die Polizei Hunde?",
        "Darf man rauchen?",
        "Est-ce que le fer rouille ?",
        "Y a-t-il des chiens ?",
        "Le fer rouille-t-il ?",
        "¿Hay pena de muerte?",
        "¿Puede la policía entrar?",
    ],
)
def test_yes_or_no_is_asked_for(question: str) -> None:
    assert asked_for(question) is AskedFor.YES_NO


@pytest.mark.parametrize(
    "question",
    [
        "policing",
        "What was said about policing?",
        "Why did it close when it rained?",
        "How do they work?",
        "Whenever it rains",
        "Whoever comes",
        "WHO guidelines on rain",
        "What is the WHO?",
        "Where is the bridge?",
        "Where do I report a stop?",
        "Where was the witness found?",
        "Is iron",
        "May 2014?",
        "Will of the king?",
        "Can you show me the passages?",
        "Was ist Rost?",
        "Was muss man tun?",
        "Was geschah 1971?",
        "Was wurde über die Polizei gesagt?",
        "Warum wurde sie geschlossen?",
        "Wo liegt die Brücke?",
        "Que dit-on sur la police ?",
        "Comment va-t-il ?",
        "Où est le pont ?",
        "¿Qué se dijo sobre la policía?",
        "¿Por qué?",
    ],
)
def test_any_other_question_asks_what_was_said(question: str) -> None:
    assert asked_for(question) is AskedFor.SAID


def test_a_number_is_wanted_wherever_it_is_asked_for() -> None:
    assert wants_number("The mill closed in which year?")
    assert wants_number("Why did it close when it rained?")
    assert not wants_number("Why did it close?")
    assert not wants_number("How wide is the bridge?")


def test_a_number_of_the_question_is_no_other_number() -> None:
    assert has_other_number("In 2024 there were 21,460 stops.", "How many stops in 2024?")
    assert not has_other_number("The figures for 2024 were presented.", "How many stops in 2024?")
    assert has_other_number("Two dozen came.", "How many came?")
