"""Exact recall of paragraphs on PDFs whose paragraphs are known.

    PYTHONPATH=. python benchmarks/gold_pdf.py FOLDER [--part tuned|held|fresh] [--verbose]

LibreOffice sets the sentences written for the tests in ten languages, in one and two columns,
with headings, numbered paragraphs, bullets, footnotes and hyphenation; pdfLaTeX sets English
and German, where it is installed. A paragraph counts if the letters and digits of exactly one
block equal its own. Even numbers are the part that rules may be tuned on; odd ones are held;
those from 40 on, in other layouts, are the fresh part, whose failures were never looked at.
"""

import argparse
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from assistant.documents.document import Kind
from assistant.documents.pdf.reader import read_pdf
from benchmarks.gold_paragraphs import MARK, Part, parts_of
from benchmarks.typeset_paragraphs import LATEX, Template, flat_odt, latex

LANGUAGES = ("en", "de", "fr", "es", "ru", "ar", "hi", "ja", "pl", "zh")
SEEDS = range(4)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")

_OF_ALL = "Page <text:page-number/> of <text:page-count/>"
FRESH = (
    Template(columns=2, gap="0.6cm", size=9.5, space="0cm", first="0.4cm", heading=11.0,
             heading_align="center", bullet="–", head="Gazette of the Harbour", foot=""),
    Template(size=12.0, margin="3cm", height="150%", align="start", space="0.3cm", heading=14.0,
             bullet="▪", head="Report of the Council · <text:page-number/>", foot=_OF_ALL),
    Template(page=("21.59cm", "27.94cm"), size=11.0, height="115%", align="start", heading=11.0,
             bullet="‣", foot=_OF_ALL),
    Template(columns=2, page=("14.8cm", "21cm"), margin="1.5cm", gap="0.7cm", size=8.5,
             space="0.1cm", heading=9.5, head="Act <text:page-number/>"),
)  # fmt: skip
"""Layouts of the fresh part."""
FRESH_SEED = 40
FRESH_CLASSES = (
    r"\documentclass[twocolumn,10pt,letterpaper]{scrartcl}",
    r"\documentclass[12pt,a5paper]{article}\usepackage{parskip}",
)


def letters(text: str) -> str:
    plain = unicodedata.normalize("NFKC", _RAISED.sub("", text)).casefold()
    return "".join(c for c in plain if c.isalnum())


def make(folder: Path) -> dict[str, list[Part]]:
    """Write the sources and set them; gold lists by file stem."""
    folder.mkdir(parents=True, exist_ok=True)
    gold: dict[str, list[Part]] = {}
    office = shutil.which("soffice")
    for language in LANGUAGES if office else ():
        for seed in (*SEEDS, *range(FRESH_SEED, FRESH_SEED + len(FRESH))):
            template = _template(language, seed)
            name = f"{language}-{seed}-{template.columns}"
            gold[name] = parts_of(language, seed)
            source = flat_odt(gold[name], language, template)
            (folder / f"{name}.fodt").write_text(source, encoding="utf-8")
    missing = [folder / f"{name}.fodt" for name in gold if not (folder / f"{name}.pdf").exists()]
    if office and missing:
        profile = f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
        subprocess.run([*command, *missing], check=True, capture_output=True, timeout=500)
    if shutil.which("pdflatex"):
        gold |= _make_latex(folder)
    return gold


def _template(language: str, seed: int) -> Template:
    if seed >= FRESH_SEED:
        return FRESH[seed - FRESH_SEED]
    columns = 1 + seed // 2 % 2 if language != "ar" else 1 + seed % 2
    if seed == 3:
        return Template(columns=columns, align="start", space="0cm", first="0.6cm")
    return Template(columns=columns)


def _make_latex(folder: Path) -> dict[str, list[Part]]:
    gold: dict[str, list[Part]] = {}
    settings = [
        (language, seed, 1 + seed // 2 % 2)
        for language in LATEX
        for seed in (*(SEEDS if language in ("en", "de") else ()), FRESH_SEED, FRESH_SEED + 3)
    ]
    for language, seed, columns in settings:
        name = f"tex-{language}-{seed}-{columns}"
        gold[name] = parts_of(language, seed + 10)
        source = folder / f"{name}.tex"
        wide = "twocolumn," if columns == 2 else ""
        opening = rf"\documentclass[{wide}11pt,a4paper]{{article}}"
        if seed >= FRESH_SEED:
            opening = FRESH_CLASSES[seed % 2]
        source.write_text(latex(gold[name], language, opening), encoding="utf-8")
        if not source.with_suffix(".pdf").exists():
            command = ["pdflatex", "-interaction=batchmode", source.name]
            subprocess.run(command, cwd=folder, check=False, capture_output=True, timeout=60)
    return gold


def recall(path: Path, parts: Sequence[Part], *, verbose: bool) -> Counter[str]:
    """How many parts of each kind come out exactly; `all-…` counts all of them."""
    blocks = [b for b in read_pdf(path.read_bytes(), name=path.name).blocks]
    found = Counter(letters(b.text) for b in blocks if b.kind is not Kind.FOOTNOTE)
    # A note begins with its number.
    found.update(letters(b.text[b.mark_end :]) for b in blocks if b.kind is Kind.FOOTNOTE)
    counts: Counter[str] = Counter()
    for part in parts:
        want = letters(part.text.replace(MARK, ""))
        counts[f"all-{part.kind}"] += 1
        if found[want]:
            found[want] -= 1
            counts[part.kind] += 1
        elif verbose:
            near = [b.text for b in blocks if want[:12] and letters(b.text)[:12] == want[:12]]
            print(f"  {path.stem} {part.kind} {part.text!r}\n      near {near[:2]}")
    return counts


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--part", choices=("tuned", "held", "fresh"))
    arguments.add_argument("--verbose", action="store_true")
    given = arguments.parse_args()
    total: Counter[str] = Counter()
    gold = make(given.folder)
    if not gold:
        arguments.error("neither soffice nor pdflatex is installed")
    for name, parts in sorted(gold.items()):
        if given.part and given.part != _part(name):
            continue
        counts = recall(given.folder / f"{name}.pdf", parts, verbose=given.verbose)
        total += counts
        print(f"{name:14} {_share(counts)}")
    print(f"{given.part or 'all':14} {_share(total)}")


def _part(name: str) -> str:
    seed = int(name.split("-")[-2])
    return "fresh" if seed >= FRESH_SEED else "held" if seed % 2 else "tuned"


def _share(counts: Counter[str]) -> str:
    kinds = [kind for kind in ("heading", "text", "numbered", "bullet", "note")]
    wanted = sum(counts[f"all-{kind}"] for kind in kinds)
    exact = sum(counts[kind] for kind in kinds)
    each = " ".join(f"{kind} {counts[kind]}/{counts[f'all-{kind}']}" for kind in kinds)
    return f"{exact / max(wanted, 1):.4f} of {wanted:4}  {each}"


if __name__ == "__main__":
    main()
