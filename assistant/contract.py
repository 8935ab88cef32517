"""The JSON shapes that programs rely on; the command line and the web share them."""

from dataclasses import asdict
from typing import Any

from assistant.answers.answer import Answer, Notice, Statement
from assistant.answers.generating import Part
from assistant.citations.citation import Citation, boxes_of
from assistant.citations.citing import address_of, permalink
from assistant.documents.document import PageNumber, Paragraph
from assistant.documents.notices import parted
from assistant.documents.speakers.speaker import Speaker
from assistant.library.records import DocumentRecord, Failure
from assistant.retrieval.hit import Hit, Mentions, Searched, Twin

Json = dict[str, Any]


def paragraph_json(paragraph: Paragraph, document: str) -> Json:
    """A paragraph; `document` is the document's name."""
    return {
        "paragraph_id": paragraph.paragraph_id,
        "document_id": paragraph.document_id,
        "document": document,
        "kind": paragraph.kind.value,
        "function": paragraph.function.value,
        "function_basis": paragraph.function_basis or None,
        "text": paragraph.text,
        "start": paragraph.start,
        "end": paragraph.end,
        "number": paragraph.number,
        "bullet": paragraph.bullet,
        "item_of": paragraph.item_of,
        "lead_in": paragraph.lead_in,
        "section": list(paragraph.section),
        "page": page_json(paragraph.page),
        "boxes": [
            {"page": placed.page, "box": [round(edge, 2) for edge in placed.box]}
            for placed in boxes_of(paragraph)
        ],
        "sentences": [list(sentence) for sentence in paragraph.sentences],
        "speaker": paragraph.speakers[0].name if paragraph.speakers else None,
        "speakers": [speaker_json(speaker) for speaker in paragraph.speakers],
        "truncated": paragraph.truncated,
        "confidence": paragraph.confidence,
    }


def speaker_json(speaker: Speaker) -> Json:
    """Who says the words from `start` to `end`, and where the paragraph names them."""
    return {
        "name": speaker.name,
        "canonical": speaker.canonical,
        "voice": speaker.voice.value,
        "basis": speaker.basis.value,
        "start": speaker.start,
        "end": speaker.end,
        "named": None if speaker.named is None else list(speaker.named),
    }


def page_json(page: PageNumber) -> Json:
    """A page: counted in the file, as printed, and how that is known."""
    return {"pdf": page.pdf, "printed": page.printed, "basis": page.basis.value}


def hit_json(hit: Hit) -> Json:
    """A hit with its paragraph."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "strength": hit.strength.value,
        "why": {
            "words": list(hit.why.words),
            "meaning": round(hit.why.meaning, 4),
            "missing": None if hit.why.missing is None else list(hit.why.missing),
            "place": hit.why.place,
        },
        "paragraph": {
            **paragraph_json(hit.paragraph, hit.passage.document.name),
            "function": hit.passage.function.value,
        },
        "span": list(hit.span),
        "title": hit.passage.document.title,
        "symbol": hit.passage.document.imprint.symbol,
        "close_call": hit.close_call,
        "also_in": [twin_json(twin) for twin in hit.also_in],
        "superseded_by": hit.superseded_by
        and {"document_id": hit.superseded_by.document_id, **imprint_json(hit.superseded_by)},
        "chosen": bool(hit.chosen),
        "selection_id": hit.chosen or None,
    }


def twin_json(twin: Twin) -> Json:
    """Another place with the words of a hit; `relation` is `earlier` in a replaced document."""
    paragraph, document = twin.passage.paragraph, twin.passage.document
    return {
        "document_id": paragraph.document_id,
        "document": document.name,
        "title": document.title,
        "symbol": document.imprint.symbol,
        "paragraph_id": paragraph.paragraph_id,
        "address": str(address_of(twin.passage)),
        "url": permalink(paragraph),
        "relation": twin.relation.value,
    }


def citation_json(citation: Citation) -> Json:
    """A citation; its address is the text that a reader sees, its pages those of the quote."""
    return {
        "number": citation.number,
        "paragraph_id": citation.paragraph_id,
        "document_id": citation.document_id,
        "document": citation.document,
        "title": citation.title,
        "symbol": citation.symbol,
        "revision": citation.revision,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "prefix": citation.prefix,
        "suffix": citation.suffix,
        "address": str(citation.address),
        "pages": [page_json(page) for page in citation.address.pages],
        "url": citation.url,
        "speakers": [speaker_json(speaker) for speaker in citation.speakers],
    }


def statement_json(statement: Statement) -> Json:
    """A statement; what stands before the quotation and is no part of it has numbers in `context`.

    `lead_in` is of that what an item of a list completes.
    """
    return {
        "text": statement.text,
        "citations": list(statement.citations),
        "support": statement.support.value,
        "lead_in": statement.lead_in,
        "context": list(statement.context),
        "group": statement.group,
        "also_in": [twin_json(twin) for twin in statement.also_in],
    }


def searched_json(searched: Searched) -> Json:
    """What a question was held against."""
    return {
        "documents": searched.documents,
        "paragraphs": searched.paragraphs,
        "unreadable": list(searched.unreadable),
        "milliseconds": round(searched.milliseconds, 1),
        "calibration": "estimate" if searched.is_estimate else "fitted",
    }


def answer_json(answer: Answer) -> Json:
    """An answer."""
    return {
        "question": answer.question,
        "found": answer.found,
        "statements": [statement_json(statement) for statement in answer.statements],
        "citations": [citation_json(citation) for citation in answer.citations],
        "target": None if answer.target is None else hit_json(answer.target),
        "runners_up": [hit_json(hit) for hit in answer.runners_up],
        "searched": searched_json(answer.searched),
        "nearest": None if answer.nearest is None else hit_json(answer.nearest),
        "understood_as": answer.understood_as,
        "notice": answer.notice,
        "kind": answer.kind.value,
        "by": "search" if answer.place is None else "place",
        "total": answer.total,
        "note": answer.note,
        "choices": [
            {"label": c.label, "question": c.question, "document_id": c.document.document_id}
            for c in answer.choices
        ],
        "not_found": not_found_json(answer),
        "also_asked": list(answer.also_asked),
    }


def not_found_json(answer: Answer) -> Json | None:
    """The place that is not there, and the documents nearest to it; `null` for other answers."""
    if answer.place is None or answer.found or answer.choices:
        return None
    return {
        "asked": answer.place,
        "nearest": [
            {"document_id": r.document_id, "document": r.name, **imprint_json(r)}
            for r in answer.instead
        ],
    }


def imprint_json(record: DocumentRecord) -> Json:
    """What a document says of itself; `issued` is the day, as `date`."""
    imprint = record.imprint
    return {
        "title": imprint.title,
        "title_basis": imprint.title_basis,
        "symbol": imprint.symbol,
        "author": imprint.author,
        "issued": imprint.date,
        "date": imprint.date,
        "body": imprint.body,
    }


def part_json(part: Part) -> Json:
    """A part of a streamed answer: `{"part": its kind, its kind: its shape}`."""
    if isinstance(part, Answer):
        return {"part": "answer", "answer": answer_json(part)}
    if isinstance(part, Citation):
        return {"part": "citation", "citation": citation_json(part)}
    if isinstance(part, Notice):
        return {"part": "notice", "notice": part.text}
    return {"part": "statement", "statement": statement_json(part)}


def mentions_json(mentions: Mentions) -> Json:
    """Every mention of a subject."""
    return {
        "subject": mentions.subject,
        "hits": [hit_json(hit) for hit in mentions.hits],
        "containing": mentions.containing,
        "total": mentions.total,
        "first": mentions.first,
        "weak_from": mentions.weak_from,
        "facets": {
            "documents": [
                {"document_id": facet.key, "document": facet.name, "count": facet.count}
                for facet in mentions.facets.documents
            ],
            "speakers": [
                {"speaker": facet.key, "count": facet.count} for facet in mentions.facets.speakers
            ],
            "years": [{"year": facet.key, "count": facet.count} for facet in mentions.facets.years],
        },
        "searched": searched_json(mentions.searched),
    }


def document_json(record: DocumentRecord) -> Json:
    """A document of the library."""
    return {
        "document_id": record.document_id,
        "name": record.name,
        "path": record.path,
        "state": "indexed",
        "format": record.format,
        **imprint_json(record),
        "language": record.language,
        "revision": record.revision,
        "pages": record.pages,
        "paragraphs": record.paragraphs,
        "indexed_at": record.indexed_at,
        "notices": [asdict(parted(notice)) for notice in record.notices],
        "reason": None,
    }


def failure_json(failure: Failure) -> Json:
    """A file that could not be read, in the shape of the documents beside it."""
    return {
        "document_id": None,
        "name": failure.name,
        "path": failure.path,
        "state": "failed",
        "reason": failure.reason,
        "remedy": failure.remedy,
        "attempts": failure.attempts,
    }
