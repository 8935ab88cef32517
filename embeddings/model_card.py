"""What a model's own card says of it, see https://huggingface.co/docs/hub/model-cards."""

from pathlib import Path

from huggingface_hub import metadata_load
from yaml import YAMLError  # type: ignore[import-untyped]

from embeddings.card import Origin

README = "README.md"
"""Holds the card: YAML between two fences, then prose."""


def origin_of(folder: Path) -> Origin:
    """What the card in `folder` says; nothing where there is none or it cannot be read."""
    try:
        said = metadata_load(folder / README) or {}
    except (OSError, ValueError, YAMLError):
        return Origin()
    return Origin(_word(said.get("license")), _words(said.get("language")))


def _word(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _words(value: object) -> tuple[str, ...]:
    """One code or several; `no`, which YAML takes for false, is Norwegian here."""
    values = value if isinstance(value, list) else [value]
    codes = ["no" if code is False else _word(code) for code in values]
    return tuple(code for code in codes if code and code != "multilingual")
