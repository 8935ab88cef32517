"""Gold paragraphs as LibreOffice and pdfLaTeX take them to set."""

import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

from benchmarks.gold_paragraphs import MARK, Part

FONTS = {
    "ar": "Noto Naskh Arabic",
    "hi": "Noto Serif Devanagari",
    "ja": "Noto Serif CJK JP",
    "zh": "Noto Serif CJK SC",
}
LATEX = {"en": "english", "de": "ngerman", "fr": "french", "es": "spanish", "pl": "polish"}


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
            if MARK in text:
                number += 1
                text = text.replace(MARK, _note(parts[index + 1].text, number))
            text = re.sub(r"^(\d+\.) ", r"\1<text:tab/>", text)
            rows.append(f'<text:p text:style-name="B">{text}</text:p>')
    return "".join(rows)


def _note(text: str, number: int) -> str:
    return (
        f'<text:note text:id="n{number}" text:note-class="footnote"><text:note-citation>{number}'
        f'</text:note-citation><text:note-body><text:p text:style-name="N">{escape(text)}</text:p>'
        "</text:note-body></text:note>"
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
            if MARK in text:
                note = _tex(parts[index + 1].text)
                text = text.replace(MARK, rf"\footnote{{{note}}}")
            rows.append(text + "\n")
    return "\n".join([*rows, r"\end{document}"])


def _tex(text: str) -> str:
    text = re.sub(r"([#$%&_{}])", r"\\\1", text)
    for sign, command in (("“", "``"), ("”", "''"), ("„", r"\glqq{}"), ("–", "--"), ("§", r"\S{}")):
        text = text.replace(sign, command)
    return re.sub(r'"([^"]*)"', r"``\1''", text)
