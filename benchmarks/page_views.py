"""What a view of the page costs in libraries of 10, 1,000 and 10,000 documents.

    python benchmarks/page_views.py [--large 10000] [--views 30]

Milliseconds of CPU a view, the median of `--views`; the first view of each address is not
counted, so that what is kept between two commits is there. Every page lists up to 100
documents, and the library's up to 500: what these cost is in the second column. `asked`
is a question nobody asked before: it searches, and that may cost more in a larger library.
The encoder is a cheap one, so that the page and the library are what is measured.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from assistant.library.sqlite.library import SqliteLibrary
from assistant.service import Assistant
from assistant.settings import Settings
from tests.bench import Bench
from tests.doubles import WordEncoder
from web.app import create_app

SMALL = 10
FULL = 1_000
TEXT = (
    "# Harbour {number}",
    "The harbour of district {number} froze in the winter of the year {number}.",
    "Ferries waited {number} days until the ice was cut.",
)


def found(root: Path, size: int) -> Path:
    """A library of `size` documents of three paragraphs."""
    with Bench(root) as bench, bench.library.writing():
        for number in range(size):
            bench.put(f"{number:06}.txt", *(line.format(number=number) for line in TEXT))
    return root / "library"


def milliseconds(view: Callable[[int], None], views: int) -> float:
    """CPU of one view, all threads together; the median."""
    view(0)
    taken = []
    for number in range(1, views + 1):
        before = time.process_time()
        view(number)
        taken.append(1000 * (time.process_time() - before))
    return statistics.median(taken)


def measured(folder: Path, views: int) -> dict[str, float]:
    """Milliseconds of each kind of view."""
    with Assistant(SqliteLibrary.open(folder), WordEncoder) as assistant:
        client = TestClient(create_app(assistant, Settings()), base_url="http://localhost")
        [first] = assistant.library.documents(0, 1)

        def get(address: str) -> Callable[[int], None]:
            def view(number: int) -> None:
                answer = client.get(address.format(number=number))
                assert answer.status_code == 200, answer.text

            return view

        addresses = {
            "/": "/",
            "/?q=… (asked)": "/?q=harbour of district 7 froze in {number} winters",
            "/?q=… (again)": "/?q=harbour of district 7",
            "/documents/{id}": f"/documents/{first.document_id}",
            "/library": "/library",
        }
        return {name: milliseconds(get(address), views) for name, address in addresses.items()}


def main() -> None:
    """Measure both, and print them side by side."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--large", type=int, default=10_000)
    parser.add_argument("--views", type=int, default=30)
    given = parser.parse_args()
    sizes = (SMALL, FULL, given.large)
    figures = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as root:
            figures[size] = measured(found(Path(root), size), given.views)
    print(
        f"{'ms of CPU a view':<18}"
        + "".join(f"{size:>10,}" for size in sizes)
        + "   ratio of the last two"
    )
    for name in figures[SMALL]:
        taken = [figures[size][name] for size in sizes]
        print(f"{name:<18}" + "".join(f"{each:>10.1f}" for each in taken), end="")
        print(f"{taken[-1] / taken[-2]:>8.2f}")


if __name__ == "__main__":
    main()
