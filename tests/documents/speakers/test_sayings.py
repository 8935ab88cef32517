"""Who is said to say a sentence, in seven languages."""

import time

import pytest

from assistant.documents.speakers.sayings import said_in


def names(sentence: str, language: str = "en") -> tuple[str, ...] | None:
    said = said_in(sentence, language)
    return None if said is None else said.names


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Ms. Brink explained that ropes wear out.", ("Ms. Brink",)),
        ("Mr. Jon van Dahl also said that streets flood.", ("Mr. Jon van Dahl",)),
        ("Ms. Ito (Japan) noted the report.", ("Ms. Ito (Japan)",)),
        ("Dr. Moreau, Head of the River Office, described how it rose.", ("Dr. Moreau",)),
        ("The representative of Chad said that it rained.", ("The representative of Chad",)),
        ("The Special Rapporteur on rain stressed it.", ("The Special Rapporteur on rain",)),
        ("On bridges, Peru welcomed the plan.", ("Peru",)),
        ("In 2019 the Committee on Rivers recommended new dams.", ("the Committee on Rivers",)),
        ("JS3 reported that wells were dry.", ("JS3",)),
        ("Clear Water International (CWI) and JS2 noted the drought.",
         ("Clear Water International (CWI)", "JS2")),
        ("The Committee on Ports, Rivers and Canals urged the State party to dredge.",
         ("The Committee on Ports, Rivers and Canals",)),
        ("According to the Ministry of Rivers, the dam holds.", ("the Ministry of Rivers",)),
        ("The dam holds, according to figures from the River Office.", ("River Office",)),
        ("⁵ The Committee on Ports, Rivers and Canals urged it to dredge.",
         ("The Committee on Ports, Rivers and Canals",)),
        ("According to Plato, water is first.", ("Plato",)),
        ("According to Article 5, water is free.", None),
        ("“The dam holds,” said Ms. Brink.", ("Ms. Brink",)),
        ("A speaker called for more boats.", ("A speaker",)),
        ("The delegation of Costa Rica then asked why.", ("The delegation of Costa Rica",)),
        ("The report says that Ms. Brink left.", ()),
        ("208.The Ministry of Rivers stated that it rained.", ("The Ministry of Rivers",)),
        ("Mr. Hill was born in 1950.", None),
        ("The plan was welcomed by Peru.", None),
        ("The River Protection Act stated fines.", None),
        ("Requests the GFRS, with its partners, welcomed by all, to report.", None),
    ],
)  # fmt: skip
def test_english(sentence: str, who: tuple[str, ...] | None) -> None:
    assert names(sentence) == who


@pytest.mark.parametrize(
    ("language", "sentence", "who"),
    [
        ("fr", "Le Pérou s’est félicité du plan.", "Le Pérou"),
        ("fr", "La délégation du Tchad a indiqué que la pluie manquait.", "La délégation du Tchad"),
        ("fr", "Selon le Ministère des fleuves, la digue tient.", "le Ministère des fleuves"),
        ("es", "El Perú acogió con satisfacción el plan.", "El Perú"),
        ("es", "La Relatora Especial señaló que faltaba agua.", "La Relatora Especial"),
        ("es", "Según el Ministerio de Ríos, la presa resiste.", "el Ministerio de Ríos"),
        ("ru", "Делегация Словении заявила, что дождя не было.", "Делегация Словении"),
        ("ru", "Перу приветствовало этот план.", "Перу"),
        ("de", "Slowenien erklärte, dass es regnet.", "Slowenien"),
        ("de", "Der Ausschuss hat dem Land neue Dämme empfohlen.", "Der Ausschuss"),
        ("de", "Laut Frau Holm hält der Damm.", None),
        ("ar", "وذكرت سلوفينيا أن المطر لم ينزل.", "سلوفينيا"),
        ("ar", "وأوصت اللجنة بأن تبنى السدود.", "اللجنة"),
        ("zh", "斯洛文尼亚指出，当年没有下雨。", "斯洛文尼亚"),
        ("zh", "水利委员会建议修建水坝。", "水利委员会"),
    ],
)
def test_other_languages(language: str, sentence: str, who: str | None) -> None:
    found = names(sentence, language)
    assert found == (who,) or (who is None and not found)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It added that the dam holds."),
        ("fr", "Elle a ajouté que la digue tenait."),
        ("es", "Recomendó que se construyera una presa."),
        ("ru", "Она добавила, что плотина держится."),
        ("de", "Sie betonte, dass der Damm hält."),
        ("ar", "وأضافت أن السد صامد."),
        ("zh", "她表示，水坝很坚固。"),
    ],
)
def test_a_pronoun_goes_on_with_who_spoke_before(language: str, sentence: str) -> None:
    said = said_in(sentence, language)
    assert said is not None
    assert said.goes_on


@pytest.mark.parametrize("piece", ["The Committee on ", "A, ", "Ms. ", "said ", "according to "])
def test_a_sentence_made_to_be_slow_is_read_in_a_moment(piece: str) -> None:
    began = time.process_time()
    said_in(piece * 5_000, "en")
    assert time.process_time() - began < 1
