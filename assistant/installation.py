"""The installation examined: everything the program needs beside the library."""

import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.documents.office.legacy_office import find_converter
from assistant.documents.sandbox.reader import Reader
from assistant.errors import AssistantError
from assistant.library.upkeep import Check
from assistant.retrieval.sounding import known_calibration
from assistant.settings import Settings
from embeddings.bundled import bundle_named, bundled, check
from embeddings.encoder import Encoder
from embeddings.endpoint import EndpointEncoder
from embeddings.errors import EmbeddingsError
from embeddings.loading import load_encoder

ROOM = 512 * 2**20
"""Bytes of disk below which indexing will soon fail."""

WALLS = frozenset({"limits", "landlock", "seccomp"})


def examine_installation(settings: Settings) -> tuple[Check, ...]:
    """Every check, in order; starts one reader and prepares nothing.

    What is only missing a convenience holds, and its message says what is missing.
    """
    reached: list[Encoder] = []
    checks: tuple[tuple[str, Callable[[], tuple[bool, str]]], ...] = (
        ("python", _python),
        ("encoder", lambda: _encoder(settings, reached)),
        ("calibration", lambda: _calibration(settings, reached)),
        ("weights", lambda: _weights(settings)),
        ("readers", _readers),
        ("scanned pages", _recognition),
        ("old office files", _conversion),
        ("disk", lambda: _disk(settings.library_folder)),
    )
    return tuple(_checked(name, made) for name, made in checks)


def _checked(name: str, made: Callable[[], tuple[bool, str]]) -> Check:
    try:
        holds, message = made()
    except (AssistantError, EmbeddingsError, OSError) as error:
        holds, message = False, str(error)
    return Check(name, holds=holds, message=message)


def _python() -> tuple[bool, str]:
    version = ".".join(map(str, sys.version_info[:3]))
    return True, f"Python {version}, SQLite {sqlite3.sqlite_version}"


def _encoder(settings: Settings, reached: list[Encoder]) -> tuple[bool, str]:
    encoder = load_encoder(
        settings.encoder, cache=settings.cache_folder, request=settings.endpoint, prepare=False
    )
    reached.append(encoder)
    if isinstance(encoder, EndpointEncoder):
        return True, encoder.reached
    return True, f"{encoder.card} is ready"


def _weights(settings: Settings) -> tuple[bool, str]:
    bundle = bundle_named(settings.encoder)
    if bundle is None:
        return True, f"{settings.encoder} comes from elsewhere: nothing to compare it with"
    source = bundled(bundle, settings.cache_folder)
    check(bundle, source)
    return True, f"{source.name} is what was published, byte for byte"


def _calibration(settings: Settings, reached: Sequence[Encoder]) -> tuple[bool, str]:
    if not reached:
        return True, "not looked at, as the encoder was not reached"
    made = known_calibration(reached[0], settings.cache_folder)
    if made is None:
        return True, "the first question will tell; strengths are an estimate for this encoder"
    if not made.is_estimate:
        return True, "strengths and what is not found were fitted on this encoder"
    scale = f"strangers {made.cosine.strangers:.2f}, pairs {made.cosine.pairs:.2f}"
    return True, f"strengths and what is not found are an estimate for this encoder ({scale})"


def _readers() -> tuple[bool, str]:
    with Reader() as reader:
        walls = reader.walls()
    missing = sorted(WALLS - set(walls))
    if not missing:
        return True, f"files are read behind {', '.join(walls)}"
    return "limits" in walls, f"files are read without {', '.join(missing)}: not offered here"


def _recognition() -> tuple[bool, str]:
    found = shutil.which("tesseract")
    return True, f"read by {found}" if found else "not read: Tesseract is not installed"


def _conversion() -> tuple[bool, str]:
    found = find_converter()
    return True, f"read with {found}" if found else "not read: LibreOffice is not installed"


def _disk(folder: Path) -> tuple[bool, str]:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    return free >= ROOM, f"{free / 2**30:,.1f} GiB are free where the library lies"
