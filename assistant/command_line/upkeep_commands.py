"""What the commands do that examine a library, copy it and bring it back."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict

from assistant.command_line.context import DONE, MISSING, Context, emit
from assistant.library.opening import restore_library
from assistant.library.upkeep import Check


def doctor(context: Context, given: argparse.Namespace) -> int:
    """Check the installation and the library."""
    from assistant.installation import examine_installation  # The HTTP client with it, 70 ms.

    installed = examine_installation(context.settings)
    _print_checks(context, installed)
    with context.open() as assistant:
        checks = (*assistant.library.examine(), assistant.encoders.check)
    _print_checks(context, checks)
    return DONE if all(check.holds for check in (*installed, *checks)) else MISSING


def _print_checks(context: Context, checks: Sequence[Check]) -> None:
    for check in checks:
        if context.as_json:
            emit(asdict(check))
        else:
            print(f"{'ok' if check.holds else '! '}  {check.name}: {check.message}")


def backup(context: Context, given: argparse.Namespace) -> int:
    """A consistent copy of the library, while in use."""
    with context.open() as assistant:
        assistant.library.backup(given.file)
    if context.as_json:
        emit({"backup": str(given.file), "bytes": given.file.stat().st_size})
    else:
        print(f"Written: {given.file} ({given.file.stat().st_size:,} bytes)")
    return DONE


def restore(context: Context, given: argparse.Namespace) -> int:
    """A library from a backup, into a folder that holds none."""
    restore_library(given.file, context.settings.library_folder)
    with context.open() as assistant:
        counts = assistant.library.counts()
    if context.as_json:
        emit({"restored": str(context.settings.library_folder), **asdict(counts)})
    else:
        print(f"Restored {counts.documents} documents, {counts.paragraphs:,} paragraphs.")
    return DONE
