"""Who is found to speak, against labels made by reading: speakers.py LABELS FOLDER

Each line of LABELS tells of one sentence: its `document` (a path under FOLDER), its `text`, the
`accepted` sources (`Peru|r` for reported, `Peru|s` for stated, `-` for none) and whether it is
`held_out`. A name counts as right where it is the same name, or has all words of one of several
words. Precision is over what was found, recall over what could be.
"""

import argparse
import json
from collections import Counter
from functools import cache
from pathlib import Path

from assistant.documents.document import Paragraph
from assistant.documents.reading import read_extract, revision_of
from assistant.documents.speakers.names import name_key
from assistant.documents.speakers.speaker import Speaker


@cache
def paragraphs(path: Path) -> tuple[Paragraph, ...]:
    extract = read_extract(path.read_bytes(), name=path.name)
    return revision_of(extract, document_id=path.name, sha256="").paragraphs


def speakers_of(path: Path, text: str, ordinal: int) -> tuple[Speaker, ...]:
    """Those of the sentence with this text, of several the nearest to where it was labelled."""
    found = [
        (abs(paragraph.ordinal - ordinal), paragraph, span)
        for paragraph in paragraphs(path)
        if text in paragraph.text
        for span in paragraph.sentences
        if paragraph.text[span.start - paragraph.start : span.end - paragraph.start] == text
    ]
    if not found:
        raise SystemExit(f"{path.name} has no sentence {text[:80]!r}")
    _, paragraph, span = min(found, key=lambda one: one[0])
    return paragraph.said_by(span)


def is_right(speaker: Speaker, accepted: str, *, voiced: bool) -> bool:
    name, _, voice = accepted.rpartition("|")
    wanted, got = name_key(name), {name_key(speaker.canonical), name_key(speaker.name)}
    longer = " " in wanted and any(set(wanted.split()) <= set(key.split()) for key in got)
    return (wanted in got or longer) and (not voiced or speaker.voice.value[0] == voice)


def counted(rows: list[dict[str, object]], folder: Path, *, verbose: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        accepted, text = list(map(str, row["accepted"])), str(row["text"])  # type: ignore[call-overload]
        found = speakers_of(folder / str(row["document"]), text, int(str(row["ordinal"])))
        named = any(is_right(s, a, voiced=False) for s in found for a in accepted)
        right = any(is_right(s, a, voiced=True) for s in found for a in accepted)
        counts.update(
            found=bool(found),
            named=named,
            right=right,
            expected="-" not in accepted,
            expected_named=named and "-" not in accepted,
            expected_right=right and "-" not in accepted,
        )
        if verbose and not right and (found or "-" not in accepted):
            told = "; ".join(f"{s.canonical}, {s.voice}" for s in found)
            print(f"  {row['document']}: {accepted} but found [{told}]: {text[:90]}")
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("labels", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--verbose", action="store_true")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.labels.read_text("utf-8").splitlines()]
    for held_out in (False, True):
        some = [row for row in rows if bool(row["held_out"]) is held_out]
        c = counted(some, given.folder, verbose=given.verbose)
        print(
            f"{'held out' if held_out else 'fitted on':9} {len(some)} sentences:"
            f" precision of name {c['named'] / c['found']:.3f}, with voice"
            f" {c['right'] / c['found']:.3f} of {c['found']};"
            f" recall {c['expected_named'] / c['expected']:.3f},"
            f" {c['expected_right'] / c['expected']:.3f} of {c['expected']}"
        )


if __name__ == "__main__":
    main()
