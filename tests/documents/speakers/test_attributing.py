"""Each sentence of a document with its speaker, and none where it is not known who that is."""

from assistant.documents.speakers.speaker import Attribution
from tests.documents.speakers.texts import composed, heading, heard, item

MINUTES = (
    heading("Report of the Committee on Rivers", 1),
    heading("I. General debate", 2),
)
REVIEW = (
    heading("Report of the Working Group on the Review of Rivers", 1),
    heading("Slovenia", 1),
    heading("A. Presentation by the State under review", 2),
    "1. Rivers were cleaned. The Ministry of Lakes stated that lakes were too.",
    "1. Rivers have been cleaned since 2010.",
    "2. The delegation stated that a new law was due.",
    heading("B. Interactive dialogue", 2),
    "3. Peru welcomed the law. It encouraged Slovenia to clean its lakes. Fish were rare.",
    "4. Chad noted progress. Portugal asked how lakes were cleaned.",
    "5. Lakes are large.",
    "6. The Slovene delegation replied that lakes came next.",
    "7. Their turn was in 2020.",
)


def test_a_review_is_told_apart_into_those_who_speak_in_it() -> None:
    assert heard(*REVIEW) == [
        ["Slovenia reported", "Ministry of Lakes reported"],
        ["Slovenia reported"],
        ["Slovenia reported"],
        ["Peru reported"],
        ["Chad reported", "Portugal reported"],
        [],
        ["Slovenia reported"],
        ["Slovenia reported"],
    ]


def test_each_sentence_has_its_own_speaker_and_the_place_where_it_is_named() -> None:
    both = composed(*REVIEW)[8]
    chad, portugal = both.speakers
    text = both.text
    assert text[chad.start - both.start : chad.end - both.start] == "Chad noted progress."
    assert portugal.named is not None
    first, last = (at - both.start for at in portugal.named)
    assert text[first:last] == "Portugal"
    assert chad.basis is Attribution.SAYING


def test_who_is_only_spoken_about_is_no_speaker() -> None:
    assert heard("Rivers of Slovenia are long.", "The lakes were praised by Peru.") == [[], []]


def test_the_author_says_what_nobody_else_is_said_to_say() -> None:
    assert heard(
        heading("Report of the Secretary-General"),
        "Rivers rise.",
        "The Ministry of Rivers stated that dams hold. They are old.",
    ) == [
        ["Secretary-General stated"],
        ["Ministry of Rivers reported", "Secretary-General stated"],
    ]


def test_what_a_committee_says_in_its_own_report_is_its_own() -> None:
    assert heard(*MINUTES, "The Committee recommends that dams be built.") == [
        ["Committee on Rivers stated"]
    ]


def test_an_unnamed_speaker_is_not_the_author() -> None:
    assert heard(*MINUTES, "A speaker called for more dams.", "It rained.") == [
        ["Speaker reported"],
        ["Committee on Rivers stated"],
    ]


def test_a_sentence_of_which_it_is_unclear_who_says_it_is_nobodys() -> None:
    assert heard(*MINUTES, "The old river wardens stated that it rained.", "They said no.") == [
        [],
        [],
    ]


def test_recommendations_are_those_of_the_states_in_brackets_behind_them() -> None:
    assert heard(
        heading("II. Conclusions and/or recommendations"),
        "131.1 Ratify the Convention on Rivers (Iran (Islamic Republic of));",
        "131.2 Clean all lakes without delay (Chad, Peru and Côte d’Ivoire);",
        "131.3 Publish the map of lakes (see annex);",
    ) == [
        ["Iran reported"],
        ["Chad reported", "Peru reported", "Côte d'Ivoire reported"],
        [],
    ]


def test_a_name_and_its_country_are_no_recommendation() -> None:
    assert heard("The Committee elected these officers:", "Ida Holm of Norway (Chad)") == [[], []]


def test_questions_under_the_name_of_a_state_are_its_own() -> None:
    assert heard(
        heading("BELGIUM"),
        item("When will lakes be cleaned?"),
        heading("Norway"),
        item("How long are the rivers? We welcome the map."),
    ) == [["Belgium stated"], ["Norway stated"]]


def test_delegates_listed_under_their_states_say_nothing() -> None:
    lists = (heading("BELGIUM"), "Ms. Ida Holm, Adviser", heading("NORWAY"), "Mr. Jon Rey, Envoy")
    assert heard(*lists) == [[], []]


def test_items_complete_what_somebody_is_said_to_have_asked() -> None:
    assert heard(
        heading("Report of the Committee on Rivers"),
        "In 2019 the Human Rights Council requested the Committee:",
        item("(a) To map all rivers;", "(a)"),
    ) == [["Human Rights Council reported"], ["Human Rights Council reported"]]


def test_the_organ_whose_name_opens_a_resolution_says_all_of_it() -> None:
    assert heard(
        heading("Report of the Committee on Rivers"),
        heading("Draft resolution", 2),
        "The General Assembly,",
        "Recalling its resolution on lakes,",
        "1. Decides to clean them;",
        heading("Annex on money", 2),
        "It costs much.",
    ) == [
        ["General Assembly stated"],
        ["General Assembly stated"],
        ["General Assembly stated"],
        ["Committee on Rivers stated"],
    ]


def test_a_short_name_is_that_of_the_only_one_who_has_it() -> None:
    assert heard(
        "Ms. Jane Brook said that it rained.",
        "Ms. Brook added that it poured.",
        "Mr. Jon Hill said no.",
        "Mr. Tom Hill said yes.",
        "Mr. Hill said perhaps.",
    ) == [
        ["Ms. Jane Brook reported"],
        ["Ms. Jane Brook reported"],
        ["Mr. Jon Hill reported"],
        ["Mr. Tom Hill reported"],
        ["Mr. Hill reported"],
    ]


def test_an_abbreviation_stands_for_the_name_that_it_was_given_behind() -> None:
    assert heard(
        "The Union of River Wardens (URW) reported that dams leak.", "URW recommended repairs."
    ) == [["Union of River Wardens reported"], ["Union of River Wardens reported"]]


def test_the_sender_says_what_stands_in_a_message() -> None:
    assert heard("From: Ines Carro <ines@example.org>", "The quay is closed.") == [
        ["Ines Carro stated"],
        ["Ines Carro stated"],
    ]


def test_a_state_is_one_in_all_languages() -> None:
    assert heard("La Slovénie a déclaré que l’eau montait.", language="fr") == [
        ["Slovenia reported"]
    ]
    assert heard("Делегация Словении заявила, что вода прибывает.", language="ru") == [
        ["Slovenia reported"]
    ]


def test_a_letter_in_an_annex_has_its_own_author() -> None:
    assert heard(
        heading("Letter dated 1 May 2025 from the Secretary-General addressed to the Council"),
        "I transmit a report.",
        heading("Annex"),
        heading("Sixth report of the High Representative for Rivers to the Secretary-General"),
        "Rivers rise.",
    ) == [["Secretary-General stated"], ["High Representative for Rivers stated"]]
