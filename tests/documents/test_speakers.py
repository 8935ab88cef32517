import pytest

from assistant.documents.document import Block, Kind
from assistant.documents.speakers import with_speakers


def speakers(*texts: str) -> list[str | None]:
    return [block.speaker for block in with_speakers([Block(Kind.PARAGRAPH, t) for t in texts])]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ms. Brink explained that ropes wear out.", "Ms. Brink"),
        ("Mr. Jon van Dahl also said that streets flood.", "Mr. Jon van Dahl"),
        ("Ms. Ito (Japan) noted the report.", "Ms. Ito (Japan)"),
        ("Dr. Moreau, Head of the River Office, described the river.", "Dr. Moreau"),
        ("The representative of Chad said that it rained.", "The representative of Chad"),
        ("The delegation of Costa Rica then asked why.", "The delegation of Costa Rica"),
        ("The Special Rapporteur on water stressed the need.", "The Special Rapporteur on water"),
        ("The High Commissioner recalled the Charter.", "The High Commissioner"),
        ("The report says that Ms. Brink left.", None),
        ("Mr. Hill was born in 1950.", None),
    ],
)
def test_minutes_name_the_speaker_in_the_sentence(text: str, speaker: str | None) -> None:
    assert speakers(text) == [speaker]


def test_a_pronoun_goes_on_with_the_speaker_before() -> None:
    assert speakers("Ms. Brink said no.", "She added that it rained.", "The debate ended.") == [
        "Ms. Brink",
        "Ms. Brink",
        None,
    ]


def test_a_verbatim_record_keeps_its_speaker_until_the_next_name() -> None:
    assert speakers(
        "The CHAIR: We begin.",
        "First, the minutes.",
        "Mr. Dahl (Norway): I object.",
        "My reasons are these.",
    ) == ["The CHAIR", "The CHAIR", "Mr. Dahl (Norway)", "Mr. Dahl (Norway)"]


def test_the_language_spoken_is_not_the_country() -> None:
    assert speakers(
        "Ms. Diop (Senegal) (spoke in French): We agree.", "The President: Thank you."
    ) == ["Ms. Diop (Senegal)", "The President"]


def test_names_in_capitals_speak_when_they_take_turns() -> None:
    turns = ["HAMMOND: Good day.", "REYES: Good day to you.", "HAMMOND: It rains.", "REYES: Yes."]
    assert speakers(*turns) == ["HAMMOND", "REYES", "HAMMOND", "REYES"]


def test_labels_in_capitals_are_no_speakers() -> None:
    assert speakers("NOTE: It rains.", "RESULTS: It rained.", "NOTE: Still.") == [None] * 3


def test_a_heading_ends_a_speech() -> None:
    blocks = [
        Block(Kind.PARAGRAPH, "The CHAIR: We begin."),
        Block(Kind.PARAGRAPH, "Mr. Dahl: I object."),
        Block(Kind.HEADING, "Annex"),
        Block(Kind.PARAGRAPH, "List of ships."),
    ]
    assert [block.speaker for block in with_speakers(blocks)] == [
        "The CHAIR",
        "Mr. Dahl",
        None,
        None,
    ]
