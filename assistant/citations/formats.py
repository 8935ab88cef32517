"""A citation as people paste it: plain, Markdown, footnote, BibTeX, RIS, CSL-JSON."""

import json
import re

from assistant.citations.citation import Address, Citation
from assistant.documents.document import Basis

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

    `title` is the document's own title (its name otherwise); `base` is put
    before the citation's path so that the link works outside the page.
    """
    name = title or citation.document
    where = locator(citation.address)
    url = base + citation.url
    quoted = f"“{citation.quote}”"
    source = ", ".join(part for part in (name, where) if part)
    return {
        "plain": f"{quoted} ({source})",
        "markdown": f"> {_markdown(citation.quote)}\n>\n> — [{_markdown(source)}]({url})",
        "footnote": f"{name}{', at ' + where if where else ''}: {quoted}.",
        "bibtex": _bibtex(citation, name, where, url),
        "ris": _ris(citation, name, where, url),
        "csl": _csl(citation, name, where, url),
    }


def locator(address: Address) -> str:
    """`p. 14, para. 37, item (c)`: a page only when it is known, hedged when it is inferred."""
    parts = []
    if address.printed_page and address.basis in (Basis.PRINTED, Basis.LABEL):
        parts.append(f"p. {address.printed_page}")
    elif address.printed_page and address.basis is Basis.INFERRED:
        parts.append(f"p. ~{address.printed_page}")
    elif address.pdf_page:
        parts.append(f"PDF p. {address.pdf_page}")
    if address.number or address.item_of:
        parts.append(f"para. {address.number or address.item_of}")
    if address.bullet and any(c.isalnum() for c in address.bullet):
        parts.append(f"item {address.bullet}")
    return ", ".join(parts)


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
        "locator": address.number or address.item_of or where,
        "label": "paragraph" if address.number or address.item_of else "page",
    }
    return json.dumps([item], ensure_ascii=False, indent=2)
