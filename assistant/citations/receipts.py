"""A citation kept as a file: what was quoted, from which bytes, and where it stood."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.errors import BadReceipt


@dataclass(frozen=True, slots=True)
class Receipt:
    """Enough of a citation to find its words again, and to say what became of them."""

    document_id: str
    document: str
    paragraph_id: str
    revision: str
    """sha256 of the file that was cited."""
    quote: str
    start: int
    end: int
    prefix: str = ""
    suffix: str = ""
    address: str = ""


_TEXTS = ("document_id", "document", "paragraph_id", "revision", "quote")
_NUMBERS = ("start", "end")
_EXTRAS = ("prefix", "suffix", "address")


def receipts(text: str) -> tuple[Receipt, ...]:
    """The receipts in a JSON text: one, a list of them, or an answer with citations.

    Raises `BadReceipt`.
    """
    try:
        value = json.loads(text)
    except ValueError as error:
        raise BadReceipt(
            f"This is not a receipt: not JSON ({error}). "
            "A receipt is a citation as `pincite ask --json` prints it."
        ) from error
    if isinstance(value, Mapping) and isinstance(value.get("citations"), list):
        value = value["citations"]
    entries = value if isinstance(value, list) else [value]
    if not entries:
        raise BadReceipt("There is no citation in this file.")
    return tuple(_receipt(entry) for entry in entries)


def _receipt(entry: Any) -> Receipt:  # noqa: ANN401 - anything may stand in a file
    if not isinstance(entry, Mapping):
        raise BadReceipt("This is not a receipt: a JSON object was expected.")
    for name, kind in (*((n, str) for n in _TEXTS), *((n, int) for n in _NUMBERS)):
        if not isinstance(entry.get(name), kind) or isinstance(entry.get(name), bool):
            raise BadReceipt(f"This is not a receipt: {name} is missing or not of the right kind.")
    extras = {name: str(entry.get(name) or "") for name in _EXTRAS}
    texts = {name: str(entry[name]) for name in _TEXTS}
    if not texts["quote"].strip():
        raise BadReceipt("This receipt quotes nothing.")
    return Receipt(**texts, **extras, start=int(entry["start"]), end=int(entry["end"]))
