"""Every sentence that ends on a later page than its paragraph begins: is it cited with its page?

    PYTHONPATH=. python benchmarks/quoted_pages.py FOLDER

For each PDF of a folder, the sentences that do not stand wholly on the first page of their
paragraph are cited, and the letters of each are sought on the pages of its citation in
what readers that share nothing with ours find there: pypdf, and pdftotext where it is
installed. Of a sentence over several pages each must have its part, and all parts together
make the sentence. What is not found is printed, with the pages where it is.
"""

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdf

from assistant.citations.citing import cite
from assistant.documents.document import Paragraph, Revision, Span
from assistant.documents.sandbox.reader import Reader
from assistant.library.reading import Passage
from assistant.library.sqlite.library import SqliteLibrary
from benchmarks.citations import put

_ROMAN_FOLIO = re.compile(r"(?m)(?:^|(?<=\d))\s*[ivxlc]{1,6}\s*$")
"""The number of a page of front matter, which stands amid what goes on over its edge."""


def letters(text: str) -> str:
    """The letters alone: marks of notes, hyphens and spaces differ among readers."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalpha())


def letters_of_page(text: str) -> str:
    return letters(_ROMAN_FOLIO.sub("", text))


def pages_by_pypdf(path: Path) -> list[str]:
    return [letters_of_page(page.extract_text()) for page in pypdf.PdfReader(path).pages]


def pages_by_pdftotext(path: Path) -> list[str]:
    program = shutil.which("pdftotext")
    if program is None:
        return []
    done = subprocess.run([program, "-raw", path, "-"], capture_output=True, check=True)
    return [letters_of_page(page) for page in done.stdout.decode("utf-8", "replace").split("\f")]


def stands_there(
    wanted: str, pages: Sequence[str], numbers: Sequence[int], *, repeated: bool
) -> bool:
    """Whether the letters stand on these pages, a part on each, one after the other.

    On several pages the whole may stand on none alone, unless the document repeats it.
    """
    *others, last = numbers
    if others and not repeated and any(wanted in pages[number - 1] for number in numbers):
        return False
    for number in others:
        page = pages[number - 1]
        here = next(n for n in range(len(wanted), -1, -1) if wanted[:n] in page)
        if not here:
            return False
        wanted = wanted[here:]
    return wanted in pages[last - 1]


def turned(revision: Revision) -> Iterator[tuple[Paragraph, Span]]:
    """The sentences that do not stand wholly on their paragraph's first page."""
    for paragraph in revision.paragraphs:
        first = paragraph.page.pdf
        for span in paragraph.sentences:
            under = {n.page for n in paragraph.lines if n.start < span.end and n.end > span.start}
            if under - {first}:
                yield paragraph, span


def measure(library: SqliteLibrary, reader: Reader, path: Path, tally: Counter[str]) -> None:
    revision = reader.read(path, document_id=library.new_document_id())
    content = path.read_bytes()
    assert hashlib.sha256(content).hexdigest() == revision.sha256
    put(library, revision, path, content)
    record = library.document(revision.document_id)
    others = [pages for pages in (pages_by_pypdf(path), pages_by_pdftotext(path)) if pages]
    whole = letters(revision.text)
    for paragraph, span in turned(revision):
        citation = cite(1, Passage(paragraph, record, library), span, text=revision.text)
        wanted = letters(citation.quote)
        if not wanted:
            continue
        numbers = [page.pdf for page in citation.address.pages if page.pdf is not None]
        repeated = whole.count(wanted) > 1
        right = any(stands_there(wanted, pages, numbers, repeated=repeated) for pages in others)
        tally["sentences"] += 1
        tally["over several pages"] += len(numbers) > 1
        tally["right"] += right
        if not right:
            found = [
                n for pages in others for n, page in enumerate(pages, start=1) if wanted in page
            ]
            print(f"{path.name}: {numbers}, found on {found}: {citation.quote[:160]!r}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    given = parser.parse_args()
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch, Reader() as reader:
        library = SqliteLibrary.open(Path(scratch) / "library", fingerprint="none", dimension=8)
        for path in sorted(given.folder.glob("*.pdf")):
            measure(library, reader, path, tally)
        library.close()
    print(*(f"{what}: {count}" for what, count in tally.items()), sep="\n")
    return 0 if tally["right"] == tally["sentences"] else 1


if __name__ == "__main__":
    sys.exit(main())
