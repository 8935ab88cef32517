import pytest

from assistant.documents.document import Block, Kind, Paragraph
from assistant.questions.question import Question
from assistant.retrieval.constants import FRAGMENT_SHARE
from assistant.retrieval.fragments import is_title, worth
from tests.retrieval.shelf import Shelf


def paragraph(kind: Kind, text: str, section: tuple[str, ...] = ()) -> Paragraph:
    return Paragraph("p", "d", 0, kind, text, 0, len(text), section=section)


def worth_of(question: str, made: Paragraph) -> float:
    """What a paragraph of that kind and text is worth when it stands in a library."""
    library = Shelf.empty()
    library.add("report.pdf", Block(made.kind, made.text))
    return worth(Question.of(question), library.rows[0])


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (paragraph(Kind.HEADING, "III. Early warning"), True),
        (paragraph(Kind.HEADING, "One two three four five six seven eight nine"), False),
        (paragraph(Kind.TABLE_ROW, "III. Early warning | 11", ("Report", "Contents")), True),
        (paragraph(Kind.TABLE_ROW, "Training | 400,000", ("Budget",)), False),
        (paragraph(Kind.PARAGRAPH, "Early warning . . . . . . 11"), True),
        (paragraph(Kind.PARAGRAPH, "And so on..."), False),
        (paragraph(Kind.PARAGRAPH, "Early warning ........ xi"), True),
        (paragraph(Kind.PARAGRAPH, "Early warning came late."), False),
    ],
)
def test_a_title_only_names_what_stands_elsewhere(made: Paragraph, expected: bool) -> None:
    assert is_title(made) is expected


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("charter on policing", paragraph(Kind.FOOTNOTE, "Charter on Policing, article 7.")),
        ("the Security Council", paragraph(Kind.TABLE_ROW, "Security Council | Distr.: General")),
        ("the Security Council", paragraph(Kind.PARAGRAPH, "The Security Council,")),
        ("What is Flag Day?", paragraph(Kind.LIST_ITEM, "Flag Day")),
        ("police", paragraph(Kind.HEADING, "Part One of a long report on police and its powers")),
    ],
)
def test_a_fragment_keeps_a_share_of_its_score(question: str, made: Paragraph) -> None:
    assert worth_of(question, made) == FRAGMENT_SHARE


@pytest.mark.parametrize(
    ("question", "made"),
    [
        ("rust", paragraph(Kind.PARAGRAPH, "Iron rusts.")),
        ("what did the Forum recommend", paragraph(Kind.PARAGRAPH, "The Forum recommends:")),
        ("training", paragraph(Kind.LIST_ITEM, "Training")),
        ("What must be taught?", paragraph(Kind.LIST_ITEM, "Languages")),
        ("Who gives training?", paragraph(Kind.LIST_ITEM, "Training.")),
        ("police", paragraph(Kind.TABLE_ROW, "Police | patrols on foot in every valley")),
        ("how much for training", paragraph(Kind.TABLE_ROW, "Training | 400,000")),
        ("what did the police do?", paragraph(Kind.HEADING, "The police acted against the law.")),
    ],
)
def test_what_states_something_keeps_all_of_it(question: str, made: Paragraph) -> None:
    assert worth_of(question, made) == 1.0
