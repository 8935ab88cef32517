"""Messages and saved pages: who wrote to whom and when, the words, what is attached."""

import email
import email.header
import email.message
import email.policy
import email.utils
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email.errors import HeaderParseError

from assistant.documents.document import Block, Extract, Imprint, Kind
from assistant.documents.markup.html import read_html
from assistant.documents.text.charsets import decoded
from assistant.documents.text.plain_text import read_text
from assistant.language.characters import normalised

READER = "mail-3"

_SHOWN = ("From", "To", "Cc", "Date")
_BODIES = ("text/html", "text/plain")
_MOST_PARTS = 1_000


def read_mail(content: bytes, *, name: str = "") -> Extract:
    """A message's headers and body, or the page of an MHTML file without its pictures.

    The body is the HTML one if there is one, else the plain one. Attachments are
    named in the notices, not read.
    """
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    parts = [part for part, _ in zip(message.walk(), range(_MOST_PARTS), strict=False)]
    body = _body(parts)
    words = _read_body(body) if body is not None else Extract("eml", ())
    saved = message.get_content_type() == "multipart/related" and _is_page(message, body)
    subject = _header(message, "Subject")
    head = () if saved else tuple(_head(message, subject))
    return replace(
        words,
        format="mhtml" if saved else "eml",
        blocks=head + words.blocks,
        title=words.title if saved and words.title else subject or words.title,
        title_basis="subject" if subject and not (saved and words.title) else words.title_basis,
        imprint=words.imprint if saved else _imprint(message),
        reader=READER,
        notices=words.notices + tuple(_attachments(parts)),
    )


def _imprint(message: email.message.Message) -> Imprint:
    """Who sent it and when, by its head."""
    author = email.utils.parseaddr(_header(message, "From"))
    try:
        sent = email.utils.parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except ValueError:
        sent = None
    return Imprint(author=author[0] or author[1] or None, date=sent)


def _body(parts: list[email.message.Message]) -> email.message.Message | None:
    """The first part of the best kind that is no attachment and not empty."""
    for kind in _BODIES:
        for part in parts:
            attached = part.get_content_disposition() == "attachment"
            if part.get_content_type() == kind and not attached and _bytes(part).strip():
                return part
    return None


def _read_body(part: email.message.Message) -> Extract:
    text = decoded(_bytes(part), declared=part.get_content_charset())
    read = read_html if part.get_content_type() == "text/html" else read_text
    return read(text.encode("utf-8", "replace"))


def _is_page(message: email.message.Message, body: email.message.Message | None) -> bool:
    """A browser saved it: its only body is HTML and it was sent to nobody."""
    return body is not None and body.get_content_type() == "text/html" and "To" not in message


def _head(message: email.message.Message, subject: str) -> Iterator[Block]:
    if subject:
        yield Block(Kind.HEADING, subject, level=1)
    for name in _SHOWN:
        value = _header(message, name)
        if value:
            yield Block(Kind.PARAGRAPH, f"{name}: {value}")


def _header(message: email.message.Message, name: str) -> str:
    """A header in plain words; as it stands where it is badly written."""
    value = str(message.get(name, ""))
    with suppress(HeaderParseError, LookupError, ValueError):
        value = str(email.header.make_header(email.header.decode_header(value)))
    return normalised(value)


def _attachments(parts: list[email.message.Message]) -> Iterator[str]:
    for part in parts:
        if part.get_content_disposition() == "attachment":
            name = normalised(str(part.get_filename() or "")) or "without a name"
            yield f"The attachment {name} was not read: save it and add it."


def _bytes(part: email.message.Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
