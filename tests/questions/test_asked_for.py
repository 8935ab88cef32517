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
        "Quando foi assinado?",
        "In che anno fu firmato?",
        "Wanneer werd het getekend?",
        "Kdaj je bil podpisan?",
        "V katerem letu?",
        "Kiedy to podpisano?",
        "Kdy byla podepsána?",
        "Когда был подписан договор?",
        "В каком году?",
        "متى وُقّعت الاتفاقية؟",
        "في أي عام؟",
        "समझौता कब हुआ?",
        "条约是什么时候签署的？",
        "协定何时生效？",
        "条約はいつ署名されましたか。",
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
        "Quem presidiu a reunião?",
        "Chi ha firmato?",
        "Wie heeft het getekend?",
        "Kdo je predsedoval?",
        "Kto przewodniczył?",
        "Кто председательствовал?",
        "Кому это поручено?",
        "من ترأس الاجتماع؟",
        "من هو رئيس اللجنة",
        "बैठक की अध्यक्षता किसने की?",
        "谁主持了会议？",
        "会议是谁主持的？",
        "議長は誰ですか。",
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
        "Quantos vieram?",
        "Quante donne sono venute?",
        "Hoeveel mensen kwamen er?",
        "Hoe lang is de brug?",
        "Koliko jih je prišlo?",
        "Kolikšen delež žensk?",
        "Ilu przyszło?",
        "Kolik jich přišlo?",
        "Hur många kom?",
        "Kaç kişi geldi?",
        "Πόσοι ήρθαν;",
        "Сколько человек пришло?",
        "كم عدد اللاجئين؟",
        "कितने लोग आए?",
        "有多少人？",
        "有几个国家参加？",
        "何人来ましたか。",
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
        "Onde está escrito que o ferro enferruja?",
        "In quale documento?",
        "Op welke pagina?",
        "Kje piše, da železo rjavi?",
        "V katerem poročilu?",
        "Где сказано, что железо ржавеет?",
        "В каком пункте?",
        "أين ورد ذلك؟",
        "في أي صفحة؟",
        "在哪一页？",
        "哪份报告提到警察？",
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
        "Há pena de morte?",
        "Esiste la pena di morte?",
        "Heeft de politie honden?",
        "Ali ima policija pse?",
        "Czy policja ma psy?",
        "Была ли отменена казнь?",
        "هل أُلغيت العقوبة؟",
        "क्या मृत्युदंड है?",
        "有死刑吗？",
        "死刑はまだありますか？",
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
        "O que foi dito sobre a polícia?",
        "Che cosa è stato detto sulla polizia?",
        "Wat is er gezegd over de politie?",
        "Wie die Polizei arbeitet",
        "Kaj je bilo rečeno o policiji?",
        "Что было сказано о полиции?",
        "ماذا قيل عن الشرطة؟",
        "من أجل السلام",
        "पुलिस के बारे में क्या कहा गया?",
        "关于警察说了什么？",
        "polis ile çocuklar",
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


@pytest.mark.parametrize(
    "sentence",
    [
        "جاء ٣٧ رجلا.",
        "३७ लोग आए।",
        "มี ๓๗ คน",
        "３７人が来た。",
        "Пришли семь человек.",
        "جاء ثلاثة رجال.",
    ],
)
def test_a_number_may_be_written_in_any_digits_or_in_words(sentence: str) -> None:
    assert has_other_number(sentence, "How many came?")


def test_a_number_in_other_digits_is_the_same_number() -> None:
    assert not has_other_number("في عام ٢٠٢٤", "How many in 2024?")
