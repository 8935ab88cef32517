import pytest

from assistant.questions.frames import subject_of
from assistant.questions.question import Question
from assistant.retrieval.mentions import mentions
from assistant.retrieval.retriever import Retriever
from tests.retrieval.shelf import Shelf


@pytest.mark.parametrize(
    ("request_", "subject"),
    [
        ("Find all passages about free movement.", "free movement"),
        ("I am looking for clauses on early termination", "early termination"),
        ("Could you please list every paragraph that deals with interpreters?", "interpreters"),
        ("Find all mentions of zebras", "zebras"),
        ("Which paragraphs mention women?", "women"),
        ("Is there anything about fisheries?", "fisheries"),
        ("Show me the parts of this report that concern women.", "women"),
        ("What does the document say about policing?", "policing"),
        ("Tell me more about the mill", "the mill"),
        ("Tell me about the mill. When did it close?", "the mill. When did it close?"),
        ("Zeige mir alle Absätze über die Polizei", "die Polizei"),
        ("Was sagt dieser Vertrag zur Kündigung?", "Kündigung"),
        ("Montrez-moi les passages sur la formation", "la formation"),
        ("Que dit ce rapport sur les femmes ?", "les femmes"),
        ("Cite les passages sur « la paix »", "la paix"),
        ("Muestra todos los párrafos sobre la policía", "la policía"),
        ("¿Qué dice el documento sobre las mujeres?", "las mujeres"),
        ("Mostre-me todas as passagens sobre a polícia", "a polícia"),
        ("O que diz este relatório sobre as mulheres?", "as mulheres"),
        ("Trova tutti i paragrafi sulla polizia", "polizia"),
        ("Che cosa dice questo rapporto sulle donne?", "donne"),
        ("Zoek alle passages over de politie", "de politie"),
        ("Wat zegt dit rapport over vrouwen?", "vrouwen"),
        ("Poišči vse odstavke o policiji", "policiji"),
        ("Kaj piše v tem poročilu o ženskah?", "ženskah"),
        ("Найди все абзацы о полиции", "полиции"),
        ("Что говорится в этом докладе о женщинах?", "женщинах"),
        ("ابحث عن جميع الفقرات المتعلقة بالشرطة", "بالشرطة"),
        ("ماذا يقول هذا التقرير عن المرأة؟", "المرأة"),
        ("请找出所有关于警察的段落。", "警察"),
        ("这份报告对妇女权利怎么说？", "妇女权利"),
        ("警察に関する段落を探してください。", "警察"),
        ("यह रिपोर्ट महिलाओं के बारे में क्या कहती है?", "महिलाओं"),
        ("Bu rapor kadınlar hakkında ne diyor?", "kadınlar"),
    ],
)
def test_the_subject_of_a_request_for_passages_is_what_follows_it(
    request_: str, subject: str
) -> None:
    assert subject_of(request_) == subject


@pytest.mark.parametrize(
    "question",
    [
        "When was it signed?",
        "What does the Committee say about policing?",
        "Who asked for interpreters?",
        "Find places on the coast",
        "List the sentences for robbery",
        "List the parts related to brakes",
        "Show the budget on training",
        "Are there any provisions on pensions?",
        "What parts did the witness highlight?",
        "training of police",
        "Find everything about",
        "What does  this   mean?",
        "Kdo je predsedoval sestanku?",
        "Что было сказано о полиции?",
        "ماذا قيل عن الشرطة؟",
        "关于警察说了什么？",
        "谁主持了会议？",
    ],
)
def test_other_questions_stay_as_they_are(question: str) -> None:
    assert subject_of(question) == question


def test_a_quoted_subject_leaves_what_the_passages_are_wanted_for() -> None:
    asked = 'Mark the sections (if there are any) related to "notice" that must be read by a clerk.'
    assert subject_of(asked) == "notice"


def test_what_explains_a_quoted_subject_stays_without_its_label() -> None:
    asked = "Find the clauses of this contract about “audit”. Meaning: May a party see the books?"
    assert subject_of(asked) == "audit. May a party see the books?"


def test_words_that_narrow_a_quoted_subject_stay() -> None:
    asked = 'Find clauses about "termination" in the 2014 agreement with Norway.'
    assert subject_of(asked) == "termination in the 2014 agreement with Norway"


def test_a_long_request_takes_no_time() -> None:
    for asked in ("find " + "all the " * 50_000, "find passages (" * 20_000, "what " * 50_000):
        assert subject_of(asked) == asked


def test_mentions_of_a_request_are_those_of_its_subject() -> None:
    library = Shelf.empty()
    library.add("guide.txt", "Passages are mentioned in every document.", "Iron rusts in rain.")
    asked = "Find all passages about iron."
    found = mentions(Retriever(library, library.encoder), Question.of(asked), ranked=True)
    assert (found.subject, found.weak_from) == (asked, 2)
    assert found.hits[0].paragraph.text == "Iron rusts in rain."
