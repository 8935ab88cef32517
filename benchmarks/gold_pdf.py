"""Exact recall of paragraphs on PDFs whose paragraphs are known.

    PYTHONPATH=. python benchmarks/gold_pdf.py FOLDER [--part tuned|held|fresh] [--verbose]

LibreOffice sets the sentences written for the tests in ten languages, in one and two columns,
with headings, numbered paragraphs, bullets, footnotes and hyphenation; pdfLaTeX sets English
and German, where it is installed. A paragraph counts if the letters and digits of exactly one
block equal its own. Even numbers are the part that rules may be tuned on; odd ones are held;
those from 40 on, in other layouts, are the fresh part, whose failures were never looked at.
"""

import argparse
import random
import re
import shutil
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from assistant.documents.document import Kind
from assistant.documents.pdf.reader import read_pdf
from tests.language.sentence_samples import sentences_in

LANGUAGES = ("en", "de", "fr", "es", "ru", "ar", "hi", "ja", "pl", "zh")
FONTS = {
    "ar": "Noto Naskh Arabic",
    "hi": "Noto Serif Devanagari",
    "ja": "Noto Serif CJK JP",
    "zh": "Noto Serif CJK SC",
}
SEEDS = range(4)
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_MARK = "\ue000"
"""Where a footnote is called in a paragraph of the gold list."""


class Template(NamedTuple):
    """A layout for LibreOffice; lengths as OpenDocument writes them."""

    columns: int = 1
    page: tuple[str, str] = ("21cm", "29.7cm")
    margin: str = "2.5cm"
    gap: str = "0.8cm"
    size: float = 10.5
    height: str = "100%"
    align: str = "justify"
    space: str = "0.2cm"
    first: str = "0cm"
    heading: float = 13.0
    heading_align: str = "start"
    bullet: str = "•"
    head: str = ""
    foot: str = "<text:page-number/>"


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


class Part(NamedTuple):
    """A paragraph of the gold list: `heading`, `text`, `numbered`, `bullet` or `note`."""

    kind: str
    text: str


def parts_of(language: str, seed: int) -> list[Part]:
    """Eight sections of made-up text; the same every time for a language and a seed."""
    chosen = random.Random(f"{language}-{seed}")
    sentences = sentences_in(language)
    unspaced = language in ("ja", "zh")
    glue = "" if unspaced else " "
    number = chosen.randint(1, 60)

    def prose(least: int, most: int) -> str:
        return glue.join(chosen.choices(sentences, k=chosen.randint(least, most)))

    parts: list[Part] = []
    for _ in range(8):
        title = min(chosen.sample(sentences, 4), key=len).rstrip(".!?。！？।؟")
        if Part("heading", title) in parts:
            continue  # the same words at the head of several pages are a running head
        parts.append(Part("heading", title))
        for _ in range(chosen.randint(2, 5)):
            numbered = seed % 4 < 2 and chosen.random() < 0.8
            text = prose(3, 9)
            note = chosen.random() < 0.3
            head = f"{number}. " if numbered else ""
            parts.append(Part("numbered" if numbered else "text", head + text + _MARK * note))
            number += numbered
            if note:
                parts.append(Part("note", prose(1, 2)))
        if chosen.random() < 0.6:
            parts += [Part("bullet", prose(2, 3)) for _ in range(chosen.randint(2, 5))]
    return parts


def flat_odt(parts: Sequence[Part], language: str, template: Template) -> str:
    """The parts as one flat OpenDocument file."""
    font = FONTS.get(language, "Noto Serif")
    direction = "rl-tb" if language == "ar" else "lr-tb"
    width, height = template.page
    head = (
        f'<style:header><text:p text:style-name="L">{template.head}</text:p></style:header>'
        if template.head
        else ""
    )
    size, note, title = template.size, template.size - 2, template.heading
    text = (
        f'fo:font-size="{size}pt" style:font-name="F" style:font-name-asian="F" '
        f'style:font-name-complex="F" style:font-size-asian="{size}pt" '
        f'style:font-size-complex="{size}pt" fo:hyphenate="true" fo:language="{language}" '
        f'style:language-asian="{language}" style:language-complex="{language}"'
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/>
</office:font-face-decls>
<office:styles><style:default-style style:family="paragraph">
<style:paragraph-properties style:writing-mode="{direction}"
 fo:line-height="{template.height}"/>
<style:text-properties {text}/></style:default-style>
<style:style style:name="B" style:family="paragraph"><style:paragraph-properties
 fo:text-align="{template.align}" fo:margin-bottom="{template.space}"
 fo:text-indent="{template.first}"
 style:writing-mode="{direction}"/></style:style>
<style:style style:name="L" style:family="paragraph"><style:paragraph-properties
 fo:text-align="{template.align}" style:writing-mode="{direction}"/></style:style>
<style:style style:name="H" style:family="paragraph"><style:paragraph-properties
 fo:text-align="{template.heading_align}" fo:margin-top="0.4cm" fo:margin-bottom="0.2cm"
 fo:keep-with-next="always"
 style:writing-mode="{direction}"/><style:text-properties fo:font-size="{title}pt"
 style:font-size-asian="{title}pt" style:font-size-complex="{title}pt" fo:font-weight="bold"
 style:font-weight-asian="bold" style:font-weight-complex="bold" fo:hyphenate="false"/>
</style:style>
<style:style style:name="N" style:family="paragraph"><style:paragraph-properties
 fo:margin-left="0.6cm" fo:text-indent="-0.6cm" style:writing-mode="{direction}"/>
<style:text-properties
 fo:font-size="{note}pt" style:font-size-asian="{note}pt" style:font-size-complex="{note}pt"/>
</style:style>
<text:notes-configuration text:note-class="footnote" style:num-format="1"
 text:start-numbering-at="document"/></office:styles>
<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties
 fo:page-width="{width}" fo:page-height="{height}" fo:margin="{template.margin}"
 style:writing-mode="{direction}"><style:columns fo:column-count="{template.columns}"
 fo:column-gap="{template.gap}"/></style:page-layout-properties><style:header-style/>
<style:footer-style/>
</style:page-layout>
<text:list-style style:name="U"><text:list-level-style-bullet text:level="1"
 text:bullet-char="{template.bullet}"><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment
 text:label-followed-by="listtab" fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/>
</style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
{head}<style:footer><text:p text:style-name="L">{template.foot}</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{_body(parts)}</office:text></office:body></office:document>"""


def _body(parts: Sequence[Part]) -> str:
    rows: list[str] = []
    number = 0
    for index, part in enumerate(parts):
        text = escape(part.text)
        if part.kind == "heading":
            rows.append(f'<text:h text:style-name="H" text:outline-level="1">{text}</text:h>')
        elif part.kind == "bullet":
            rows.append(
                f'<text:list text:style-name="U" text:continue-numbering="true"><text:list-item>'
                f'<text:p text:style-name="L">{text}</text:p></text:list-item></text:list>'
            )
        elif part.kind != "note":
            if _MARK in text:
                number += 1
                text = text.replace(_MARK, _note(parts[index + 1].text, number))
            text = re.sub(r"^(\d+\.) ", r"\1<text:tab/>", text)
            rows.append(f'<text:p text:style-name="B">{text}</text:p>')
    return "".join(rows)


def _note(text: str, number: int) -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}'
        f'</text:note-citation><text:note-body><text:p text:style-name="N">{escape(text)}</text:p>'
        "</text:note-body></text:note>"
    )


LATEX = {"en": "english", "de": "ngerman", "fr": "french", "es": "spanish", "pl": "polish"}
FRESH_CLASSES = (
    r"\documentclass[twocolumn,10pt,letterpaper]{scrartcl}",
    r"\documentclass[12pt,a5paper]{article}\usepackage{parskip}",
)


def latex(parts: Sequence[Part], language: str, opening: str) -> str:
    """The parts for pdfLaTeX with its own fonts; `opening` names the class."""
    babel = LATEX[language]
    rows = [
        opening,
        rf"\usepackage[utf8]{{inputenc}}\usepackage[{babel}]{{babel}}",
        r"\usepackage[T1]{fontenc}\usepackage{lmodern,textcomp}\begin{document}",
    ]
    for index, part in enumerate(parts):
        text = _tex(part.text)
        if part.kind == "heading":
            rows.append(rf"\section*{{{text}}}")
        elif part.kind == "bullet":
            rows.append(rf"\begin{{itemize}}\item {text}\end{{itemize}}")
        elif part.kind != "note":
            if _MARK in text:
                note = _tex(parts[index + 1].text)
                text = text.replace(_MARK, rf"\footnote{{{note}}}")
            rows.append(text + "\n")
    return "\n".join([*rows, r"\end{document}"])


def _tex(text: str) -> str:
    text = re.sub(r"([#$%&_{}])", r"\\\1", text)
    for sign, command in (("“", "``"), ("”", "''"), ("„", r"\glqq{}"), ("–", "--"), ("§", r"\S{}")):
        text = text.replace(sign, command)
    return re.sub(r'"([^"]*)"', r"``\1''", text)


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
        want = letters(part.text.replace(_MARK, ""))
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
    for name, parts in sorted(make(given.folder).items()):
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
