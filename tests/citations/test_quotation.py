"""Quotations that are not one stretch of one paragraph, and those with another sign."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answers.quoted_words import quotations_occur
from assistant.citations.citing import cite
from assistant.citations.quotation import QuoteCheck, QuoteVerdict, check_quotation
from assistant.citations.verification import Verdict, verify
from assistant.citations.wording import Change, ChangeKind
from assistant.command_line import terminal
from assistant.documents.document import Span
from assistant.verdicts import quotation_json
from tests.bench import Bench
from tests.citations.test_verification import Shelf

TEXTS = (
    "1. Governance of AI must be in the interest of all of the contracting parties to the pact.",
    "2. The council heard of a rise of p < 0.05 at 10⁵ people, an area of 45 km². Was it so?",
    "3. Every complaint must not remain unanswered for longer than thirty days in the valley.",
    "4. Patrols alone had never restored the trust of those who live along the northern border.",
    "5. The Chair thanked the delegations for their contributions. They met again in spring.",
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    shelf = Shelf(tmp_path)
    shelf.put(TEXTS)
    yield shelf
    shelf.library.close()


def numbers(check: QuoteCheck) -> list[str | None]:
    return [citation.address.number for citation in check.parts]


@pytest.mark.parametrize(
    ("quotation", "source", "quoted"),
    [
        pytest.param("a rise of p > 0.05", "p < 0.05", "p > 0.05", id="a comparison"),
        pytest.param("at 10⁶ people", "10⁵ people", "10⁶ people", id="a power of ten"),
        pytest.param("an area of 45 km³", "km².", "km³", id="a unit"),
        pytest.param("Was it so.", "so?", "so.", id="a question"),
    ],
)
def test_the_same_words_with_another_sign_are_altered_and_the_sign_is_named(
    quotation: str, source: str, quoted: str, shelf: Shelf
) -> None:
    check = check_quotation(quotation, shelf.library)
    assert check.verdict is QuoteVerdict.ALTERED
    assert check.changes == (Change(ChangeKind.SIGN, source, quoted),)
    assert [citation.address.number for citation in check.citations] == ["2"]


def test_a_place_with_the_very_signs_is_preferred(shelf: Shelf) -> None:
    shelf.put([*TEXTS, "6. The council heard of a rise of p > 0.05 at last."])
    check = check_quotation("a rise of p > 0.05", shelf.library)
    assert check.verdict is QuoteVerdict.EXACT
    assert [citation.address.number for citation in check.citations] == ["6"]


def test_signs_at_the_edges_are_part_of_what_is_cited(shelf: Shelf) -> None:
    check = check_quotation("p < 0.05 at 10^5", shelf.library)
    assert (check.verdict, check.citations[0].quote) == (QuoteVerdict.EXACT, "p < 0.05 at 10⁵")


def test_a_model_may_not_change_a_sign_of_the_words_that_it_quotes() -> None:
    source = "It rose (p < 0.05) by 45 km²."
    assert quotations_occur("It “rose (p < 0.05) by 45 km²”.", source)
    assert not quotations_occur("It “rose (p > 0.05)”.", source)
    assert not quotations_occur("It “rose … by 45 km³”.", source)


def test_words_left_out_are_exact_with_omissions(shelf: Shelf) -> None:
    check = check_quotation("… interest of all of the … parties to [...] pact", shelf.library)
    assert check.verdict is QuoteVerdict.EXACT
    assert check.omissions == ("contracting", "the")
    assert [citation.quote for citation in check.parts] == [
        "interest of all of the", "parties to", "pact"
    ]  # fmt: skip
    assert [citation.quote for citation in check.citations] == [
        "interest of all of the contracting parties to the pact"
    ]
    assert quotation_json(check)["omissions"] == ["contracting", "the"]
    told = terminal.quotation_text(check).splitlines()
    assert told[:2] == ["exact, with 2 omissions", "  left out: “contracting”"]


def test_the_nearest_places_are_taken_for_words_left_out(shelf: Shelf) -> None:
    shelf.put(["1. Of the storm, of the wall and of the boats the keeper told; the boats sank."])
    check = check_quotation("of the … told", shelf.library)
    assert check.omissions == ("boats the keeper",)


def test_words_left_out_may_run_into_the_next_paragraph(shelf: Shelf) -> None:
    check = check_quotation("longer than thirty days … Patrols alone", shelf.library)
    assert check.verdict is QuoteVerdict.EXACT
    assert numbers(check) == ["3", "4"]


def test_parts_in_another_order_are_not_exact(shelf: Shelf) -> None:
    check = check_quotation("parties to the pact … Governance of AI must be", shelf.library)
    assert check.verdict is not QuoteVerdict.EXACT


def test_a_changed_part_beside_words_left_out_is_named_alone(shelf: Shelf) -> None:
    quotation = "Governance of AI must be in the interest … of the negotiating parties to the pact"
    check = check_quotation(quotation, shelf.library)
    assert check.verdict is QuoteVerdict.ALTERED
    assert check.changes == (Change(ChangeKind.WORDS, "contracting", "negotiating"),)


def test_a_quotation_over_two_paragraphs_has_both_places(shelf: Shelf) -> None:
    check = check_quotation("in the valley. 4. Patrols alone had never", shelf.library)
    assert check.verdict is QuoteVerdict.EXACT
    assert numbers(check) == ["3", "4"]
    assert [citation.quote for citation in check.parts] == [
        "in the valley.", "4. Patrols alone had never"
    ]  # fmt: skip
    assert check.citations == check.parts[:1]


def test_two_halves_sewn_together_are_altered_with_both_places(shelf: Shelf) -> None:
    forged = "Every complaint must not remain the trust of those who live along the northern border"
    check = check_quotation(forged, shelf.library)
    assert check.verdict is QuoteVerdict.ALTERED
    assert numbers(check) == ["3", "4"]
    [change] = check.changes
    assert change == Change(
        ChangeKind.STITCHED,
        "unanswered for longer than thirty days in the valley",
        "the trust of those who live along the northern border",
    )


def test_halves_of_one_paragraph_are_sewn_together_too(shelf: Shelf) -> None:
    shelf.put([" ".join(text[3:] for text in TEXTS)])
    forged = "Governance of AI must be in the trust of those who live along the northern border"
    check = check_quotation(forged, shelf.library)
    assert check.verdict is QuoteVerdict.ALTERED
    assert ChangeKind.STITCHED in {change.kind for change in check.changes}


def test_words_of_nobody_are_absent_though_a_few_stand_somewhere(shelf: Shelf) -> None:
    quotation = "Fishing fleets sail at dawn, and they met again in spring for a great many songs"
    assert check_quotation(quotation, shelf.library).verdict is QuoteVerdict.ABSENT


def test_words_whose_paragraph_was_split_have_moved_to_both(shelf: Shelf) -> None:
    receipt = shelf.receipt("for their contributions. They met again in spring.")
    first, second = TEXTS[4].split(" They ")
    shelf.put([*TEXTS[:4], first, f"They {second}"])
    outcome = verify(receipt, shelf.library)
    assert outcome.verdict is Verdict.MOVED
    assert outcome.message == "The same words, now in 2 paragraphs: ¶ 5, ¶ T."
    assert [part.quote for part in outcome.parts] == [
        "for their contributions.", "They met again in spring."
    ]  # fmt: skip
    assert outcome.now == outcome.parts[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("10⁵", "10⁶", id="a power of ten"),
        pytest.param("km²", "km³", id="a unit"),
        pytest.param("p < 0.05", "p > 0.05", id="a comparison"),
        pytest.param("so?", "so.", id="a question"),
    ],
)
def test_a_changed_sign_is_reworded_and_named_once(old: str, new: str, shelf: Shelf) -> None:
    receipt = shelf.receipt(TEXTS[1][3:])
    shelf.put([TEXTS[0], TEXTS[1].replace(old, new), *TEXTS[2:]])
    outcome = verify(receipt, shelf.library)
    assert (outcome.verdict, outcome.message) == (
        Verdict.REWORDED,
        "The same words, with other signs.",
    )
    [change] = outcome.changes
    assert change.kind is ChangeKind.SIGN
    assert new in change.source
    assert old in change.quoted


def test_a_receipt_from_before_paragraphs_were_counted_has_not_moved(bench: Bench) -> None:
    bench.put("metals.txt", "# Rust", "Iron rusts in rain.", document_id="m")
    heading, _ = bench.library.paragraphs("m")
    passage = bench.library.passage(heading.paragraph_id)
    receipt = replace(
        Shelf.receipt_of(cite(1, passage, Span(heading.start, heading.end))), revision="another"
    )
    assert receipt.address == "paragraph 1 (counted) · heading"
    told = {"heading": Verdict.UNCHANGED, "¶ 9": Verdict.MOVED, "": Verdict.UNCHANGED}
    for address, verdict in told.items():
        assert verify(replace(receipt, address=address), bench.library).verdict is verdict
