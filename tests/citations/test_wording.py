"""Words held against words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.citations.alignment import align
from assistant.citations.wording import ChangeKind, Source, occurrences, readings, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Oﬃce", ["the", "office"], id="ligatures are their letters"),
        pytest.param("5 % of 1,204", ["5", "%", "of", "1,204"], id="numbers keep separators"),
        pytest.param("minus −5", ["minus", "-5"], id="a sign belongs to its number"),
        pytest.param("early-warning", ["early", "warning"], id="a hyphen parts words"),
        pytest.param("the State’s “word”", ["the", "state's", "word"], id="quotes do not count"),
        pytest.param("2014-2016", ["2014", "2016"], id="a range is two numbers"),
        pytest.param("closed.¹² trust³", ["closed", "trust"], id="marks of notes do not count"),
        pytest.param("co\u00adoperation", ["cooperation"], id="soft hyphens vanish"),
    ],
)
def test_tokens_are_what_is_compared(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_a_quotation_is_found_with_its_span() -> None:
    source = "First. The rate was 5 % in May. Last."
    [span] = occurrences("the RATE was 5%", tokens(source))
    assert source[span.start : span.end] == "The rate was 5 %"


def test_another_number_is_not_the_quotation() -> None:
    assert occurrences("The rate was 6 %", tokens("The rate was 5 % in May.")) == []


def test_words_glued_together_are_not_the_quotation() -> None:
    assert occurrences("a notable man", tokens("a not able man")) == []


@pytest.mark.parametrize("source", ["the continued work", "the con-tinued work"])
def test_a_hyphen_at_a_line_end_may_be_typesetting(source: str) -> None:
    assert len(occurrences("the con-\ntinued work", tokens(source))) == 1


def test_every_occurrence_is_found() -> None:
    assert len(occurrences("ibid.", tokens("Ibid. and ibid. and IBID"))) == 3


def test_alignment_names_the_changed_number() -> None:
    alignment = align("the rate fell to 6 %", "In May the rate fell to 5 % again.")
    assert [(c.kind, c.source, c.quoted) for c in alignment.changes] == [
        (ChangeKind.NUMBER, "5", "6")
    ]


def test_alignment_names_a_dropped_negation() -> None:
    [change] = align("States must comply with it", "States must not comply with it").changes
    assert (change.kind, change.source, change.quoted) == (ChangeKind.NEGATION, "not", "")


def test_alignment_spans_the_like_stretch_only() -> None:
    source = "Something else was said. The chair thanked all the members warmly. More followed."
    alignment = align("The chair thanked the members warmly.", source)
    found = source[alignment.span.start : alignment.span.end]
    assert found == "The chair thanked all the members warmly"
    assert [(c.kind, c.source) for c in alignment.changes] == [(ChangeKind.LEFT_OUT, "all")]


@given(st.text(alphabet="abA 5%-\n", max_size=60), st.text(alphabet="abA 5%-\n", max_size=8))
def test_the_same_places_are_found_as_by_trying_each(text: str, quotation: str) -> None:
    there = tokens(text)
    tried = set()
    for reading in readings(quotation):
        wanted = words(reading)
        for first in range(len(there) if wanted else 0):
            stretch = there[first : first + len(wanted)]
            if [token.word for token in stretch] == wanted:
                tried.add((stretch[0].start, stretch[-1].end))
    assert Source(there).occurrences(quotation) == sorted(tried)


@given(st.text(), st.text())
def test_any_two_texts_can_be_aligned(quotation: str, source: str) -> None:
    alignment = align(quotation, source)
    assert 0.0 <= alignment.likeness <= 1.0
    assert 0 <= alignment.span.start <= alignment.span.end <= len(source)


@given(st.text(alphabet="ab 5%-\n", max_size=40), st.integers(0, 20), st.integers(0, 20))
def test_a_stretch_of_whole_words_is_always_found(text: str, first: int, count: int) -> None:
    found = tokens(text)[first : first + count]
    if found:
        start, end = found[0].start, found[-1].end
        assert (start, end) in occurrences(text[start:end].replace("\n", " "), tokens(text))
