import random
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answers.answer import Statement, Support
from assistant.answers.grounding import LONGEST_SENTENCE, MOST_STATEMENTS, Grounding, ground
from assistant.answers.markers import unmarked
from tests.answers.forgeries import FAITHFUL, cited, forged
from tests.answers.shelves import shelf, source_of
from tests.doubles import WordEncoder

ENCODER = WordEncoder()
SOURCES = shelf()


def said(reply: str) -> list[tuple[str, tuple[int, ...], str]]:
    grounded = ground(reply, SOURCES, ENCODER)
    return [(s.text, s.citations, s.support.value) for s in grounded.statements]


def test_a_statement_that_its_source_bears_out_is_linked_to_the_sentence() -> None:
    grounded = ground("Officers need training before they patrol [4].", SOURCES, ENCODER)
    assert grounded.statements == (
        Statement("Officers need training before they patrol.", (1,), Support.SUPPORTED),
    )
    (citation,) = grounded.citations
    assert (citation.number, citation.document) == (1, "Document 4")
    assert citation.quote == "Officers need training before they patrol."


@pytest.mark.parametrize(
    "reply",
    [
        "**Officers need training** before they patrol [4].",
        "__Officers__ need **training** before they patrol **[4]**.",
        "- Officers need training before they patrol [4].",
        "## Officers need training before they patrol [**4**].",
    ],
)
def test_what_markdown_adds_is_no_word_of_a_statement(reply: str) -> None:
    assert said(reply) == [("Officers need training before they patrol.", (1,), "supported")]


def test_stars_that_emphasise_nothing_stay() -> None:
    assert [text for text, *_ in said("2**3**4 is more than 3 ** 2.")] == [
        "2**3**4 is more than 3 ** 2."
    ]


def test_citations_are_numbered_as_they_appear_and_the_same_one_once() -> None:
    reply = (
        "Iron rusts in rain because water carries oxygen to it [3]. Nobody cites this. "
        "Officers need training before they patrol [4]. "
        "Iron rusts in rain because water carries oxygen to it [3]."
    )
    grounded = ground(reply, SOURCES, ENCODER)
    assert [s.citations for s in grounded.statements] == [(1,), (), (2,), (1,)]
    assert [(c.number, c.document) for c in grounded.citations] == [
        (1, "Document 3"),
        (2, "Document 4"),
    ]


@pytest.mark.parametrize(
    "reply",
    [
        "Stainless steel does not rust easily [3].",
        "Stainless steel does not rust easily.[3]",
        "Stainless steel does not rust easily. [3]",
        "Stainless steel does not rust easily【3】.",
        "Stainless steel does not rust easily [^3].",
        "Stainless steel does not rust easily [Source 3].",
        "Stainless steel does not rust easily 【3†source】.",
        "- Stainless steel does not rust easily [3].",
        "[3] Stainless steel does not rust easily.",
    ],
)
def test_marks_are_read_in_many_forms_and_taken_out(reply: str) -> None:
    grounded = ground(reply, SOURCES, ENCODER)
    (statement,) = grounded.statements
    assert statement.support is Support.SUPPORTED
    assert statement.text.removeprefix("- ") == "Stainless steel does not rust easily."


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("水は酸素を運ぶ。", "鉄は雨で錆びる。", "ja"),
        ("警察需要培训。", "会议厅已满。", "zh"),
        ("लोहा बारिश में जंग खाता है।", "सभागार भरा था।", "hi"),
        ("Eisen rostet im Regen.", "Der Saal war voll.", "de"),
        ("الحديد يصدأ في المطر.", "كانت القاعة ممتلئة.", "ar"),
    ],
)
@pytest.mark.parametrize("form", ["{}[1]{}", "{} [1]{}", "{}{}[1]", "{}{} [1]"])
def test_marks_are_read_in_every_writing(one: str, other: str, language: str, form: str) -> None:
    source = source_of(f"{one} {other}", language=language)
    reply = " ".join(form.format(text[:-1], text[-1]) for text in (one, other))
    grounded = ground(reply, [source], ENCODER)
    assert [s.text for s in grounded.statements] == [one, other]
    assert [c.quote for c in grounded.citations] == [one, other]


@pytest.mark.parametrize(
    "mark", ["[0]", "[7]", "[3, 99]", "[3][7]", "[3-9]", "[0,3]", "[-3]", "[3.5]", "[three]", "[٣]"]
)
def test_a_number_that_was_not_given_makes_the_statement_unsupported(mark: str) -> None:
    ((text, citations, support),) = said(f"Stainless steel does not rust easily {mark}.")
    assert text.startswith("Stainless steel does not rust easily")
    assert (citations, support) == ((), "unsupported")


def test_of_several_sources_only_those_that_bear_it_out_are_linked() -> None:
    grounded = ground("Stainless steel does not rust easily [1, 3].", SOURCES, ENCODER)
    assert [c.document for c in grounded.citations] == ["Document 3"]


def test_a_statement_that_cites_nothing_is_unsupported() -> None:
    assert said("Iron rusts.") == [("Iron rusts.", (), "unsupported")]


def test_saying_that_the_sources_do_not_tell_needs_no_citation() -> None:
    assert said("The sources do not tell.") == [("The sources do not tell.", (), "supported")]
    assert said("The sources do not tell that it rusts.")[0][2] == "unsupported"


@pytest.mark.parametrize(
    "reply",
    [
        "![x](http://evil.example/?q=rust)",
        "[Iron](javascript:alert(1)) rusts.",
        "<img src=x onerror=alert(1)> rusts.",
    ],
)
def test_what_looks_like_a_link_or_markup_stays_text(reply: str) -> None:
    statements = said(reply)
    assert " ".join(text for text, _, _ in statements) == reply
    assert {support for _, _, support in statements} == {"unsupported"}


def test_marks_that_are_made_of_marks_leave_none_behind() -> None:
    for reply in ("Iron rusts [[1]1].", "Iron rusts [[[1]2]3].", "Iron rusts [1[2]]."):
        (statement,) = ground(reply, SOURCES, ENCODER).statements
        assert unmarked(statement.text).numbers == ()


def test_control_and_direction_marks_are_taken_out() -> None:
    ((text, _, _),) = said("Iron\x1b[31m ru\u200bsts \u202ebackwards\u202c\x07.")
    assert text == "Iron[31m rusts backwards."


def test_no_more_than_an_answer_is_looked_at() -> None:
    grounding = Grounding(SOURCES, ENCODER)
    statements = grounding.read("It rains.\n" * 100)
    assert len(statements) == MOST_STATEMENTS
    assert grounding.is_full
    assert grounding.finish() == []


def test_a_statement_is_released_when_its_sentence_has_ended() -> None:
    grounding = Grounding(SOURCES, ENCODER)
    assert grounding.read("Officers need training before") == []
    assert grounding.read(" they patrol [4].") == []
    first = grounding.read(" Stainless steel does not rust easily, as everybody who cooks knows")
    assert [s.text for s in first] == ["Officers need training before they patrol."]
    assert [c.quote for c in grounding.citations] == ["Officers need training before they patrol."]
    assert [s.text for s in grounding.read("\n")] == [
        "Stainless steel does not rust easily, as everybody who cooks knows"
    ]


REPLY = (
    "The mill closed in 1931 [5]. Officers need training before they patrol. [4] It cost 17.5 "
    "million francs [2].\n- Iron rusts in rain because water carries oxygen to it [3]\n\n"
    "Dr Svensson thanked the hospital in Bergen [6]. “Stainless steel does not rust easily.” [3] "
    "And this is not so [1][9]."
)


@given(st.lists(st.integers(1, len(REPLY) - 1), max_size=40))
@settings(max_examples=60, deadline=None)
def test_where_a_stream_is_cut_changes_nothing(cuts: list[int]) -> None:
    whole = ground(REPLY, SOURCES, ENCODER)
    edges = sorted({0, *cuts, len(REPLY)})
    grounding = Grounding(SOURCES, ENCODER)
    statements = []
    for start, end in pairwise(edges):
        statements += grounding.read(REPLY[start:end])
    statements += grounding.finish()
    assert tuple(statements) == whole.statements
    assert grounding.citations == whole.citations


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_is_taken(reply: str) -> None:
    grounded = ground(reply, SOURCES, ENCODER)
    assert [c.number for c in grounded.citations] == list(range(1, len(grounded.citations) + 1))


def test_no_citation_of_500_false_replies_is_linked() -> None:
    rng = random.Random(7)
    replies = list(forged(rng, SOURCES, 900))[:500]
    linked = [r for r in replies if ground(r.text, SOURCES, ENCODER).citations]
    assert len(replies) == 500
    assert linked == []


def test_most_faithful_replies_are_linked() -> None:
    rng = random.Random(7)
    asked, linked = Counter[str](), Counter[str]()
    for kind, make in FAITHFUL.items():
        for source in SOURCES:
            for _, sentence in source.sentences():
                text = None if sentence.endswith("?") else make(rng, sentence)
                if text is not None:
                    asked[kind] += 1
                    reply = cited(text, source.number)
                    linked[kind] += bool(ground(reply, SOURCES, ENCODER).citations)
    for kind in ("the whole sentence", "in quotation marks", "in a frame", "articles left out"):
        assert linked[kind] == asked[kind]
    assert linked["its head put last"] == asked["its head put last"] > 0


@pytest.mark.parametrize("unit", ["a.", "[1]", "(", "“", "1.", "no ", "x", "[", "\u4e00"])
def test_a_reply_without_sentences_is_cut_and_never_linked(unit: str) -> None:
    grounding = Grounding([source_of("Iron rusts in rain. " * 200)], ENCODER)
    reply = unit * (60_000 // len(unit))
    statements = [s for at in range(0, len(reply), 16) for s in grounding.read(reply[at : at + 16])]
    statements += grounding.finish()
    assert all(len(statement.text) <= LONGEST_SENTENCE for statement in statements)
    assert grounding.citations == ()
