"""Receipts read from files."""

import json

import pytest

from assistant.citations.receipts import receipts
from assistant.errors import BadReceipt

ENTRY = {
    "number": 1,
    "document_id": "d1",
    "document": "report.pdf",
    "paragraph_id": "p1",
    "revision": "ab",
    "quote": "the words",
    "start": 3,
    "end": 12,
    "prefix": "of ",
    "suffix": ".",
    "address": "p. 14 (printed)",
}


@pytest.mark.parametrize("value", [ENTRY, [ENTRY], {"question": "?", "citations": [ENTRY]}])
def test_a_citation_a_list_and_an_answer_are_receipts(value: object) -> None:
    [receipt] = receipts(json.dumps(value))
    assert (receipt.document_id, receipt.quote, receipt.start, receipt.end) == (
        "d1", "the words", 3, 12,
    )  # fmt: skip
    assert receipt.address == "p. 14 (printed)"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("nonsense", "not JSON", id="not JSON"),
        pytest.param("[]", "no citation", id="no citation"),
        pytest.param("[3]", "object was expected", id="not an object"),
        pytest.param(json.dumps(ENTRY | {"start": "3"}), "start", id="an offset as text"),
        pytest.param(json.dumps(ENTRY | {"end": True}), "end", id="an offset as truth value"),
        pytest.param(json.dumps(ENTRY | {"quote": " "}), "quotes nothing", id="no words"),
    ],
)
def test_what_is_no_receipt_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadReceipt, match=reason):
        receipts(text)
