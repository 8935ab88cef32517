"""The JSON shapes of verdicts: on citations that were made, and on quotations."""

from assistant.citations.quotation import QuoteCheck
from assistant.citations.verification import Verification
from assistant.citations.wording import Change
from assistant.contract import Json, citation_json


def change_json(change: Change) -> Json:
    """A place where a source and what is said to be its words differ."""
    return {"kind": change.kind.value, "source": change.source, "quoted": change.quoted}


def verification_json(verification: Verification) -> Json:
    """What became of a citation."""
    return {
        "verdict": verification.verdict.value,
        "message": verification.message,
        "quote": verification.receipt.quote,
        "now": None if verification.now is None else citation_json(verification.now),
        "changes": [change_json(change) for change in verification.changes],
        "parts": [citation_json(citation) for citation in verification.parts],
        "candidates": [citation_json(citation) for citation in verification.candidates],
    }


def quotation_json(check: QuoteCheck) -> Json:
    """How a quotation stands to its source."""
    return {
        "verdict": check.verdict.value,
        "quotation": check.quotation,
        "likeness": round(check.likeness, 4),
        "changes": [change_json(change) for change in check.changes],
        "citations": [citation_json(citation) for citation in check.citations],
        "parts": [citation_json(citation) for citation in check.parts],
        "omissions": list(check.omissions),
    }
