"""Office files from before 2007, and ODF sheets and slides, turned into present ones.

LibreOffice does it, if it is installed, in a worker of its own that may write
only to a private folder (https://help.libreoffice.org, "start parameters").
"""

import shutil
import subprocess
from pathlib import Path

from assistant.errors import UnreadableFile

CONVERSIONS = {"doc": "docx", "xls": "xlsx", "ppt": "pptx", "ods": "xlsx", "odp": "pptx"}
"""The formats that are converted, and what they become."""

_CALLED = {
    "doc": "a legacy Word file",
    "xls": "a legacy Excel file",
    "ppt": "a legacy PowerPoint file",
    "ods": "an OpenDocument spreadsheet",
    "odp": "an OpenDocument presentation",
}


def find_converter() -> str | None:
    """The path of LibreOffice's command, or `None`."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(content: bytes, found: str, scratch: str, seconds: float) -> bytes:
    """The same document in its present-day format; raises `UnreadableFile`."""
    converter = find_converter()
    if converter is None:
        raise not_installed(found)
    folder = Path(scratch)
    source = folder / f"source.{found}"
    source.write_bytes(content)
    command = [
        converter,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        CONVERSIONS[found],
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        subprocess.run(command, timeout=seconds, check=False, capture_output=True, cwd=folder)
    except (subprocess.TimeoutExpired, OSError) as error:
        raise _failed(found) from error
    made = folder / f"source.{CONVERSIONS[found]}"
    if not made.is_file():
        raise _failed(found)
    return made.read_bytes()


def not_installed(found: str) -> UnreadableFile:
    """What to say where LibreOffice is missing."""
    return UnreadableFile(
        f"The file is {_CALLED[found]}, which needs LibreOffice to be read",
        f"Install LibreOffice, or save the file as .{CONVERSIONS[found]}",
    )


def _failed(found: str) -> UnreadableFile:
    return UnreadableFile(
        f"The file is {_CALLED[found]} that LibreOffice could not convert",
        f"Open it and save it as .{CONVERSIONS[found]} or PDF",
    )
