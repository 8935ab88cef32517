"""A citation as people paste it: plain, Markdown, footnote, BibTeX, RIS, CSL-JSON."""

import json
import re

from assistant.citations.citation import Address, Citation
from assistant.citations.paging import pages_text
from assistant.documents.speakers.speaker import spoken_text

_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "%": r"\%",
        "&": r"\&",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|])")


def formats(citation: Citation, title: str | None = None, *, base: str = "") -> dict[str, str]:
    """The citation in every format, keyed `plain`, `markdown`, `footnote`, `bibtex`, `ris`, `csl`.

    `title` is what the document is called, where not by its symbol and title; `base` is put
    before the citation's path so that the link works outside the page.
    """
    name = title or citation.source
    where = locator(citation.address)
    url = base + citation.url
    quoted = f"“{citation.quote}”"
    said = f"{spoken}: " if (spoken := spoken_text(citation.speakers)) else ""
    source = ", ".join(part for part in (f"{spoken} in {name}" if spoken else name, where) if part)
    return {
        "plain": f"{quoted} ({source})",
        "markdown": f"> {_markdown(citation.quote)}\n>\n> — [{_markdown(source)}]({url})",
        "footnote": f"{name}{', at ' + where if where else ''}: {said}{quoted}.",
        "bibtex": _bibtex(citation, name, where, url),
        "ris": _ris(citation, name, where, url),
        "csl": _csl(citation, name, where, url),
    }


def locator(address: Address) -> str:
    """`p. 14, para. 37, item (c)`: pages only when they are known, hedged when inferred."""
    parts = [pages_text(address.pages, drawn=address.drawn, told=False)]
    paragraph = _paragraph(address)
    if paragraph:
        parts.append(f"para. {paragraph}")
    if address.bullet and any(c.isalnum() for c in address.bullet):
        parts.append(f"item {address.bullet}")
    return ", ".join(part for part in parts if part)


def _paragraph(address: Address) -> str:
    """`37`, or `11 (counted)` where nothing printed leads to the paragraph; or nothing."""
    counted = "" if address.counted is None else f"{address.counted} (counted)"
    return address.number or address.item_of or counted


def _markdown(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _key(citation: Citation) -> str:
    stem = re.sub(r"[^A-Za-z0-9]+", "-", citation.document.rsplit(".", 1)[0]).strip("-").lower()
    return f"{stem or 'document'}-{citation.paragraph_id[:8]}"


def _bibtex(citation: Citation, name: str, where: str, url: str) -> str:
    note = f"{where}: ``{citation.quote}''" if where else f"``{citation.quote}''"
    return (
        f"@misc{{{_key(citation)},\n"
        f"  title = {{{name.translate(_BIBTEX)}}},\n"
        f"  note = {{{note.translate(_BIBTEX)}}},\n"
        f"  howpublished = {{{url.translate(_BIBTEX)}}}\n"
        "}"
    )


def _ris(citation: Citation, name: str, where: str, url: str) -> str:
    # A line of RIS ends the field, so the quote stays on one line.
    fields = [
        ("TY", "GEN"),
        ("ID", _key(citation)),
        ("TI", name),
        ("SP", where),
        ("N1", f"“{citation.quote}”"),
        ("UR", url),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {' '.join(value.split())}" for tag, value in fields)


def _csl(citation: Citation, name: str, where: str, url: str) -> str:
    address = citation.address
    item = {
        "id": _key(citation),
        "type": "document",
        "title": name,
        "URL": url,
        "note": f"“{citation.quote}”",
        "locator": _paragraph(address) or where,
        "label": "paragraph" if _paragraph(address) else "page",
    }
    return json.dumps([item], ensure_ascii=False, indent=2)
