"""The JSON shapes of work on a library: files indexed, kept questions asked again, encoders."""

from assistant.contract import Json
from assistant.encoders import EncoderStatus
from assistant.indexing.reindexing import FileOutcome
from assistant.keeping.comparison import Comparison, RankedQuestion


def outcome_json(outcome: FileOutcome) -> Json:
    """What indexing did with one file."""
    return {
        "path": outcome.path,
        "document_id": outcome.document_id,
        "state": outcome.state.value,
        "paragraphs": outcome.paragraphs,
        "reason": outcome.reason or None,
        "remedy": outcome.remedy or None,
        "note": outcome.note or None,
        "citations_kept": outcome.citations_kept,
    }


def comparison_json(comparison: Comparison) -> Json:
    """How kept questions fare: `before` and `after` are of those that were asked both times.

    Where none was, `before` is null and `after` is of all; `now` always is. A rank is null
    beyond the tenth.
    """
    asked, compared = len(comparison.questions), len(comparison.compared)
    shares: Json = {}
    for k in (1, 5):
        before, after = comparison.change(k) if compared else (None, comparison.now(k))
        shares[f"hit@{k}"] = {"before": before, "after": after, "now": comparison.now(k)}
    return {
        "asked": asked,
        "compared": compared,
        "left_out": comparison.left_out,
        **shares,
        "worse": [_ranked_json(question) for question in comparison.worse],
        "better": [_ranked_json(question) for question in comparison.better],
    }


def _ranked_json(question: RankedQuestion) -> Json:
    return {
        "question": question.question,
        "paragraph_id": question.paragraph_id,
        "rank_before": question.before,
        "rank_after": question.rank,
    }


def encoder_json(status: EncoderStatus) -> Json:
    """Of what encoder the library is, which one is set, and how far a change is."""
    begun = status.encoding
    return {
        "encoder": status.held,
        "wished": status.wished,
        "changed": status.changed,
        "encoding": begun
        and {"encoder": begun.fingerprint, "paragraphs": begun.paragraphs, "done": begun.done},
    }
