"""What a question was held against."""

import time
from collections.abc import Collection

from assistant.library.reading import Reading
from assistant.retrieval.hit import Searched


def searched_since(started: float, library: Reading, within: Collection[str] | None) -> Searched:
    """The documents of a library, or those `within`, and the time since `started`.

    `started` is by `time.perf_counter`. Raises `UnknownDocument`.
    """
    counts = library.counts()
    documents, paragraphs = counts.documents, counts.paragraphs
    if within is not None:
        records = [library.document(document_id) for document_id in within]
        documents, paragraphs = len(records), sum(r.paragraphs for r in records)
    failed = [failure.name for failure in library.failures()]
    partly = [
        name
        for document_id, name in library.partly_read()
        if within is None or document_id in within
    ]
    return Searched(
        documents=documents,
        paragraphs=paragraphs,
        unreadable=tuple(dict.fromkeys((*failed, *partly))),
        milliseconds=(time.perf_counter() - started) * 1000,
    )
