from assistant.documents.document import Block, Kind
from tests.documents.speakers.texts import composed, heading, heard


def turns(*texts: str | Block) -> list[str | None]:
    return [p.turn for p in composed(*texts) if p.kind is not Kind.HEADING]


def test_a_verbatim_record_keeps_its_speaker_until_the_next_name() -> None:
    assert turns(
        "The CHAIR: We begin.",
        "First, the minutes.",
        "Mr. Dahl (Norway): I object.",
        "My reasons are these.",
    ) == ["The CHAIR", "The CHAIR", "Mr. Dahl (Norway)", "Mr. Dahl (Norway)"]


def test_the_language_spoken_is_not_the_country() -> None:
    assert turns(
        "Ms. Diop (Senegal) (spoke in French): We agree.", "The President: Thank you."
    ) == ["Ms. Diop (Senegal)", "The President"]


def test_names_in_capitals_speak_when_they_take_turns() -> None:
    lines = ["HAMMOND: Good day.", "REYES: Good day to you.", "HAMMOND: It rains.", "REYES: Yes."]
    assert turns(*lines) == ["HAMMOND", "REYES", "HAMMOND", "REYES"]


def test_full_names_speak_when_they_take_turns() -> None:
    lines = ["Ida Holm: Good day.", "Juan Rey: It rains.", "Ida Holm: Yes.", "Juan Rey: Still."]
    assert turns(*lines) == ["Ida Holm", "Juan Rey", "Ida Holm", "Juan Rey"]


def test_a_full_stop_behind_a_name_in_capitals_gives_the_word_as_a_colon_does() -> None:
    lines = ["Chairwoman OKORO. We begin.", "Mr. FALK. How many boats?", "Ms. TORRES. Nine."]
    assert heard(*lines) == [
        ["Chairwoman Okoro stated"],
        ["Mr. Falk stated"],
        ["Ms. Torres stated"],
    ]


def test_forms_of_address_in_capitals_are_read_as_others() -> None:
    lines = ["CHAIR OKORO: We begin.", "MR. FALK: How many boats?", "MS. TORRES: Nine."]
    assert heard(*lines) == [["Chair Okoro stated"], ["Mr. Falk stated"], ["Ms. Torres stated"]]


def test_labels_are_no_speakers() -> None:
    assert turns("NOTE: It rains.", "RESULTS: It rained.", "NOTE: Still.") == [None] * 3
    numbers = ["PMID: 12", "ISSN: 34", "PMID: 56", "ISSN: 78"]
    assert turns(*numbers) == [None] * 4
    labels = ["CHAPTER ONE: Rain", "CHAPTER TWO: Snow", "CHAPTER ONE: Rain", "CHAPTER TWO: Snow"]
    assert turns(*labels) == [None] * 4


def test_a_name_behind_an_office_is_no_speech() -> None:
    assert turns("Rapporteur: Mr. Jon Dahl (Norway)", "Chair: Ms. Ida Holm (Chad)") == [None] * 2


def test_two_names_before_colons_in_a_long_list_make_no_record() -> None:
    people = [f"Ms. Ida Holm the {n}th, Ministry of Rivers" for n in range(500)]
    assert set(turns("Mr. Dahl: Norway", *people, "Ms. Holm: Chad")) == {None}


def test_a_heading_ends_a_speech() -> None:
    lines = ("The CHAIR: We begin.", "Mr. Dahl: I object.", heading("Annex"), "List of ships.")
    assert turns(*lines) == ["The CHAIR", "Mr. Dahl", None]


def test_questions_and_answers_of_an_examination_have_their_speakers() -> None:
    lines = [
        "EXAMINATION BY MS. HARLOW:",
        "Q. Where do you work?",
        "A. At the harbour.",
        "Q. Good.",
    ]
    assert heard(*lines) == [
        [],
        ["Ms. Harlow stated"],
        ["Witness stated"],
        ["Ms. Harlow stated"],
    ]


def test_a_speaker_that_the_file_itself_tells_has_the_word() -> None:
    told = Block(Kind.PARAGRAPH, "Forty boats have no lights.", speaker="Tomas Okafor")
    assert heard(told) == [["Tomas Okafor stated"]]
