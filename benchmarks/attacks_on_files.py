"""Files made to hurt: giant lines, odd dates and names, words that no reader sees."""

import json
import os
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from assistant.documents.division import LONGEST_PARAGRAPH
from assistant.retrieval.constants import LONGEST_QUOTE
from benchmarks.scratch_program import Ended, Row, Scratch
from tests.documents.archives import zipped

LARGEST_REPLY = 300_000
"""Bytes: a target and four others of at most 10,000 characters, and what is quoted."""

PLAIN = "Copper turns green in the rain.\n"
DAY = 86_400 * 10**9


def giant_lines(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """A line without an end is found and quoted in part, at its true place."""
    size = chosen.choice([200_000, 1_000_000, 3_000_000])
    name, content = chosen.choice(GIANTS)(chosen, size)
    (scratch.files / name).write_text(content, "utf-8")
    (scratch.files / "plain.txt").write_text(PLAIN)
    added = scratch.run(row, "index", str(scratch.files))
    row.tries += 1
    all_are(row, added, "added", 2)
    for question in ("What of the harbour and the iron keel?", "Does copper turn green in rain?"):
        asked = scratch.run(row, "ask", question)
        row.tries += 1
        if asked.size > LARGEST_REPLY:
            row.count("wrong", f"{name} of {size}: a reply of {asked.size:,} bytes")
        for answer in asked.lines[:1]:
            check_quotes(scratch, row, answer)
    mentioned = scratch.run(row, "mentions", "iron keel")
    row.tries += 1
    if not any("iron keel" in json.dumps(line) for line in mentioned.lines):
        row.count("lost", f"{name} of {size}: words in the middle are not mentioned")


def check_quotes(scratch: Scratch, row: Row, answer: dict[str, object]) -> None:
    """Each quotation stands in its paragraph, at its offsets, and neither is too long."""
    citations = answer["citations"]
    assert isinstance(citations, list)
    for citation in citations:
        shown = scratch.run(row, "show", citation["paragraph_id"]).lines
        row.tries += 1
        paragraph = shown[0]
        start = citation["start"] - paragraph["start"]
        there = paragraph["text"][start : citation["end"] - paragraph["start"]]
        if there != citation["quote"]:
            row.count("wrong", f"a quotation that does not stand at {citation['start']}")
        if len(there) > LONGEST_QUOTE or len(paragraph["text"]) > LONGEST_PARAGRAPH:
            row.count("wrong", f"a paragraph of {len(paragraph['text']):,} characters")


def _around(unit: str, size: int) -> str:
    half = unit * (size // 2 // len(unit))
    return f"{half} harbour and the iron keel {half}"


def _of_words(chosen: random.Random, size: int) -> tuple[str, str]:
    words = [f"{chosen.choice('bdfgklmnprst')}{chosen.choice('aeiou')}{n}" for n in range(400)]
    return "words.txt", _around(" ".join(chosen.sample(words, 400)) + " ", size)


GIANTS: tuple[Callable[[random.Random, int], tuple[str, str]], ...] = (
    _of_words,
    lambda _, size: ("letters.txt", _around("x", size)),
    lambda _, size: ("clauses.md", _around("the ship sails, ", size)),
    lambda _, size: ("heading.html", f"<h1>{_around('the ship sails ', size)}</h1><p>It sank."),
    lambda _, size: ("script.html", f"<p>{_around('船は港を出る', size)}"),
    lambda _, size: ("item.md", f"- one\n- {_around('the ship sails ', size)}:\n    - two\n"),
)


def odd_files(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """One file with an odd date or name never stops the others, and is there itself."""
    dates = [0, 1, -1, -40 * 365 * DAY, 340 * 365 * DAY, 2**63 - 1, -(2**62)]
    names = [
        "line\nend.txt", "tab\tulator.txt", "\u202etxt.fdp.txt", "\u200fmark.txt", " blank .txt",
        "é" * 125 + ".txt", os.fsdecode(b"caf\xe9.txt"), "-n.txt", "a;b&c'd\"e.txt", "%00.txt",
        "\x1b[31mred.txt", "\U0001f600.txt", "con.txt", "~.txt",
    ]  # fmt: skip
    chosen.shuffle(names)
    for number, name in enumerate(names):
        place = scratch.files / name
        place.write_text(f"Iron of day {number} rusts in rain.\n")
        date = chosen.choice(dates)
        os.utime(place, ns=(date, date))
    (scratch.files / "plain.txt").write_text(PLAIN)
    row.tries += len(names) + 1
    all_are(row, scratch.run(row, "index", str(scratch.files)), "added", len(names) + 1)
    again = scratch.run(row, "index", str(scratch.files))
    all_are(row, again, "unchanged", len(names) + 1)
    asked = scratch.run(row, "ask", "Does copper turn green?")
    if "Copper turns green" not in json.dumps(asked.lines):
        row.count("lost", "the plain file beside them is not found")
    if len(scratch.run(row, "documents").lines) != len(names) + 1:
        row.count("lost", "not all of them are listed")


def all_are(row: Row, ended: Ended, state: str, count: int) -> None:
    """Every file has this state, and there are so many."""
    files = [line for line in ended.lines if "path" in line]
    for line in files:
        if line["state"] != state:
            row.count("wrong", f"{Path(line['path']).name!r} {line['state']}: {line['reason']}")
    if len(files) != count:
        row.count("lost", f"{len(files)} lines for {count} files")


SEEN = "The ferry leaves at nine in the morning."
UNSEEN = "The ferry is secretly sold to zebrafish."


def hidden_text(scratch: Scratch, chosen: random.Random, row: Row) -> None:
    """What a reader does not see is not quoted, or the document's notices tell of it."""
    for number, (name, content) in enumerate(_hidden().items()):
        folder = scratch.files / str(number)
        folder.mkdir()
        (folder / name).write_bytes(content)
    scratch.run(row, "index", str(scratch.files))
    noticed = {
        line["document_id"]
        for line in scratch.run(row, "documents").lines
        if any("hidden" in str(n).lower() or "invisible" in str(n).lower() for n in line["notices"])
    }
    for line in scratch.run(row, "documents").lines:
        row.tries += 1
        within = ["--in", line["document_id"]]
        asked = scratch.run(row, "ask", "Is the ferry secretly sold to zebrafish?", *within)
        if "zebrafish" in _shown(asked) and line["document_id"] not in noticed:
            row.count("wrong", f"{line['name']}: words that nobody sees are quoted")
        if "at nine" not in _shown(scratch.run(row, "ask", "When does the ferry leave?", *within)):
            row.count("lost", f"{line['name']}: the words beside them are not found")


def _shown(ended: Ended) -> str:
    """All words of documents that an answer shows."""
    answers = [line for line in ended.lines if "statements" in line]
    hits = [
        hit
        for answer in answers
        for hit in (answer["target"], answer["nearest"], *answer["runners_up"])
        if hit is not None
    ]
    quotes = [citation["quote"] for answer in answers for citation in answer["citations"]]
    return json.dumps([*quotes, *(hit["paragraph"]["text"] for hit in hits)])


def _hidden() -> dict[str, bytes]:
    """Files of several formats with a sentence to be seen and one that is not."""
    ways = {
        "display": '<p style="display:none">{}</p>',
        "attribute": "<p hidden>{}</p>",
        "visibility": '<p style="visibility: hidden">{}</p>',
        "nothing": '<p style="font-size:0">{}</p>',
        "white": '<p style="color:#fff;background:#fff">{}</p>',
        "class": "<style>.x{{display:none}}</style><p class=x>{}</p>",
        "comment": "<!-- {} -->",
        "template": "<template><p>{}</p></template>",
        "script": "<script>var a = '{}'</script>",
    }
    made = {
        f"{name}.html": f"<html><body><p>{SEEN}</p>{way.format(UNSEEN)}</body></html>".encode()
        for name, way in ways.items()
    }
    made["vanish.docx"] = _docx(f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{UNSEEN}</w:t></w:r>")
    made["deleted.docx"] = _docx(f"<w:del><w:r><w:delText>{UNSEEN}</w:delText></w:r></w:del>")
    made["invisible.pdf"] = _pdf(3, 0.0)
    made["white.pdf"] = _pdf(0, 1.0)
    return made


def _docx(run: str) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = f"<w:p><w:r><w:t>{SEEN}</w:t></w:r></w:p><w:p>{run}</w:p>"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Override '
            f'PartName="/word/document.xml" ContentType="{word}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="r1" Type="{office}" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f"<w:document {space}><w:body>{body}</w:body></w:document>",
        }
    )


def _pdf(mode: int, grey: float) -> bytes:
    """A page with a second sentence in this rendering mode and shade of grey."""
    sink = BytesIO()
    canvas = Canvas(sink, pagesize=(595, 842))
    canvas.setFont("Helvetica", 12)
    canvas.drawString(72, 700, SEEN)
    unseen = canvas.beginText(72, 600)
    unseen.setTextRenderMode(mode)
    unseen.setFillGray(grey)
    unseen.textLine(UNSEEN)
    canvas.drawText(unseen)
    canvas.save()
    return sink.getvalue()
