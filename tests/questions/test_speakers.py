import time

import pytest

from assistant.questions.speakers import speaker_asked


@pytest.mark.parametrize(
    ("question", "speaker"),
    [
        ("What did the Committee recommend on training?", "Committee"),
        ("What did Ms. Okoro say about patrols?", "Ms. Okoro"),
        ("What did the U.N. say about it?", "U.N."),
        ("What did Slovenia report?", "Slovenia"),
        ("What has the Ombudsperson said about costs?", "Ombudsperson"),
        ("How did Chief Okafor reply?", "Chief Okafor"),
        ("What is Ms. Chen's view on dogs?", "Ms. Chen"),
        ("views of the Committee on women", "Committee"),
        ("What was the reply of the Chair?", "Chair"),
        ("According to the Ombudsperson, how many came?", "Ombudsperson"),
        ("according to Dr. Svensson, did fever fall?", "Dr. Svensson"),
        ("Was sagte Frau Müller über die Polizei?", "Frau Müller"),
        ("Was sagt der Ausschuss?", "Ausschuss"),
        ("Was sagte Dr. Weber zum Haushalt?", "Dr. Weber"),
        ("Was hat der Ausschuss zu Frauen gesagt?", "Ausschuss"),
        ("Was haben die Gemeinden vorgeschlagen?", "Gemeinden"),
        ("Laut Herrn Weber, wie viele kamen?", "Herrn Weber"),
        ("Wie viele waren es nach Ansicht der Kommission?", "Kommission"),
        ("Qu'a dit Mme Dubois sur la police ?", "Mme Dubois"),
        ("Qu’a recommandé le Comité ?", "Comité"),
        ("Que dit le maire à propos des chiens ?", "maire"),
        ("Que disent les délégations sur la paix ?", "délégations"),
        ("Selon M. Martin, combien sont venus ?", "M. Martin"),
        ("¿Qué dijo la Sra. García sobre la policía?", "Sra. García"),
        ("¿Qué recomendó el Comité?", "Comité"),
        ("Según el Comité, ¿cuántos vinieron?", "Comité"),
    ],
)
def test_who_is_to_have_said_something(question: str, speaker: str) -> None:
    assert speaker_asked(question) == speaker


@pytest.mark.parametrize(
    "question",
    [
        "What does this report say about women?",
        "What does the report recommend?",
        "What does the annual report say?",
        "According to the report of the Committee, who came?",
        "What do the minutes say?",
        "What does the charter say?",
        "Was sagt der Bericht über die Polizei?",
        "Was sagt dieser Vertrag zur Kündigung?",
        "Laut Jahresbericht, wie viele?",
        "Que dit ce rapport sur les femmes ?",
        "Selon le rapport annuel, combien ?",
        "¿Qué dice el documento sobre las mujeres?",
        "Según el informe anual, ¿cuántos?",
    ],
)
def test_a_document_is_no_speaker(question: str) -> None:
    assert speaker_asked(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "What did they say about dogs?",
        "According to him?",
        "What does it say?",
        "What did people say?",
        "Was sagt sie über Hunde?",
        "Was sagt das?",
        "Que dit-on sur la police ?",
        "Qu'a-t-il dit sur la police ?",
        "Selon lui ?",
        "¿Qué dijo él sobre esto?",
        "Según ella",
        "¿Qué se dijo sobre la policía?",
    ],
)
def test_a_pronoun_is_no_speaker(question: str) -> None:
    assert speaker_asked(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Who said that iron rusts?",
        "What was said about policing?",
        "Why did the council refuse the vote?",
        "When did the mill close?",
        "policing",
    ],
)
def test_a_question_that_names_nobody_asks_about_nobody(question: str) -> None:
    assert speaker_asked(question) is None


def test_a_long_question_takes_no_time() -> None:
    started = time.process_time()
    for piece in ("was hat zu ", "what did Dr. ", "qu'a dit "):
        speaker_asked(piece * 5_000)
    assert time.process_time() - started < 6
